/** What comes after a decision: duties and conditions that are met, approvals that are taken back. */
import { expect, test } from "vitest";
import { check_screen, window_of } from "./browser";
import { final } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

set_stage();

async function approved(summary: string, conditions: object[] = []): Promise<{ id: string; approval: string }> {
  const use = await production.declare(final, { summary });
  await production.contact.post(`/uses/${use.id}/agree`, { reviewer: "contact", ...(conditions.length > 0 ? { conditions } : {}) }, "*");
  return (await production.legal.post(`/uses/${use.id}/agree`, { reviewer: "legal" }, "*")) as unknown as { id: string; approval: string };
}

test("what the desk sees done by itself is done, and the rest is recorded with what shows it", async () => {
  const use = await approved("Night sky behind the lighthouse");
  const window = await window_of(browser, desk, production.partner);
  const { page } = window;
  await page.goto(`${desk.address}/uses/${use.id}`);
  const duties = page.getByRole("region", { name: "Duties" });
  const told = duties.getByRole("listitem").filter({ hasText: "Tell the studio contact" });
  await told.getByText("the desk told the contact when it was decided").waitFor();
  await duties.getByRole("listitem").filter({ hasText: "Have written approval" }).getByText(`written approval ${use.approval}`).waitFor();
  const open = duties.getByRole("button", { name: "Record as done" });
  const before = await open.count();
  expect(before).toBeGreaterThan(0);
  await open.first().click();
  await page.locator("[data-modal]").getByLabel("What shows that it is done").fill("minutes of 12 November, folder 4");
  await page.locator("[data-modal]").getByRole("button", { name: "Record as done" }).click();
  await duties.getByText(/Pat Partner, .*: minutes of 12 November, folder 4/).waitFor();
  expect(await open.count()).toBe(before - 1);
  await check_screen(window, "use-duties");
});

test("what shows a consent given is not typed again", async () => {
  const consent = await production.coordinator.made("consents", { title: production.title, person: production.talent, text: "My silhouette in scene 12." });
  await production.agent.post(`/consents/${consent}/give`, {}, "*");
  const use = await production.declare({ ...final, talent_likeness: "yes" }, { summary: "Her silhouette on the pier", people: [production.talent], consents: [consent] });
  const { page } = await window_of(browser, desk, production.partner);
  await page.goto(`${desk.address}/uses/${use.id}`);
  const duty = page.getByRole("region", { name: "Duties" }).getByRole("listitem").filter({ hasText: "Have a consent of each person" });
  await duty.getByRole("button", { name: "Record as done" }).click();
  expect(await page.locator("[data-modal] textarea").inputValue()).toMatch(/^Consent of Tara Talent, given .*: My silhouette in scene 12\.$/);
});

test("a prohibited use offers nothing to record", async () => {
  const use = await production.declare({ ...final, talent_likeness: "yes", model_trained: "yes", model_used_elsewhere: "yes", elsewhere_consented: "no" }, { summary: "Her model in another film" });
  const state = (await production.partner.get(`/uses/${use.id}`)).state;
  const window = await window_of(browser, desk, production.partner);
  await window.page.goto(`${desk.address}/uses/${use.id}`);
  const duties = window.page.getByRole("region", { name: "Duties" });
  await duties.waitFor();
  expect(state).toBe("prohibited");
  await duties.getByText("None is due: prohibited").waitFor();
  expect(await duties.getByRole("button", { name: "Record as done" }).count()).toBe(0);
  await check_screen(window, "use-prohibited");
});

test("a condition is recorded as met with what shows it, and an approval is revoked with its reason", async () => {
  const use = await approved("Fog over the quay", [{ text: "No real ship's name can be read", owner: "partner", due: "2099-02-01" }, { text: "The prompt log is kept", owner: "partner" }]);
  const partner = await window_of(browser, desk, production.partner);
  await partner.page.goto(`${desk.address}/uses/${use.id}`);
  const conditions = partner.page.getByRole("list", { name: "Conditions" });
  await conditions.getByRole("listitem").filter({ hasText: "No real ship's name" }).getByRole("button", { name: "Record as met" }).click();
  await partner.page.locator("[data-modal]").getByRole("button", { name: "Record as met" }).click();
  await partner.page.getByText("Write something: it is part of the record.").waitFor();
  await partner.page.getByLabel("What shows that it is met").fill("Frame check of 3 December, all hulls blank");
  await partner.page.locator("[data-modal]").getByRole("button", { name: "Record as met" }).click();
  await conditions.getByText(/Pat Partner, .*: Frame check of 3 December, all hulls blank/).waitFor();
  expect(await conditions.getByRole("button", { name: "Record as met" }).count()).toBe(1);
  expect(await partner.page.getByRole("button", { name: "Revoke this approval" }).count()).toBe(0);
  await check_screen(partner, "use-conditions");

  const contact = await window_of(browser, desk, production.contact);
  await contact.page.goto(`${desk.address}/uses/${use.id}`);
  await contact.page.getByRole("button", { name: "Revoke this approval" }).click();
  await contact.page.getByLabel("Reason").fill("The harbour office took its permission back");
  await check_screen(contact, "use-revoke");
  await contact.page.locator("[data-modal]").getByRole("button", { name: "Revoke" }).click();
  await contact.page.getByText("its approval was revoked: The harbour office took its permission back").waitFor();
  await contact.page.getByText("Revoked", { exact: true }).waitFor();
  // Whoever declared it sees it without asking anew.
  await partner.page.getByText("its approval was revoked").first().waitFor();
  expect(await conditions.getByRole("button", { name: "Record as met" }).count()).toBe(0);
  await check_screen(contact, "use-revoked");
});

test("what was put off is taken back by the one button beside the message", async () => {
  const use = await production.declare(final, { summary: "Rain on the slipway" });
  const window = await window_of(browser, desk, production.contact);
  const { page } = window;
  await page.goto(`${desk.address}/inbox?item=${use.id}`);
  await page.getByRole("article", { name: "Rain on the slipway" }).waitFor();
  await page.getByRole("button", { name: /^Snooze/ }).click();
  const list = page.getByRole("list", { name: "What waits for you" });
  await list.getByText("Rain on the slipway").waitFor({ state: "detached" });
  await check_screen(window, "inbox-undo");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await list.getByText("Rain on the slipway").waitFor();
  await page.getByRole("article", { name: "Rain on the slipway" }).waitFor();
  await page.reload();
  await list.getByText("Rain on the slipway").waitFor();
});

test("files that were registered show the duty to register them done, once work is done", async () => {
  const use = await approved("Storyboard of scene 3");
  await production.partner.post(`/uses/${use.id}/start`, {}, "*");
  await production.partner.post("/assets", { title: production.title, use: use.id, file: "board_3.png", sha256: "ab".repeat(32), status: "temporary", kind: "generated", generated: "2026-11-24" });
  const { page } = await window_of(browser, desk, production.partner);
  await page.goto(`${desk.address}/uses/${use.id}`);
  await page.getByRole("button", { name: "Work is done" }).click();
  await page.getByText("1 file is registered for it").waitFor();
});
