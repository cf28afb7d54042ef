#!/bin/sh
# Checks an unpacked evidence pack with a shell, bash, openssl and coreutils alone, and names each file that was altered.
# usage: sh verify.sh [KEY.pem]   KEY.pem: the log's public key as it reached you another way; without it the key in this
# pack is taken on trust. Exit code 0 if all holds, else 1. What this shows and what it does not stands in README.txt.
set -u; export LC_ALL=C
bad=0 entries=0 erased=0
wrong() { echo "NOT VERIFIED: $1" >&2; bad=$((bad + 1)); }
sum() { openssl dgst -sha256 -r "$1" 2>/dev/null | cut -c 1-64; }
public() { openssl pkey -pubin -in "$1" -outform DER 2>/dev/null | tail -c 32; }
known=$([ $# -eq 0 ] || public "$1" | base64)
cd "$(dirname "$0")" || exit 1
[ $# -eq 0 ] || [ "$known" = "$(public ledger.pem | base64)" ] || wrong "ledger.pem is not the key $1"
while read -r hash file; do
  [ "$hash" = "$(sum "$file")" ] || wrong "$file, or its line in SHA256SUMS, was altered or is missing"
done <SHA256SUMS
for file in $(find . -type f ! -name SHA256SUMS | cut -c 3-); do
  grep -q "  $file\$" SHA256SUMS || wrong "$file does not belong to this pack"
done
log=$(head -n 1 checkpoint.txt) size=$(sed -n 2p checkpoint.txt)
id=$( (printf '%s\n\001' "$log"; public ledger.pem) | openssl dgst -sha256 -r | cut -c 1-8)
[ "$log+$id+$( (printf '\001'; public ledger.pem) | base64)" = "$(cat ledger.vkey)" ] || wrong "ledger.vkey is not the key ledger.pem"
for proof in entries/*.tlog-proof; do
  entry=${proof%.tlog-proof} entries=$((entries + 1)) record=${proof%.tlog-proof}.json salt=${proof%.tlog-proof}.salt
  [ ! -e "$entry.commitment" ] || { record=$entry.commitment salt=- erased=$((erased + 1)); }
  said=$(bash verify-entry.sh "$proof" "$record" "$salt" ledger.pem 2>&1) || wrong "$entry: ${said#NOT VERIFIED: }"
  grep -qx "index $(expr "${entry#entries/}" + 0)" "$proof" || wrong "$proof is the proof of another entry"
  sed '1,/^$/d' "$proof" | cmp -s - checkpoint.txt || wrong "checkpoint.txt is not the checkpoint in $proof"
done
for file in documents/*.json approvals/*.json rulebooks/*.yaml; do
  [ -e "$file" ] || continue
  member=sha256 in=entries hash=$(sum "$file") salt=${file%.json}.salt
  case $file in documents/*) in=entries/${file#*/} ;; approvals/*) member=seal ;; esac
  [ ! -e "$salt" ] || { member=commitment hash=$(cat "$salt" "$file" | openssl dgst -sha256 -r | cut -c 1-64); }
  grep -rq "\"$member\":\"$hash\"" "$in" || wrong "$file is not what the entries of the log speak of"
done
[ "$bad" -eq 0 ] || exit 1
echo "VERIFIED: $entries of the $size entries of $log, $erased of them erased since, with all documents they speak of"
