import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { check_screen, exported, open_window, window_of } from "./browser";
import { mild } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

let receiver: Server;
const heard: { id: string; type: string }[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => { body += part.toString(); });
    request.on("end", () => {
      heard.push({ id: String(request.headers["webhook-id"]), type: (JSON.parse(body) as { type: string }).type });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
});
set_stage({ options: () => ["--trust-host", `127.0.0.1:${(receiver.address() as AddressInfo).port}`] });
afterAll(async () => {
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

test("a person is added, given a role and an invitation, and comes in; the role ends", async () => {
  const window = await window_of(browser, desk, production.admin);
  const { page } = window;
  await page.goto(`${desk.address}/settings/people`);
  await page.getByText("Connie Contact").waitFor();
  await check_screen(window, "settings-people");
  await page.getByRole("button", { name: "Add a person" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Nora New");
  await page.getByLabel(/^Email/).fill("nora@studio.example");
  await page.getByRole("button", { name: "Add the person" }).click();
  const dialog = page.getByRole("dialog", { name: "Nora New" });
  await dialog.getByLabel("Role", { exact: true }).selectOption({ label: "Auditor" });
  await dialog.getByRole("button", { name: "Give the role" }).click();
  await dialog.getByText("Auditor on every title").waitFor();
  await dialog.getByRole("button", { name: "Make an invitation link" }).click();
  const link = (await dialog.getByRole("status").locator("pre").textContent()) ?? "";
  await check_screen(window, "settings-person");
  const invited = await open_window(browser, desk);
  await invited.page.goto(link);
  await invited.page.getByLabel("Password").fill("a lantern on the jetty 5");
  await invited.page.getByRole("button", { name: "Set the password and come in" }).click();
  await invited.page.getByRole("button", { name: /Nora New/ }).waitFor();
  await dialog.getByRole("button", { name: /^End: Auditor/ }).click();
  await dialog.getByText("None: signing in shows nothing.").waitFor();
});

test("people are found by role, put in order, and go out as CSV; a person opened keeps the filter", async () => {
  const { page } = await window_of(browser, desk, production.admin);
  await page.goto(`${desk.address}/settings/people`);
  const names = page.getByRole("list", { name: "People" }).locator("strong");
  await names.first().waitFor();
  const sorted = await names.allTextContents();
  expect(sorted).toEqual([...sorted].sort((left, right) => left.localeCompare(right)));
  await page.getByRole("searchbox", { name: "Filter" }).fill("every legal");
  await expect.poll(() => names.allTextContents()).toEqual(["Leo Legal"]);
  const lines = await exported(page);
  expect(lines[0]).toBe("Name,Email,Company,Roles,State,Added");
  expect(lines.length).toBe(2);
  expect(lines[1]).toMatch(/^Leo Legal,.*Legal.* on every title,Active,/);
  await expect.poll(() => page.url()).toMatch(/q=every/);
  await page.getByRole("button", { name: "Roles and sign-in of Leo Legal" }).click();
  await page.getByRole("dialog", { name: "Leo Legal" }).waitFor();
  expect(page.url()).toMatch(/q=every.*person=/);
  await page.keyboard.press("Escape");
  await expect.poll(() => names.allTextContents()).toEqual(["Leo Legal"]);
  await page.goto(`${desk.address}/settings/people?sort=-created`);
  await expect.poll(async () => (await names.allTextContents()).at(0)).toBe("Nora New");
});

test("a token for a machine is made for somebody, and ended", async () => {
  const { page } = await window_of(browser, desk, production.admin);
  await page.goto(`${desk.address}/settings/people?person=${production.partner.id}`);
  const dialog = page.getByRole("dialog", { name: "Pat Partner" });
  await dialog.getByRole("button", { name: "Make a token for a machine" }).click();
  await page.getByLabel("What it is for").fill("Render farm");
  await page.getByRole("button", { name: "Make the token" }).click();
  const token = await dialog.getByRole("status").locator("pre").textContent();
  expect(token).toMatch(/^ggs_/);
  await dialog.getByRole("button", { name: /^End Render farm/ }).click();
  await expect.poll(() => fetch(`${desk.api}/session`, { headers: { Authorization: `Bearer ${token}` } }).then((answer) => answer.status)).toBe(401);
});

test("a webhook is made, tested, sent again with its id, given another secret, paused and switched on", async () => {
  const window = await window_of(browser, desk, production.admin);
  const { page } = window;
  await page.goto(`${desk.address}/settings/webhooks`);
  await page.getByRole("heading", { name: "No webhook yet" }).waitFor();
  await page.getByRole("button", { name: "Add a webhook" }).first().click();
  await page.getByLabel("Name").fill("Schedule");
  await page.getByLabel("Address").fill("somewhere");
  await page.getByRole("button", { name: "Add the webhook" }).click();
  await page.locator("[data-modal]").getByRole("alert").first().waitFor();
  await page.getByLabel("Address").fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/in`);
  await page.getByLabel("Events").fill("use.declared");
  await page.getByRole("button", { name: "Add the webhook" }).click();
  const first = await page.getByRole("status").locator("pre").textContent();
  expect(first).toMatch(/^whsec_/);
  await page.getByRole("button", { name: "Send a test message" }).click();
  await expect.poll(() => heard.map((one) => one.type), { timeout: 15_000 }).toEqual(["webhook.ping"]);
  await page.getByRole("button", { name: /^Send once more/ }).click();
  await expect.poll(() => heard.length, { timeout: 15_000 }).toBe(2);
  expect(heard[1]?.id).toBe(heard[0]?.id);
  await check_screen(window, "settings-webhooks");
  await page.getByRole("button", { name: "Give it another secret" }).click();
  await expect.poll(() => page.getByRole("status").locator("pre").textContent()).not.toBe(first);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByLabel("Reason").fill("The receiver moves house");
  await page.getByRole("button", { name: "Pause it" }).click();
  await page.getByText("Paused: The receiver moves house").waitFor();
  await production.declare(mild);
  await page.getByRole("button", { name: "Switch it on again" }).click();
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await production.declare(mild);
  await expect.poll(() => heard.filter((one) => one.type === "use.declared").length, { timeout: 15_000 }).toBe(1);
});

test("companies are kept; keys, sign-in, mail and back-up are shown as they stand", async () => {
  const window = await window_of(browser, desk, production.admin);
  const { page } = window;
  await page.goto(`${desk.address}/settings/companies`);
  await page.getByRole("button", { name: "Add a company" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Tideline Post");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("listitem").filter({ hasText: "Tideline Post" }).waitFor();
  await check_screen(window, "settings-companies");
  expect(await exported(page)).toEqual(expect.arrayContaining([expect.stringMatching(/^Tideline Post,0,Active,/)]));
  await page.getByRole("link", { name: "Keys" }).click();
  const { key } = (await fetch(`${desk.api}/ledger-key`).then((answer) => answer.json())) as { key: string };
  await page.getByText(key).waitFor();
  await check_screen(window, "settings-keys");
  for (const part of ["Sign-in", "Mail", "Back-up", "Retention and holds"]) {
    await page.getByRole("link", { name: part }).click();
    await page.getByRole("heading", { name: part, level: 1 }).waitFor();
    await expect.poll(() => page.getByText(/^Loading /).count()).toBe(0);
    await check_screen(window, `settings-${part.toLowerCase().split(" ")[0]}`);
  }
});

test("legal sets a legal hold and releases it; others see no settings", async () => {
  const { page } = await window_of(browser, desk, production.legal);
  await page.goto(`${desk.address}/inbox`);
  await page.getByRole("link", { name: "Retention and holds" }).click();
  await page.getByLabel("Title to hold").selectOption({ label: "The Quiet Harbour" });
  await page.getByRole("button", { name: "Hold this title" }).click();
  await page.getByLabel("Reason").fill("Case 12 O 34/26");
  await page.getByRole("button", { name: "Set the hold" }).click();
  await page.getByText(/Case 12 O 34\/26/).waitFor();
  expect((await exported(page))[1]).toMatch(/^The Quiet Harbour,Title,Case 12 O 34\/26,Leo Legal,/);
  await page.getByRole("button", { name: "Release The Quiet Harbour" }).click();
  await page.getByLabel("Reason").fill("Settled");
  await page.getByRole("button", { name: "Release it" }).click();
  await page.getByText(/Case 12 O 34\/26/).waitFor({ state: "detached" });
  const partner = await window_of(browser, desk, production.partner);
  await partner.page.goto(`${desk.address}/settings/people`);
  await partner.page.getByRole("heading", { name: "Not for your roles" }).waitFor();
  await check_screen(partner, "settings-refused");
});
