#!/usr/bin/env python3
"""Writes the seeds of read_report_fuzz: scan reports, whole and wrong in one place each."""
import copy
import json
import pathlib

corpus = pathlib.Path(__file__).parent.parent / "corpus" / "read_report_fuzz"
corpus.mkdir(parents=True, exist_ok=True)

where = {"path": "PNG/tEXt", "offset": 41, "size_bytes": 512}
generator = {"kind": "generator", "state": "valid", "claims": ["generated"], "strength": "declared", "signal": "comfyui",
             "tool": "ComfyUI", "model": "sd_xl", "when": "2026-03-01T10:00:00Z", "prompt": "an old town",
             "parameters": [{"name": "seed", "value": "42"}], "where": where, "limits": "Anyone can write this."}
file = {"path": "a.png", "size_bytes": 9, "sha256": "ab" * 32, "format": "PNG", "media_type": "image/png", "extension_mismatch": False,
        "picture": {"width_pixels": 4, "height_pixels": 3}, "ai_evidence": True, "evidence": [generator],
        "faults": [{"number": 1001, "text": "cut", "where": where}]}
whole = {"schema": "urn:goodgate:schema:scan:1", "generator": {"name": "goodgate", "version": "1"}, "prompts": "clear",
         "roots": [{"path": "delivery"}], "partial": False, "files_not_reached": 0, "size_bytes": 9, "counts": {"files": 1},
         "troubles": [{"path": "b", "path_bytes_base64": "Yv8=", "why": "denied"}], "files": [file]}


def changed(*way, to):
    """The whole report with one value replaced."""
    report = copy.deepcopy(whole)
    place = report
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = to
    return report


seeds = {
    "whole": whole,
    "empty": {},
    "list": [],
    "no_files": changed("files", to=[]),
    "wrong_schema": changed("schema", to="urn:x"),
    "wrong_hash": changed("files", 0, "sha256", to="zz"),
    "wrong_claim": changed("files", 0, "evidence", 0, "claims", to=["made"]),
    "negative": changed("files", 0, "size_bytes", to=-1),
    "greatest": changed("files", 0, "size_bytes", to=2**64 - 1),
    "wrong_bytes": changed("troubles", 0, "path_bytes_base64", to="*"),
    "files_object": changed("files", to={"a": 1}),
}
for name, report in seeds.items():
    (corpus / name).write_text(json.dumps(report, separators=(",", ":")))
