// The verdict rail after each answer, while wrk asks for uses at a steady rate.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { measured, middle, ms, row } from "./bench_page.mjs";

const rail_max_ms = 50;
const answers_count = 20;

/** Waits in the page for a ruling of the answer that comes now: not fresh, then fresh again. */
const expect_another = () => {
  bench.stale = false;
  new MutationObserver((_, self) => { if (!document.querySelector("aside[data-fresh]")) { bench.stale = true; self.disconnect(); } })
    .observe(document.body, { subtree: true, attributes: true, attributeFilter: ["data-fresh"] });
};

/** Sixteen that ask every 20 ms. */
function load(desk) {
  const script = `${desk.folder}/load.lua`;
  writeFileSync(script, "function delay() return 20 end");
  const program = spawn("wrk", ["-t1", "-c16", "-d12s", "-s", script, "-H", `Authorization: Bearer ${desk.partner}`, `${desk.address}/api/v1/uses/${desk.some_use}`], { stdio: ["ignore", "pipe", "ignore"] });
  let told = "";
  program.stdout.on("data", (chunk) => { told += chunk; });
  return new Promise((resolve) => program.once("exit", () => resolve(/Requests\/sec:\s+([\d.]+)/.exec(told)?.[1] ?? "none")));
}

export async function rail(page, desk) {
  console.log("\nThe verdict rail after an answer, the server under load");
  await page.goto(`${desk.address}/declare?title=${desk.titles[0]}`);
  await page.getByLabel("What do you plan?").fill("Mood pictures of the pier");
  await page.locator("aside[data-fresh]").waitFor();
  const loaded = load(desk);
  await page.waitForTimeout(1500);
  const times = [];
  const answers = page.getByRole("group").filter({ has: page.getByRole("radio", { name: "Not sure" }) });
  for (let turn = 0; turn < answers_count; ++turn) {
    const radios = answers.nth(turn % 2).getByRole("radio");
    const radio = radios.nth((await radios.count()) - 1 - (Math.floor(turn / 2) % 2));
    await page.evaluate(expect_another);
    times.push(await measured(page, () => radio.click(), () => bench.stale && document.querySelector("aside[data-fresh]") !== null));
  }
  row("requests beside it", `${await loaded}/s`);
  const shown = times.map((one) => one.shown);
  row("the rail shows the new ruling", `${ms(middle(shown))} (at most ${ms(Math.max(...shown))}, ${shown.length} answers)`, `half of them at most ${rail_max_ms} ms`, middle(shown) <= rail_max_ms);
}
