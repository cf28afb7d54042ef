import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { check_screen, open_window, window_of } from "./browser";
import { final, type Person } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

set_stage({ options: () => ["--smtp-host", "127.0.0.1", "--smtp-port", "9", "--smtp-security", "none", "--mail-from", "desk@studio.example", "--attachment-max", "8"] });

/** A picture that the browser itself made, so that it is a real one. */
async function picture(page: Page): Promise<Buffer> {
  const data = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 640; canvas.height = 360;
    const pen = canvas.getContext("2d");
    if (!pen) return "";
    const sky = pen.createLinearGradient(0, 0, 0, 360);
    sky.addColorStop(0, "#0b1d3a"); sky.addColorStop(1, "#d98c5f");
    pen.fillStyle = sky; pen.fillRect(0, 0, 640, 360);
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  });
  return Buffer.from(data, "base64");
}

/** Two seconds of a tone (RIFF, 8 bits, 8 kHz). */
function sound(): Buffer {
  const samples = 16_000;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0); head.writeUInt32LE(36 + samples, 4); head.write("WAVEfmt ", 8); head.writeUInt32LE(16, 16); head.writeUInt16LE(1, 20); head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24); head.writeUInt32LE(8000, 28); head.writeUInt16LE(1, 32); head.writeUInt16LE(8, 34); head.write("data", 36); head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.from(Array.from({ length: samples }, (_, at) => 128 + Math.round(60 * Math.sin(at / 4))))]);
}

async function attach(who: Person, object: string, name: string, content: Buffer | string, more = ""): Promise<string> {
  const answer = await fetch(`${who.api}/attachments?object=${object}&name=${encodeURIComponent(name)}${more}`, { method: "POST", headers: { Authorization: `Bearer ${who.token}` }, body: content as unknown as BodyInit });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

const items_on = async (object: string): Promise<{ id: string; name: string; purpose: string }[]> =>
  ((await production.coordinator.get(`/attachments?object=${object}&state=attached`)) as unknown as { items: { id: string; name: string; purpose: string }[] }).items;

test("files are chosen, pasted and dropped on a use, seen, played and removed", async () => {
  const use = await production.declare(final, { summary: "Night sky behind the lighthouse" });
  const window = await window_of(browser, desk, production.partner);
  const { page } = window;
  await page.goto(`${desk.address}/uses/${use.id}`);
  await page.getByText("Nothing is attached yet").waitFor();
  const png = await picture(page);
  await page.locator('input[aria-label="Attach files"]').setInputFiles([{ name: "sky.png", mimeType: "image/png", buffer: png }, { name: "deal.jpg", mimeType: "image/jpeg", buffer: Buffer.from("%PDF-1.7\n%%EOF\n") }]);
  const list = page.getByRole("list", { name: "Attachments" });
  await list.getByText("sky.png").waitFor();
  await list.getByText("Look twice: its name ends in .jpg, but what it holds is: PDF.").waitFor();
  await expect.poll(() => page.getByAltText("sky.png").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);

  await page.getByRole("group", { name: "Attach files" }).evaluate((zone, bytes) => {
    const pasted = new DataTransfer();
    pasted.items.add(new File([new Uint8Array(bytes)], "tone.wav", { type: "audio/wav" }));
    zone.dispatchEvent(new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true, cancelable: true }));
  }, [...sound()]);
  await list.getByText("tone.wav").waitFor();
  const player = page.getByLabel("tone.wav", { exact: true });
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => Math.round(audio.duration))).toBe(2);
  await player.evaluate(async (audio: HTMLAudioElement) => { audio.currentTime = 1.5; await new Promise((seeked) => { audio.onseeked = seeked; }); });

  await page.getByRole("group", { name: "Attach files" }).evaluate((zone) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(["<script>alert(1)</script>"], "notes & <b>.html", { type: "text/html" }));
    zone.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
  });
  await list.getByText("notes & <b>.html").waitFor();
  expect((await items_on(use.id)).map((one) => [one.name, one.purpose])).toEqual([["sky.png", "clip"], ["deal.jpg", "clip"], ["tone.wav", "clip"], ["notes & <b>.html", "other"]]);
  await check_screen(window, "use-attachments");

  await page.getByRole("button", { name: "Remove deal.jpg" }).click();
  await page.locator("[data-modal]").getByLabel("Reason").fill("Not the signed one");
  await page.locator("[data-modal]").getByRole("button", { name: "Remove" }).click();
  await expect.poll(async () => (await items_on(use.id)).length).toBe(3);
  await list.getByText("deal.jpg").waitFor({ state: "detached" });
  expect(window.faults).toEqual([]);
});

