/** Declaring and deciding with the keyboard alone: nothing is clicked, nothing is given the focus but by its keys. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { window_of } from "./browser";
import { final } from "./desk";
import { browser, desk, production, set_stage } from "./stage";

set_stage();

interface Focus { name: string; role: string; is_seen: boolean; is_marked: boolean; top: number; order: number }

/** Where the focus is: what it is called, whether it is on the screen, and whether it is marked. */
const focus = (page: Page): Promise<Focus> => page.evaluate(() => {
  const at = document.activeElement as HTMLElement;
  const labels = (at as HTMLInputElement).labels;
  const legend = at.closest("fieldset")?.querySelector("legend")?.textContent ?? "";
  const text = at.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? at.textContent ?? "";
  const mark = at.matches("input[type=radio]") && at.nextElementSibling ? at.nextElementSibling : at;
  const place = mark.getBoundingClientRect();
  const style = getComputedStyle(mark);
  return {
    name: `${legend && `${legend}: `}${text}`.trim(), role: at.getAttribute("type") ?? at.tagName.toLowerCase(),
    is_seen: place.width > 0 && place.bottom > 0 && place.top < window.innerHeight,
    is_marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    top: Math.round(place.top + window.scrollY), order: [...document.querySelectorAll("*")].indexOf(at),
  };
});

/** Goes on by Tab until something of this name has the focus. On the way each stop is seen, marked, and after the one before. */
async function tab_to(page: Page, name: RegExp, most = 90): Promise<Focus> {
  let before = -1;
  for (let count = 0; count < most; ++count) {
    await page.keyboard.press("Tab");
    const now = await focus(page);
    if (now.role === "body") { before = -1; continue; }
    expect(now.is_seen, `${now.name} is not on the screen`).toBe(true);
    expect(now.is_marked, `${now.name} has the focus unmarked`).toBe(true);
    if (before >= 0) expect(now.order, `${now.name} is out of order`).toBeGreaterThan(before);
    before = now.order;
    if (name.test(now.name)) return now;
  }
  throw new Error(`no ${String(name)} after ${String(most)} tabs; the last was ${(await focus(page)).name}`);
}

/** Gives each question of this step its mildest answer, by arrow keys, as it comes up. */
async function answer_step(page: Page): Promise<void> {
  const mildest = /: (No|None|Not seen|At the element|Ideation)$/;
  for (let count = 0; count < 60; ++count) {
    await page.keyboard.press("Tab");
    const now = await focus(page);
    if (now.role === "body") continue; // the question at hand went away with an answer: the next Tab goes on from its place
    expect(now.is_seen && now.is_marked, now.name).toBe(true);
    if (/^(Next: |Declare this use)/.test(now.name)) {
      await page.locator("aside[data-fresh]").waitFor();
      if ((await page.getByRole("region", { name: /^Step/ }).getByRole("group").filter({ has: page.getByRole("radio", { name: /^(No|None|Not seen|At the element)$/ }) }).filter({ hasNot: page.locator("input:checked") }).count()) === 0) return;
      for (let back = 0; back < 60 && (await focus(page)).role !== "section"; ++back) await page.keyboard.press("Shift+Tab");
      continue;
    }
    if (now.role !== "radio" || await page.evaluate(() => document.activeElement?.closest("fieldset")?.querySelector("input:checked") !== null)) continue;
    await page.keyboard.press("Space");
    for (let step = 0; step < 12 && !mildest.test((await focus(page)).name); ++step) await page.keyboard.press("ArrowRight");
  }
  throw new Error("the questions of this step do not end");
}

test("a use is declared with the keyboard alone, and the focus goes with the steps", async () => {
  const { page, faults } = await window_of(browser, desk, production.partner);
  await page.goto(`${desk.address}/titles`);
  await page.getByRole("heading", { name: "The Quiet Harbour" }).waitFor();
  await tab_to(page, /^Skip to the screen/);
  await page.keyboard.press("Enter");
  await tab_to(page, /^Declare a use/);
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await focus(page)).name).toBe("What do you plan?");
  await page.keyboard.type("Mood pictures of the pier");
  await answer_step(page);
  for (const [number, name] of [[2, "With what"], [3, "Who is in it"], [4, "Where it ends up"]] as const) {
    expect((await focus(page)).name.toLowerCase()).toBe(`next: ${name.toLowerCase()}`);
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await focus(page)).name).toBe(`Step ${String(number)} of 4: ${name}`);
    if (number === 2) {
      await tab_to(page, /House Painter/);
      await page.keyboard.press("Space");
    }
    await answer_step(page);
  }
  expect((await focus(page)).name).toBe("Declare this use");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Mood pictures of the pier" }).waitFor();
  await page.getByText("Cleared").first().waitFor();
  expect(faults).toEqual([]);
}, 120_000);

test("Enter held down goes one step and declares nothing", async () => {
  const { page } = await window_of(browser, desk, production.partner);
  await page.goto(`${desk.address}/declare?title=${production.title}&step=who`);
  await tab_to(page, /^Next: where/);
  for (let count = 0; count < 4; ++count) await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Step 4 of 4: Where it ends up" }).waitFor();
  await page.waitForTimeout(300);
  expect(page.url()).toContain("/declare");
});

test("an inbox is emptied with the keyboard alone: looked through, put off, taken back, asked, agreed and declined", async () => {
  for (const summary of ["Night sky behind the lighthouse", "Harbour crowd, far away", "Rain on the slipway"]) await production.declare(final, { summary });
  const { page, faults } = await window_of(browser, desk, production.contact);
  await page.goto(`${desk.address}/inbox`);
  await page.getByText("Why it is here.").waitFor();
  const items = page.getByRole("list", { name: "What waits for you" }).getByRole("listitem");
  await expect.poll(() => items.count()).toBe(3);
  await tab_to(page, /^Skip to the screen/);
  await page.keyboard.press("Enter");
  await tab_to(page, /^Approve ?a$/); // through the filters, the list and what is shown to the acts
  await page.keyboard.press("Enter");
  const dialog = page.locator("[data-modal]");
  await dialog.waitFor();
  await expect.poll(async () => (await focus(page)).name).toMatch(/as contact|Getting the text/);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await expect.poll(async () => (await focus(page)).name).toMatch(/^Approve ?a$/); // back to where it was

  const chosen = () => page.locator('[aria-current="true"] strong').textContent();
  const first = await chosen();
  await page.keyboard.press("s");
  await expect.poll(() => items.count()).toBe(2);
  await page.keyboard.press("u");
  await expect.poll(() => items.count()).toBe(3);
  await expect.poll(chosen).toBe(first);

  await page.keyboard.press("i");
  await dialog.waitFor();
  await page.keyboard.type("Is the pier a real place?");
  await tab_to(page, /^Ask$/, 4);
  await page.keyboard.press("Enter");
  await expect.poll(() => items.count()).toBe(2);
  await page.keyboard.press("a");
  await dialog.getByRole("region", { name: "What you sign" }).getByText("Signed by Connie Contact as contact").waitFor();
  await expect.poll(async () => (await focus(page)).name).toMatch(/^Approve as contact/);
  await page.keyboard.press("Enter");
  await expect.poll(() => items.count()).toBe(1);
  await page.keyboard.press("d");
  await dialog.waitFor();
  await page.keyboard.type("Not before the permission is there");
  await tab_to(page, /^Decline$/, 4);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Nothing waits for you" }).waitFor();
  expect(faults).toEqual([]);
}, 120_000);
