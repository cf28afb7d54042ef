/** Pages under what real days bring: no network, a slow one, large letters, names of every language, scanners of mail. */
import { expect, test } from "vitest";
import { check_screen, open_window, window_of } from "./browser";
import { Desk, final } from "./desk";
import { browser, desk, mailbox, production, set_stage } from "./stage";

set_stage({ mail: true });

test("the command bar finds and goes by keyboard", async () => {
  const window = await window_of(browser, desk, production.coordinator);
  const { page } = window;
  await page.goto(`${desk.address}/inbox`);
  await page.getByRole("main").waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").waitFor();
  await page.keyboard.type("quiet");
  await page.getByRole("option", { name: /The Quiet Harbour/ }).waitFor();
  await check_screen(window, "command-bar");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "The Quiet Harbour" }).waitFor();
});

test("the command bar finds titles, uses, people and tools in every script, whatever their case", async () => {
  const title = await production.coordinator.made("titles", { name: "静かな港", kind: "documentary", territories: ["JP"], agreements: [], roles: ["deployer"] });
  await production.declare(final, { summary: "Ночное небо за маяком" });
  const painter = await production.contact.made("tools", { product: "Ægir Málari", facts: {} });
  const person = await production.admin.made("people", { name: "Þorgerður Ægisdóttir" });
  const window = await window_of(browser, desk, production.coordinator);
  const { page } = window;
  await page.goto(`${desk.address}/inbox`);
  await page.getByRole("main").waitFor();
  const search = async (text: string): Promise<void> => {
    if (await page.locator("[data-modal]").count() === 0) await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: /^Search/ }).fill(text);
  };
  await search("港");
  await page.getByRole("option", { name: "静かな港 Title" }).waitFor();
  await check_screen(window, "command-bar-script");
  await search("НОЧНОЕ небо");
  await page.getByRole("option", { name: /Ночное небо за маяком/ }).waitFor();
  await search("aegir");
  await page.getByRole("option", { name: "Ægir Málari Tool" }).waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).toContain(`/registers/tools?item=${painter}`);
  await page.goto(`${desk.address}/inbox`);
  await page.getByRole("main").waitFor();
  await search("þorgerður");
  await page.getByRole("option", { name: "Þorgerður Ægisdóttir Person" }).click();
  await expect.poll(() => page.url()).toContain(person);
  await page.goto(`${desk.address}/inbox`);
  await page.getByRole("main").waitFor();
  await search("静かな");
  await page.getByRole("option", { name: /静かな港/ }).waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).toContain(title);
  await page.getByRole("heading", { name: "静かな港" }).waitFor();
  await page.goto(`${desk.address}/inbox`);
  await page.getByRole("main").waitFor();
  await search("nobody is called so");
  await page.getByText("Nothing is called so.").waitFor();
});

test("names of every language stand in the registers as they are written", async () => {
  for (const name of ["ليلى حداد", "Þórdís Ægisdóttir", "Nguyễn Thị Hương", "金城武", "Renée O’Connor-Müller"]) await production.admin.made("people", { name });
  const window = await window_of(browser, desk, production.admin);
  await window.page.goto(`${desk.address}/registers/people?q=ægis`);
  await window.page.getByRole("button", { name: "Þórdís Ægisdóttir" }).waitFor();
  await window.page.goto(`${desk.address}/settings/people`);
  await window.page.getByText("ليلى حداد").waitFor();
  await check_screen(window, "settings-names");
});

test("without network nothing that was typed is lost, and it is sent once there is one again", async () => {
  const { page, context } = await window_of(browser, desk, production.partner);
  await page.goto(`${desk.address}/declare?title=${production.title}`);
  await page.getByLabel("What do you plan?").fill("Rain on the slipway");
  await page.getByRole("complementary").getByRole("status").waitFor();
  await context.setOffline(true);
  await page.getByLabel(/^Why/).fill("Six moods before the scout");
  await page.getByRole("button", { name: "Save as draft" }).click();
  await page.getByRole("alert").getByText(/nothing you typed is lost/).first().waitFor();
  expect(await page.getByLabel("What do you plan?").inputValue()).toBe("Rain on the slipway");
  await context.setOffline(false);
  await page.reload();
  expect(await page.getByLabel(/^Why/).inputValue()).toBe("Six moods before the scout");
  await page.getByRole("button", { name: "Save as draft" }).click();
  await page.getByRole("heading", { name: "Rain on the slipway" }).waitFor();
  await page.getByText("Six moods before the scout").waitFor();
  await page.goto(`${desk.address}/declare?title=${production.title}`); // and the next one begins empty
  expect(await page.getByLabel("What do you plan?").inputValue()).toBe("");
});

