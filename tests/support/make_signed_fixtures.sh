#!/bin/bash
# Signs a small file of every container with the keys of tests/fixtures/trust, into tests/fixtures/signed.
# usage: tests/support/make_signed_fixtures.sh GOODGATE     (needs ffmpeg and qpdf)
#
# Manifests have names at random, so each run makes other bytes: run it only to add a file, and keep the others as they are.
set -euo pipefail
goodgate=$(realpath "$1")
cd "$(dirname "$0")/../fixtures"
mkdir -p signed
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

make() { ffmpeg -v error -y -f lavfi -i "$@"; }
sign() { "$goodgate" credentials sign "$1" -o "$2" --cert trust/es256.pem --key trust/es256.test-key.pem --source-type "${type-digitalCreation}" "${@:3}" >/dev/null; }

picture=(testsrc=s=16x16 -frames:v 1 -bitexact)
film=(testsrc=s=16x16:d=0.2:r=10 -bitexact)
sound=(sine=d=0.05:r=8000 -bitexact -map_metadata -1)
for name in still.jpg still.png still.gif still.tiff still.webp still.dpx; do make "${picture[@]}" "$work/$name"; done
make "${film[@]}" -c:v mpeg4 "$work/film.mp4"
make "${film[@]}" -c:v mpeg4 -movflags frag_keyframe+empty_moov "$work/fragments.mp4"
make "${film[@]}" -c:v mjpeg "$work/film.avi"
for name in sound.wav sound.mp3 sound.flac; do make "${sound[@]}" "$work/$name"; done
echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>' >"$work/drawing.svg"
printf '%%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\ntrailer\n<</Root 1 0 R/Size 4>>\n%%%%EOF\n' >"$work/paper.pdf"

qpdf "$work/paper.pdf" "$work/whole.pdf" || [ $? -eq 3 ]  # with cross-references
mv "$work/whole.pdf" "$work/paper.pdf"
for path in "$work"/*; do sign "$path" "signed/$(basename "$path")"; done
# What stands on other manifests: an ingredient, an update, both versions of claims.
sign "$work/still.png" signed/old-claim.png --claim 1
type=compositeWithTrainedAlgorithmicMedia sign signed/still.png signed/composite.png --component signed/still.jpg
type='' sign signed/still.gif signed/updated.gif --update
type='' sign signed/film.mp4 signed/updated.mp4 --update
ls -l signed
