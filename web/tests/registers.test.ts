import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { check_screen, open_browser, window_of } from "./browser";
import { Desk, final, mild, Production } from "./desk";

let desk: Desk;
let browser: Browser;
let production: Production;

beforeAll(async () => {
  desk = await Desk.start();
  production = await Production.on(desk);
  const consent = await production.partner.made("consents", { title: production.title, person: production.talent, text: "My silhouette on the pier, scene 12", expires: "2026-12-20" });
  await production.agent.post(`/consents/${consent}/give`, {}, 1);
  await production.partner.made("licences", { title: production.title, work: "Harbour at dawn, 1931", holder: "City archive", ai_alteration: "review", expires: "2030-01-01" });
  await production.declare(final, { summary: "Night sky behind the lighthouse", people: [production.talent], consents: [consent] });
  await production.declare(mild, { summary: "Mood pictures of the pier" });
  browser = await open_browser();
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

test("a title shows where it stands, and every number opens the list behind it", async () => {
  const window = await window_of(browser, desk, production.coordinator);
  const { page } = window;
  await page.goto(`${desk.address}/titles`);
  await page.getByRole("link", { name: "The Quiet Harbour" }).waitFor();
  await check_screen(window, "titles");
  await page.getByRole("link", { name: "The Quiet Harbour" }).click();
  await page.getByText("entries, signed").waitFor();
  await check_screen(window, "title");
  await page.getByRole("link", { name: /Waits for approval/ }).click();
  await page.getByRole("heading", { name: "Uses" }).waitFor();
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
});

test("the ledger shows every act with its proof, to whom may read it", async () => {
  const window = await window_of(browser, desk, production.auditor);
  const { page } = window;
  await page.goto(`${desk.address}/ledger/${production.title}`);
  await page.getByRole("button", { name: /Use declared/ }).first().click();
  await page.getByText("use.declared").first().waitFor();
  await check_screen(window, "ledger");
  const partner = await window_of(browser, desk, production.partner);
  await partner.page.goto(`${desk.address}/ledger/${production.title}`);
  await partner.page.getByRole("alert").first().waitFor();
});

for (const noun of ["uses", "tools", "people", "companies", "grants", "consents", "licences", "assets"])
  test(`the register of ${noun} is there, whatever stands in it`, async () => {
    const window = await window_of(browser, desk, production.coordinator);
    await window.page.goto(`${desk.address}/registers/${noun}`);
    await window.page.getByRole("region").or(window.page.getByRole("heading", { name: /^No .* yet$/ })).first().waitFor();
    await check_screen(window, `register-${noun}`);
  });

test("a tool is added with what is wrong named at its field, changed, and taken out of use", async () => {
  const window = await window_of(browser, desk, production.contact);
  const { page } = window;
  await page.goto(`${desk.address}/registers/tools`);
  await page.getByRole("button", { name: "Add a tool" }).first().click();
  await page.getByLabel("Version").fill("2");
  await page.getByRole("button", { name: "Add the tool" }).click();
  await page.locator("[data-modal]").getByRole("alert").first().waitFor();
  await check_screen(window, "tool-form");
  await page.getByLabel("Product").fill("Voice Loom");
  await page.getByRole("button", { name: "Add the tool" }).click();
  await page.getByRole("button", { name: "Voice Loom" }).click();
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByLabel("Licence tier").fill("team");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator("[data-modal]").getByText("team").waitFor();
  await page.getByRole("button", { name: "Take out of use" }).click();
  await page.getByLabel("Reason").fill("The maker changed its terms");
  await page.getByRole("button", { name: "Take out of use" }).click();
  await page.getByText("Tool retired").waitFor();
});

test("a filter and an order stand in the address, and the rows go out as CSV", async () => {
  const { page } = await window_of(browser, desk, production.coordinator);
  await page.goto(`${desk.address}/registers/uses?q=pier&sort=-summary`);
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export CSV" }).click()]);
  expect(download.suggestedFilename()).toBe("goodgate-uses.csv");
});

test("an administrator makes an invitation, and who follows it comes in", async () => {
  const person = await production.admin.made("people", { name: "Nora New", email: "nora@studio.example" });
  await production.admin.post("/grants", { person, role: "auditor" });
  const { page } = await window_of(browser, desk, production.admin);
  await page.goto(`${desk.address}/registers/people?item=${person}`);
  await page.getByRole("button", { name: "Make an invitation link" }).click();
  const link = (await page.locator("[data-modal] code").textContent()) ?? "";
  const fresh = await browser.newContext();
  const invited = await fresh.newPage();
  await invited.goto(link);
  await invited.getByLabel("Password").fill("a lantern on the jetty 5");
  await invited.getByRole("button", { name: "Set the password and come in" }).click();
  await invited.getByRole("button", { name: /Nora New/ }).waitFor();
});
