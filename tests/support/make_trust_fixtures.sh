#!/bin/sh
# Makes the keys and certificates that tests of src/trust sign with: tests/support/make_trust_fixtures.sh FOLDER
# What is committed in tests/fixtures/trust was made so once. Nobody trusts these roots; the private keys are public.
#   root            P-384 authority, 2020 to 2060
#   issuing         P-256 authority below it (path length 0), 2020 to 2050
#   es256 … ed25519 signers of each algorithm below issuing, 2025 to 2045, for e-mail protection and claim signing
#   expired         as es256, 2021 to 2022
#   tsa, tsa-rsa    time-stamping authorities below issuing; tsa-rsa has an RSA key, for PKCS #1 and PSS
#   ocsp            an OCSP responder below issuing
# A signer's .pem has its certificate and that of issuing behind it.
set -eu
cd "$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/ca.cnf" <<EOF
[ca]
default_ca = tiny
[tiny]
database = $work/index
new_certs_dir = $work
rand_serial = yes
policy = any
default_md = sha256
unique_subject = no
[any]
commonName = supplied
organizationName = supplied
[req]
distinguished_name = empty
[empty]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[issuing]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[signer]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = emailProtection, 1.3.6.1.4.1.62558.2.1
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:http://ocsp.invalid/
[tsa]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[ocsp]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
EOF
: > "$work/index"

ec() { openssl genpkey -algorithm EC -pkeyopt "ec_paramgen_curve:$2" -out "$1.test-key.pem"; }
rsa() { openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1.test-key.pem"; }

# issue NAME EXTENSIONS FROM TO ISSUER: a certificate for NAME.test-key.pem
issue() {
  openssl req -new -config "$work/ca.cnf" -key "$1.test-key.pem" -subj "/O=Goodgate tests/CN=Test $1" -out "$work/$1.csr"
  if [ "$5" = self ]; then sign="-selfsign -keyfile $1.test-key.pem"; else sign="-cert $5.pem -keyfile $5.test-key.pem"; fi
  # shellcheck disable=SC2086
  openssl ca -batch -notext -config "$work/ca.cnf" -extensions "$2" -startdate "$3" -enddate "$4" $sign \
    -in "$work/$1.csr" -out "$1.pem" 2>/dev/null
}

ec root P-384; issue root root 20200101000000Z 20600101000000Z self
ec issuing P-256; issue issuing issuing 20200101000000Z 20500101000000Z root
ec es256 P-256; ec es384 P-384; ec es512 P-521; ec expired P-256; ec tsa P-256; ec ocsp P-256
rsa ps256; rsa tsa-rsa
for name in ps384 ps512; do cp ps256.test-key.pem $name.test-key.pem; done
openssl genpkey -algorithm ED25519 -out ed25519.test-key.pem
for name in es256 es384 es512 ps256 ps384 ps512 ed25519; do
  issue $name signer 20250101000000Z 20450101000000Z issuing
  cat issuing.pem >> $name.pem
done
issue expired signer 20210101000000Z 20220101000000Z issuing
cat issuing.pem >> expired.pem
for name in tsa tsa-rsa; do issue $name tsa 20250101000000Z 20450101000000Z issuing; done
issue ocsp ocsp 20250101000000Z 20450101000000Z issuing
