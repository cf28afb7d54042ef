import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { check_screen, window_of } from "./browser";
import { final, mild } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

set_stage();

/** Answers each question that is asked at this step as it is asked: what does not matter any more is not asked. */
async function answer_mildly(page: Page): Promise<void> {
  const mildest = /^(No|None|Not seen|At the element)$/;
  for (let count = 0; count < 40; ++count) {
    // What is asked next is known once the rail rules on the answer before.
    await page.locator("aside[data-fresh]").waitFor();
    const open = page.getByRole("group").filter({ has: page.getByRole("radio", { name: mildest }) }).filter({ hasNot: page.locator("input:checked") });
    if ((await open.count()) === 0) return;
    await open.first().getByRole("radio", { name: mildest }).first().check();
  }
}

test("a partner declares a use in four steps, and the rail says what it needs from the first answer", async () => {
  const window = await window_of(browser, desk, production.partner);
  const { page } = window;
  await page.goto(`${desk.address}/titles`);
  await page.getByRole("main").getByRole("link", { name: "Declare a use" }).click();
  await page.getByLabel("What do you plan?").fill("Mood pictures of the pier");
  const rail = page.getByRole("complementary", { name: "What it needs" });
  await rail.getByRole("status").waitFor();
  await page.getByRole("radio", { name: "Ideation" }).check();
  await check_screen(window, "declare");
  await answer_mildly(page);
  for (const step of ["With what", "Who is in it", "Where it ends up"]) {
    await page.getByRole("list", { name: "Steps" }).getByRole("button", { name: new RegExp(step) }).click();
    if (step === "With what") await page.getByRole("checkbox", { name: /House Painter/ }).check();
    await answer_mildly(page);
  }
  await expect.poll(() => rail.getByRole("status").textContent()).toContain("Notify");
  await page.getByRole("button", { name: "Declare this use" }).click();
  await page.getByRole("heading", { name: "Mood pictures of the pier" }).waitFor();
  await page.getByText("Cleared").first().waitFor();
  await check_screen(window, "use-cleared");
});

test("a wrong line is named at its field, and a draft is kept", async () => {
  const { page } = await window_of(browser, desk, production.partner);
  await page.goto(`${desk.address}/declare?title=${production.title}`);
  await page.getByRole("button", { name: "Save as draft" }).click();
  await page.getByRole("alert").first().waitFor();
  await page.getByLabel("What do you plan?").fill("Fog over the quay");
  await page.getByRole("button", { name: "Save as draft" }).click();
  await page.getByRole("heading", { name: "Fog over the quay" }).waitFor();
  await page.getByRole("button", { name: "Go on with the draft" }).click();
  await expect.poll(() => page.getByLabel("What do you plan?").inputValue()).toBe("Fog over the quay");
});

test("an earlier use is duplicated with its answers", async () => {
  const use = await production.declare(mild, { summary: "Storyboard of scene 3" });
  const { page } = await window_of(browser, desk, production.partner);
  await page.goto(`${desk.address}/uses/${use.id}`);
  await page.getByRole("link", { name: "Duplicate" }).click();
  await page.getByLabel("What do you plan?").fill("Storyboard of scene 4");
  await page.getByRole("complementary").getByText("Notify").first().waitFor();
  await page.getByRole("button", { name: "Declare as it is" }).click();
  await page.getByRole("heading", { name: "Storyboard of scene 4" }).waitFor();
  await page.getByText("Cleared").first().waitFor();
});

test("the rail follows an answer within a blink, on a phone too", async () => {
  const window = await window_of(browser, desk, production.partner, "phone");
  const { page } = window;
  await page.goto(`${desk.address}/declare?title=${production.title}&step=where`);
  await page.getByRole("complementary").getByRole("status").waitFor();
  await check_screen(window, "declare-phone");
  const answered = page.waitForResponse("**/uses/preview");
  await page.getByRole("group", { name: /final deliverable/ }).getByRole("radio", { name: "Yes" }).check();
  const timing = (await answered).request().timing();
  await page.getByRole("complementary").getByText("Approve").first().waitFor();
  expect(timing.responseEnd).toBeGreaterThan(0);
});

test("a use waits, is asked about, answered and approved, and shows it all", async () => {
  const use = await production.declare(final, { summary: "Night sky behind the lighthouse" });
  await production.contact.post(`/uses/${use.id}/ask`, { question: "Is the pier a real place?" }, use.version);
  const partner = await window_of(browser, desk, production.partner);
  await partner.page.goto(`${desk.address}/uses/${use.id}`);
  await partner.page.getByRole("button", { name: "Answer" }).click();
  await partner.page.getByLabel("Your answer").fill("No, invented.");
  await partner.page.locator("[data-modal]").getByRole("button", { name: "Answer" }).click();
  await partner.page.getByText("No, invented.").first().waitFor();
  for (const [who, role] of [[production.contact, "contact"], [production.legal, "legal"]] as const) {
    const { page } = await window_of(browser, desk, who);
    await page.goto(`${desk.address}/uses/${use.id}`);
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByRole("button", { name: `Approve as ${role}` }).click();
    await page.locator("[data-modal]").waitFor({ state: "detached" });
  }
  await partner.page.getByText("Sealed with SHA-256").waitFor();
  await check_screen(partner, "use-approved");
});
