// usage: node bench.mjs GOODGATE USES     (by bench/web)
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { BenchDesk } from "./bench_desk.mjs";
import { lists } from "./bench_lists.mjs";
import { first_load } from "./bench_load.mjs";
import { rows_missed, watch } from "./bench_page.mjs";
import { rail } from "./bench_rail.mjs";

const [goodgate, uses] = [process.argv[2], Number(process.argv[3])];
const executable = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(executable)) { console.error(`bench: there is no ${executable}: tools/setup all installs it`); process.exit(1); }
const dist = process.env.GG_DIST;
const desk = new BenchDesk();
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-gpu"] });

/** The pages that vite built last, in place of those in the program. They come by no network: the first load is not measured by them. */
const serve_built = (context) => context.route((url) => !url.pathname.startsWith("/api/"), (route) => {
  const path = new URL(route.request().url()).pathname;
  if (/\.\w+$/.test(path)) return existsSync(join(dist, path)) ? route.fulfill({ path: join(dist, path) }) : route.continue();
  return route.fulfill({ contentType: "text/html", body: readFileSync(join(dist, "index.html"), "utf8").replaceAll('="./', '="/') });
});

try {
  await desk.start(goodgate);
  console.log(`\nMaking ${uses} uses through the API`);
  await desk.fill(uses);
  await desk.rest();
  const signed_in = async (name) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addInitScript(watch);
    await desk.sign_in(context, name);
    if (dist) await serve_built(context);
    return context.newPage();
  };
  await lists(await signed_in("cleo"), desk, uses);
  await rail(await signed_in("pat"), desk);
  if (!dist) await first_load(await signed_in("connie"), desk.address);
} finally {
  await browser.close();
  await desk.stop();
}
const missed = rows_missed();
console.log(`\n${missed.length} limits missed${missed.length > 0 ? `: ${missed.join(", ")}` : ""}`);
process.exit(missed.length > 0 ? 1 : 0);
