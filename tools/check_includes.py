#!/usr/bin/env python3
"""Fails when a file of module A includes a header of a module A does not DEPEND on."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent / "src"
CALL = re.compile(r"gg_module\((\w+)([^)]*)\)", re.S)
INCLUDE = re.compile(r'^#include "([\w/]+)/[\w.]+"', re.M)
# Programs wire rooms together; tests of the whole way may use rooms below their own.
OUTSIDE = {"programs", "worker", "support"}


def room_of(folder):
    """The room of a folder below src/: "formats/png" is the room png."""
    parts = folder.split("/")
    return parts[1] if parts[0] == "formats" and len(parts) > 1 else parts[0]


def declared():
    depends = {}
    for file in ROOT.rglob("*/CMakeLists.txt"):
        found = CALL.search(file.read_text())
        if not found:
            continue  # programs: wiring only
        name, rest = found.groups()
        listed = re.search(r"DEPENDS ([\w\s]*?)(?:LINKS|$)", rest, re.S)
        depends[name] = set(listed.group(1).split()) if listed else set()
    return depends


def reachable(module, depends, seen=None):
    seen = {module} if seen is None else seen
    for below in depends[module] - seen:
        seen.add(below)
        reachable(below, depends, seen)
    return seen


def main():
    depends, wrong = declared(), 0
    for file in sorted(ROOT.rglob("*.h")) + sorted(ROOT.rglob("*.cpp")):
        module = room_of(str(file.relative_to(ROOT).parent))
        if module in OUTSIDE or file.name.endswith("_test.cpp"):
            continue
        for included in map(room_of, INCLUDE.findall(file.read_text())):
            if included not in OUTSIDE and included != module and included not in reachable(module, depends):
                print(f"{file.relative_to(ROOT.parent)}: {module} does not depend on {included}")
                wrong += 1
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
