/** What was made for a use: registered by dropping it, seen by its picture, known again. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { check_screen, window_of } from "./browser";
import { mild } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

set_stage();

/** A picture and a clip that the browser itself made: real ones. */
async function media(page: Page): Promise<{ png: Buffer; webm: Buffer }> {
  const made = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    canvas.width = 960; canvas.height = 540;
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("no canvas");
    const draw = (glow: string): void => {
      const sky = pen.createLinearGradient(0, 0, 0, 540);
      sky.addColorStop(0, "#0b1d3a"); sky.addColorStop(1, glow);
      pen.fillStyle = sky; pen.fillRect(0, 0, 960, 540);
    };
    draw("#d98c5f");
    const png = canvas.toDataURL("image/png").split(",")[1] ?? "";
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm" });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.start();
    for (let frame = 0; frame < 12; ++frame) { draw(frame % 2 ? "#d98c5f" : "#d98c60"); await new Promise((shown) => setTimeout(shown, 40)); }
    await new Promise<void>((ended) => { recorder.onstop = () => ended(); recorder.stop(); });
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return { png, webm: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
  });
  return { png: Buffer.from(made.png, "base64"), webm: Buffer.from(made.webm, "base64") };
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
interface Asset { id: string; file: string; sha256: string; kind: string; status: string; size_bytes: number; generated?: string; picture_sha256?: string }
const assets_of = async (use: string): Promise<Asset[]> => ((await production.coordinator.get(`/assets?relies_on=${use}&limit=200`)) as unknown as { items: Asset[] }).items;

test("files are registered by dropping them, seen by their pictures, and known when they come again", async () => {
  const use = await production.declare(mild, { summary: "Mood pictures of the quay" });
  const window = await window_of(browser, desk, production.partner);
  const { page } = window;
  await page.goto(`${desk.address}/uses/${use.id}`);
  const { png, webm } = await media(page);
  await page.getByText("No file is registered yet").waitFor();
  const chooser = page.locator('input[aria-label="Register files"]');
  const sent: number[] = [];
  page.on("request", (request) => { if (request.method() === "POST") sent.push(request.postDataBuffer()?.length ?? 0); });
  await page.getByLabel("For", { exact: true }).selectOption("final");
  await chooser.setInputFiles([{ name: "quay.png", mimeType: "image/png", buffer: png }, { name: "quay.webm", mimeType: "video/webm", buffer: webm }, { name: "wind.wav", mimeType: "audio/wav", buffer: Buffer.alloc(2_500_000, 3) }]);
  const files = page.getByRole("list", { name: "Files made for it" });
  await files.getByText("wind.wav").waitFor();
  const assets = await assets_of(use.id);
  expect(assets.map((one) => [one.file, one.sha256, one.kind, one.status, one.size_bytes])).toEqual([
    ["quay.png", sha256(png), "generated", "final", png.length], ["quay.webm", sha256(webm), "generated", "final", webm.length],
    ["wind.wav", sha256(Buffer.alloc(2_500_000, 3)), "generated", "final", 2_500_000]]);
  expect(assets.map((one) => one.picture_sha256 !== undefined)).toEqual([true, true, false]);
  expect(Math.max(...sent)).toBeLessThan(100_000); // the files stay where they are
  for (const name of ["quay.png", "quay.webm"])
    await expect.poll(() => page.getByAltText(`Picture of ${name}`).evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([320, 180]);
  await files.scrollIntoViewIfNeeded();
  await check_screen(window, "use-files");

  await chooser.setInputFiles([{ name: "quay again.png", mimeType: "image/png", buffer: png }]);
  await page.getByText("Registered before").waitFor();
  expect((await assets_of(use.id)).length).toBe(3);

  await page.goto(`${desk.address}/registers/assets`);
  const row = page.getByRole("row", { name: /quay\.png/ });
  await expect.poll(() => row.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
  await check_screen(window, "register-assets-pictures");
  await row.getByRole("button").click();
  await page.locator("[data-modal]").getByAltText("Picture of quay.png").waitFor();
  expect(window.faults).toEqual([]);
});

test("a file on its way is cancelled; one that is refused says why and goes again; who only reads is offered nothing", async () => {
  const use = await production.declare(mild, { summary: "Mood pictures of the mole" });
  const { page } = await window_of(browser, desk, production.partner);
  await page.goto(`${desk.address}/uses/${use.id}`);
  const chooser = page.locator('input[aria-label="Register files"]');
  const coming = page.getByRole("list", { name: "Files being registered" });
  await page.route("**/api/v1/uses/*/assets", (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ title: "Unavailable", status: 503, detail: "the disk is full" }) }));
  await chooser.setInputFiles([{ name: "one.bin", mimeType: "", buffer: Buffer.alloc(1000, 1) }]);
  await coming.getByText("the disk is full").waitFor();
  expect(await assets_of(use.id)).toEqual([]);
  await page.unroute("**/api/v1/uses/*/assets");
  await coming.getByRole("button", { name: "Register one.bin again" }).click();
  await page.getByRole("list", { name: "Files made for it" }).getByText("one.bin").waitFor();
  const folder = mkdtempSync(join(tmpdir(), "goodgate-files-"));
  writeFileSync(join(folder, "long.bin"), "");
  truncateSync(join(folder, "long.bin"), 2_000_000_000); // a hole: it takes no room
  await chooser.setInputFiles(join(folder, "long.bin"));
  await coming.getByRole("progressbar", { name: "long.bin, hashed so far" }).waitFor();
  await coming.getByRole("button", { name: "Cancel long.bin" }).click();
  await coming.waitFor({ state: "detached" });
  rmSync(folder, { recursive: true });
  expect((await assets_of(use.id)).map((one) => one.file)).toEqual(["one.bin"]);

  const contact = await window_of(browser, desk, production.contact);
  await contact.page.goto(`${desk.address}/uses/${use.id}`);
  await contact.page.getByRole("list", { name: "Files made for it" }).getByText("one.bin").waitFor();
  expect(await contact.page.getByRole("group", { name: "Register files" }).count()).toBe(0);
});
