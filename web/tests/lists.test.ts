/** Long lists, and names in place of ids. */
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { check_screen, window_of } from "./browser";
import { final } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

const many = 400;
let use: { id: string };

set_stage();
beforeAll(async () => {
  const lines = Array.from({ length: many - 1 }, (_, index) => `Sky of scene ${index + 1},Harbour Pictures,House Painter,ideation`);
  const content = Buffer.from(`Summary,Partner,Tool,facts.purpose\n${lines.join("\n")}\n`).toString("base64");
  await production.partner.post("/imports", { list: "uses", file: "uses.csv", content, title: production.title, dry_run: false, whole: true, mapping: {} });
  use = await production.declare(final, { summary: "Zephyr over the lighthouse" });
});

test("a long list draws what is in view, tells how long it is, and goes out whole", async () => {
  const window = await window_of(browser, desk, production.coordinator);
  const { page } = window;
  await page.goto(`${desk.address}/registers/uses?sort=summary`);
  await page.getByText(`${many} of ${many}`).waitFor();
  const table = page.getByRole("table");
  expect(await table.getAttribute("aria-rowcount")).toBe(String(many + 1));
  expect(await page.getByRole("row").count()).toBeLessThan(80);
  await page.getByRole("button", { name: "Sky of scene 2", exact: true }).waitFor();
  expect(await page.locator("tbody tr[aria-rowindex]").nth(1).getAttribute("aria-rowindex")).toBe("3");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export CSV" }).click()]);
  const rows = readFileSync(await download.path(), "utf8").trim().split("\r\n");
  expect(rows.length).toBe(many + 1);
  expect(rows[many]).toContain("Zephyr over the lighthouse");
  // By keyboard: to the end of the list, and back from a use to where the list was.
  await page.getByRole("region", { name: /^Uses/ }).focus();
  await page.keyboard.press("End");
  await page.getByRole("button", { name: "Zephyr over the lighthouse" }).press("Enter");
  await page.getByRole("heading", { name: "Zephyr over the lighthouse" }).waitFor();
  await page.goBack();
  await page.getByText(`${many} of ${many}`).waitFor();
  await page.getByRole("button", { name: "Zephyr over the lighthouse" }).waitFor();
});

test("what is typed into the filter shows at once, stands in the address, and is there again after a step back", async () => {
  const { page } = await window_of(browser, desk, production.coordinator);
  await page.goto(`${desk.address}/registers/uses`);
  await page.getByText(`${many} of ${many}`).waitFor();
  await page.getByLabel("Filter").pressSequentially("scene 39");
  await page.getByText(`11 of ${many}`).waitFor();
  await page.waitForURL((url) => url.searchParams.get("q") === "scene 39");
  await page.getByRole("button", { name: "Sky of scene 398" }).click();
  await page.getByRole("heading", { name: "Sky of scene 398" }).waitFor();
  await page.goBack();
  await page.getByText(`11 of ${many}`).waitFor();
  expect(await page.getByLabel("Filter").inputValue()).toBe("scene 39");
});

test("what changes elsewhere comes into a list that is open", async () => {
  const { page } = await window_of(browser, desk, production.coordinator);
  await page.goto(`${desk.address}/registers/uses?q=fresh`);
  await page.getByText(`0 of ${many}`).waitFor();
  const fresh = await production.partner.made("uses", { title: production.title, company: production.company, summary: "Fresh fog", tools: [production.tool], facts: {} });
  await page.getByText(`1 of ${many + 1}`).waitFor();
  await production.partner.ask("PATCH", `/uses/${fresh}`, { summary: "Fresh fog over the pier" }, 1);
  await page.getByRole("button", { name: "Fresh fog over the pier" }).waitFor();
});

for (const width of [1280, 1440, 390])
  test(`every column of every register is in view at ${width}`, async () => {
    const { page } = await window_of(browser, desk, production.coordinator);
    await page.setViewportSize({ width, height: 844 });
    for (const noun of ["uses", "tools", "people", "companies", "grants"]) {
      await page.goto(`${desk.address}/registers/${noun}`);
      const view = page.getByRole("region", { name: /, \d+ rows$/ });
      await view.waitFor();
      const cut = await view.evaluate((element) => element.scrollWidth - element.clientWidth);
      // On a phone a table is pushed aside by thumb; its window stays where it is.
      if (width >= 1280) expect(cut, noun).toBeLessThanOrEqual(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), noun).toBeLessThanOrEqual(0);
    }
  });