test("a file that is too large or a program says why, and one on its way is cancelled", async () => {
  const use = await production.declare(final, { summary: "Fog over the quay" });
  const window = await window_of(browser, desk, production.partner);
  const { page } = window;
  await page.goto(`${desk.address}/uses/${use.id}`);
  const chooser = page.locator('input[aria-label="Attach files"]');
  const sending = page.getByRole("list", { name: "Files on their way" });
  await chooser.setInputFiles([{ name: "run.sh", mimeType: "text/x-sh", buffer: Buffer.from("#!/bin/sh\n") }]);
  await sending.getByText("programs are not kept here").waitFor();
  await check_screen(window, "use-attachments-refused");
  await sending.getByRole("button", { name: "Leave run.sh out" }).click();
  await sending.waitFor({ state: "detached" });
  let let_go: () => void = () => undefined;
  const held = new Promise<void>((resolve) => { let_go = resolve; });
  await page.route("**/api/v1/attachments?**", async (route) => { if (route.request().method() === "POST") await held; await route.continue().catch(() => undefined); });
  await chooser.setInputFiles([{ name: "reel.bin", mimeType: "", buffer: Buffer.alloc(1_000_000, 7) }]);
  await sending.getByRole("progressbar", { name: "reel.bin, sent so far" }).waitFor();
  await check_screen(window, "use-attachments-sending");
  await sending.getByRole("button", { name: "Cancel reel.bin" }).click();
  await sending.waitFor({ state: "detached" });
  let_go();
  await page.unroute("**/api/v1/attachments?**");
  expect(await items_on(use.id)).toEqual([]);
});

test("what is attached while declaring is there before it is declared, and the contact sees it in the inbox", async () => {
  const window = await window_of(browser, desk, production.partner);
  const { page } = window;
  await page.goto(`${desk.address}/declare?title=${production.title}`);
  await page.getByLabel("What do you plan?").fill("Harbour crowd, far away");
  const png = await picture(page);
  await page.locator('input[aria-label="Attach files"]').setInputFiles([{ name: "crowd.png", mimeType: "image/png", buffer: png }]);
  await page.getByText("goes with the use").waitFor();
  await check_screen(window, "declare-attach");
  await page.getByRole("button", { name: "Declare as it is" }).click();
  await page.getByRole("heading", { level: 1, name: "Harbour crowd, far away" }).waitFor();
  await page.getByRole("list", { name: "Attachments" }).getByText("crowd.png").waitFor();
  const use = page.url().split("/").pop() ?? "";
  const history = (await production.coordinator.get(`/uses/${use}/history`)) as unknown as { items: { act: string; time: string }[] };
  const shown = (await production.coordinator.get(`/attachments?object=${use}`)) as unknown as { items: { created: string }[] };
  const declared = history.items.find((one) => one.act !== "use.drafted" && one.act !== "use.created");
  expect(shown.items[0]?.created && declared && shown.items[0].created <= declared.time).toBe(true);

  const contact = await window_of(browser, desk, production.contact);
  await contact.page.goto(`${desk.address}/inbox?item=${use}`);
  await contact.page.getByRole("article", { name: "Harbour crowd, far away" }).getByAltText("crowd.png").waitFor();
  await check_screen(contact, "inbox-attachment");
});

