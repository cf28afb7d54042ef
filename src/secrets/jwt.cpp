#include "secrets/jwt.h"

#include "base/check.h"
#include "secrets/compact_jws.h"
#include "secrets/encoding.h"

#include <algorithm>

namespace gg::secrets {
namespace {

constexpr std::size_t jti_bytes_max = 128;

std::string encoded(const Json& object) {
  return base64url(object.dump(-1, ' ', false, Json::error_handler_t::replace));
}

const PublicKey* find_key(const std::vector<PublicKey>& keys, std::string_view kid) {
  const auto found = std::ranges::find(keys, kid, &PublicKey::kid);
  return found == keys.end() ? nullptr : &*found;
}

Result<void> check_signature(const CompactJws& jws, const std::vector<PublicKey>& keys) {
  if (text_member(jws.header, "alg") != "EdDSA") return refuse_token("its algorithm is not EdDSA");
  const auto* key = find_key(keys, text_member(jws.header, "kid"));
  if (key == nullptr) return refuse_token("it is signed with a key that is not known here (kid)");
  if (!key->verifies(jws.signed_part, jws.signature)) return refuse_token("its signature is wrong");
  return {};
}

Result<void> check_lifetime(const Json& claims, std::chrono::seconds lifetime_max) {
  const auto issued = time_claim(claims, "iat");
  const auto expires = time_claim(claims, "exp");
  if (*expires <= *issued || *expires - *issued > lifetime_max)
    return refuse_token("it is valid for longer than tokens of this kind are");
  return {};
}

}  // namespace

std::string sign_jwt(const SigningKey& key, std::string_view type, const Json& claims) {
  GG_CHECK(claims.is_object());
  const Json header = {{"alg", "EdDSA"}, {"typ", type}, {"kid", key.public_key().kid()}};
  const auto part = encoded(header) + "." + encoded(claims);
  return part + "." + base64url(key.sign(part));
}

Result<Json> verify_jwt(std::string_view token, const std::vector<PublicKey>& keys,
                        const JwtRules& rules, std::chrono::sys_seconds now) {
  TRY_LET(auto jws, parse_compact_jws(token, jwt_bytes_max));
  TRY(check_signature(jws, keys));
  if (text_member(jws.header, "typ") != rules.type)
    return refuse_token("it is no " + rules.type + " (typ)");
  if (text_member(jws.claims, "iss") != rules.issuer)
    return refuse_token("it is not issued by " + rules.issuer + " (iss)");
  if (!has_audience(jws.claims, rules.audience))
    return refuse_token("it is not for " + rules.audience + " (aud)");
  TRY(check_times(jws.claims, now, rules.leeway));
  TRY(check_lifetime(jws.claims, rules.lifetime_max));
  const auto jti = text_member(jws.claims, "jti");
  if (jti.empty() || jti.size() > jti_bytes_max)
    return refuse_token("it has no identifier (jti), or a longer one than 128 characters");
  return std::move(jws.claims);
}

}  // namespace gg::secrets
