// Writes tokens.json: a key set and id_tokens, good and bad, made by Node's crypto module.
// Run again (`node tests/tokens/make_tokens.mjs`) only to add a case: the keys are made anew each time.
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { writeFileSync } from "node:fs";

const part = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const now = 1_800_000_000;
const claims = {
  iss: "https://id.example", sub: "248289761001", aud: "goodgate", exp: now + 600, iat: now, nonce: "n-0S6_WzA2Mj",
  email: "ada@studio.example", email_verified: true, name: "Ada",
};

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const rsa_short = generateKeyPairSync("rsa", { modulusLength: 1024 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ed = generateKeyPairSync("ed25519");
const other = generateKeyPairSync("rsa", { modulusLength: 2048 });

const jwk = (pair, kid, more = {}) => ({ ...pair.publicKey.export({ format: "jwk" }), kid, use: "sig", ...more });
const jwks = { keys: [
  jwk(rsa, "rsa", { alg: "RS256" }), jwk(ec, "ec", { alg: "ES256" }), jwk(ed, "ed", { alg: "EdDSA" }),
  jwk(rsa_short, "short"), jwk(other, "for-encryption", { use: "enc" }),
  { kty: "oct", k: "c2VjcmV0", kid: "oct" }, { kty: "unheard-of" },
] };

const signers = {
  RS256: (text, key) => sign("sha256", text, key),
  ES256: (text, key) => sign("sha256", text, { key, dsaEncoding: "ieee-p1363" }),
  EdDSA: (text, key) => sign(null, text, key),
};
function token(header, payload, key, signer = signers[header.alg]) {
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${signer(Buffer.from(text), key).toString("base64url")}`;
}
const rs = (payload, header = {}) => token({ alg: "RS256", kid: "rsa", ...header }, payload, rsa.privateKey);
const without = (name) => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
const flipped = (text, at) => text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
const good = rs(claims);
const hmac = (secret) => (text) => createHmac("sha256", secret).update(text).digest();
const pem = rsa.publicKey.export({ type: "spki", format: "pem" });

// name -> [token, what the message of the refusal contains; empty: the token is good]
const tokens = {
  rs256: [good, ""],
  es256: [token({ alg: "ES256", kid: "ec" }, claims, ec.privateKey), ""],
  eddsa: [token({ alg: "EdDSA", kid: "ed" }, claims, ed.privateKey), ""],
  no_kid_one_key: [token({ alg: "ES256" }, claims, ec.privateKey), ""],
  audience_list_with_azp: [rs({ ...claims, aud: ["other", "goodgate"], azp: "goodgate" }), ""],
  just_within_leeway: [rs({ ...claims, exp: now - 59 }), ""],
  none: [`${part({ alg: "none" })}.${part(claims)}.`, "algorithm"],
  none_in_capitals: [`${part({ alg: "NONE", kid: "rsa" })}.${part(claims)}.`, "algorithm"],
  hs256_with_public_key: [token({ alg: "HS256", kid: "rsa" }, claims, null, hmac(pem)), "algorithm"],
  hs256_with_oct_key: [token({ alg: "HS256", kid: "oct" }, claims, null, hmac("secret")), "algorithm"],
  rs512: [token({ alg: "RS512", kid: "rsa" }, claims, rsa.privateKey, (text, key) => sign("sha512", text, key)), "algorithm"],
  algorithm_of_another_key: [token({ alg: "ES256", kid: "rsa" }, claims, ec.privateKey), "no key"],
  unknown_kid: [rs(claims, { kid: "gone" }), "no key"],
  kid_is_a_number: [rs(claims, { kid: 5 }), "no key"],
  short_rsa_key: [token({ alg: "RS256", kid: "short" }, claims, rsa_short.privateKey), "no key"],
  encryption_key: [token({ alg: "RS256", kid: "for-encryption" }, claims, other.privateKey), "no key"],
  key_of_somebody_else: [token({ alg: "RS256", kid: "rsa" }, claims, other.privateKey), "signature is wrong"],
  own_key_in_header: [token({ alg: "RS256", kid: "rsa", jwk: jwk(other, "x") }, claims, other.privateKey), "signature is wrong"],
  es256_as_der: [token({ alg: "ES256", kid: "ec" }, claims, ec.privateKey, (text, key) => sign("sha256", text, key)), "signature is wrong"],
  es256_of_zeros: [token({ alg: "ES256", kid: "ec" }, claims, null, () => Buffer.alloc(64)), "signature is wrong"],
  empty_signature: [good.slice(0, good.lastIndexOf(".") + 1), "signature is wrong"],
  signature_flipped: [flipped(good, good.length - 20), "signature is wrong"],
  claims_flipped: [good.replace(part(claims), part({ ...claims, sub: "root" })), "signature is wrong"],
  critical_header: [rs(claims, { crit: ["exp"] }), "crit"],
  unencoded_payload: [rs(claims, { b64: false }), "b64"],
  other_issuer: [rs({ ...claims, iss: "https://id.example/" }), "(iss)"],
  no_issuer: [rs(without("iss")), "(iss)"],
  other_audience: [rs({ ...claims, aud: "goodgate-2" }), "(aud)"],
  audience_object: [rs({ ...claims, aud: { goodgate: 1 } }), "(aud)"],
  no_audience: [rs(without("aud")), "(aud)"],
  audience_list_without_azp: [rs({ ...claims, aud: ["goodgate", "other"] }), "(azp)"],
  other_party: [rs({ ...claims, azp: "other" }), "(azp)"],
  expired: [rs({ ...claims, exp: now - 60 }), "expired"],
  no_expiry: [rs(without("exp")), "(exp)"],
  expiry_as_text: [rs({ ...claims, exp: String(now + 600) }), "(exp)"],
  expiry_huge: [rs({ ...claims, exp: 1e300 }), "(exp)"],
  expiry_negative: [rs({ ...claims, exp: -1 }), "(exp)"],
  issued_in_the_future: [rs({ ...claims, iat: now + 61 }), "future"],
  no_time_of_issue: [rs(without("iat")), "(iat)"],
  not_yet_valid: [rs({ ...claims, nbf: now + 61 }), "(nbf)"],
  not_before_is_null: [rs({ ...claims, nbf: null }), "(nbf)"],
  other_nonce: [rs({ ...claims, nonce: "n-other" }), "(nonce)"],
  no_nonce: [rs(without("nonce")), "(nonce)"],
  no_subject: [rs(without("sub")), "(sub)"],
  empty_subject: [rs({ ...claims, sub: "" }), "(sub)"],
  long_subject: [rs({ ...claims, sub: "x".repeat(256) }), "(sub)"],
  payload_is_a_list: [rs([1]), "payload"],
  payload_is_no_json: [rs("not json"), "payload"],
  padded_base64: [good + "=", "base64url"],
  four_parts: [good + ".x", "base64url"],
  two_parts: [good.slice(0, good.lastIndexOf(".")), "three parts"],
  empty: ["", "three parts"],
};
writeFileSync(new URL("tokens.json", import.meta.url), JSON.stringify({ now, issuer: claims.iss, client_id: "goodgate", nonce: claims.nonce, jwks, tokens }, null, 1) + "\n");
