/** Every screen while it loads, when it cannot be read, and once it can be again. */
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { shut_out, window_of } from "./browser";
import { final, type Person } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

set_stage();
let use = "";
beforeAll(async () => { use = (await production.declare(final, { summary: "Night sky behind the lighthouse" })).id; });

/** Who is signed in, and the stream of events: what a screen is not made of. */
const is_of_frame = (address: string): boolean => /\/api\/v1\/(session|events|inbox)(\?|$)/.test(address);

interface Held { let_go: () => void; fail: () => void }

/** Nothing a screen asks for is answered until `fail` or `let_go`. */
async function hold(page: Page, with_inbox: boolean): Promise<Held> {
  let how: "hold" | "fail" | "go" = "hold";
  const waiting: (() => void)[] = [];
  const turn = (to: typeof how): void => { how = to; waiting.splice(0).forEach((wake) => wake()); };
  await page.route("**/api/v1/**", async (route) => {
    const address = route.request().url();
    if (is_of_frame(address) && !(with_inbox && /\/inbox(\?|$)/.test(address))) return route.continue();
    if (how === "hold") await new Promise<void>((wake) => { waiting.push(wake); });
    if (how === "go") return route.continue().catch(() => undefined);
    return route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ title: "Unavailable", status: 503, detail: "The desk is being restarted." }) }).catch(() => undefined);
  });
  return { let_go: () => turn("go"), fail: () => turn("fail") };
}

async function goes_through_its_states(page: Page, path: string): Promise<void> {
  const held = await hold(page, path === "inbox");
  await page.goto(`${desk.address}/${path}`);
  await page.locator("main").getByRole("status").filter({ hasText: /^Loading/ }).first().waitFor();
  expect(await shut_out(page), `${path} while it loads`).toEqual([]);
  held.fail();
  const failures = page.locator("main").getByRole("alert");
  await failures.getByText("The desk is being restarted.").first().waitFor();
  expect(await shut_out(page), `${path} when it cannot be read`).toEqual([]);
  held.let_go();
  const again = page.locator("main").getByRole("button", { name: "Try again" });
  await expect.poll(async () => {
    if ((await again.count()) > 0) await again.first().click({ timeout: 1000 }).catch(() => undefined);
    return (await failures.count()) + (await page.locator("main").getByRole("status").filter({ hasText: /^Loading/ }).count());
  }, { message: `${path} is not there after it was tried again`, timeout: 10_000 }).toBe(0);
  await page.unrouteAll({ behavior: "ignoreErrors" });
}

const screens: [string, (place: { title: string; use: string }) => string[], () => Person][] = [
  ["a contact's", ({ title, use: one }) => ["inbox", "titles", `titles/${title}`, `titles/${title}/disclosure`, `uses/${one}`, "deliveries", "expiry", `ledger/${title}`, "rulebooks"], () => production.contact],
  ["the registers'", () => ["uses", "tools", "people", "companies", "grants", "consents", "licences", "assets"].map((noun) => `registers/${noun}`), () => production.coordinator],
  ["a partner's", ({ title }) => [`declare?title=${title}`, "account"], () => production.partner],
  ["an administrator's", () => ["people", "companies", "keys", "webhooks", "mail"].map((part) => `settings/${part}`), () => production.admin],
];

test.each(screens)("%s screens say that they load, what failed, and come when they are tried again", async (_, paths, who) => {
  const { page } = await window_of(browser, desk, who());
  for (const path of paths({ title: production.title, use })) await goes_through_its_states(page, path);
});
