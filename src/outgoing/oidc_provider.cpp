#include "outgoing/http_url.h"
#include "outgoing/oidc.h"

#include <algorithm>
#include <initializer_list>

namespace gg::outgoing {
namespace {

constexpr std::size_t document_bytes_max = 256U << 10;

auto refuse(const std::string& what) {
  return fail(Error{ErrorKind::InvalidInput, "the identity provider cannot be used: " + what});
}

/// Whether a list has one of the words; where the list is missing, `if_missing`.
bool offers(const Json& document, const char* name, std::initializer_list<const char*> words,
            bool if_missing) {
  const auto* list = find_member(document, name);
  if (list == nullptr) return if_missing;
  if (!list->is_array()) return false;
  return std::ranges::any_of(*list, [&words](const Json& one) {
    return one.is_string() && std::ranges::find(words, one.get<std::string>()) != words.end();
  });
}

/// An address that browsers are sent to or that is called from here.
Result<std::string> endpoint(const Json& document, const char* name,
                             const std::vector<std::string>& trusted_hosts) {
  const std::string text(text_member(document, name));
  if (text.empty()) return refuse(std::string("its discovery document has no ") + name);
  const auto url = check_url(text, trusted_hosts);
  if (!url) return refuse(std::string(name) + ": " + url.error().message);
  return text;
}

Result<void> check_offers(const Json& document) {
  if (!offers(document, "response_types_supported", {"code"}, false))
    return refuse("it does not offer the code flow");
  if (!offers(document, "code_challenge_methods_supported", {"S256"}, true))
    return refuse("it does not offer PKCE with S256");
  if (!offers(document, "id_token_signing_alg_values_supported", {"RS256", "ES256", "EdDSA"}, true))
    return refuse("it signs with none of RS256, ES256 and EdDSA");
  return {};
}

Result<std::string> fetch(const std::string& url, const HttpSettings& settings) {
  TRY_LET(auto answer,
          send_http({.url = url, .headers = {{"Accept", "application/json"}}}, settings));
  if (answer.status != 200)
    return fail(Error{ErrorKind::Unavailable, "the identity provider answered " +
                                                  std::to_string(answer.status) + " at " + url});
  return std::move(answer.body);
}

}  // namespace

Result<OidcProvider> parse_provider(std::string_view text, const std::string& issuer,
                                    const std::vector<std::string>& trusted_hosts) {
  const auto document = parse_json(text, {.text_bytes_max = document_bytes_max, .depth_max = 8});
  if (!document || !document->is_object())
    return refuse("its discovery document is no JSON object");
  if (text_member(*document, "issuer") != issuer)
    return refuse("it does not name itself " + issuer + "; write the issuer as it does");
  TRY(check_offers(*document));
  OidcProvider provider{.issuer = issuer};
  TRY_LET(provider.authorization_endpoint,
          endpoint(*document, "authorization_endpoint", trusted_hosts));
  TRY_LET(provider.token_endpoint, endpoint(*document, "token_endpoint", trusted_hosts));
  TRY_LET(provider.jwks_uri, endpoint(*document, "jwks_uri", trusted_hosts));
  if (find_member(*document, "userinfo_endpoint") != nullptr) {
    TRY_LET(provider.userinfo_endpoint, endpoint(*document, "userinfo_endpoint", trusted_hosts));
  }
  const auto* methods = "token_endpoint_auth_methods_supported";
  if (!offers(*document, methods, {"client_secret_basic"}, true))
    provider.proof = ClientProof::Post;
  const auto* names = find_member(*document, "authorization_response_iss_parameter_supported");
  provider.names_issuer = names != nullptr && names->is_boolean() && names->get<bool>();
  return provider;
}

Result<OidcProvider> discover(const std::string& issuer, const HttpSettings& settings) {
  const auto base = issuer.ends_with('/') ? issuer.substr(0, issuer.size() - 1) : issuer;
  TRY_LET(const auto text, fetch(base + "/.well-known/openid-configuration", settings));
  return parse_provider(text, issuer, settings.trusted_hosts);
}

Result<secrets::JwkSet> fetch_keys(const OidcProvider& provider, const HttpSettings& settings) {
  TRY_LET(const auto text, fetch(provider.jwks_uri, settings));
  return secrets::JwkSet::parse(text);
}

}  // namespace gg::outgoing
