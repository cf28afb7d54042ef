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
  browser = await open_browser();
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

test("an empty inbox says so", async () => {
  const window = await window_of(browser, desk, production.contact);
  await window.page.goto(`${desk.address}/inbox`);
  await window.page.getByRole("heading", { name: "Nothing waits for you" }).waitFor();
  await check_screen(window, "inbox-empty");
});

test("a contact empties the inbox by keyboard alone, and each item says why it is there", async () => {
  await production.declare(final, { summary: "Night sky behind the lighthouse" });
  await production.declare(final, { summary: "Harbour crowd, far away" });
  await production.declare({ ...mild, final_deliverable: "unsure" }, { summary: "Mood pictures of the pier" });
  const window = await window_of(browser, desk, production.contact);
  const { page } = window;
  await page.goto(`${desk.address}/`);
  await page.getByText("Why it is here.").waitFor();
  const items = page.getByRole("list", { name: "What waits for you" }).getByRole("listitem");
  await expect.poll(() => items.count()).toBe(3);
  expect(await page.getByText("Why it is here.").locator("..").textContent()).toContain("studio-genai/");
  await check_screen(window, "inbox");

  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await check_screen(window, "inbox-keys");
  await page.keyboard.press("Escape");
  await page.locator("[data-modal]").waitFor({ state: "detached" });

  const chosen = () => page.locator('[aria-current="true"] strong').textContent();
  const first = await chosen();
  await page.keyboard.press("j");
  await expect.poll(chosen).not.toBe(first);
  await page.keyboard.press("k");
  await expect.poll(chosen).toBe(first);

  await page.keyboard.press("i");
  await page.locator("[data-modal]").waitFor();
  await page.keyboard.type("Is the pier a real place?");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => items.count()).toBe(2);

  await page.keyboard.press("c");
  await page.locator("[data-modal]").waitFor();
  await page.keyboard.type("Keep the prompt log");
  await check_screen(window, "inbox-conditions");
  await page.getByRole("button", { name: /as contact/ }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => items.count()).toBe(1);

  await page.keyboard.press("d");
  await page.locator("[data-modal]").waitFor();
  await page.keyboard.type("Not before the permission is there");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Nothing waits for you" }).waitFor();
  expect(window.faults).toEqual([]);
});

test("what was changed meanwhile is refused and shown anew", async () => {
  const use = await production.declare(final, { summary: "Fog over the quay" });
  const { page } = await window_of(browser, desk, production.contact);
  await page.goto(`${desk.address}/inbox?item=${use.id}`);
  await page.getByText("Why it is here.").waitFor();
  await page.keyboard.press("a");
  await page.locator("[data-modal]").waitFor();
  await production.partner.ask("PATCH", `/uses/${use.id}`, { intent: "Twenty moods" }, use.version);
  await page.getByRole("button", { name: /as contact/ }).click();
  await expect.poll(() => page.getByRole("alert").allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining("Somebody changed it in between")]));
});

test("an item that comes in shows by itself, in every window", async () => {
  const one = await window_of(browser, desk, production.contact);
  await one.page.goto(`${desk.address}/inbox`);
  await one.page.getByRole("main").waitFor();
  const other = await one.context.newPage();
  await other.goto(`${desk.address}/inbox`);
  await other.getByRole("main").waitFor();
  await other.waitForTimeout(500);
  await production.declare(final, { summary: "Rain on the slipway" });
  await one.page.getByText("Rain on the slipway").first().waitFor();
  await other.getByText("Rain on the slipway").first().waitFor();
});

test("an inbox that cannot be read says what to do, and is read again", async () => {
  const { page } = await window_of(browser, desk, production.contact);
  await page.route("**/api/v1/inbox", (route) => route.abort());
  await page.goto(`${desk.address}/inbox`);
  await page.getByRole("main").getByRole("alert").waitFor();
  await page.unroute("**/api/v1/inbox");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("Why it is here.").waitFor();
});

test("on a phone the inbox can be decided with the thumb", async () => {
  const window = await window_of(browser, desk, production.legal, "phone");
  await window.page.goto(`${desk.address}/inbox`);
  await window.page.getByText("Why it is here.").or(window.page.getByRole("heading", { name: "Nothing waits for you" })).first().waitFor();
  await check_screen(window, "inbox-phone");
});
