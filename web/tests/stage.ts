/** What nearly every file of tests has: a desk with a production on it and a browser, begun once; each test's windows end with it. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { open_browser } from "./browser";
import { Desk, Production } from "./desk";
import { Mailbox } from "./mailbox";

export let desk: Desk;
export let production: Production;
export let browser: Browser;
/** Where the desk's mail arrives, where `mail` was asked for. */
export let mailbox: Mailbox;

const by_mail = (port: number): string[] => ["--smtp-host", "127.0.0.1", "--smtp-port", String(port), "--smtp-security", "none", "--mail-from", "desk@studio.example"];

interface Options {
  prefix?: string;
  /** More of what `goodgate serve` takes. */
  options?: () => string[];
  mail?: boolean;
  /** A desk as it is when it is started the first time. */
  is_empty?: boolean;
}

/** To be called before the file's own `beforeAll`, which finds all of it there. */
export function set_stage({ prefix = "", options = () => [], mail = false, is_empty = false }: Options = {}): void {
  beforeAll(async () => {
    if (mail) mailbox = await Mailbox.start();
    [desk, browser] = await Promise.all([Desk.start(prefix, [...(mail ? by_mail(mailbox.port) : []), ...options()]), open_browser()]);
    if (!is_empty) production = await Production.on(desk);
  });
  // A window that is left open goes on reading whatever the next tests change.
  afterEach(async () => { await Promise.all(browser.contexts().map((one) => one.close())); });
  afterAll(async () => {
    await browser.close();
    await desk.stop();
    if (mail) await mailbox.stop();
  });
}
