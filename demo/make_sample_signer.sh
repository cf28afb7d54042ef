#!/bin/sh
# Makes the key and certificates that credentials of the sample production are signed with:
# demo/make_sample_signer.sh FOLDER. What is committed beside it was made so once. No list knows this root, its own key
# was thrown away, and the signer's key is public.
#   sample-root.pem             P-256 authority, 2020 to 2076
#   sample-signer.pem           signer below it, Ed25519 (the same file gets the same signature), 2020 to 2076, for e-mail
#                               protection and claim signing
#   sample-signer.test-key.pem  its key
set -eu
cd "$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/ca.cnf" <<END
[ca]
default_ca = tiny
[tiny]
database = $work/index
new_certs_dir = $work
rand_serial = yes
policy = any
default_md = sha256
[any]
commonName = supplied
organizationName = supplied
[req]
distinguished_name = empty
[empty]
[root]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = emailProtection, 1.3.6.1.4.1.62558.2.1
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
END
: > "$work/index"

# issue KEY CERTIFICATE NAME EXTENSIONS AUTHORITY…
issue() {
  key=$1 certificate=$2 name=$3 extensions=$4
  shift 4
  openssl req -new -config "$work/ca.cnf" -key "$key" -subj "/O=Goodgate sample production/CN=$name" -out "$work/request"
  openssl ca -batch -notext -config "$work/ca.cnf" -extensions "$extensions" -startdate 20200101000000Z \
    -enddate 20760101000000Z "$@" -in "$work/request" -out "$certificate" 2>/dev/null
}

openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/root.key"
openssl genpkey -algorithm ED25519 -out sample-signer.test-key.pem
issue "$work/root.key" sample-root.pem "Sample root" root -selfsign -keyfile "$work/root.key"
issue sample-signer.test-key.pem sample-signer.pem "Sample signer" signer -cert sample-root.pem -keyfile "$work/root.key"