test("sealed evidence opens for who holds it, and for nobody else", async () => {
  const use = await production.declare(final, { summary: "A voice from the harbour office" });
  const partner = await window_of(browser, desk, production.partner);
  await partner.page.goto(`${desk.address}/uses/${use.id}`);
  await partner.page.getByText("Seal it for named people").click();
  await partner.page.getByLabel("Leo Legal").check();
  await partner.page.locator('input[aria-label="Attach files"]').setInputFiles([{ name: "source.txt", mimeType: "text/plain", buffer: Buffer.from("Hanna said so.") }]);
  await partner.page.getByText("Only its holders can open it.").waitFor();
  expect(await partner.page.getByText("source.txt").and(partner.page.locator("li *")).count()).toBe(0);
  await check_screen(partner, "use-sealed");

  const legal = await window_of(browser, desk, production.legal);
  await legal.page.goto(`${desk.address}/uses/${use.id}`);
  await legal.page.getByRole("button", { name: "Open", exact: true }).click();
  await legal.page.getByRole("button", { name: "Open it" }).click();
  await legal.page.getByText("source.txt").waitFor();
  await check_screen(legal, "use-sealed-opened");
  const saved = legal.page.waitForEvent("download");
  await legal.page.getByRole("link", { name: "Save the file" }).click();
  const stream = await (await saved).createReadStream();
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  expect(Buffer.concat(pieces).toString()).toBe("Hanna said so.");
});

test("a holder seals by words of their own, names others, and opens by those words alone", async () => {
  const words = "the third lamp on the mole is out";
  const legal = await window_of(browser, desk, production.legal);
  const { page } = legal;
  await page.goto(`${desk.address}/account`);
  const form = page.getByRole("form", { name: "Passphrase for sealed evidence" });
  await form.getByLabel("Passphrase", { exact: true }).fill(words);
  await form.getByLabel("The same again").fill("the third lamp");
  await form.getByRole("button", { name: "Set the passphrase" }).click();
  await form.getByText("The two are not the same.").waitFor();
  await check_screen(legal, "account-evidence");
  await form.getByLabel("The same again").fill(words);
  await form.getByRole("button", { name: "Set the passphrase" }).click();
  await form.getByLabel("Passphrase until now").waitFor();
  await form.getByLabel("Passphrase until now").fill("not these words");
  await form.getByLabel("New passphrase").fill("another lamp, another night");
  await form.getByLabel("The same again").fill("another lamp, another night");
  await form.getByRole("button", { name: "Change the passphrase" }).click();
  await form.getByRole("alert").first().waitFor();

  const use = await production.declare(final, { summary: "A letter from the harbour office" });
  await attach(production.partner, use.id, "letter.txt", "He was there.", `&purpose=evidence&sealed_for=${production.legal.id}`);
  await page.goto(`${desk.address}/uses/${use.id}`);
  await page.getByRole("button", { name: "Holders" }).click();
  const dialog = page.locator("[data-modal]");
  await dialog.getByRole("group", { name: "Can open it from now on" }).getByLabel("Connie Contact").check();
  await dialog.getByRole("button", { name: "Seal it anew" }).click();
  await dialog.getByLabel("Your passphrase for sealed evidence").fill(words);
  await check_screen(legal, "use-holders");
  await dialog.getByRole("button", { name: "Seal it anew" }).click();
  await dialog.waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Open", exact: true }).click();
  await dialog.getByRole("button", { name: "Open it" }).click();
  await dialog.getByLabel("Your passphrase for sealed evidence").fill("the wrong words");
  await dialog.getByRole("button", { name: "Open it" }).click();
  await dialog.getByRole("alert").first().waitFor();
  expect(await page.getByText("letter.txt").count()).toBe(0);
  await dialog.getByLabel("Your passphrase for sealed evidence").fill(words);
  await dialog.getByRole("button", { name: "Open it" }).click();
  await dialog.getByText("letter.txt").waitFor();
  await dialog.getByText("Leo Legal, Connie Contact").or(dialog.getByText("Connie Contact, Leo Legal")).waitFor();
  const sealed = (await items_on(use.id))[0]?.id ?? "";
  const acts = ((await production.auditor.get(`/attachments/${sealed}/history`)) as unknown as { items: { act: string }[] }).items.map((one) => one.act);
  expect(acts.filter((act) => /open/.test(act)).length).toBe(1); // the reading is in the ledger, and what was refused read nothing

  const contact = await window_of(browser, desk, production.contact);
  await contact.page.goto(`${desk.address}/uses/${use.id}`);
  await contact.page.getByRole("button", { name: "Open", exact: true }).click();
  await contact.page.getByRole("button", { name: "Open it" }).click();
  await contact.page.getByText("letter.txt").waitFor();
});

