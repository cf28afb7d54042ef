import { expect, test } from "vitest";
import { check_screen, exported, window_of } from "./browser";
import { final, mild } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

set_stage();

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

test("what is signed is the text that was shown, and what changes meanwhile is looked at first", async () => {
  const use = await production.declare(final, { summary: "Fog over the quay" });
  const window = await window_of(browser, desk, production.contact);
  const { page } = window;
  await page.goto(`${desk.address}/inbox?item=${use.id}`);
  await page.getByText("Why it is here.").waitFor();
  await page.keyboard.press("a");
  const text = page.getByRole("region", { name: "What you sign" });
  await text.getByText("Signed by Connie Contact as contact").waitFor();
  await production.partner.ask("PATCH", `/uses/${use.id}`, { intent: "Twenty moods" }, use.version);
  await page.getByText("It was changed while you were reading").waitFor();
  await page.locator("[data-modal]").getByText("Twenty moods").waitFor();
  await check_screen(window, "inbox-changed");
  await page.getByRole("button", { name: /as contact/ }).focus();
  await page.keyboard.press("Enter"); // not before it was looked at
  expect((await production.contact.get(`/uses/${use.id}`)).agreements).toBeUndefined();
  await page.getByRole("button", { name: "I have looked at the difference" }).click();
  await text.waitFor();
  await page.getByRole("button", { name: "Add a condition" }).click();
  await page.getByLabel("On condition that").fill("No real ship's name");
  await text.getByText("On condition that: No real ship's name").waitFor();
  await check_screen(window, "inbox-to-sign");
  const shown = await text.locator(".legal").textContent();
  await page.getByRole("button", { name: /as contact/ }).click();
  await page.locator("[data-modal]").waitFor({ state: "detached" });
  const agreed = await production.legal.post(`/uses/${use.id}/agreement`, { reviewer: "legal" });
  expect(String(agreed.text).split("\n").filter((line) => !line.startsWith("Signed by Leo")).join("\n")).toBe(shown);
});

test("after an approval, what changed since is told in words", async () => {
  const use = await production.declare(final, { summary: "Gulls over the mole" });
  for (const [who, reviewer] of [[production.contact, "contact"], [production.legal, "legal"]] as const) await who.post(`/uses/${use.id}/agree`, { reviewer }, "*");
  await production.partner.ask("PATCH", `/uses/${use.id}`, { facts: { prominence: "prominent" } }, "*");
  const window = await window_of(browser, desk, production.contact);
  const { page } = window;
  await page.goto(`${desk.address}/inbox?item=${use.id}`);
  const changes = page.getByRole("list", { name: "Since it was last approved" });
  await changes.getByText("The decision stands on it").first().waitFor();
  expect(await changes.textContent()).toContain("Was: incidentalNow: prominent");
  await check_screen(window, "inbox-since-approved");
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

test("an inbox is filtered by words, put in another order, and goes out as CSV", async () => {
  const before = (await production.contact.get("/inbox")).items as { id: string }[];
  await production.declare(final, { summary: "Zephyr on the Ångström mole" });
  await production.declare(final, { summary: "A lantern, lit" });
  const window = await window_of(browser, desk, production.contact);
  const { page } = window;
  await page.goto(`${desk.address}/inbox`);
  const names = page.getByRole("list", { name: "What waits for you" }).locator("strong");
  await expect.poll(() => names.count()).toBe(before.length + 2);
  await page.getByLabel("Order").selectOption({ label: "Name" });
  await expect.poll(async () => (await names.allTextContents()).at(0)).toBe("A lantern, lit");
  await page.getByLabel("Order").selectOption({ label: "The newest first" });
  await expect.poll(async () => (await names.allTextContents()).slice(0, 2)).toEqual(["A lantern, lit", "Zephyr on the Ångström mole"]);
  await page.getByRole("searchbox", { name: "Filter" }).fill("mole angstrom");
  await expect.poll(() => names.allTextContents()).toEqual(["Zephyr on the Ångström mole"]);
  await page.locator("h2").getByText("Zephyr on the Ångström mole").waitFor();
  await expect.poll(() => page.url()).toMatch(/q=mole/);
  await check_screen(window, "inbox-found");
  const lines = await exported(page);
  expect(lines[0]).toBe("What waits,State,Outcome,Title,Due,Since,Why it is here");
  expect(lines.length).toBe(2);
  expect(lines[1]).toMatch(/^Zephyr on the Ångström mole,[^,]+,[^,]+,The Quiet Harbour,\d{4}-/);
  await page.reload();
  await expect.poll(() => names.allTextContents()).toEqual(["Zephyr on the Ångström mole"]);
  await page.getByRole("searchbox", { name: "Filter" }).fill("nowhere");
  await page.getByText("Nothing matches.").waitFor();
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
