/** Who speaks for talent: what is asked of those they represent waits in their inbox. */
import { expect, test } from "vitest";
import { check_screen, window_of } from "./browser";
import { final } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

set_stage();

const asked = (text: string, more: object = {}): Promise<string> =>
  production.coordinator.made("consents", { title: production.title, person: production.talent, text, scope: { territories: ["US", "DE"], media: ["streaming"] }, expires: "2099-12-31", ...more });

test("a representative gives and refuses consents from the inbox, by keyboard, and an asked one comes in by itself", async () => {
  const use = await production.declare(final, { summary: "Her silhouette on the pier", people: [production.talent] });
  const silhouette = await asked("My silhouette in scene 12, from behind.", { uses: [use.id] });
  const voice = await asked("My voice in German, made by machine.");
  const window = await window_of(browser, desk, production.agent);
  const { page } = window;
  await page.goto(`${desk.address}/`);
  const items = page.getByRole("list", { name: "What waits for you" }).getByRole("listitem");
  await items.filter({ hasText: "My voice in German" }).getByRole("button").click();
  await page.getByRole("heading", { name: "Consent of Tara Talent" }).waitFor();
  await page.getByText("you answer for them").waitFor();
  await page.keyboard.press("d");
  await page.locator("[data-modal]").getByLabel("Reason").fill("She wants to speak German herself");
  await page.locator("[data-modal]").getByRole("button", { name: "Refuse" }).click();
  await page.locator("[data-modal]").waitFor({ state: "detached" });
  await items.filter({ hasText: "My voice in German" }).waitFor({ state: "detached" });
  expect((await production.agent.get(`/consents/${voice}`)).state).toBe("refused");

  await items.filter({ hasText: "My silhouette" }).getByRole("button").click();
  await page.getByRole("article").getByRole("link", { name: "Her silhouette on the pier" }).waitFor();
  await check_screen(window, "inbox-consent");
  await page.keyboard.press("a");
  await page.locator("[data-modal]").getByText("My silhouette in scene 12, from behind.").waitFor();
  await check_screen(window, "inbox-consent-give");
  await page.keyboard.press("Enter");
  await page.locator("[data-modal]").waitFor({ state: "detached" });
  await items.filter({ hasText: "My silhouette" }).waitFor({ state: "detached" });
  expect((await production.agent.get(`/consents/${silhouette}`)).state).toBe("given");

  await asked("My hands at the wheel.");
  await page.getByText("My hands at the wheel.").first().waitFor();
});

test("nobody else has it in their inbox, and on a phone it is answered with the thumb", async () => {
  await asked("My laugh in the harbour bar.");
  const inbox = (await production.partner.get("/inbox")) as unknown as { items: { noun: string }[] };
  expect(inbox.items.filter((item) => item.noun === "consent")).toEqual([]);
  const window = await window_of(browser, desk, production.agent, "phone");
  const { page } = window;
  await page.goto(`${desk.address}/inbox`);
  await page.getByRole("list", { name: "What waits for you" }).getByText("My laugh in the harbour bar.").click();
  await page.getByRole("article", { name: "My laugh in the harbour bar." }).waitFor();
  await check_screen(window, "inbox-consent-phone");
  await page.getByRole("button", { name: /^Give the consent/ }).click();
  await page.getByRole("button", { name: "Yes, give it" }).click();
  await page.locator("[data-modal]").waitFor({ state: "detached" });
  await page.getByRole("list", { name: "What waits for you" }).getByText("My laugh in the harbour bar.").waitFor({ state: "detached" });
});