test("a tool's terms are stored, and what changed in them is shown", async () => {
  const window = await window_of(browser, desk, production.contact);
  const { page } = window;
  await page.goto(`${desk.address}/registers/tools?item=${production.tool}`);
  await page.getByText("No copy of the terms is stored.").waitFor();
  const store = async (date: string, text: string): Promise<void> => {
    await page.getByLabel("The document").setInputFiles([{ name: "terms.html", mimeType: "text/html", buffer: Buffer.from(`<!doctype html><h1>Terms</h1><p>${text}</p>`) }]);
    await page.getByLabel("Date of the terms").fill(date);
    await page.getByRole("button", { name: "Store these terms" }).click();
  };
  const list = page.getByRole("list", { name: "Stored terms" });
  await store("2026-10-01", "We keep nothing.");
  await expect.poll(() => list.getByRole("listitem").count(), { timeout: 10_000 }).toBe(1);
  await store("2026-11-20", "We keep all of it.");
  await expect.poll(() => list.getByRole("listitem").count(), { timeout: 10_000 }).toBe(2);
  await page.getByRole("button", { name: "What changed" }).click();
  await page.getByRole("region", { name: "What changed" }).getByText("We keep all of it.").waitFor();
  await check_screen(window, "tool-terms");
});

test("talent sees the clips of what is asked, on a phone, by the link alone", async () => {
  const use = await production.declare(final, { people: [production.talent], summary: "Her silhouette on the pier" });
  const consent = await production.coordinator.made("consents", { title: production.title, person: production.talent, uses: [use.id], text: "My silhouette in scene 12." });
  const { token } = (await production.coordinator.post(`/consents/${consent}/links`, { email: "tara@talent.example" })) as unknown as { token: string };
  const window = await open_window(browser, desk, "phone");
  const { page } = window;
  await page.goto(`${desk.address}/link#${token}`);
  await page.getByText("My silhouette in scene 12.").waitFor();
  expect(await page.getByRole("region", { name: "Clips" }).count()).toBe(0);
  await attach(production.coordinator, consent, "pier.png", await picture(page), "&purpose=clip");
  await attach(production.coordinator, consent, "deal.pdf", "%PDF-1.7\n%%EOF\n", "&purpose=contract");
  await page.reload();
  await expect.poll(() => page.getByAltText("pier.png").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
  expect(await page.getByText("deal.pdf").count()).toBe(0);
  await check_screen(window, "talent-clips-phone");
});

test("what cannot be loaded says so", async () => {
  const use = await production.declare(final, { summary: "Old pier" });
  const window = await window_of(browser, desk, production.auditor);
  await window.page.route("**/api/v1/attachments?**", (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"type":"about:blank","title":"Service Unavailable","status":503}' }));
  await window.page.goto(`${desk.address}/uses/${use.id}`);
  await window.page.getByText("Could not load what is attached").waitFor({ timeout: 30_000 });
  await window.page.unroute("**/api/v1/attachments?**");
  await window.page.getByRole("button", { name: "Try again" }).first().click();
  await window.page.getByText("Nothing is attached.").waitFor();
  expect(await window.page.getByRole("button", { name: "Choose files" }).count()).toBe(0);
});
