import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { check_screen, window_of } from "./browser";
import { type Person } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

let counsel: Person;
let old_use = "";

const mild = { final_deliverable: "no", third_party_ip: "no" };
const shipped = readFileSync(new URL("../../rulebooks/template/2026-11.yaml", import.meta.url), "utf8");

/** The shipped template as a version of the studio's own: what stays inside the house now needs the contact's word. */
const stricter = shipped.replace("version: 2026-11 ", "version: 2026-12 ")
  .replace("    outcome: notify\n    because: Nothing of it stays", "    outcome: consult\n    reviewers: [contact]\n    because: Nothing of it stays")
  .replace("at_most: notify", "at_most: consult")
  .replace("expect: {outcome: notify, rows: [stays-inside]", "expect: {outcome: consult, rows: [stays-inside]");

const file = (text: string, name = "house.yaml") => ({ name, mimeType: "application/yaml", buffer: Buffer.from(text) });

/** A book of many rows and conditions, to see that it scrolls. */
function large(): string {
  const facts = Array.from({ length: 30 }, (_, index) => `  - {id: fact_${index}, ask: "Is the ${index}. thing so?"}`).join("\n");
  const rows = Array.from({ length: 300 }, (_, index) => `  - id: row-${index}\n    clause: "${index}"\n    source: OWN\n    when: {fact_${index % 30}: yes, fact_${(index + 7) % 30}: no}\n    outcome: consult\n    because: The ${index}. reason.`).join("\n");
  return `rulebook: large\nversion: "1"\nname: A book of three hundred rows\nnotice: A test.\nsources:\n  - {id: OWN, title: Rules of our house, read: 2026-11-01, confidence: A}\nfacts:\n${facts}\nreviewers:\n  - {id: contact, name: the studio contact}\nrows:\n${rows}\ndefault:\n  outcome: consult\n  reviewers: [contact]\n  because: No row speaks.\n`;
}

set_stage();
beforeAll(async () => {
  counsel = await desk.joined(production.admin, "Cora Counsel", "legal");
  await production.coordinator.ask("PATCH", `/titles/${production.title}`, { rulebooks: ["template"] }, "*");
  old_use = (await production.declare(mild, { summary: "Mood boards of the pier" })).id;
});

test("the list says what is in force and where, and finds by name", async () => {
  const window = await window_of(browser, desk, production.legal);
  const { page } = window;
  await page.goto(`${desk.address}/rulebooks`);
  await page.getByText("in force on The Quiet Harbour").waitFor();
  await check_screen(window, "rulebooks");
  await page.getByRole("searchbox", { name: "Filter" }).fill("tennessee");
  await expect.poll(() => page.getByRole("heading", { level: 2 }).count()).toBe(1);
  await page.getByRole("searchbox", { name: "Filter" }).fill("no such book");
  await page.getByRole("heading", { name: "Nothing here is called that" }).waitFor();
});

test("the rows of a shipped book are read with clause, source and reason, by keys too", async () => {
  const window = await window_of(browser, desk, production.auditor);
  const { page } = window;
  await page.goto(`${desk.address}/rulebooks/studio-genai@2025-11-11`);
  const detail = page.getByRole("complementary", { name: /^Row / });
  await detail.waitFor();
  const first = await detail.getAttribute("aria-label");
  await page.keyboard.press("j");
  await expect.poll(() => detail.getAttribute("aria-label")).not.toBe(first);
  await page.keyboard.press("k");
  await expect.poll(() => detail.getAttribute("aria-label")).toBe(first);
  await check_screen(window, "rulebook-rows");
  await page.getByRole("link", { name: "Cases" }).click();
  await page.getByText(/^All \d+ cases come out as they expect/).waitFor();
  await check_screen(window, "rulebook-cases");
  expect(await page.getByRole("button", { name: "Upload" }).count()).toBe(0);
});

test("a broken file is told cell by cell, and nothing is kept", async () => {
  const window = await window_of(browser, desk, production.legal);
  const { page } = window;
  await page.goto(`${desk.address}/rulebooks`);
  await page.getByRole("button", { name: "Upload a version" }).click();
  await page.locator("[data-modal]").getByLabel("File").setInputFiles(file(stricter.replaceAll("outcome: approve", "outcome: aprove")));
  await page.getByRole("button", { name: "Upload and check" }).click();
  await page.getByText(/things are wrong with it/).waitFor();
  expect(await page.locator("[data-modal] dt").allTextContents()).toEqual(expect.arrayContaining([expect.stringMatching(/^line \d+, column \d+$/)]));
  await check_screen(window, "rulebook-upload-broken");
});

