#!/bin/bash
# Checks with bash, openssl and coreutils alone what others say of this log, in an unpacked evidence pack: that each head in
# checkpoints/ is signed by the log and is how checkpoint.txt begins, that each time stamp is of that head, and who signed it.
# usage: bash verify-witnesses.sh KEY.pem [CERTIFICATES.pem|-] [VKEY...]   the log's key, who vouches for time stamps (- or
# none: they are not checked), the keys of witnesses as they reached you. Exit code 0 if all that is checked holds, else 1.
# Formats: RFC 9162 (2.1.4.2), RFC 3161, RFC 8032, c2sp.org/signed-note, c2sp.org/tlog-cosignature.
set -uo pipefail; export LC_ALL=C
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
bad=0 heads=0 stamps=0 signed=0
wrong() { echo "NOT VERIFIED: $1" >&2; bad=$((bad + 1)); }
hex() { od -An -v -tx1 | tr -d ' \n'; }
raw() { printf '%b' "$(for ((i = 0; i < ${#1}; i += 2)); do printf '\\x%s' "${1:i:2}"; done)"; }
unbase64() { base64 -d <<<"$1" 2>/dev/null | hex; }
pair() { (printf '\1'; raw "$1$2") | openssl dgst -sha256 -binary | hex; }
by() { # NOTE NAME TYPE PUBLIC: what the key signed the note with, without its id
  local line bytes id=$( (printf '%s\n' "$2"; raw "$3$4") | openssl dgst -sha256 -r | cut -c 1-8)
  while IFS= read -r line; do
    [[ $line == "— $2 "* ]] || continue
    bytes=$(unbase64 "${line##* }"); [ "${bytes:0:8}" = "$id" ] || continue # damage behind the id is a wrong signature, not none
    bytes=${bytes:8}; echo "${bytes:-00}"; return
  done <"$1"
}
holds() { # PUBLIC SIGNATURE: whether that is its signature of what comes in
  cat >"$work/text"; raw "302a300506032b6570032100$1" >"$work/key"; raw "$2" >"$work/sig"
  openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key" -rawin -in "$work/text" -sigfile "$work/sig" >/dev/null 2>&1
}
continues() { # PATH SIZE ROOT NEWSIZE NEWROOT: whether the larger tree begins with the smaller one
  local first=$(($2 - 1)) last=$(($4 - 1)) from to path=(); mapfile -t path < <(sed '1d; /^$/,$d' "$1")
  [ "$2" -ne "$4" ] || { [ "$3" = "$5" ]; return; }
  while ((first % 2 == 1)); do first=$((first / 2)) last=$((last / 2)); done
  from=$3; ((first == 0)) || { from=$(unbase64 "${path[0]:-}") path=("${path[@]:1}"); }; to=$from
  for line in ${path[@]+"${path[@]}"}; do
    line=$(unbase64 "$line"); [ ${#line} -eq 64 ] && ((last > 0)) || return 1
    if ((first % 2 == 1 || first == last)); then
      from=$(pair "$line" "$from") to=$(pair "$line" "$to")
      while ((first % 2 == 0 && first != 0)); do first=$((first / 2)) last=$((last / 2)); done
    else to=$(pair "$to" "$line"); fi
    first=$((first / 2)) last=$((last / 2))
  done
  [ "$last" -eq 0 ] && [ "$from" = "$3" ] && [ "$to" = "$5" ]
}
log_key=$(openssl pkey -pubin -in "${1:-}" -outform DER 2>/dev/null | tail -c 32 | hex)
[ ${#log_key} -eq 64 ] || { wrong "usage: bash verify-witnesses.sh KEY.pem [CERTIFICATES.pem|-] [VKEY...]"; exit 1; }
certificates=${2:--}; [ "$certificates" = - ] || certificates=$(realpath "$certificates")
cd "$(dirname "$0")" || exit 1
mapfile -t newest < <(head -n 3 checkpoint.txt)
for note in checkpoint.txt checkpoints/*.consistency; do
  [ -e "$note" ] || continue
  head=${note%.consistency}; [ "$head" = "$note" ] || { note=$head.txt heads=$((heads + 1)); }
  mapfile -t said < <(head -n 3 "$note"); text=$(sed '/^$/,$d' "$note")
  [ "${said[0]}" = "${newest[0]}" ] && holds "$log_key" "$(by "$note" "${said[0]}" '01' "$log_key")" <<<"$text" || wrong "$note is not signed by the log"
  [ "$note" != checkpoint.txt ] || continue
  continues "$head.consistency" "${said[1]}" "$(unbase64 "${said[2]}")" "${newest[1]}" "$(unbase64 "${newest[2]}")" || wrong "$note is not how checkpoint.txt begins"
  for stamp in "$head".*.tsr; do
    [ -e "$stamp" ] && [ "$certificates" != - ] || continue
    at=$(openssl ts -reply -in "$stamp" -text 2>/dev/null | sed -n 's/^Time stamp: //p')
    if openssl ts -verify -data "$note" -in "$stamp" -CAfile "$certificates" -attime "$(date -d "$at" +%s)" >/dev/null 2>&1; then
      stamps=$((stamps + 1)); echo "${said[1]} entries: stamped $at"
    else wrong "$stamp is no time stamp of $note by who is believed"; fi
  done
  [ -e "$head.cosigned.txt" ] || continue
  [ "$(sed '/^$/,$d' "$head.cosigned.txt")" = "$text" ] || wrong "$head.cosigned.txt is not of $note"
  for witness in "${@:3}"; do
    name=${witness%%+*} material=$(unbase64 "${witness#*+*+}"); bytes=$(by "$head.cosigned.txt" "$name" "${material:0:2}" "${material:2}")
    [ -n "$bytes" ] || continue
    at=$((16#${bytes:0:16}))
    if holds "${material:2}" "${bytes:16}" <<<"cosignature/v1"$'\n'"time $at"$'\n'"$text"; then
      signed=$((signed + 1)); echo "${said[1]} entries: seen by $name at $(date -u -d "@$at" +%FT%TZ)"
    else wrong "$head.cosigned.txt: the signature of $name is wrong"; fi
  done
done
[ "$bad" -eq 0 ] || exit 1
echo "VERIFIED: $heads earlier heads are how ${newest[0]} begins; $stamps time stamps and $signed signatures of witnesses hold"
