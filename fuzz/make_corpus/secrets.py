#!/usr/bin/env python3
"""Writes the seeds of token_fuzz, jwt_fuzz, id_token_fuzz and sealed_header_fuzz."""
import base64
import json
import pathlib
import zlib

root = pathlib.Path(__file__).parent.parent
base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def write(target, seeds):
    folder = root / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in seeds.items():
        (folder / name).write_text(text)


def token(prefix, body):
    crc, letters = zlib.crc32((prefix + body).encode()), ""
    for _ in range(6):
        crc, letters = crc // 62, base62[crc % 62] + letters
    return prefix + body + letters


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode().rstrip("=")


write("token_fuzz", {
    "personal": token("ggp_", "0" * 32), "service": token("ggs_", "aZ9" * 10 + "xy"), "link": token("ggl_", "Q" * 32),
    "device": token("ggd_", "7" * 32), "cut": "ggp_0", "other": "ghp_" + "0" * 36, "session": "A" * 43,
})

claims = {"iss": "i", "aud": "a", "iat": 1800000000, "exp": 1800000900, "jti": "j", "nbf": 1800000000}
write("jwt_fuzz", {
    "claims": json.dumps(claims), "audiences": json.dumps({**claims, "aud": ["b", "a"]}),
    "fraction": json.dumps({**claims, "exp": 1800000900.5}), "nested": json.dumps({**claims, "x": {"y": [1, {"z": None}]}}),
    "unsigned": part({"alg": "EdDSA", "typ": "t", "kid": "k"}) + "." + part(claims) + ".AAAA",
    "none": part({"alg": "none"}) + "." + part(claims) + ".", "critical": part({"alg": "EdDSA", "crit": ["x"]}) + "." + part(claims) + ".",
})

cases = json.loads((root.parent / "tests" / "tokens" / "tokens.json").read_text())
keys = {key["kid"]: key for key in cases["jwks"]["keys"] if "kid" in key}
wanted = {"rs256": "rsa", "es256": "ec", "eddsa": "ed", "no_kid_one_key": "ec", "es256_of_zeros": "ec", "hs256_with_oct_key": "oct"}
write("id_token_fuzz", {
    name: cases["tokens"][name][0] + "\n" + json.dumps({"keys": [keys[kid]]}, separators=(",", ":")) for name, kid in wanted.items()
} | {"two_keys": cases["tokens"]["eddsa"][0] + "\n" + json.dumps({"keys": [keys["ed"], keys["ec"]]}, separators=(",", ":"))})

first, holder = "goodgate-sealed/1\n", "holder " + "B" * 42 + "A " + "A" * 107 + " "
stream = "stream " + "A" * 32 + "\n"
write("sealed_header_fuzz", {
    "one": first + holder + "Counsel\n" + stream, "two": first + holder + "a\n" + holder.replace("B", "C") + "b c\n" + stream + "A" * 17,
    "twice": first + holder + "a\n" + holder + "a\n" + stream, "none": first + stream, "cut": first + holder, "version": "goodgate-sealed/2\n",
})
