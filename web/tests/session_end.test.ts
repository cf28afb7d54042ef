/** A session that ends while somebody works takes nothing of what was typed. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { check_screen, window_of } from "./browser";
import { final, type Person } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

set_stage();

async function sign_in_again(page: Page, person: Person): Promise<void> {
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Enter");
}

/** The page learns by its own act alone that the session ended: the stream of events would tell it first, or not, as it happens. */
async function without_events(page: Page): Promise<void> {
  await page.route("**/api/v1/events*", () => { /* never answered */ });
}

test("what is declared when the session ends is there after signing in, at the same step", async () => {
  const window = await window_of(browser, desk, production.partner);
  const { page } = window;
  await without_events(page);
  await page.goto(`${desk.address}/declare?title=${production.title}`);
  await page.getByLabel("What do you plan?").fill("Mood pictures of the pier");
  await page.getByLabel(/^Why/).fill("Ten moods in an afternoon");
  await page.locator('input[aria-label="Attach files"]').setInputFiles([{ name: "pier.txt", mimeType: "text/plain", buffer: Buffer.from("Ten moods of the pier") }]);
  await page.getByRole("button", { name: "Next: with what" }).click();
  await page.getByRole("checkbox", { name: /House Painter/ }).check();
  await page.getByRole("button", { name: "Next: who is in it" }).click();
  await page.locator('aside[data-fresh]').waitFor();
  await production.partner.post("/account/sign-out-everywhere");
  await page.getByRole("group", { name: /face, body or voice/ }).getByRole("radio", { name: "No", exact: true }).click(); // asks the rulebooks, and is turned away
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  const address = page.url();
  expect(new URL(address).searchParams.get("to")).toContain("step=who");
  await page.waitForTimeout(600);
  expect(page.url()).toBe(address); // it stays there, and does not go round
  await check_screen(window, "sign-in-again");
  await sign_in_again(page, production.partner);
  await page.getByRole("region", { name: "Step 3 of 4: Who is in it" }).waitFor();
  expect(await page.getByRole("group", { name: /face, body or voice/ }).getByRole("radio", { name: "No", exact: true }).isChecked()).toBe(true);
  await page.getByRole("button", { name: /With what/ }).click();
  expect(await page.getByRole("checkbox", { name: /House Painter/ }).isChecked()).toBe(true);
  await page.getByRole("button", { name: "Save as draft" }).click();
  await page.getByRole("heading", { name: "Mood pictures of the pier" }).waitFor();
  await page.getByText("Ten moods in an afternoon").waitFor();
  await page.getByRole("list", { name: "Attachments" }).getByText("pier.txt").waitFor(); // the file that waited went along
});

test("an act that comes too late asks to sign in, and its text waits", async () => {
  const use = await production.declare(final, { summary: "Fog over the quay" });
  const { page } = await window_of(browser, desk, production.contact);
  await without_events(page);
  await page.goto(`${desk.address}/inbox?item=${use.id}`);
  await page.getByText("Why it is here.").waitFor();
  await page.keyboard.press("d");
  await page.locator("[data-modal]").getByLabel("Reason").fill("Not before the permission of the harbour is there");
  await production.contact.post("/account/sign-out-everywhere");
  await page.locator("[data-modal]").getByRole("button", { name: "Decline" }).click();
  await sign_in_again(page, production.contact);
  await page.getByText("Why it is here.").waitFor();
  await page.keyboard.press("d");
  expect(await page.locator("[data-modal]").getByLabel("Reason").inputValue()).toBe("Not before the permission of the harbour is there");
  await page.locator("[data-modal]").getByRole("button", { name: "Decline" }).click();
  await page.getByRole("heading", { name: "Nothing waits for you" }).waitFor();
  expect((await production.contact.get(`/uses/${use.id}`)).state).toBe("declined");
});

test("conditions and a note for an approval wait too", async () => {
  const use = await production.declare(final, { summary: "Rain on the slipway" });
  const { page } = await window_of(browser, desk, production.contact);
  await without_events(page);
  await page.goto(`${desk.address}/inbox?item=${use.id}`);
  await page.getByText("Why it is here.").waitFor();
  const dialog = page.locator("[data-modal]");
  await page.keyboard.press("c");
  await dialog.getByLabel("On condition that").fill("Only with the logo of the harbour taken out");
  await dialog.getByLabel(/^Note/).fill("As said on the phone");
  await production.contact.post("/account/sign-out-everywhere");
  // Where the text to be sealed is asked for first, that is turned away before the act is.
  await Promise.any([dialog.getByRole("button", { name: /^(Approve|Agree) as/ }).click(), page.getByRole("heading", { name: "Sign in" }).waitFor()]);
  await sign_in_again(page, production.contact);
  await page.getByText("Why it is here.").waitFor();
  await page.keyboard.press("c");
  expect(await dialog.getByLabel("On condition that").inputValue()).toBe("Only with the logo of the harbour taken out");
  expect(await dialog.getByLabel(/^Note/).inputValue()).toBe("As said on the phone");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.keyboard.press("c"); // what was given up is not brought back
  expect(await dialog.getByLabel("On condition that").inputValue()).toBe("");
});
