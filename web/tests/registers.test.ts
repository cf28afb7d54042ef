import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { check_screen, exported, window_of } from "./browser";
import { final, mild } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

set_stage();
beforeAll(async () => {
  const consent = await production.partner.made("consents", { title: production.title, person: production.talent, text: "My silhouette on the pier, scene 12", expires: "2026-12-20" });
  await production.agent.post(`/consents/${consent}/give`, {}, 1);
  await production.partner.made("licences", { title: production.title, work: "Harbour at dawn, 1931", holder: "City archive", ai_alteration: "review", expires: "2030-01-01" });
  await production.declare(final, { summary: "Night sky behind the lighthouse", people: [production.talent], consents: [consent] });
  await production.declare(mild, { summary: "Mood pictures of the pier" });
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
  await page.getByRole("button", { name: /Use declared/ }).first().click();
  const positions = page.locator("ol > li button > span:first-child");
  const acts = page.locator("ol > li strong");
  await page.getByLabel("Order").selectOption({ label: "The newest first" });
  await expect.poll(async () => Number((await positions.allTextContents()).at(-1))).toBe(0);
  await page.getByRole("searchbox", { name: "Filter" }).fill("silhouette");
  await expect.poll(() => acts.allTextContents()).toEqual(["Consent given", "Consent created"]);
  await expect.poll(() => page.url()).toMatch(/q=silhouette/);
  await check_screen(window, "ledger-found");
  expect((await exported(page)).slice(0, 2).join()).toMatch(/^Position,Time,Act,About,Object,Record,\d+,[^,]*Z,Consent given,"?My silhouette/);
  await page.getByRole("searchbox", { name: "Filter" }).fill("");
  await page.getByLabel("Acts of").selectOption({ label: "Licence" });
  await expect.poll(() => acts.allTextContents()).toEqual(["Licence created"]);
  await page.getByLabel("From", { exact: true }).fill("2999-01-01");
  await page.getByRole("heading", { name: "No such entry" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "No such entry" }).waitFor();
  await page.getByLabel("From", { exact: true }).fill("2020-01-01");
  await page.getByLabel("To", { exact: true }).fill(new Date().toISOString().slice(0, 10));
  await expect.poll(() => acts.allTextContents()).toEqual(["Licence created"]);
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
  const [workbook] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export XLSX" }).click()]);
  // The desk's own reader of workbooks takes it apart again: two rows, of which one are headings.
  const content = readFileSync(await workbook.path()).toString("base64");
  const tried = (await production.partner.post("/imports", { list: "uses", file: "goodgate-uses.xlsx", content, title: production.title, mapping: { What: "summary", Company: "company", "Asked for": null, State: null, Due: null, Title: null } })) as unknown as { counts: object };
  expect(tried.counts).toMatchObject({ applied: 1, refused: 0 });
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

test("cells pasted from a spreadsheet are tried first, each wrong one marked, and the mapping is remembered", async () => {
  const window = await window_of(browser, desk, production.partner);
  const { page } = window;
  await page.goto(`${desk.address}/registers/licences`);
  await page.getByRole("button", { name: "Paste from a spreadsheet" }).click();
  const cells = page.getByLabel(/^Cells/);
  const rows = (second: string): string => `Work\tWho has it\tAI\nHarbour at noon, 1934\tCity archive\tallowed\nHarbour at dusk, 1935\tCity archive\t${second}\n`;
  await cells.fill(rows("perhaps"));
  await page.getByRole("button", { name: "Try it: nothing is written" }).click();
  await page.getByLabel("Who has it is read as").selectOption("holder");
  await page.getByLabel("AI is read as").selectOption("ai_alteration");
  await page.getByText("1 would go in, 0 are there already, 1 have something wrong.").waitFor();
  await page.getByRole("list", { name: "What is wrong" }).getByText("Cell C3").waitFor();
  expect(await page.getByRole("region", { name: "The cells" }).locator("[data-wrong]").textContent()).toContain("perhaps");
  await check_screen(window, "register-paste");
  await cells.fill(rows("forbidden"));
  await page.getByRole("button", { name: "Try it: nothing is written" }).click();
  await page.getByRole("button", { name: "Put 2 into the register" }).click();
  await page.locator("[data-modal]").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Harbour at dusk, 1935" }).waitFor();
  // The next table with these headings is read the same way.
  await page.getByRole("button", { name: "Paste from a spreadsheet" }).click();
  await cells.fill("Work\tWho has it\tAI\nHarbour in fog, 1936\tCity archive\treview\n");
  await page.getByRole("button", { name: "Try it: nothing is written" }).click();
  await page.getByRole("button", { name: "Put 1 into the register" }).waitFor();
});

test("a view is kept by a name and shown again", async () => {
  const { page } = await window_of(browser, desk, production.coordinator);
  await page.goto(`${desk.address}/registers/uses?q=pier`);
  await page.getByRole("button", { name: "Keep this view" }).click();
  await page.getByLabel("Its name").fill("The pier");
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.goto(`${desk.address}/registers/uses`);
  await page.getByLabel("View", { exact: true }).selectOption("The pier");
  await expect.poll(() => page.getByLabel("Filter").inputValue()).toBe("pier");
  await page.getByRole("button", { name: "Forget the view The pier" }).click();
  await page.getByRole("button", { name: "Keep this view" }).waitFor();
});

test("what ends is shown month by month, each linked to its record", async () => {
  const window = await window_of(browser, desk, production.coordinator);
  const { page } = window;
  await page.goto(`${desk.address}/registers/consents`);
  await page.getByRole("link", { name: "What ends when" }).click();
  await page.getByRole("region", { name: "December 2026" }).getByText("My silhouette on the pier, scene 12").waitFor();
  await check_screen(window, "expiry");
  expect(await exported(page)).toEqual(expect.arrayContaining(["Ends,Kind,What,Title", expect.stringMatching(/^2026-12-20,Consent,"?[^"]*: My silhouette on the pier, scene 12"?,The Quiet Harbour$/), expect.stringMatching(/^2030-01-01,Licence/)]));
  await page.getByRole("searchbox", { name: "Filter" }).fill("archive dawn");
  await expect.poll(() => page.getByRole("table").count()).toBe(1);
  await page.goto(`${desk.address}/expiry?q=silhouette`);
  await page.getByRole("link", { name: /My silhouette/ }).click();
  await page.getByRole("dialog").waitFor();
});

test("a title is stated to be factual", async () => {
  const { page } = await window_of(browser, desk, production.coordinator);
  await page.goto(`${desk.address}/titles/${production.title}`);
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByRole("group", { name: /presented as fact/ }).getByRole("radio", { name: "Yes" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator("[data-modal]").waitFor({ state: "detached" });
  expect((await production.coordinator.get(`/titles/${production.title}`)).factual).toBe(true);
});

test("titles are found by name, put in order, and go out as CSV", async () => {
  await production.coordinator.made("titles", { name: "Ångström Bay", kind: "documentary", release: "2027-01-10" });
  const { page } = await window_of(browser, desk, production.coordinator);
  await page.goto(`${desk.address}/titles`);
  const names = page.getByRole("heading", { level: 2 });
  await expect.poll(() => names.allTextContents()).toEqual(expect.arrayContaining(["Ångström Bay", "The Quiet Harbour"]));
  await page.getByRole("searchbox", { name: "Filter" }).fill("angstrom");
  await expect.poll(() => names.allTextContents()).toEqual(["Ångström Bay"]);
  await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("angstrom");
  expect(await exported(page)).toEqual(["Name,Kind,Release,State,Uses,Waiting,Stopped", "Ångström Bay,Documentary,2027-01-10,Open,0,0,0"]);
  await page.getByRole("searchbox", { name: "Filter" }).fill("nothing like it");
  await page.getByRole("heading", { name: "Nothing here is called that" }).waitFor();
  await page.goto(`${desk.address}/titles?sort=-waiting`);
  await expect.poll(async () => (await names.allTextContents()).at(0)).toBe("The Quiet Harbour");
});
