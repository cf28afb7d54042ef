import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { check_screen, window_of } from "./browser";
import { final } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

let reel: string;

const ai_text = "an old pier at night\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 42, Size: 1x1, Model: house";

function crc(bytes: Buffer): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; ++bit) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function chunk(kind: string, body: Buffer): Buffer {
  const head = Buffer.concat([Buffer.from(kind, "latin1"), body]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc(head));
  return Buffer.concat([size, head, check]);
}

/** A picture: night over water in two tones, with a text that says how it was made. */
function picture(text: string, red: number, blue: number, width = 480, height = 270): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; ++y)
    for (let x = 0; x < width; ++x) {
      const at = y * (1 + width * 3) + 1 + x * 3;
      const light = y < height / 2 ? y / height : 1 - y / height + (x % 37 < 3 ? 0.12 : 0);
      rows.set([red * light, 70 * light + 20, blue * (1 - light) + 60].map((one) => Math.min(255, Math.round(one))), at);
    }
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", header), chunk("tEXt", Buffer.from(`parameters\0${text}`, "latin1")), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

set_stage();
beforeAll(async () => {
  reel = join(desk.folder, "Reel 1");
  mkdirSync(join(reel, "shots"), { recursive: true });
  writeFileSync(join(reel, "shots", "sc012_pier.png"), picture(ai_text, 180, 120));
  writeFileSync(join(reel, "shots", "sc013_quay.png"), picture("shot on the quay", 220, 60));
  writeFileSync(join(reel, "notes.txt"), "Scene 12, take 3\n");
});

const id_of = (page: Page): string => /dlv_\w+/.exec(page.url())?.[0] ?? "";

test("without a delivery the screen says what to do", async () => {
  const window = await window_of(browser, desk, production.partner);
  await window.page.goto(`${desk.address}/deliveries`);
  await window.page.getByRole("heading", { name: "Nothing was delivered yet" }).waitFor();
  await check_screen(window, "deliveries-empty");
});

