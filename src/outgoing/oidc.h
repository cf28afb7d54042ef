#pragma once

#include "base/result.h"
#include "outgoing/http_client.h"
#include "secrets/id_token.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg::outgoing {

// Sign-in at an identity provider: OpenID Connect Core 1.0 §3.1, the code flow, with PKCE (RFC
// 7636, S256), state, nonce, and the issuer in the answer where the provider sends it (RFC 9207).

/// This installation at one provider, as registered there.
struct OidcClient {
  std::string issuer;  ///< "https://id.studio.example", exactly as the provider names itself.
  std::string id;
  std::string secret;  ///< Empty: a public client.
  std::string redirect_uri;
  std::string scope = "openid email profile";
};

/// How a client shows its secret at the token endpoint (OpenID Connect Core §9).
enum class ClientProof : std::uint8_t { Basic, Post };

/// What a provider says of itself.
struct OidcProvider {
  std::string issuer;
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string jwks_uri;
  std::string userinfo_endpoint;  ///< Empty: none.
  ClientProof proof = ClientProof::Basic;
  bool names_issuer = false;  ///< It sends "iss" back with the code.
};

/// Reads a discovery document. Errors: InvalidInput when it is none, names another issuer, lacks an
/// endpoint or has one that `check_url` refuses, or does not offer codes, S256 or an algorithm that
/// is verified here. Source: OpenID Connect Discovery 1.0 §3, §4.3.
Result<OidcProvider> parse_provider(std::string_view document, const std::string& issuer,
                                    const std::vector<std::string>& trusted_hosts = {});

/// Fetches and reads it. Errors: as `parse_provider` and `send_http`.
Result<OidcProvider> discover(const std::string& issuer, const HttpSettings& settings = {});

/// Fetches the provider's keys. Errors: as `send_http` and `JwkSet::parse`.
Result<secrets::JwkSet> fetch_keys(const OidcProvider& provider, const HttpSettings& settings = {});

/// A sign-in that was begun. Keep it, bound to the browser by a cookie and for some minutes only.
struct SignIn {
  std::string url;  ///< Where the browser is sent.
  std::string state;
  std::string nonce;
  std::string verifier;  ///< Of PKCE.
};

SignIn begin_sign_in(const OidcProvider& provider, const OidcClient& client);

/// What the token endpoint gave. Not verified.
struct Tokens {
  std::string id_token;
  std::string access_token;
};

/// Reads the query with which the browser comes back: the code, after state and issuer were
/// checked. Errors: InvalidInput, also when the provider says that the person did not sign in.
Result<std::string> parse_sign_in_answer(std::string_view query, const OidcProvider& provider,
                                         const SignIn& begun);

/// Exchanges the code. Errors: InvalidInput when the provider refuses; as `send_http`.
Result<Tokens> exchange_code(const std::string& code, const OidcProvider& provider,
                             const OidcClient& client, const SignIn& begun,
                             const HttpSettings& settings = {});

/// Who signed in, and with what to ask for more.
struct SignedIn {
  secrets::IdToken who;
  std::string access_token;
};

/// The whole second half: reads the query, exchanges the code, verifies the id_token. `keys` are
/// kept by the caller from one sign-in to the next; they are fetched anew once where the token
/// names one that is not there. Use `begun` once. Errors: as the parts.
Result<SignedIn> finish_sign_in(std::string_view query, const OidcProvider& provider,
                                const OidcClient& client, const SignIn& begun,
                                secrets::JwkSet& keys, std::chrono::sys_seconds now,
                                const HttpSettings& settings = {});

/// Claims of the userinfo endpoint, such as the mail address where the id_token has none. Errors:
/// NotFound when the provider has no such endpoint; InvalidInput when it answers for somebody else
/// (OpenID Connect Core §5.3.2); as `send_http`.
Result<Json> fetch_userinfo(const OidcProvider& provider, const SignedIn& signed_in,
                            const HttpSettings& settings = {});

}  // namespace gg::outgoing
