/** Debian's Chromium on the desk's pages. Every page is watched: an error, a refusal by the content policy or a request to
 * anybody else fails the test. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import type { Desk, Person } from "./desk";

const axe_source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Where pictures go; without it none is taken. */
const screens = process.env.GG_SCREENS;
const executable = process.env.CHROMIUM ?? "/usr/bin/chromium";

export async function open_browser(): Promise<Browser> {
  if (!existsSync(executable)) throw new Error(`there is no ${executable}: tools/setup test installs it, or name another in CHROMIUM`);
  return chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-gpu", "--lang=en-GB"] });
}

export interface Window {
  page: Page;
  context: BrowserContext;
  /** Everything that went wrong on the page so far. */
  faults: string[];
}

export const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 },
  /** A desk's window at 200 %. */
  zoomed: { width: 640, height: 400 } };

/** What a window must know of a desk. */
export type Place = Pick<Desk, "address" | "prefix">;

/** A window of its own: other cookies, other storage. */
export async function open_window(browser: Browser, desk: Place, size: keyof typeof sizes = "desk"): Promise<Window> {
  const context = await browser.newContext({ viewport: sizes[size], baseURL: desk.address, locale: "en-GB", timezoneId: "Europe/Berlin", reducedMotion: "reduce", hasTouch: size === "phone", isMobile: size === "phone", bypassCSP: false });
  context.setDefaultTimeout(10_000);
  await serve_built(context, desk);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => { if (message.type() === "error" && !/status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(message.text())) faults.push(message.text()); });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(new URL(desk.address).origin) && !/^(data|blob):/.test(request.url())) faults.push(`asked ${request.url()}`); });
  return { page, context, faults };
}

/** GG_DIST=folder, while developing: the pages that vite built last, in place of those in the program. */
async function serve_built(context: BrowserContext, desk: Place): Promise<void> {
  const dist = process.env.GG_DIST;
  if (!dist) return;
  await context.route((url) => !url.pathname.startsWith(`${desk.prefix}/api/`) && !url.pathname.startsWith(`${desk.prefix}/t/`), async (route) => {
    const path = new URL(route.request().url()).pathname.slice(desk.prefix.length + 1);
    if (/\.\w+$/.test(path)) return existsSync(join(dist, path)) ? route.fulfill({ path: join(dist, path) }) : route.continue();
    return route.fulfill({ contentType: "text/html", body: readFileSync(join(dist, "index.html"), "utf8").replaceAll('="./', `="${desk.prefix}/`) });
  });
}

/** A window in which somebody is signed in. */
export async function window_of(browser: Browser, desk: Desk, person: Person, size: keyof typeof sizes = "desk"): Promise<Window> {
  const window = await open_window(browser, desk, size);
  const answer = await window.context.request.post(`${desk.api}/session`, { data: { email: person.email, password: person.password } });
  expect(answer.status(), await answer.text()).toBe(201);
  return window;
}

interface Violation { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }

const all_rules = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
/** The rules that look at colours: a theme changes nothing but tokens of colour (ui/tokens.css). */
const colour_rules = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

async function violations(page: Page, rules: object): Promise<string[]> {
  // Through the debugger: the content policy lets no script of others in.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe_source);
  const found = await page.evaluate(async (asked) => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } };
    return (await axe.run({ ...asked, resultTypes: ["violations"] })).violations;
  }, rules);
  return found.flatMap((one) => one.nodes.map((node) => `${one.id}: ${one.help}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ""}`));
}

async function picture(page: Page, file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const session = await page.context().newCDPSession(page);
  const { data } = (await session.send("Page.captureScreenshot", { format: "webp", quality: 82 })) as { data: string };
  await session.detach();
  writeFileSync(file, Buffer.from(data, "base64"));
}

export const themes = ["light", "dark", "dark-room"] as const;

/** What keeps somebody from using the screen as it stands, in the light theme. */
export const shut_out = (page: Page): Promise<string[]> => violations(page, all_rules);

/** The screen as it stands, in every theme: nobody is shut out, nothing went wrong; and where pictures
 * are kept, its picture in the light and dark one. */
export async function check_screen({ page, faults }: Window, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  for (const theme of themes) {
    await page.evaluate((one) => { document.documentElement.dataset.theme = one; }, theme);
    expect(await violations(page, theme === "light" ? all_rules : colour_rules), `${name} in ${theme}`).toEqual([]);
    if (screens && (theme !== "dark-room" || name.startsWith("inbox"))) await picture(page, join(screens, `${name}-${theme}.webp`));
  }
  await page.evaluate(() => { delete document.documentElement.dataset.theme; });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${name} is wider than its window`).toBeLessThanOrEqual(0);
  expect(faults, name).toEqual([]);
}

/** What a list goes out as: the lines of its CSV. */
export async function exported(page: Page): Promise<string[]> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export CSV" }).first().click()]);
  return readFileSync(await download.path(), "utf8").replace(/^\uFEFF/, "").trimEnd().split("\r\n");
}
