#!/usr/bin/env python3
"""The house's own rules, as a test: prints every breach with file and line, exit code 1 if any.

Sizes of files, words that have a better one, fault numbers that are unique and described in
docs/faults.md, fuzz targets with a corpus, unfinished marks.
`tools/tidy.py --faults` writes docs/faults.md anew from the faults.h files.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
LINES_MAX = 500
COLUMNS_MAX = 110

# pattern -> (what to write instead, folders below src/ where it is allowed)
BANNED = {
    r"std::cout|std::cerr": ("return text, or use stdio in cli/", ("cli/",)),
    r"std::regex": ("a small parser: std::regex recurses on its input", ()),
    r"\bmemcpy\b|\breinterpret_cast\b": ("bytes/reader.h, the one place that indexes bytes",
        ("bytes/", "formats/pdf/", "formats/png/", "worker/", "gate/", "credentials/", "title_file/", "report/hashing",
         "secrets/octets.h", "trust/octets.h")),
    r"\bstd::rand\b|\bsrand\b": ("an explicit source of randomness", ()),
    r"\bcatch \(": ("Result values; libraries that throw are caught at one named door",
        ("programs/", "cli/command_line.cpp", "desk_cli/command_line.cpp", "formats/pdf/", "embedding/pdf.cpp", "paper/", "title_file/", "yaml/", "gate/", "json/", "prover/door.h", "http/door.h", "worker/")),
    r"std::async|\.detach\(\)|\bvolatile\b": ("std::jthread and a stop token", ()),
    r"^\s*caller_of\(request\)\.actor\.id,": ("caller_of(request).actor: a token may narrow what its holder may do", ()),
    r"using namespace std;": ("the names themselves", ()),
}
FAULT = re.compile(r'inline constexpr ParseFault (\w+)\{\s*(\d+),\s*("(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*)\s*\}', re.S)


def faults():
    found = []
    for file in sorted(SRC.rglob("*.h")):
        for name, number, text in FAULT.findall(file.read_text()):
            found.append((int(number), name, "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text)), file.relative_to(SRC).parent))
    return sorted(found)


def faults_page():
    lines = ["# Faults", "",
             "How bytes can be wrong. Every report names the number and the offset; numbers are never reused.",
             "Made from the `faults.h` files by `tools/tidy.py --faults`; a test checks that both agree.", "",
             "| number | name | meaning | room |", "|---:|---|---|---|"]
    lines += [f"| {number} | `{name}` | {text} | `{room}` |" for number, name, text, room in faults()]
    return "\n".join(lines) + "\n"


def breaches():
    for file in sorted(list(SRC.rglob("*.h")) + list(SRC.rglob("*.cpp"))):
        name = str(file.relative_to(SRC))
        lines = file.read_text().splitlines()
        if len(lines) > LINES_MAX:
            yield f"src/{name}: {len(lines)} lines; one noun a file keeps it below {LINES_MAX}"
        for number, line in enumerate(lines, 1):
            if len(line) > COLUMNS_MAX and '"' not in line and not name.endswith(("_test.cpp", "cli/completion.cpp")):  # tables and texts
                yield f"src/{name}:{number}: {len(line)} columns; at most {COLUMNS_MAX}"
            if "TODO(now)" in line or "FIXME" in line:
                yield f"src/{name}:{number}: unfinished mark"
            if "_test.cpp" in name or "_fuzz.cpp" in name or line.lstrip().startswith("//"):
                continue
            for pattern, (better, allowed) in BANNED.items():
                if re.search(pattern, line) and not name.startswith(allowed):
                    yield f"src/{name}:{number}: {line.strip()[:60]!r}: write {better}"
    seen = {}
    for number, name, _, room in faults():
        if number in seen:
            yield f"fault {number} is both {seen[number]} and {room}/{name}"
        seen[number] = f"{room}/{name}"
    page = ROOT / "docs" / "faults.md"
    if not page.exists() or page.read_text() != faults_page():
        yield "docs/faults.md differs from the faults.h files: run tools/tidy.py --faults"
    for target in sorted(SRC.rglob("*_fuzz.cpp")):
        corpus = ROOT / "fuzz" / "corpus" / target.stem
        if not corpus.is_dir() or not any(corpus.iterdir()):
            yield f"{target.relative_to(ROOT)}: no corpus in {corpus.relative_to(ROOT)}"


def main():
    if "--faults" in sys.argv:
        (ROOT / "docs" / "faults.md").write_text(faults_page())
        return 0
    found = list(breaches())
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
