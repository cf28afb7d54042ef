#include "secrets/id_token.h"

#include "secrets/compact_jws.h"
#include "secrets/secret_bytes.h"

namespace gg::secrets {
namespace {

constexpr std::size_t subject_bytes_max = 255;

Result<void> check_parties(const Json& claims, const IdTokenRules& rules) {
  if (text_member(claims, "iss") != rules.issuer)
    return refuse_token("it is not issued by " + rules.issuer + " (iss)");
  if (!has_audience(claims, rules.client_id))
    return refuse_token("it is not for " + rules.client_id + " (aud)");
  const bool several = claims["aud"].is_array() && claims["aud"].size() > 1;
  const bool has_party = find_member(claims, "azp") != nullptr;
  if ((several || has_party) && text_member(claims, "azp") != rules.client_id)
    return refuse_token("it was issued to another client (azp)");
  return {};
}

IdToken read_claims(Json claims) {
  const auto text = [&claims](const char* name) { return std::string(text_member(claims, name)); };
  const auto* verified = find_member(claims, "email_verified");
  IdToken token{
      .issuer = text("iss"), .subject = text("sub"), .email = text("email"), .name = text("name")};
  token.email_verified = verified != nullptr && verified->is_boolean() && verified->get<bool>();
  token.claims = std::move(claims);
  return token;
}

}  // namespace

Result<IdToken> verify_id_token(std::string_view token, const JwkSet& keys,
                                const IdTokenRules& rules, std::chrono::sys_seconds now) {
  TRY_LET(auto claims, keys.verify(token));
  TRY(check_parties(claims, rules));
  TRY(check_times(claims, now, rules.leeway));
  if (!equal_in_constant_time(text_member(claims, "nonce"), rules.nonce) || rules.nonce.empty())
    return refuse_token("it does not answer this sign-in (nonce); sign in again");
  const auto subject = text_member(claims, "sub");
  if (subject.empty() || subject.size() > subject_bytes_max)
    return refuse_token("it names nobody (sub)");
  return read_claims(std::move(claims));
}

}  // namespace gg::secrets