test("a promise that does not hold shows the declaration that breaks it", async () => {
  const window = await window_of(browser, desk, production.legal);
  const { page } = window;
  await page.goto(`${desk.address}/rulebooks`);
  await page.getByRole("button", { name: "Upload a version" }).click();
  await page.locator("[data-modal]").getByLabel("File").setInputFiles(file(stricter.replace("at_least: approve\n", "at_least: prohibit\n").replace("rulebook: template ", "rulebook: house-rules ")));
  await page.getByRole("button", { name: "Upload and check" }).click();
  await page.getByRole("link", { name: "Proofs" }).click();
  await page.getByText("This declaration shows it:").first().waitFor({ timeout: 60_000 });
  await check_screen(window, "rulebook-proofs");
  expect(await page.getByRole("button", { name: "Propose" }).count()).toBe(0);
});

test("one proposes, another publishes, and the use that would come out otherwise is decided again", async () => {
  const window = await window_of(browser, desk, production.legal);
  const { page } = window;
  await page.goto(`${desk.address}/rulebooks`);
  await page.getByRole("button", { name: "Upload a version" }).click();
  await page.locator("[data-modal]").getByLabel("File").setInputFiles(file(stricter));
  await page.getByRole("button", { name: "Upload and check" }).click();
  await page.getByRole("button", { name: "Propose" }).click({ timeout: 60_000 });
  await page.locator("[data-modal]").getByLabel("Why").fill("The contact wants to hear of mood boards");
  await check_screen(window, "rulebook-propose");
  await page.locator("[data-modal]").getByRole("button", { name: "Propose" }).click();
  await page.getByText("You proposed it: a second person must publish it.").waitFor();
  expect(await page.getByRole("button", { name: "Publish" }).isDisabled()).toBe(true);
  await page.getByRole("link", { name: "Difference" }).click();
  await page.getByText("reads otherwise:").first().waitFor();
  await check_screen(window, "rulebook-difference");
  await page.getByRole("link", { name: "Replay" }).click();
  await page.getByRole("link", { name: "Mood boards of the pier" }).waitFor();
  await check_screen(window, "rulebook-replay");

  const second = await window_of(browser, desk, counsel);
  await second.page.goto(page.url());
  await second.page.getByRole("button", { name: "Publish" }).click();
  await second.page.getByRole("button", { name: "Decide again" }).click();
  await second.page.locator("[data-modal]").getByRole("button", { name: "Decide again" }).click();
  await second.page.getByRole("heading", { name: "No use comes out otherwise" }).waitFor();
  expect((await production.partner.get(`/uses/${old_use}`)).state).toBe("waiting_for_contact");
  expect((await production.declare(mild)).state).toBe("waiting_for_contact");
  expect(second.faults).toEqual([]);
});

test("answers are tried and the rows that speak are shown", async () => {
  const window = await window_of(browser, desk, production.contact);
  const { page } = window;
  await page.goto(`${desk.address}/rulebooks/template@2026-11?tab=try`);
  const group = page.getByRole("group", { name: /final deliverable/ });
  await group.getByRole("radio", { name: "Yes" }).check();
  await page.getByText("template / final-deliverable").waitFor();
  await check_screen(window, "rulebook-try");
});

test("three hundred rows are found and walked without a wait", async () => {
  await production.legal.post("/rulebooks", { file: "large.yaml", content: Buffer.from(large()).toString("base64") });
  const { page } = await window_of(browser, desk, production.legal);
  await page.goto(`${desk.address}/rulebooks?q=large`);
  await page.getByRole("heading", { level: 2 }).getByRole("link").click();
  const grid = page.getByRole("region", { name: "Rows of A book of three hundred rows, 300 rows" });
  await grid.waitFor();
  expect(await grid.getByRole("row").count()).toBeLessThan(60);
  await grid.evaluate((view) => { view.scrollTop = view.scrollHeight; });
  await grid.getByRole("button", { name: "row-299" }).click();
  await page.getByRole("complementary", { name: "Row row-299" }).waitFor();
  await page.getByLabel("Find in the rows").fill("The 17. reason");
  await page.getByRole("region", { name: /, 1 rows$/ }).waitFor();
});

test("on a phone rows and steps are readable", async () => {
  const window = await window_of(browser, desk, production.legal, "phone");
  await window.page.goto(`${desk.address}/rulebooks/studio-genai@2025-11-11`);
  await window.page.getByRole("complementary", { name: /^Row / }).waitFor();
  await check_screen(window, "rulebook-phone");
});

test("what cannot be loaded says what to do, and is read again", async () => {
  const { page } = await window_of(browser, desk, production.legal);
  await page.route("**/api/v1/rulebooks", (route) => route.abort());
  await page.goto(`${desk.address}/rulebooks`);
  await page.getByRole("main").getByRole("alert").waitFor();
  await page.unroute("**/api/v1/rulebooks");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("in force on The Quiet Harbour").waitFor();
  await page.route("**/table", (route) => route.abort());
  await page.goto(`${desk.address}/rulebooks/studio-genai@2025-11-11`);
  await page.getByRole("main").getByRole("alert").waitFor();
});