test("a folder is handed in, scanned at the desk, and shows why it is held back", async () => {
  const window = await window_of(browser, desk, production.partner);
  const { page } = window;
  await page.goto(`${desk.address}/deliveries`);
  await page.getByRole("button", { name: "Hand a delivery in" }).first().click();
  const dialog = page.locator("[data-modal]");
  await dialog.waitFor();
  await dialog.getByLabel("Choose a folder").setInputFiles(reel);
  await dialog.getByText("3 files").waitFor();
  await dialog.getByLabel("Name of the delivery").fill("Reel 1, conform 3");
  await check_screen(window, "delivery-hand-in");
  await dialog.getByRole("button", { name: "Hand in" }).click();
  await page.getByRole("link", { name: "Open the delivery" }).click();
  await page.getByRole("heading", { name: "Reel 1, conform 3" }).waitFor();
  await page.getByText("1 finding fails").waitFor();
  await expect.poll(() => page.getByRole("list", { name: "Files, one after the other" }).getByRole("listitem").count()).toBe(3);
  // The file with the problem is in the player at once.
  await page.getByRole("figure").getByText("sc012_pier.png").waitFor();
  await expect.poll(() => page.getByRole("figure").locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(480);
  await check_screen(window, "delivery");

  // A finding opens by keyboard, with its frame and its evidence; its address can be sent to somebody.
  await page.getByRole("button", { name: "AI evidence with no declared use" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("[data-modal]").getByText("Evidence in the file").waitFor();
  await expect.poll(() => page.locator("[data-modal] img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await page.locator("[data-modal]").getByText("Generator").first().waitFor();
  await check_screen(window, "delivery-finding");
  const address = page.url();
  await page.keyboard.press("Escape");
  await page.locator("[data-modal]").waitFor({ state: "detached" });
  await page.goto(address);
  await page.locator("[data-modal]").getByText("Evidence in the file").waitFor();

  // Filters stand in the address.
  await page.goto(`${desk.address}/deliveries/${id_of(page)}?file=quay`);
  await page.getByRole("heading", { name: "No finding matches" }).waitFor();
  await page.goto(`${desk.address}/deliveries?state=fail`);
  await page.getByRole("region", { name: /Deliveries, 1 rows/ }).waitFor();
  await check_screen(window, "deliveries");
});

test("the contact waives with a reason, and the judgement before stays readable", async () => {
  const window = await window_of(browser, desk, production.contact);
  const { page } = window;
  await page.goto(`${desk.address}/deliveries`);
  await page.getByRole("button", { name: "Reel 1, conform 3" }).click();
  await page.getByRole("button", { name: "AI evidence with no declared use" }).click();
  await page.locator("[data-modal]").getByRole("button", { name: "Waive", exact: true }).click();
  await page.getByRole("button", { name: "Waive this finding" }).click();
  await page.getByText("Write something: it is part of the record.").waitFor();
  await page.getByLabel("Why it is accepted").fill("A test picture that is cut before the lock");
  await page.getByLabel("Last day").fill("2030-06-30");
  await check_screen(window, "delivery-waive");
  await page.getByRole("button", { name: "Waive this finding" }).click();
  await page.getByText("1 waived").waitFor();
  await page.getByText("Pass", { exact: false }).first().waitFor();
  await page.getByRole("switch", { name: "Only problems" }).uncheck();
  await page.getByRole("button", { name: "AI evidence with no declared use" }).waitFor();
  await page.getByLabel("Judgement").selectOption("1");
  await page.getByText("This is an earlier judgement").waitFor();
  await page.getByText("Since then").waitFor();
  await page.goto(`${desk.address}/deliveries/${id_of(page)}?judgement=1&show=all`);
  await page.getByText("This is an earlier judgement").waitFor();
  await page.getByText("Since then").waitFor();
  await check_screen(window, "delivery-compared");
});

test("a file that is not as it was registered is shown beside what was registered, with a wipe between them", async () => {
  const window = await window_of(browser, desk, production.partner);
  const { page } = window;
  await page.goto(`${desk.address}/deliveries`);
  const jpeg = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 320; canvas.height = 180;
    const pen = canvas.getContext("2d");
    if (pen) { pen.fillStyle = "#d98c5f"; pen.fillRect(0, 0, 320, 180); }
    return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
  });
  const use = await production.declare(final, { summary: "Wall of the old mole", covers: ["sc014_wall.png"] });
  await production.partner.post(`/uses/${use.id}/assets`, { assets: [{ sha256: "ab".repeat(32), file: "sc014_wall.png", status: "final", kind: "generated", picture: jpeg }] });
  const folder = join(desk.folder, "Reel 2");
  mkdirSync(folder);
  writeFileSync(join(folder, "sc014_wall.png"), picture(ai_text, 90, 200));
  await page.getByRole("button", { name: "Hand a delivery in" }).first().click();
  const dialog = page.locator("[data-modal]");
  await dialog.getByLabel("Choose a folder").setInputFiles(folder);
  await dialog.getByLabel("Name of the delivery").fill("Reel 2");
  await dialog.getByRole("button", { name: "Hand in" }).click();
  const handed_in = async (): Promise<string | undefined> => ((await production.partner.get("/deliveries")) as unknown as { items: { id: string; name: string }[] }).items.find((one) => one.name === "Reel 2")?.id;
  await expect.poll(handed_in, { timeout: 20_000 }).toBeDefined();
  await page.goto(`${desk.address}/deliveries/${(await handed_in()) ?? ""}`);
  await page.getByRole("heading", { name: "Reel 2" }).waitFor();
  await page.getByRole("button", { name: /registered/i }).first().click();
  const both = dialog.getByRole("region", { name: "Delivered and registered" });
  await both.getByText("Other content under this name.").waitFor();
  await expect.poll(() => both.locator("img").evaluateAll((images) => images.map((one) => (one as HTMLImageElement).naturalWidth))).toEqual([320, 320, 320, 320]);
  const wipe = both.getByRole("slider");
  const shown = (): Promise<string> => both.locator("img").last().evaluate((image) => getComputedStyle(image).clipPath);
  expect(await shown()).toBe("inset(0px 50% 0px 0px)");
  await wipe.focus();
  await page.keyboard.press("End");
  expect(await shown()).toMatch(/^inset\(0(px|%)?( 0(px|%))*\)$/);
  await wipe.fill("40");
  await check_screen(window, "delivery-wipe");
});

test("an upload that was interrupted goes on with the same files, and a bad network is waited for", async () => {
  const { page } = await window_of(browser, desk, production.partner);
  const large = join(desk.folder, "large.bin");
  writeFileSync(large, Buffer.alloc(9_000_000, 7));
  const choose = async (): Promise<void> => {
    await page.goto(`${desk.address}/deliveries`);
    await page.getByRole("button", { name: "Hand a delivery in" }).first().click();
    await page.locator("[data-modal]").getByLabel("Choose files").setInputFiles(large);
    await page.locator("[data-modal]").getByLabel("Name of the delivery").fill("Large");
  };
  await choose();
  let parts = 0;
  await page.route("**/api/v1/uploads/*", async (route) => {
    if (route.request().method() !== "PATCH") return route.continue();
    return ++parts > 1 ? route.abort() : route.continue();
  });
  await page.getByRole("button", { name: "Hand in", exact: true }).click();
  await page.getByText("the network is away, trying again").waitFor();
  // The window is closed in the middle; what arrived is there.
  page.once("dialog", (dialog) => void dialog.accept());
  await page.unroute("**/api/v1/uploads/*");
  await choose();
  await page.getByText(/1 of your files for this title are here already, [48]\.\d MB of 9\.0 MB/).waitFor();
  let sent = 0;
  page.on("request", (request) => { if (request.method() === "PATCH") ++sent; });
  await page.getByRole("button", { name: "Hand in", exact: true }).click();
  await page.getByRole("region", { name: "Scan of Large" }).getByText("Done").waitFor();
  expect(sent).toBeLessThan(3);
});

test("the report of a scan is taken in place of the files, and says what is wrong with one", async () => {
  const report = execFileSync(process.env.GOODGATE ?? "../build/dev/goodgate", ["scan", "--json", "--no-cache", reel], { encoding: "utf8" });
  const { page } = await window_of(browser, desk, production.partner);
  await page.goto(`${desk.address}/deliveries?title=${production.title}`);
  const hand_in = async (name: string, text: string): Promise<void> => {
    await page.locator("[data-modal]").getByLabel("Scan report (JSON)").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    await page.locator("[data-modal]").getByText("the report of a scan").first().waitFor();
    await page.getByRole("button", { name: "Hand in", exact: true }).click();
  };
  await page.getByRole("button", { name: "Hand a delivery in" }).first().click();
  await hand_in("wrong.json", '{"schema": "something else"}');
  await page.locator("[data-modal]").getByText("The report was not taken").waitFor();
  await hand_in("reel 2.json", report);
  await page.getByRole("heading", { name: "reel 2" }).waitFor();
  await page.getByText("scanned where they lie").waitFor();
  // Nothing of its files lies here: the player says why.
  await page.getByText("only its scan was handed in").waitFor();
});

test("a delivery that cannot be read says what to do", async () => {
  const window = await window_of(browser, desk, production.contact);
  const { page } = window;
  await page.route("**/api/v1/deliveries/*/findings*", (route) => route.abort());
  await page.goto(`${desk.address}/deliveries`);
  await page.getByRole("button", { name: "Reel 1, conform 3" }).click();
  await page.getByRole("alert").getByText("Could not load the findings").waitFor();
  await page.unroute("**/api/v1/deliveries/*/findings*");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("switch", { name: "Only problems" }).waitFor();
});

test("on a phone the verdict comes first", async () => {
  const window = await window_of(browser, desk, production.partner, "phone");
  await window.page.goto(`${desk.address}/deliveries`);
  await window.page.getByRole("button", { name: "reel 2", exact: true }).click();
  await window.page.getByText("1 finding fails").waitFor();
  await window.page.getByRole("button", { name: "AI evidence with no declared use" }).waitFor();
  await check_screen(window, "delivery-phone");
});
