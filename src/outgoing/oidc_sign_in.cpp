#include "base/base64.h"
#include "base/sha256.h"
#include "base/text.h"
#include "outgoing/form.h"
#include "outgoing/oidc.h"
#include "secrets/encoding.h"
#include "secrets/octets.h"
#include "secrets/secret_bytes.h"

namespace gg::outgoing {
namespace {

constexpr std::size_t random_bytes_count =
    32;  // 43 letters: the least a verifier has, RFC 7636 §4.1

auto refuse(const std::string& what) {
  return fail(Error{ErrorKind::InvalidInput, "the sign-in is refused: " + what});
}

std::string random_text() { return secrets::base64url(secrets::random_bytes(random_bytes_count)); }

/// Source: RFC 7636 §4.2, S256.
std::string challenge_of(const std::string& verifier) {
  const auto hash = sha256_of(verifier);
  return secrets::base64url(secrets::chars(hash.bytes.data(), hash.bytes.size()));
}

/// Words of the provider for a person who reads them: printable, and not long.
std::string told(std::string_view text) {
  std::string out = to_utf8(text.substr(0, 200));
  for (auto& c : out)
    if ((c >= '\0' && c < ' ') || c == '\x7F') c = ' ';
  return out;
}

/// Source: RFC 6749 §2.3.1: both parts are encoded as a form before they are joined.
HttpHeader basic_proof(const OidcClient& client) {
  return {"Authorization", "Basic " + base64_of(secrets::percent_encoded(client.id) + ":" +
                                                secrets::percent_encoded(client.secret))};
}

HttpRequest token_request(const std::string& code, const OidcProvider& provider,
                          const OidcClient& client, const SignIn& begun) {
  Form form = {{"grant_type", "authorization_code"},
               {"code", code},
               {"redirect_uri", client.redirect_uri},
               {"code_verifier", begun.verifier}};
  HttpRequest request{.method = HttpMethod::Post, .url = provider.token_endpoint};
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"}};
  const bool basic = !client.secret.empty() && provider.proof == ClientProof::Basic;
  if (basic) request.headers.push_back(basic_proof(client));
  if (!basic) form.push_back({"client_id", client.id});
  if (!basic && !client.secret.empty()) form.push_back({"client_secret", client.secret});
  request.body = write_form(form);
  return request;
}

}  // namespace

SignIn begin_sign_in(const OidcProvider& provider, const OidcClient& client) {
  SignIn begun{.state = random_text(), .nonce = random_text(), .verifier = random_text()};
  const auto query = write_form({{"response_type", "code"},
                                 {"client_id", client.id},
                                 {"redirect_uri", client.redirect_uri},
                                 {"scope", client.scope},
                                 {"state", begun.state},
                                 {"nonce", begun.nonce},
                                 {"code_challenge", challenge_of(begun.verifier)},
                                 {"code_challenge_method", "S256"}});
  const bool has_query = provider.authorization_endpoint.find('?') != std::string::npos;
  begun.url = provider.authorization_endpoint + (has_query ? "&" : "?") + query;
  return begun;
}

Result<std::string> parse_sign_in_answer(std::string_view query, const OidcProvider& provider,
                                         const SignIn& begun) {
  TRY_LET(const auto form, parse_form(query));
  TRY_LET(const auto state, value_of(form, "state"));
  if (begun.state.empty() || !secrets::equal_in_constant_time(state, begun.state))
    return refuse("it was not begun in this browser (state); sign in again");
  TRY_LET(const auto issuer, value_of(form, "iss"));
  if ((provider.names_issuer || !issuer.empty()) && issuer != provider.issuer)
    return refuse("the answer comes from another provider (iss)");
  TRY_LET(const auto error, value_of(form, "error"));
  TRY_LET(const auto description, value_of(form, "error_description"));
  if (!error.empty()) return refuse("the provider says " + told(error) + ", " + told(description));
  TRY_LET(auto code, value_of(form, "code"));
  if (code.empty()) return refuse("the answer has no code");
  return code;
}

Result<Tokens> exchange_code(const std::string& code, const OidcProvider& provider,
                             const OidcClient& client, const SignIn& begun,
                             const HttpSettings& settings) {
  TRY_LET(const auto answer, send_http(token_request(code, provider, client, begun), settings));
  const auto body = parse_json(answer.body, {.depth_max = 8});
  if (answer.status >= 500)
    return fail(Error{ErrorKind::Unavailable,
                      "the identity provider answered " + std::to_string(answer.status)});
  if (answer.status != 200 || !body)
    return refuse("the provider did not take the code (" + std::to_string(answer.status) + " " +
                  told(body ? text_member(*body, "error") : "") + "); sign in again");
  Tokens tokens{.id_token = std::string(text_member(*body, "id_token")),
                .access_token = std::string(text_member(*body, "access_token"))};
  if (tokens.id_token.empty()) return refuse("the provider gave no id_token; ask for scope openid");
  return tokens;
}

Result<SignedIn> finish_sign_in(std::string_view query, const OidcProvider& provider,
                                const OidcClient& client, const SignIn& begun,
                                secrets::JwkSet& keys, std::chrono::sys_seconds now,
                                const HttpSettings& settings) {
  TRY_LET(const auto code, parse_sign_in_answer(query, provider, begun));
  TRY_LET(auto tokens, exchange_code(code, provider, client, begun, settings));
  if (keys.lacks_key_of(tokens.id_token)) {
    TRY_LET(keys, fetch_keys(provider, settings));
  }
  const secrets::IdTokenRules rules{
      .issuer = provider.issuer, .client_id = client.id, .nonce = begun.nonce};
  TRY_LET(auto who, secrets::verify_id_token(tokens.id_token, keys, rules, now));
  return SignedIn{std::move(who), std::move(tokens.access_token)};
}

Result<Json> fetch_userinfo(const OidcProvider& provider, const SignedIn& signed_in,
                            const HttpSettings& settings) {
  if (provider.userinfo_endpoint.empty())
    return fail(Error{ErrorKind::NotFound, "the identity provider has no userinfo endpoint"});
  TRY_LET(const auto answer,
          send_http({.url = provider.userinfo_endpoint,
                     .headers = {{"Authorization", "Bearer " + signed_in.access_token}}},
                    settings));
  auto claims = parse_json(answer.body, {.depth_max = 16});
  if (answer.status != 200 || !claims)
    return fail(Error{ErrorKind::Unavailable,
                      "the userinfo endpoint answered " + std::to_string(answer.status)});
  if (text_member(*claims, "sub") != signed_in.who.subject)
    return refuse("the userinfo endpoint answers for somebody else (sub)");
  return *std::move(claims);
}

}  // namespace gg::outgoing
