#!/bin/bash
# Checks with bash, openssl and coreutils alone that a record is in the log as it was logged. Exit code 0 if so, else 1.
# usage: verify.sh PROOF RECORD SALT KEY.pem   a .tlog-proof, the record's bytes, its 32-byte salt, the log's public key
# Where record and salt were erased: verify.sh PROOF COMMITMENT - KEY.pem, the commitment being the 32 bytes that stay.
# Formats: c2sp.org/tlog-proof, c2sp.org/signed-note, RFC 9162. Entry: SHA-256 of salt and record.
set -euo pipefail; export LC_ALL=C
fail() { echo "NOT VERIFIED: $1" >&2; exit 1; }
hex() { od -An -v -tx1 | tr -d ' \n'; }
raw() { printf '%b' "$(for ((i = 0; i < ${#1}; i += 2)); do printf '\\x%s' "${1:i:2}"; done)"; }
sha256() { openssl dgst -sha256 -binary | hex; }
unbase64() { [ "$(base64 -d <<<"$1" 2>/dev/null | base64 -w 0)" = "$1" ] || fail "'$1' is not base 64"; base64 -d <<<"$1" | hex; }
entry() { if [ "$2" = - ]; then cat "$1"; else cat "$2" "$1" | openssl dgst -sha256 -binary; fi; }
[ $# -eq 4 ] && [ -r "$1" ] && [ -r "$2" ] && { [ "$3" = - ] || [ -r "$3" ]; } && [ -r "$4" ] || fail "usage: verify.sh PROOF RECORD SALT KEY.pem"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
mapfile -t line <"$1"; [ "${line[0]:-}" = c2sp.org/tlog-proof@v1 ] || fail "$1 is no proof"
at=1; [[ ${line[at]:-} != "extra "* ]] || at=2
[[ ${line[at]:-} =~ ^index\ (0|[1-9][0-9]{0,17})$ ]] || fail "$1 has no index"
index=${BASH_REMATCH[1]} path=()
while at=$((at + 1)); [ -n "${line[at]:-}" ]; do path+=("$(unbase64 "${line[at]}")"); done
at=$((at + 1)); origin=${line[at]:-} size=${line[at + 1]:-}
[[ $size =~ ^[1-9][0-9]{0,17}$ ]] && [ "$index" -lt "$size" ] || fail "the log has no entry $index"
root=$(unbase64 "${line[at + 2]:-}")
for ((; at < ${#line[@]}; at++)); do [ -n "${line[at]}" ] || break; printf '%s\n' "${line[at]}" >>"$work/text"; done
public=$(openssl pkey -pubin -in "$4" -outform DER 2>/dev/null | tail -c 32 | hex) || fail "$4 is no public key"
id=$( (printf '%s\n\1' "$origin"; raw "$public") | sha256) signed=
for note in "${line[@]:at + 1}"; do
  [[ $note == "— $origin "* ]] && bytes=$(unbase64 "${note##* }") && [ "${bytes:0:8}" = "${id:0:8}" ] || continue
  raw "${bytes:8}" >"$work/sig"
  signed=$(openssl pkeyutl -verify -pubin -inkey "$4" -rawin -in "$work/text" -sigfile "$work/sig" 2>&1) || fail "the signature is wrong"
done
[ -n "$signed" ] || fail "the key $4 did not sign the checkpoint of $origin"
hash=$( (printf '\0'; entry "$2" "$3") | sha256) node=$index last=$((size - 1))
for sibling in ${path[@]+"${path[@]}"}; do
  [ "$last" -ne 0 ] && [ ${#sibling} -eq 64 ] || fail "the proof has a hash too many or a bad one"
  if ((node % 2 == 1 || node == last)); then pair=$sibling$hash; else pair=$hash$sibling; fi
  if ((node == last)); then while ((node % 2 == 0 && node != 0)); do node=$((node / 2)) last=$((last / 2)); done; fi
  hash=$( (printf '\1'; raw "$pair") | sha256) node=$((node / 2)) last=$((last / 2))
done
[ "$last" -eq 0 ] && { [ "$3" = - ] || [ "$(wc -c <"$3")" -eq 32 ]; } && [ "$hash" = "$root" ] || fail "the record, its salt or the proof was altered"
echo "VERIFIED: entry $index of the $size entries of $origin"
