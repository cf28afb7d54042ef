// How long it takes from a key, a click or a turn of the wheel until it is on screen, and the table of figures with their limits.

export const paint_max_ms = 100;
const missed = [];

export function row(name, figure, limit = "", met = true) {
  console.log(`  ${name.padEnd(46)} ${figure.padEnd(52)} ${limit}${met ? "" : "   MISSED"}`);
  if (!met) missed.push(name);
}

export const rows_missed = () => missed;
export const middle = (times) => [...times].sort((left, right) => left - right)[Math.floor(times.length / 2)] ?? 0;
export const ms = (time) => `${time.toFixed(0)} ms`;

/** In the page, before any script of its own: when the last event was, and how long until something is on screen. */
export function watch() {
  let last = 0;
  const paints = [];
  for (const kind of ["keydown", "click", "change", "wheel", "popstate"]) addEventListener(kind, (event) => { last = event.timeStamp; }, true);
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (entry.interactionId) paints.push(entry.duration); }).observe({ type: "event", durationThreshold: 16 });
  globalThis.bench = {
    paints,
    begin() { last = 0; paints.length = 0; },
    /** Milliseconds from the event to the frame in which `holds` is true. */
    shown: (holds) => new Promise((resolve, reject) => {
      const until = performance.now() + 15_000;
      const channel = new MessageChannel();
      const look = () => {
        if (last > 0 && holds()) {
          // A message is delivered once the frame that this is part of was drawn.
          channel.port1.onmessage = () => resolve(performance.now() - last);
          channel.port2.postMessage(0);
        } else if (performance.now() > until) reject(new Error(`never shown: ${holds}`));
        else requestAnimationFrame(look);
      };
      look();
    }),
  };
}

/** Does something, and measures until it is on screen; the next paint as Event Timing has it (in steps of 8 ms, none below 16). */
export async function measured(page, act, holds, argument) {
  await page.evaluate(() => bench.begin());
  const shown = page.evaluate(`bench.shown(() => (${holds})(${JSON.stringify(argument)}))`);
  await act();
  const time = await shown;
  await page.waitForTimeout(120);
  return { shown: time, paint: Math.max(0, ...(await page.evaluate(() => bench.paints))) };
}

/** The time that a part of them keeps to. */
const kept_by = (part, times) => [...times].sort((left, right) => left - right)[Math.ceil(times.length * part) - 1] ?? 0;

/** Each next paint is held to the limit, and what was asked for being on screen at nine times of ten (once: each); the longest is told. */
export function report(name, times) {
  const paint = Math.max(...times.map((one) => one.paint));
  const shown = times.map((one) => one.shown);
  const met = paint <= paint_max_ms && kept_by(0.9, shown) <= paint_max_ms;
  row(name, `${paint === 0 ? "no event over 16 ms" : `next paint ${paint} ms`}, shown ${ms(middle(shown))} (at most ${ms(Math.max(...shown))})`, `at most ${paint_max_ms} ms`, met);
}
