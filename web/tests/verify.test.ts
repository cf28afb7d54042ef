import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { check_screen, open_window, window_of } from "./browser";
import { final } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

const folder = mkdtempSync(join(tmpdir(), "goodgate-verify-"));
const picture = join(folder, "sky.png");

set_stage();
beforeAll(async () => {
  const use = await production.declare(final, { summary: "Night sky behind the lighthouse" });
  writeFileSync(picture, "these are the bytes of a picture");
  await production.partner.made("assets", { title: production.title, use: use.id, file: "vfx/sky.png", sha256: createHash("sha256").update(readFileSync(picture)).digest("hex"), status: "final", kind: "generated" });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
});

const result = (page: Page, name: string) => page.getByRole("region", { name });
const drop = async (page: Page, ...files: string[]): Promise<void> => { await page.locator('input[aria-label="Files to verify"]').setInputFiles(files); };

/** What the page does not do itself: it never sends a file's bytes. */
async function sends_nothing(page: Page, act: () => Promise<void>): Promise<void> {
  const sent: string[] = [];
  page.on("request", (request) => { if (request.method() !== "GET") sent.push(request.url()); });
  await act();
  expect(sent).toEqual([]);
}

test("a kept proof is verified in the browser, and one changed byte is found", async () => {
  const window = await window_of(browser, desk, production.auditor);
  const { page } = window;
  await page.goto(`${desk.address}/ledger/${production.title}`);
  await page.getByRole("button", { name: /Use declared/ }).first().click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Keep record and proof" }).click()]);
  const kept = join(folder, "kept.json");
  await download.saveAs(kept);
  const altered = join(folder, "altered.json");
  writeFileSync(altered, readFileSync(kept, "utf8").replace("use.declared", "use.approved"));
  await sends_nothing(page, async () => {
    await drop(page, kept, altered);
    await result(page, "kept.json").getByText("Verified", { exact: true }).waitFor();
    await result(page, "altered.json").getByText("Not verified", { exact: true }).waitFor();
  });
  await result(page, "altered.json").getByText("The hashes do not lead to the signed root").waitFor();
  await result(page, "kept.json").getByText("Nothing was taken away since").waitFor();
  await result(page, "kept.json").scrollIntoViewIfNeeded();
  await check_screen(window, "ledger-verified");
});

test("a large file is hashed in windows, and that can be stopped", async () => {
  const large = join(folder, "reel.mov");
  writeFileSync(large, Buffer.alloc(8_000_000, 7));
  const huge = join(folder, "film.mov");
  writeFileSync(huge, "");
  truncateSync(huge, 2_000_000_000); // a hole: it takes no room
  const { page } = await window_of(browser, desk, production.coordinator);
  await page.goto(`${desk.address}/ledger/${production.title}`);
  await drop(page, huge);
  await page.getByRole("progressbar", { name: "film.mov, hashed so far" }).waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("progressbar").waitFor({ state: "detached" });
  expect(await page.getByRole("alert").count()).toBe(0);
  await drop(page, large);
  await result(page, "reel.mov").getByText(createHash("sha256").update(readFileSync(large)).digest("hex")).waitFor();
});

test("a registered file is found by its bytes and proved; a changed one is not known", async () => {
  const { page } = await window_of(browser, desk, production.coordinator);
  await page.goto(`${desk.address}/ledger/${production.title}`);
  const changed = join(folder, "sky-2.png");
  writeFileSync(changed, "These are the bytes of a picture");
  await drop(page, picture, changed);
  await result(page, "sky.png").getByRole("link", { name: "vfx/sky.png" }).waitFor();
  await result(page, "sky.png").getByText("Verified", { exact: true }).waitFor();
  await result(page, "sky-2.png").getByText("Not known here").waitFor();
});

test("entries of an evidence pack verify, without an account too, and the pack is given out by the ledger page", async () => {
  const { page } = await window_of(browser, desk, production.legal);
  await page.goto(`${desk.address}/ledger/${production.title}`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Evidence pack" }).click()]);
  const pack = join(folder, "pack.zip");
  await download.saveAs(pack);
  execFileSync("python3", ["-m", "zipfile", "-e", pack, join(folder, "pack")]);
  const names = execFileSync("find", [join(folder, "pack"), "-name", "*.tlog-proof"]).toString().trim().split("\n").sort();
  const stem = (names[0] ?? "").replace(/\.tlog-proof$/, "");
  const stranger = await open_window(browser, desk);
  await stranger.page.goto(`${desk.address}/verify`);
  await drop(stranger.page, `${stem}.tlog-proof`, `${stem}.json`, `${stem}.salt`);
  await result(stranger.page, (names[0] ?? "").split("/").at(-1) ?? "").getByText("Verified", { exact: true }).waitFor();
  await check_screen(stranger, "verify");
  // Alone it lacks what was recorded; who may read the ledger gets that from the desk.
  await drop(stranger.page, `${stem}.tlog-proof`);
  await stranger.page.getByText("Not enough to verify").waitFor();
  await drop(page, `${stem}.tlog-proof`);
  await page.getByText("Verified", { exact: true }).waitFor();
});

test("the installation has a ledger of its own, linked from each title's", async () => {
  const window = await window_of(browser, desk, production.auditor);
  const { page } = window;
  await page.goto(`${desk.address}/ledger/${production.title}`);
  await page.getByRole("link", { name: "Ledger of the installation" }).click();
  await page.getByText("Of the installation").waitFor();
  await page.getByRole("button", { name: /Grant created/ }).first().waitFor();
  await check_screen(window, "ledger-installation");
});
