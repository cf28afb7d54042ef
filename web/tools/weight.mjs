// usage: node weight.mjs DIST
// What a browser loads before the inbox is there, and what each other screen adds, compressed as gzip does. Fails where the
// inbox is over its limit.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const limit_kib = 300;
const dist = process.argv[2];
const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));

/** A part of the program, what it imports at once, and their styles. */
function files_of(key, found = new Set()) {
  const part = manifest[key];
  if (found.has(part.file)) return found;
  found.add(part.file);
  for (const style of part.css ?? []) found.add(style);
  for (const one of part.imports ?? []) files_of(one, found);
  return found;
}

const size = (file) => {
  const bytes = readFileSync(join(dist, file));
  return (file.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length) / 1024;
};
const weight = (files) => [...files].reduce((sum, file) => sum + size(file), 0);
const line = (kib, what) => console.log(`${kib.toFixed(1).padStart(7)} KiB  ${what}`);

const first = files_of("index.html");
first.add("assets/" + readdirSync(join(dist, "assets")).find((file) => /^inter-latin-wght.*woff2$/.test(file)));
line(weight(first), "every screen: frame, router, queries, one font");
for (const key of Object.keys(manifest).filter((one) => manifest[one].isDynamicEntry)) line(weight([...files_of(key)].filter((file) => !first.has(file))), `more for ${manifest[key].name}`);
const inbox = weight(new Set([...first, ...files_of("src/pages/inbox.tsx")]));
line(inbox, `the inbox at first load; at most ${limit_kib}`);
process.exit(inbox <= limit_kib ? 0 : 1);
