import { beforeAll, expect, test } from "vitest";
import { check_screen, open_window } from "./browser";
import { final } from "./desk";
import { browser, desk, mailbox, production, set_stage } from "./stage";

let consent: string;
let token: string;

const address = "tara@talent.example";

set_stage({ mail: true });
beforeAll(async () => {
  const talent = await production.admin.made("people", { name: "Tara Tide", email: address });
  const use = await production.partner.made("uses", { title: production.title, company: production.company, summary: "Her silhouette on the pier, at night", tools: [production.tool], facts: final, people: [talent] });
  consent = await production.partner.made("consents", { title: production.title, person: talent, uses: [use], text: "My silhouette, walking along the pier in scene 12. My face cannot be recognised.",
    scope: { territories: ["US", "DE"] }, expires: "2099-06-30" });
  token = ((await production.partner.post(`/consents/${consent}/links`, {})) as unknown as { token: string }).token;
});

const state = async (): Promise<string> => (await production.partner.get(`/consents/${consent}`)).state;

test("a link that is opened, by a scanner or by somebody, changes nothing", async () => {
  const before = await production.partner.get(`/consents/${consent}/history`);
  for (const path of ["link", "invitation", "inbox", "titles", `uses/${consent}`, "api/v1/openapi.json"]) await fetch(`${desk.address}/${path}`, { headers: { "User-Agent": "scanner" } });
  const { page } = await open_window(browser, desk, "phone");
  await page.goto(`${desk.address}/link#${token}`);
  await page.getByText("My silhouette, walking").waitFor();
  expect(await production.partner.get(`/consents/${consent}/history`)).toEqual(before);
  expect(mailbox.letters.filter((letter) => letter.to === address)).toEqual([]);
});

test("talent reads, asks and answers on a phone, and keeps a receipt", async () => {
  const window = await open_window(browser, desk, "phone");
  const { page } = window;
  await page.goto(`${desk.address}/link#${token}`);
  await page.getByRole("heading", { name: "Tara Tide, may we do this?" }).waitFor();
  await check_screen(window, "talent-phone");

  await page.getByRole("button", { name: "Ask something" }).click();
  await page.getByLabel("Your question").fill("Is it in the trailer too?");
  await page.getByLabel("Code").fill(await mailbox.code(address, 1));
  await page.getByRole("button", { name: "Send the question" }).click();
  await page.getByRole("button", { name: "Yes, I agree" }).waitFor();
  expect(await state()).toBe("asked");

  await page.getByRole("button", { name: "Yes, I agree" }).click();
  await page.getByLabel("Code").fill("00000000");
  await page.getByRole("button", { name: "Yes, I agree" }).click();
  await page.getByRole("alert").first().waitFor();
  expect(await state()).toBe("asked");
  await check_screen(window, "talent-code-phone");
  await page.getByLabel("Code").fill(await mailbox.code(address, 2));
  await page.getByRole("button", { name: "Yes, I agree" }).click();
  await page.getByRole("heading", { name: "Your receipt" }).waitFor();
  expect(await state()).toBe("given");
  await check_screen(window, "talent-receipt-phone");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Keep the receipt" }).click()]);
  expect(download.suggestedFilename()).toBe("goodgate-receipt.json");
});

test("a link that is cut short says so", async () => {
  const { page } = await open_window(browser, desk, "phone");
  await page.goto(`${desk.address}/link`);
  await expect.poll(() => page.getByRole("alert").textContent()).toContain("The link is not whole");
});
