import { beforeAll, expect, test } from "vitest";
import { check_screen, open_window, window_of } from "./browser";
import { final, mild } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

let place: string;

const approved = async (facts: Record<string, string>, more: object): Promise<string> => {
  const use = (await production.declare(facts, more)) as unknown as { id: string; tracks: { reviewer: string }[] };
  for (const { reviewer } of use.tracks) {
    const who = reviewer === "contact" ? production.contact : production.legal;
    await who.post(`/uses/${use.id}/agree`, { reviewer, expires: "2027-12-31" }, "*");
  }
  return use.id;
};

set_stage();
beforeAll(async () => {
  place = `${desk.address}/titles/${production.title}/disclosure`;
});

test("a title with nothing in the final says so, and a failed fetch says what to do", async () => {
  const window = await window_of(browser, desk, production.coordinator);
  const { page } = window;
  await page.goto(place);
  await page.getByRole("heading", { name: /Nothing in the final/ }).waitFor();
  await check_screen(window, "disclosure-empty");
  await page.route("**/api/v1/titles/*/disclosure", (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ title: "Unavailable", status: 503 }) }));
  await page.goto(place);
  await page.getByRole("alert").first().waitFor();
  await page.getByRole("button", { name: "Try again" }).first().waitFor();
});

test("a coordinator issues a cue sheet, fills a row, hands it in; the contact accepts; it is unlocked to correct", async () => {
  const sky = await approved(final, { summary: "Night sky behind the lighthouse" });
  await production.declare(final, { summary: "Fog over the quay" });
  await production.declare(mild, { summary: "Mood pictures of the pier" });
  await production.partner.made("assets", { title: production.title, use: sky, file: "shots/sky_010.exr", sha256: "ab".repeat(32), status: "final", kind: "generated", generated: "2026-11-20" });
  const window = await window_of(browser, desk, production.coordinator);
  const { page } = window;
  await page.goto(place);
  await page.getByRole("button", { name: "Issue a cue sheet" }).click();
  await page.getByText("Cue sheet 1", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Night sky behind the lighthouse" }).click();
  const dialog = page.locator("[data-modal]");
  await dialog.getByLabel("Timecode in").fill("soon");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByRole("alert").first().waitFor();
  await dialog.getByLabel("Timecode in").fill("01:02:03:04");
  await dialog.getByLabel("Timecode out").fill("01:02:09:00");
  await check_screen(window, "disclosure-row");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("01:02:03:04 – 01:02:09:00").waitFor();
  await page.getByLabel("Filter").fill("lighthouse");
  await expect.poll(() => page.getByRole("region", { name: /Cue sheet, 1 rows/ }).count()).toBe(1);
  expect(page.url()).toContain("q=lighthouse");
  await page.getByLabel("Filter").fill("");
  await page.getByRole("button", { name: "Hand in" }).click();
  await page.getByText("Handed in", { exact: true }).waitFor();
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Cue sheet as PDF" }).click()]);
  expect(saved.suggestedFilename()).toMatch(/^cue-sheet-.*\.pdf$/);

  const contact = await window_of(browser, desk, production.contact);
  await contact.page.goto(place);
  await contact.page.getByRole("button", { name: "Accept" }).click();
  await contact.page.getByText("Accepted", { exact: true }).waitFor();
  await check_screen(contact, "disclosure");
  await contact.page.getByRole("region", { name: "Reports" }).scrollIntoViewIfNeeded();
  await check_screen(contact, "disclosure-reports");

  await page.reload();
  await page.getByRole("button", { name: "Unlock to correct" }).click();
  await page.getByLabel("Reason").fill("The out point was wrong");
  await page.getByRole("button", { name: "Unlock", exact: true }).click();
  await page.getByText("The out point was wrong").waitFor();
});

test("legal sees what becomes public, releases it, and takes it back; anybody reads it on a phone meanwhile", async () => {
  await approved(final, { summary: "Crowd on the pier" });
  const window = await window_of(browser, desk, production.legal);
  const { page } = window;
  await page.goto(place);
  await page.getByRole("button", { name: "Make it public" }).click();
  await page.locator("[data-modal]").getByText("Backgrounds in some scenes").waitFor();
  await check_screen(window, "disclosure-release");
  await page.getByRole("button", { name: "Make exactly this public" }).click();
  await page.getByText("Public", { exact: true }).waitFor();

  const reader = await open_window(browser, desk, "phone");
  await reader.page.goto(`${desk.address}/t/${production.title}/disclosure`);
  await reader.page.getByRole("heading", { level: 1, name: "The Quiet Harbour" }).waitFor();
  await check_screen(reader, "audience-phone");
  expect(await reader.context.cookies()).toEqual([]);

  await page.getByRole("button", { name: "Take it back" }).click();
  await page.getByLabel("Reason").fill("A credit is wrong");
  await page.locator("[data-modal]").getByRole("button", { name: "Take it back" }).click();
  await page.getByText("Not public", { exact: true }).waitFor();
  expect((await reader.page.goto(`${desk.address}/t/${production.title}/disclosure`))?.status()).toBe(404);
});

test("each reader's report is shown and saved", async () => {
  const { page } = await window_of(browser, desk, production.auditor);
  await page.goto(place);
  await page.getByRole("link", { name: "Regulator" }).click();
  await page.getByText("How and where are people told?").first().waitFor();
  expect(page.url()).toContain("reader=regulator");
  await page.frameLocator("iframe").getByText("How and where are people told?").waitFor();
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Report for the regulator as XLSX" }).click()]);
  expect(saved.suggestedFilename()).toMatch(/^regulator-.*\.xlsx$/);
});

test("an approval is saved as PDF from its use", async () => {
  const use = await approved(final, { summary: "Rain on the window" });
  const { page } = await window_of(browser, desk, production.partner);
  await page.goto(`${desk.address}/uses/${use}`);
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Approval as PDF" }).click()]);
  expect(saved.suggestedFilename()).toMatch(/^approval-apr_.*\.pdf$/);
});
