// usage: node embed.mjs DIST OUT
// Writes OUT/pages.S and OUT/pages.cpp: every file of DIST as bytes of a program, each with its gzip and brotli forms
// beside it where those are smaller, behind `std::span<const gg::Embedded> gg::pages_embedded()`.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [dist, out] = process.argv.slice(2);
const packed = join(out, "packed");
rmSync(packed, { recursive: true, force: true });
mkdirSync(packed, { recursive: true });

const compressible = /\.(css|html|js|json|map|svg|txt|webmanifest)$/;
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== "manifest.json")
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort();

const rows = [];
for (const file of files) {
  const path = relative(dist, file);
  rows.push({ path, file });
  // The page itself is changed by the server (its prefix), which then compresses it anew.
  if (!compressible.test(path) || path.endsWith(".html")) continue;
  const bytes = readFileSync(file);
  const forms = {
    gz: gzipSync(bytes, { level: 9 }),
    br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  };
  for (const [extension, form] of Object.entries(forms)) {
    if (form.length >= bytes.length) continue;
    const name = join(packed, `${path.replaceAll("/", "_")}.${extension}`);
    writeFileSync(name, form);
    rows.push({ path: `${path}.${extension}`, file: name });
  }
}

const label = (index) => `gg_pages_embedded_${index}`;
const assembly = rows.map(({ file }, index) => `.balign 16\n.global ${label(index)}\n${label(index)}: .incbin "${file}"\n.global ${label(index)}_end\n${label(index)}_end: .byte 0\n`);
writeFileSync(join(out, "pages.S"), `.section .rodata\n${assembly.join("")}.section .note.GNU-stack,"",@progbits\n`);
writeFileSync(join(out, "pages.cpp"), `#include "pages/pages.h"

${rows.map((_, index) => `extern "C" const char ${label(index)}[];\nextern "C" const char ${label(index)}_end[];`).join("\n")}

namespace gg {
namespace {
const Embedded files[] = {
${rows.map(({ path }, index) => `    {"${path}", ${label(index)}, ${label(index)}_end},`).join("\n")}
};
}  // namespace
std::span<const Embedded> pages_embedded() { return files; }
}  // namespace gg
`);
