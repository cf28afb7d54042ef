import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { check_screen, open_window, window_of } from "./browser";
import { browser, desk, mailbox, production, set_stage } from "./stage";

set_stage({ mail: true });

/** What an authenticator app shows (RFC 6238, SHA-1, 30 s, 6 digits). `later`: of the steps after this one. */
function code_of(secret: string, later = 0): string {
  const bits = [...secret.replaceAll(/[= ]/g, "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const count = Buffer.alloc(8);
  count.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const mac = createHmac("sha1", key).update(count).digest();
  return String((mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("a person sees who they are, where they are signed in, and ends a session", async () => {
  const elsewhere = await window_of(browser, desk, production.partner);
  const window = await window_of(browser, desk, production.partner);
  const { page } = window;
  await page.goto(`${desk.address}/inbox`);
  await page.getByRole("button", { name: /Pat Partner/ }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  await page.getByText("pat@studio.example").waitFor();
  await page.getByText("This one").waitFor();
  await check_screen(window, "account");
  const sessions = page.getByRole("list", { name: "Sessions" });
  const before = await sessions.getByRole("listitem").count();
  await sessions.getByRole("button", { name: /^End/ }).first().click();
  await expect.poll(() => sessions.getByRole("listitem").count()).toBe(before - 1);
  for (const button of await sessions.getByRole("button", { name: /^End/ }).all()) await button.click();
  await elsewhere.page.goto(`${desk.address}/titles`);
  await elsewhere.page.getByRole("heading", { name: "Sign in" }).waitFor();
});

test("a token is shown once, works, and is revoked", async () => {
  const window = await window_of(browser, desk, production.partner);
  const { page } = window;
  await page.goto(`${desk.address}/account`);
  await page.getByRole("button", { name: "Make a token" }).click();
  await page.getByRole("button", { name: "Make the token" }).click();
  await page.locator("[data-modal]").getByRole("alert").first().waitFor();
  await page.getByLabel("What it is for").fill("Nightly list");
  await check_screen(window, "account-token");
  await page.getByRole("button", { name: "Make the token" }).click();
  const token = await page.getByRole("status").locator("pre").textContent();
  const asked = (): Promise<number> => fetch(`${desk.api}/session`, { headers: { Authorization: `Bearer ${token}` } }).then((answer) => answer.status);
  expect(await asked()).toBe(200);
  await page.reload();
  await page.getByText("Nightly list").waitFor();
  expect(await page.getByText(token ?? "nothing").count()).toBe(0);
  await page.getByRole("button", { name: /^Revoke Nightly list/ }).click();
  await expect.poll(asked).toBe(401);
});

test("an authenticator app is set up by its code, asked for at sign-in, and recovered from", async () => {
  const window = await window_of(browser, desk, production.coordinator);
  const { page } = window;
  await page.goto(`${desk.address}/account`);
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  await page.getByRole("img", { name: /QR code/ }).waitFor();
  const secret = (await page.locator("pre").first().textContent()) ?? "";
  await page.getByLabel("Code your app shows").fill("000000");
  await page.getByRole("button", { name: "Switch it on" }).click();
  await page.getByRole("alert").first().waitFor();
  await check_screen(window, "account-authenticator");
  await page.getByLabel("Code your app shows").fill(code_of(secret));
  await page.getByRole("button", { name: "Switch it on" }).click();
  await page.getByText("Recovery codes.").waitFor();
  const recovery = (await page.getByRole("status").getByRole("listitem").first().textContent()) ?? "";
  await check_screen(window, "account-recovery");
  await page.getByRole("button", { name: "I have kept them" }).click();

  const fresh = await open_window(browser, desk);
  await fresh.page.goto(`${desk.address}/sign-in`);
  await fresh.page.getByLabel("Email").fill(production.coordinator.email);
  await fresh.page.getByLabel("Password").fill(production.coordinator.password);
  await fresh.page.keyboard.press("Enter");
  await fresh.page.getByLabel("Code of your authenticator app").fill("000000");
  await fresh.page.keyboard.press("Enter");
  await fresh.page.getByRole("alert").first().waitFor();
  await check_screen(fresh, "sign-in-code");
  await fresh.page.getByLabel("Code of your authenticator app").fill(code_of(secret, 1));
  await fresh.page.keyboard.press("Enter");
  await fresh.page.getByRole("heading", { name: "Titles" }).waitFor();

  await page.getByLabel(/Code of your app/).fill(recovery);
  await page.getByRole("button", { name: "Take it off" }).click();
  await page.getByRole("button", { name: "Set up an authenticator app" }).waitFor();
});

test("out of office: a deputy is named, stands in the register, and it ends", async () => {
  const { page } = await window_of(browser, desk, production.contact);
  await page.goto(`${desk.address}/account`);
  await page.getByLabel("Who decides for you").selectOption({ label: "Leo Legal" });
  await page.getByLabel("Through").fill("2099-01-31");
  await page.getByRole("checkbox", { name: "Studio contact" }).check();
  await page.getByRole("button", { name: "Go out of office" }).click();
  await page.getByRole("button", { name: "I am back" }).waitFor();
  expect((await production.contact.get(`/people/${production.contact.id}`)).away).toMatchObject({ to: production.legal.id, until: "2099-01-31" });
  await page.getByRole("button", { name: "I am back" }).click();
  await page.getByLabel("Who decides for you").waitFor();
});

test("a command line is let in by its code, and a wrong code is told", async () => {
  const begun = (await fetch(`${desk.api}/device`, { method: "POST" }).then((answer) => answer.json())) as { user_code: string; device_code: string };
  const window = await window_of(browser, desk, production.partner);
  const { page } = window;
  const poll = (): Promise<number> => fetch(`${desk.api}/device/token`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ device_code: begun.device_code }) }).then((answer) => answer.status);
  await page.goto(`${desk.address}/device#${begun.user_code}`);
  await expect.poll(() => page.getByLabel("Code the command line shows").inputValue()).toBe(begun.user_code);
  expect(await poll()).toBe(400); // opening the page lets nobody in
  const polled_at = Date.now();
  await check_screen(window, "device");
  await page.getByLabel("Code the command line shows").fill("BCDF-GHJK");
  await page.getByRole("button", { name: "Let it in" }).click();
  await page.getByRole("alert").first().waitFor();
  await page.getByLabel("Code the command line shows").fill(begun.user_code);
  await page.getByRole("button", { name: "Let it in" }).click();
  await page.getByRole("heading", { name: "It is let in" }).waitFor();
  await page.waitForTimeout(Math.max(0, polled_at + 5_100 - Date.now())); // the pause that RFC 8628 asks of who polls
  expect(await poll()).toBe(201);
});

test("who forgot the password gets a link by mail, and nobody is told whether an address is known", async () => {
  const window = await open_window(browser, desk);
  const { page } = window;
  const ask = async (email: string): Promise<string> => {
    await page.goto(`${desk.address}/sign-in`);
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
    return ((await page.getByRole("status").first().textContent()) ?? "").replace(email, "");
  };
  await page.goto(`${desk.address}/reset`);
  await check_screen(window, "reset");
  expect(await ask("nobody@studio.example")).toBe(await ask(production.legal.email));
  await expect.poll(() => mailbox.letters.filter((letter) => letter.to === production.legal.email && /new password/.test(letter.text)).length, { timeout: 15_000 }).toBe(1);
  expect(mailbox.letters.filter((letter) => letter.to === "nobody@studio.example")).toEqual([]);
  const text = mailbox.letters.find((letter) => letter.to === production.legal.email && /new password/.test(letter.text))?.text.replaceAll(/=\r?\n/g, "").replaceAll("=3D", "=") ?? "";
  const link = /https?:\S+\/invitation#ggl_\w+/.exec(text)?.[0] ?? "";
  await page.goto(`${desk.address}${new URL(link).pathname}${new URL(link).hash}`);
  await page.getByLabel("Password").fill("another lantern at the mole 9");
  await page.getByRole("button", { name: "Set the password and come in" }).click();
  await page.getByRole("button", { name: /Leo Legal/ }).waitFor();
});
