/** Sound and moving pictures of a delivery: they play, from any place, along their strip. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { check_screen, window_of } from "./browser";
import { browser, desk, production, set_stage } from "./stage";

set_stage();

const seconds = 8;

/** A tone that rises (RIFF, 16 bits, 8 kHz). */
function sound(): Buffer {
  const samples = 8_000 * seconds;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0); head.writeUInt32LE(36 + samples * 2, 4); head.write("WAVEfmt ", 8); head.writeUInt32LE(16, 16); head.writeUInt16LE(1, 20); head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24); head.writeUInt32LE(16_000, 28); head.writeUInt16LE(2, 32); head.writeUInt16LE(16, 34); head.write("data", 36); head.writeUInt32LE(samples * 2, 40);
  const body = Buffer.alloc(samples * 2);
  for (let at = 0; at < samples; ++at) body.writeInt16LE(Math.round(9_000 * Math.sin(at * (0.1 + at / samples / 5))), at * 2);
  return Buffer.concat([head, body]);
}

/** A second of a lamp that turns, recorded by the browser itself; null where it records none of this kind. */
async function film(page: Page, type: string): Promise<Buffer | null> {
  const data = await page.evaluate(async (kind) => {
    if (!MediaRecorder.isTypeSupported(kind)) return null;
    const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
    const pen = canvas.getContext("2d");
    if (!pen) return null;
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: kind });
    const parts: Blob[] = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.start();
    for (let frame = 0; frame < 30; ++frame) {
      pen.fillStyle = "#0b1d3a"; pen.fillRect(0, 0, 320, 180);
      pen.fillStyle = "#f3d98c"; pen.beginPath(); pen.arc(160, 60, 20, 0, 7); pen.fill();
      pen.fillRect(160, 58, 150 * Math.cos(frame / 5), 4);
      await new Promise((done) => setTimeout(done, 40));
    }
    await new Promise((done) => { recorder.onstop = done; recorder.stop(); });
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }, type);
  return data === null ? null : Buffer.from(data, "base64");
}

const playing = (page: Page, kind: "video" | "audio") => page.getByRole("figure").locator(kind);

/** Plays a while; true when time went by. */
async function plays(page: Page, kind: "video" | "audio"): Promise<void> {
  await expect.poll(() => playing(page, kind).evaluate((media: HTMLMediaElement) => media.readyState)).toBeGreaterThan(0);
  await playing(page, kind).evaluate(async (media: HTMLMediaElement) => { media.muted = true; await media.play(); });
  await expect.poll(() => playing(page, kind).evaluate((media: HTMLMediaElement) => media.currentTime)).toBeGreaterThan(0.2);
}

test("a film and a sound play where they were delivered, and are looked into from the middle", async () => {
  const reel = join(desk.folder, "Reel 2");
  mkdirSync(reel);
  const window = await window_of(browser, desk, production.partner);
  const { page } = window;
  await page.goto(`${desk.address}/deliveries`);
  const webm = await film(page, "video/webm;codecs=vp8");
  if (!webm) throw new Error("this Chromium records no film");
  writeFileSync(join(reel, "a_lamp.webm"), webm);
  writeFileSync(join(reel, "b_tide.wav"), sound());
  const mp4 = await film(page, "video/mp4;codecs=avc1.42E01E");
  if (mp4) writeFileSync(join(reel, "c_lamp.mov"), Buffer.concat([mp4.subarray(0, 8), Buffer.from("qt  "), mp4.subarray(12)])); // the same, as QuickTime says it
  // Frames that are each a PNG: a film that browsers do not know.
  execFileSync(process.env.GOODGATE ?? "../build/dev/goodgate", ["demo", join(desk.folder, "sample"), "--media-only"]);
  writeFileSync(join(reel, "d_episode.mov"), readFileSync(join(desk.folder, "sample", "reel-1", "episode_1.mov")));

  await page.getByRole("button", { name: "Hand a delivery in" }).first().click();
  await page.locator("[data-modal]").getByLabel("Choose a folder").setInputFiles(reel);
  await page.locator("[data-modal]").getByLabel("Name of the delivery").fill("Reel 2");
  await page.getByRole("button", { name: "Hand in", exact: true }).click();
  await page.getByRole("link", { name: "Open the delivery" }).click();
  const strip = page.getByRole("list", { name: "Files, one after the other" });
  await strip.getByRole("button", { name: /a_lamp.webm/ }).click();
  await plays(page, "video");
  expect(await playing(page, "video").evaluate((media: HTMLVideoElement) => [media.videoWidth, media.videoHeight])).toEqual([320, 180]);
  await check_screen(window, "delivery-film");

  await strip.getByRole("button", { name: /b_tide.wav/ }).click();
  await plays(page, "audio");
  expect(await playing(page, "audio").evaluate((media: HTMLAudioElement) => Math.round(media.duration))).toBe(seconds);
  await playing(page, "audio").evaluate(async (media: HTMLAudioElement) => { media.pause(); media.currentTime = 6.5; await new Promise((done) => { media.onseeked = done; }); });
  expect(await playing(page, "audio").evaluate((media: HTMLAudioElement) => media.currentTime)).toBeCloseTo(6.5, 1);
  await check_screen(window, "delivery-sound");
  const place = (await playing(page, "audio").getAttribute("src")) ?? "";
  const part = await page.evaluate(async (address) => {
    const answer = await fetch(address, { headers: { Range: "bytes=44-47" } });
    return { status: answer.status, range: answer.headers.get("Content-Range"), bytes: (await answer.arrayBuffer()).byteLength, accepts: answer.headers.get("Accept-Ranges") };
  }, place);
  expect(part).toEqual({ status: 206, range: `bytes 44-47/${String(44 + seconds * 16_000)}`, bytes: 4, accepts: "bytes" });
  expect(await page.evaluate(async (address) => (await fetch(address, { headers: { Range: "bytes=99999999-" } })).status, place)).toBe(416);

  if (mp4) {
    await strip.getByRole("button", { name: /c_lamp.mov/ }).click();
    await plays(page, "video");
  }
  await strip.getByRole("button", { name: /d_episode.mov/ }).click();
  await page.getByRole("figure").getByText("This browser cannot play what is in this file").waitFor();
  const saved = page.waitForEvent("download");
  await page.getByRole("figure").getByRole("link", { name: "Save it" }).click();
  expect((await saved).suggestedFilename()).toBe("d_episode.mov");
}, 120_000);
