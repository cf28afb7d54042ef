#!/usr/bin/env python3
"""Makes fuzz/corpus/rulebook_fuzz: small rulebooks, declarations and cases in every form they may have.

usage: fuzz/make_corpus/rulebook.py
"""

import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "rulebook_fuzz"

HEAD = 'rulebook: house\nversion: "1"\nname: H\nnotice: N\n'
TAIL = "default: {outcome: consult, because: D}\n"
FILES = {
    "smallest": HEAD + "rows: [{id: r, outcome: notify, because: B}]\n" + TAIL,
    "facts": HEAD + "facts:\n- {id: a, ask: A, risk: yes}\n- {id: c, type: choice, of: [x, y], ask: C}\n"
    "- {id: n, type: number, min: 0.5, max: 9, unit: s, ask: N}\n- {id: d, type: date, ask: D}\n"
    "rows:\n- {id: r, when: {a: no, c: {not: x}, n: {from: 1, until: 2.5}, d: {from: 2026-01-01}}, outcome: approve, because: B}\n" + TAIL,
    "define": HEAD + "facts: [{id: a, ask: A}, {id: b, ask: B}]\ndefine: [{id: p, when: {a: yes}}, {id: q, any: [{p: no}, {b: yes}]}]\n"
    "rows: [{id: r, when: {q: no}, outcome: prohibit, because: B}]\n" + TAIL,
    "applies": HEAD + "applies: {kinds: [documentary], factual: yes, territories: [FR, US-CA], agreements: [g], roles: [deployer], "
    "photography: {from: 2026-01-01}, release: {until: 2027-01-01}}\nin_force: {from: 2026-01-01, until: 2027-01-01}\n"
    "rows: [{id: r, applies: {territories: [world]}, outcome: clear, because: B}]\n" + TAIL,
    "asked": HEAD + "sources: [{id: s, title: T, url: u, read: 2026-01-01, confidence: X}]\nreviewers: [{id: l, name: L}]\n"
    "duties: [{id: d, what: W, due: before_services, lead_hours: 48, owner: o, evidence: consent}]\n"
    "rows: [{id: r, source: s, clause: '1', confidence: C, unconfirmed: U, outcome: consult, reviewers: [l], duties: [d], because: B}]\n"
    + TAIL + "invariants: [{id: i, at_least: notify, reviewers_include: [l], duties_include: [d]}]\n",
    "inline_case": HEAD + "rows: [{id: r, outcome: notify, because: B}]\n" + TAIL
    + "cases: [{name: N, title: {kind: news}, as_of: 2026-01-01, given: {}, expect: {outcome: notify, rows: [], unsure: []}}]\n",
    "declaration": "id: u\nrulebooks: [house]\ntitle: {kind: scripted, territories: [US], agreements: [], roles: [provider]}\n"
    "as_of: 2026-01-01\nfacts: {a: yes, b: unsure, c: unanswered}\n",
    "cases": "cases_for: house\nusual: {as_of: 2026-01-01, given: {a: no}}\ncases:\n- {name: N, given: {a: unanswered}, expect: {outcome: consult}}\n",
    "broken": HEAD + "facts: [{id: a, type: choice, of: [x]}]\nrows: [{id: r, when: {b: yes}, outcome: maybe}]\n",
    "quoted": HEAD + 'rows: [{id: r, outcome: notify, because: "a: \\"b\\" \\\\ \\n # → "}]\n' + TAIL,
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (FOLDER / name).write_text(text)


if __name__ == "__main__":
    main()
