#include "secrets/jwks.h"

#include "secrets/compact_jws.h"
#include "secrets/ed25519.h"
#include "secrets/encoding.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include <cjose/cjose.h>

namespace gg::secrets {
namespace {

using JwkPtr = std::unique_ptr<cjose_jwk_t, decltype(&cjose_jwk_release)>;
using JwsPtr = std::unique_ptr<cjose_jws_t, decltype(&cjose_jws_release)>;

/// How an algorithm and its keys are written. Source: RFC 7518 §3.1 and §6, RFC 8037 §2.
struct Algorithm {
  JwsAlgorithm algorithm;
  std::string_view alg;
  std::string_view kty;
  std::string_view crv;
  std::vector<std::string_view> members;
};

const std::array<Algorithm, 3>& algorithms() {
  static const std::array<Algorithm, 3> table = {
      Algorithm{JwsAlgorithm::Rs256, "RS256", "RSA", "", {"n", "e"}},
      Algorithm{JwsAlgorithm::Es256, "ES256", "EC", "P-256", {"x", "y"}},
      Algorithm{JwsAlgorithm::EdDsa, "EdDSA", "OKP", "Ed25519", {"x"}},
  };
  return table;
}

const Algorithm* algorithm_of_key(const Json& jwk) {
  for (const auto& one : algorithms())
    if (text_member(jwk, "kty") == one.kty && text_member(jwk, "crv") == one.crv) return &one;
  return nullptr;
}

std::optional<JwsAlgorithm> algorithm_of_header(const Json& header) {
  for (const auto& one : algorithms())
    if (text_member(header, "alg") == one.alg) return one.algorithm;
  return std::nullopt;
}

/// Whether what the key says of itself allows it to verify signatures of its algorithm.
bool may_verify(const Json& jwk, std::string_view alg) {
  const auto use = text_member(jwk, "use");
  const auto only = text_member(jwk, "alg");
  return (use.empty() || use == "sig") && (only.empty() || only == alg);
}

/// The public members, each in strict base64url; nothing when one is missing.
std::optional<Json> public_members(const Json& jwk, const Algorithm& algorithm) {
  Json out = {{"kty", algorithm.kty}};
  if (!algorithm.crv.empty()) out["crv"] = algorithm.crv;
  for (const auto name : algorithm.members) {
    const auto text = text_member(jwk, name);
    const auto bytes = parse_base64url(text);
    if (!bytes || bytes->empty()) return std::nullopt;
    out[std::string(name)] = text;
  }
  return out;
}

JwkPtr import_key(const Json& jwk) {
  const auto text = jwk.dump();
  return {cjose_jwk_import(text.data(), text.size(), nullptr), cjose_jwk_release};
}

/// Bits of a Base64urlUInt in whole octets, without zeros in front.
std::size_t bits_of(const Json& jwk, const char* name) {
  const auto bytes = parse_base64url(text_member(jwk, name)).value_or("");
  const auto first = std::min(bytes.find_first_not_of('\0'), bytes.size());
  return (bytes.size() - first) * 8;
}

bool has_good_size(const Json& rsa) {
  const auto bits = bits_of(rsa, "n");
  return bits >= JwkSet::Limits::rsa_bits_min && bits <= JwkSet::Limits::rsa_bits_max &&
         bits_of(rsa, "e") <= JwkSet::Limits::rsa_exponent_bits_max;
}

/// Whether the library takes the key, so that a bad one is found when the set is read.
bool is_sound(const Json& jwk, JwsAlgorithm algorithm) {
  if (algorithm == JwsAlgorithm::EdDsa) return PublicKey::parse_jwk(jwk).has_value();
  // Before the library computes with it: a modulus of a megabyte would take minutes.
  if (algorithm == JwsAlgorithm::Rs256 && !has_good_size(jwk)) return false;
  return import_key(jwk) != nullptr;
}

bool verifies_by_library(std::string_view token, const Json& jwk) {
  const auto key = import_key(jwk);
  const JwsPtr jws(cjose_jws_import(token.data(), token.size(), nullptr), cjose_jws_release);
  return key != nullptr && jws != nullptr && cjose_jws_verify(jws.get(), key.get(), nullptr);
}

bool verifies_by_ed25519(const CompactJws& jws, const Json& jwk) {
  const auto key = PublicKey::parse_jwk(jwk);
  return key.has_value() && key->verifies(jws.signed_part, jws.signature);
}

}  // namespace

Result<JwkSet> JwkSet::parse(std::string_view text) {
  if (text.size() > Limits::bytes_max)
    return fail(Error{ErrorKind::LimitExceeded, "the key set is larger than " +
                                                    std::to_string(Limits::bytes_max) + " bytes"});
  const auto document = parse_json(text, {.text_bytes_max = text.size(), .depth_max = 8});
  const auto* keys = document ? find_member(*document, "keys") : nullptr;
  if (keys == nullptr || !keys->is_array() || keys->size() > Limits::keys_max)
    return fail(
        Error{ErrorKind::InvalidInput, "the key set is no JSON object with a list of at most " +
                                           std::to_string(Limits::keys_max) + " keys"});
  JwkSet set;
  for (const auto& jwk : *keys) {
    const auto* algorithm = algorithm_of_key(jwk);
    if (algorithm == nullptr || !may_verify(jwk, algorithm->alg)) continue;
    auto members = public_members(jwk, *algorithm);
    if (!members || !is_sound(*members, algorithm->algorithm)) continue;
    set.keys_.push_back(
        {std::string(text_member(jwk, "kid")), algorithm->algorithm, *std::move(members)});
  }
  if (set.keys_.empty())
    return fail(Error{ErrorKind::InvalidInput,
                      "the key set has no key for RS256, ES256 or EdDSA signatures"});
  return set;
}

bool JwkSet::has(std::string_view kid) const {
  return std::ranges::any_of(keys_, [kid](const Entry& entry) { return entry.kid == kid; });
}

bool JwkSet::lacks_key_of(std::string_view token) const {
  const auto jws = parse_compact_jws(token, token_bytes_max);
  if (!jws) return false;
  const auto kid = text_member(jws->header, "kid");
  return !kid.empty() && !has(kid);
}

Result<const JwkSet::Entry*> JwkSet::find(const Json& header) const {
  const auto algorithm = algorithm_of_header(header);
  if (!algorithm) return refuse_token("its algorithm (alg) is not RS256, ES256 or EdDSA");
  const bool any_kid = find_member(header, "kid") == nullptr;
  const auto kid = text_member(header, "kid");
  const Entry* found = nullptr;
  for (const auto& entry : keys_) {
    if (entry.algorithm != *algorithm || (!any_kid && entry.kid != kid)) continue;
    if (found != nullptr) return refuse_token("several keys fit it, and it names none (kid)");
    found = &entry;
  }
  if (found == nullptr) return refuse_token("no key of its issuer fits it (kid)");
  return found;
}

Result<Json> JwkSet::verify(std::string_view token) const {
  TRY_LET(auto jws, parse_compact_jws(token, token_bytes_max));
  TRY_LET(const auto* key, find(jws.header));
  const bool good = key->algorithm == JwsAlgorithm::EdDsa ? verifies_by_ed25519(jws, key->jwk)
                                                          : verifies_by_library(token, key->jwk);
  if (!good) return refuse_token("its signature is wrong");
  return std::move(jws.claims);
}

}  // namespace gg::secrets