test("on a slow network a screen says that it loads, and an impatient second click declares nothing twice", async () => {
  const { page, context } = await window_of(browser, desk, production.partner);
  await page.goto(`${desk.address}/declare?title=${production.title}`);
  await page.getByLabel("What do you plan?").fill("Ice on the ropes");
  await page.getByRole("complementary").getByRole("status").waitFor();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", { offline: false, latency: 800, downloadThroughput: 50_000, uploadThroughput: 20_000 });
  const save = page.getByRole("button", { name: "Save as draft" });
  await save.dblclick();
  expect(await save.isDisabled()).toBe(true);
  await page.getByRole("heading", { name: "Ice on the ropes" }).waitFor({ timeout: 20_000 });
  await page.getByRole("link", { name: "Registers" }).click();
  await page.getByText(/^Loading/).first().waitFor({ state: "attached" });
  await page.getByRole("region", { name: /^Uses/ }).waitFor({ timeout: 20_000 });
  const uses = (await production.partner.get("/uses?q=Ice on the ropes")) as unknown as { items: unknown[] };
  expect(uses.items.length).toBe(1);
});

test("at 200 % every screen can be read and worked without scrolling sideways", async () => {
  const use = await production.declare(final, { summary: "Night sky behind the lighthouse" });
  const window = await window_of(browser, desk, production.contact, "zoomed");
  const ways = { inbox: `/inbox?item=${use.id}`, use: `/uses/${use.id}`, title: `/titles/${production.title}`, register: "/registers/tools", ledger: `/ledger/${production.title}`, expiry: "/expiry", account: "/account" };
  for (const [name, path] of Object.entries(ways)) {
    await window.page.goto(desk.address + path);
    await window.page.getByRole("heading", { level: 1 }).first().waitFor();
    await expect.poll(() => window.page.getByText(/^Loading /).count()).toBe(0);
    await check_screen(window, `zoomed-${name}`);
  }
}, 120_000);

test("who opens every address that was mailed, with all its scripts, changes nothing", async () => {
  await production.declare(final, { summary: "Gulls over the mole" });
  const consent = await production.partner.made("consents", { title: production.title, person: production.talent, text: "My silhouette, walking" });
  await production.partner.post(`/consents/${consent}/links`, { email: "tara@talent.example", send: true });
  await production.admin.post(`/people/${await production.admin.made("people", { name: "Nora New", email: "nora@studio.example" })}/invitations`);
  await fetch(`${desk.api}/account/reset`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email: production.legal.email }) });
  const plain = (): string => mailbox.letters.map((letter) => letter.text.replaceAll(/=\r?\n/g, "").replaceAll("=3D", "=")).join("\n");
  const links = (): string[] => [...new Set(plain().match(/https?:\/\/[^\s<>"']+/g) ?? [])];
  await expect.poll(() => ["/link#", "/invitation#", "/uses/"].every((kind) => links().some((link) => link.includes(kind))) && ["Subject: You are invited", "Subject: Choose a new password"].every((subject) => mailbox.letters.some((letter) => /^(nora|leo)@/.test(letter.to) && letter.text.includes(subject) && (subject.endsWith("password") || letter.to.startsWith("nora")))), { timeout: 20_000 }).toBe(true);
  await expect.poll(async () => ((await production.admin.get("/messages?state=waiting")) as unknown as { items: unknown[] }).items.length, { timeout: 20_000 }).toBe(0);
  const heads = async (): Promise<string[]> => Promise.all([production.title, "installation"].map(async (tree) => (await fetch(`${desk.api}/ledger/${tree}/checkpoint`, { headers: { Authorization: `Bearer ${production.auditor.token}` } })).text()));
  const before = await heads();
  const letters = mailbox.letters.length;
  for (const link of links()) {
    const { page, context } = await open_window(browser, desk);
    const address = new URL(link);
    await page.goto(desk.address + address.pathname + address.search + address.hash);
    await page.waitForTimeout(300);
    for (const other of await page.getByRole("link").all()) { const href = await other.getAttribute("href"); if (href) await context.request.get(new URL(href, page.url()).href); }
    await context.close();
  }
  expect(await heads()).toEqual(before);
  expect(mailbox.letters.slice(letters).map((letter) => /^Subject: .*$/m.exec(letter.text)?.[0])).toEqual([]);
}, 120_000);

test("where an organisation signs people in, its button is there, and what it says when it cannot is told", async () => {
  const own = await Desk.start("", ["--oidc-issuer", "http://127.0.0.1:9", "--oidc-client", "goodgate", "--trust-host", "127.0.0.1:9"]);
  try {
    const window = await open_window(browser, own);
    await window.page.goto(`${own.address}/sign-in`);
    await window.page.getByRole("link", { name: "Sign in with your organisation" }).waitFor();
    await check_screen(window, "sign-in-organisation");
    await window.page.getByRole("link", { name: "Sign in with your organisation" }).click();
    await window.page.getByText("Your organisation did not let you in").waitFor();
  } finally {
    await own.stop();
  }
});
