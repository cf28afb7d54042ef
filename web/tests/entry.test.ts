import { expect, test } from "vitest";
import { check_screen, open_window } from "./browser";
import { browser, desk, set_stage } from "./stage";

set_stage({ prefix: "/goodgate", is_empty: true });

test("the link from the terminal opens the desk under its prefix, and works once", async () => {
  const window = await open_window(browser, desk);
  const { page } = window;
  await page.goto(desk.first_link);
  await page.getByRole("heading", { name: "Open the desk" }).waitFor();
  await check_screen(window, "first-start");
  await page.getByLabel("Your name").fill("Ada Administrator");
  await page.getByLabel("Email").fill("ada@studio.example");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Open the desk" }).click();
  await page.getByRole("alert").first().waitFor();
  await page.getByLabel("Password").fill("harbour lights at dusk 7");
  await page.getByRole("button", { name: "Open the desk" }).click();
  await page.getByRole("heading", { name: "Titles" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/goodgate/titles");
  expect(window.faults).toEqual([]);

  const second = await open_window(browser, desk);
  await second.page.goto(desk.first_link);
  await second.page.getByLabel("Your name").fill("Mallory");
  await second.page.getByLabel("Email").fill("mallory@studio.example");
  await second.page.getByLabel("Password").fill("harbour lights at dusk 8");
  await second.page.getByRole("button", { name: "Open the desk" }).click();
  await second.page.getByRole("alert").waitFor();
});

test("who is not signed in is asked to, and comes back to where the link led", async () => {
  const window = await open_window(browser, desk);
  const { page } = window;
  await page.goto(`${desk.address}/titles?q=harbour`);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await check_screen(window, "sign-in");
  await page.getByLabel("Email").fill("ada@studio.example");
  await page.getByLabel("Password").fill("not this one");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.getByRole("alert").textContent()).toContain("address or password is wrong");
  await page.getByLabel("Password").fill("harbour lights at dusk 7");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Titles" }).waitFor();
  expect(page.url()).toBe(`${desk.address}/titles?q=harbour`);
  await check_screen(window, "titles-empty");
  await page.getByRole("button", { name: /Ada Administrator/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});

test("an address that leads elsewhere is not followed", async () => {
  const { page } = await open_window(browser, desk);
  await page.goto(`${desk.address}/sign-in?to=//elsewhere.example/`);
  await page.getByLabel("Email").fill("ada@studio.example");
  await page.getByLabel("Password").fill("harbour lights at dusk 7");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Titles" }).waitFor();
  expect(new URL(page.url()).origin).toBe(new URL(desk.address).origin);
});
