// The register of uses, as long as it is: typing into its filter, its order, its scroll bar, a use and back.
import { code_of } from "./bench_desk.mjs";
import { measured, ms, report, row } from "./bench_page.mjs";

const times_of_each = 5;
/** How long a hand rests on a row before it presses. */
const hand_ms = 100;
const first_of = (page) => page.locator("tbody button").first().textContent();
const count_of = (page) => page.getByRole("search").getByRole("status").textContent();
const other_count = (before) => document.querySelector("[role=search] [role=status]").textContent !== before;
const other_first = (before) => document.querySelector("tbody button").textContent !== before;
/** Rows, not the room for them, three quarters down the window. */
const other_rows = (before) => document.querySelector("tbody button").textContent !== before && !document.elementFromPoint(innerWidth / 2, innerHeight * 0.75)?.closest("tr[aria-hidden]");

async function type(page, uses) {
  const filter = page.getByLabel("Filter");
  const times = [];
  for (let time = 0; time < times_of_each; ++time) {
    await filter.fill("");
    await page.getByText(`${uses} of ${uses}`).waitFor();
    await filter.focus();
    for (const letter of code_of(Math.floor((uses * (time + 1)) / (times_of_each + 2)))) {
      times.push(await measured(page, () => page.keyboard.press(letter), other_count, await count_of(page)));
      // A few share their first letters.
      if (parseInt(await count_of(page)) <= 5) break;
    }
  }
  await filter.fill("");
  await page.getByText(`${uses} of ${uses}`).waitFor();
  // By then what was typed is in the address.
  await page.waitForURL((url) => !url.searchParams.has("q"));
  return times;
}

async function sort(page) {
  const times = [];
  for (const column of ["What", "What", "Title", "Title", "State", "State", "Due", "Due"])
    times.push(await measured(page, () => page.getByRole("columnheader", { name: column }).getByRole("button").click(), other_first, await first_of(page)));
  return times;
}

async function scroll(page) {
  await page.getByRole("region", { name: /^Uses/ }).hover();
  const times = [];
  for (let time = 0; time < 3 * times_of_each; ++time)
    times.push(await measured(page, () => page.mouse.wheel(0, time % 3 === 2 ? -4000 : 4000), other_rows, await first_of(page)));
  return times;
}

async function open_and_back(page) {
  const there = [];
  const back = [];
  for (let time = 0; time < times_of_each + 1; ++time) {
    const button = page.locator("tbody button").nth(14 + time);
    const name = await button.textContent();
    await button.hover();
    await page.waitForTimeout(hand_ms);
    there.push(await measured(page, () => button.click(), (value) => document.querySelector("h1")?.textContent === value, name));
    back.push(await measured(page, () => page.evaluate(() => history.back()), () => document.querySelectorAll("tbody tr").length > 5));
  }
  return { there, back };
}

export async function lists(page, desk, uses) {
  console.log(`\nThe register of ${uses} uses, ${times_of_each} of each, from the event to the frame`);
  const opened = performance.now();
  await page.goto(`${desk.address}/registers/uses`);
  await page.getByText(`${uses} of ${uses}`).waitFor();
  row("all rows read and drawn", ms(performance.now() - opened));
  report("type a letter into the filter", await type(page, uses));
  report("change the order", await sort(page));
  report("scroll by ninety rows", await scroll(page));
  const { there, back } = await open_and_back(page);
  report("open a use (the first time its screen is read)", there.slice(0, 1));
  report("open a use", there.slice(1));
  report("go back to the list", back);
}