test("the register of people says who is away, until when, and who decides meanwhile", async () => {
  const today = new Date().toISOString().slice(0, 10);
  await production.admin.post(`/people/${production.contact.id}/away`, { to: production.legal.id, from: today, until: "2031-01-15", reach: ["contact"] }, "*");
  const { page } = await window_of(browser, desk, production.coordinator);
  await page.goto(`${desk.address}/registers/people?q=leo+legal+decides`);
  await page.getByRole("row").filter({ hasText: "Connie Contact" }).getByText(/^Through 15 Jan 2031; Leo Legal decides$/).waitFor();
});

test("a title shows what happened to all of it, page by page, by the names of things", async () => {
  const window = await window_of(browser, desk, production.coordinator);
  const { page } = window;
  await page.goto(`${desk.address}/titles/${production.title}`);
  const happened = page.getByRole("region", { name: "What happened" });
  await happened.getByText("Zephyr over the lighthouse").first().waitFor();
  expect(await happened.getByRole("listitem").count()).toBe(25);
  await happened.getByRole("button", { name: "What happened before" }).click();
  await expect.poll(() => happened.getByRole("listitem").count()).toBe(50);
  await check_screen(window, "title-happened");
  await happened.getByRole("link", { name: "Zephyr over the lighthouse" }).first().click();
  await page.getByRole("heading", { name: "Zephyr over the lighthouse" }).waitFor();
});

test("the ledger names what its entries are about, and gives the id to copy", async () => {
  const { page } = await window_of(browser, desk, production.auditor);
  await page.goto(`${desk.address}/ledger/installation`);
  await page.getByRole("button", { name: /Tool created.*House Painter/ }).click();
  await page.getByRole("button", { name: `Copy the id ${production.tool}` }).waitFor();
});

test("the day of a calendar shows what ends on it", async () => {
  for (const [work, expires] of [["Harbour at dawn, 1931", "2031-02-10"], ["Harbour at noon, 1934", "2031-02-20"]] as const)
    await production.partner.made("licences", { title: production.title, work, holder: "City archive", ai_alteration: "review", expires });
  const window = await window_of(browser, desk, production.coordinator);
  const { page } = window;
  await page.goto(`${desk.address}/expiry`);
  const february = page.getByRole("region", { name: "February 2031" });
  await february.getByText("Harbour at noon, 1934").waitFor();
  await february.getByRole("link", { name: "10 Feb 2031: 1 ends" }).click();
  await february.getByText("Harbour at noon, 1934").waitFor({ state: "detached" });
  await february.getByText("Harbour at dawn, 1931").waitFor();
  expect(new URL(page.url()).searchParams.get("day")).toBe("2031-02-10");
  await check_screen(window, "expiry-day");
});

test("a use that was stopped says why in the words of its questions", async () => {
  const { tracks } = (await production.partner.get(`/uses/${use.id}`)) as unknown as { tracks: { reviewer: string }[] };
  for (const { reviewer } of tracks) await (reviewer === "legal" || reviewer === "counsel" ? production.legal : production.contact).post(`/uses/${use.id}/agree`, { reviewer }, "*");
  const approved = await production.partner.get(`/uses/${use.id}`);
  expect(approved.state).toBe("approved");
  const approval = await production.legal.get(`/approvals/${String(approved.approval)}`);
  expect(String(approval.text)).toContain("Will anything generated be in the final deliverable, even in the background? yes");
  await production.partner.ask("PATCH", `/uses/${use.id}`, { facts: { prominence: "prominent" } }, approved.version);
  const { page } = await window_of(browser, desk, production.partner);
  await page.goto(`${desk.address}/uses/${use.id}`);
  await page.getByText(/the answer to "How much is it seen or heard.*changed from incidental to prominent/).first().waitFor();
});

test("a use that stopped because a tool's terms changed says so in words", async () => {
  const stopped = await production.declare(final, { summary: "Ice on the ropes" });
  await production.contact.ask("PATCH", `/tools/${production.tool}`, { facts: { trains_on_inputs: "yes" } }, "*");
  const { page } = await window_of(browser, desk, production.partner);
  await page.goto(`${desk.address}/uses/${stopped.id}`);
  await page.getByText("the terms of House Painter changed: they say something else").first().waitFor();
});
