/** The sample production as its visitors meet it: each role comes in by its link, and what they see first is there. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { check_screen, open_browser, open_window, type Place, type Window } from "./browser";

const folder = mkdtempSync(join(tmpdir(), "goodgate-demo-"));
const links = new Map<string, string>();
const place: Place = { address: "", prefix: "" };
let server: ChildProcess;
let browser: Browser;

beforeAll(async () => {
  server = spawn(process.env.GOODGATE ?? "../build/dev/goodgate", ["demo", join(folder, "try"), "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "ignore"] });
  let name = "";
  for await (const line of createInterface({ input: server.stdout! })) {
    place.address = / at (http:\S+)$/.exec(line)?.[1] ?? place.address;
    name = /^ {2}(\w+ \w+) {2,}/.exec(line)?.[1] ?? name;
    const link = /(http\S+#ggl_\w+)/.exec(line)?.[1];
    if (link) links.set(name, link);
    if (line.startsWith("Ctrl-C")) break;
  }
  browser = await open_browser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

async function come_in(name: string, size: "desk" | "phone" = "desk"): Promise<Window> {
  const window = await open_window(browser, place, size);
  await window.page.goto(links.get(name) ?? "");
  await window.page.getByRole("button", { name: "Come in" }).click();
  await window.page.getByRole("button", { name: new RegExp(name) }).waitFor();
  return window;
}

test("a link changes nothing when it is opened, lets in once, and says so the second time", async () => {
  const window = await open_window(browser, place);
  const { page } = window;
  const link = links.get("Audrey Fenn") ?? "";
  for (let time = 0; time < 2; time += 1) {
    await page.goto(link);
    await page.reload();
    await page.getByRole("heading", { name: "Come in" }).waitFor();
  }
  await check_screen(window, "role-link");
  await page.getByRole("button", { name: "Come in" }).click();
  await page.getByRole("button", { name: /Audrey Fenn/ }).waitFor();
  const second = await open_window(browser, place);
  await second.page.goto(link);
  await second.page.getByRole("button", { name: "Come in" }).click();
  await expect(second.page.getByRole("alert").textContent()).resolves.toContain("start the sample production again");
});

test("the screens hold what nine weeks of work leave in them", async () => {
  const connie = await come_in("Connie Reyes");
  await connie.page.getByText("Ines Kaya fifteen years younger in scenes 3 and 9").first().click();
  await connie.page.getByText("for Mara Lind, who is away").first().waitFor();
  await connie.page.getByRole("button", { name: /^Decline/ }).waitFor(); // a deputy decides
  await check_screen(connie, "demo-inbox");
  await connie.context.close();
  const cleo = await come_in("Cleo Marsh");
  await cleo.page.getByRole("link", { name: "The Quiet Harbour" }).first().click();
  await cleo.page.getByRole("heading", { name: "Uses by state" }).waitFor();
  await cleo.page.getByText("Expired").first().waitFor();
  await check_screen(cleo, "demo-title");
});

test("every other role comes in and finds something to do", async () => {
  for (const [name, heading] of [["Leo Brandt", "Inbox"], ["Rex Adler", "Inbox"], ["Pat Quist", "Titles"], ["Vera North", "Titles"], ["Ada Ahlgren", "Titles"]] as const) {
    const window = await come_in(name);
    await window.page.getByRole("heading", { name: heading }).first().waitFor();
    expect(window.faults, name).toEqual([]);
    await window.context.close();
  }
});
