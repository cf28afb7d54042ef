#pragma once

#include "base/result.h"
#include "outgoing/http_client.h"
#include "secrets/ed25519.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::outgoing {

// Webhooks as Standard Webhooks 1.0.0 has them: three headers, and signatures over
// "id.timestamp.body", HMAC-SHA-256 (v1) with a secret of the endpoint, or Ed25519 (v1a) for
// receivers that must not be able to sign themselves.

/// The secret of an endpoint: "whsec_" and 24 to 64 bytes in base64. *value*
class WebhookSecret {
 public:
  static WebhookSecret random();  ///< 32 bytes.
  /// Errors: InvalidInput; the message does not repeat it.
  static Result<WebhookSecret> parse(std::string_view text);

  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::string_view bytes() const { return bytes_; }

 private:
  explicit WebhookSecret(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string bytes_;
};

/// What is signed. The id stays the same at every attempt, the timestamp is that of the attempt.
struct WebhookMessage {
  std::string id;  ///< Without dots.
  std::chrono::sys_seconds timestamp;
  std::string body;
};

/// With what: every secret in use (two while one replaces the other) and, where given, a key.
struct WebhookSigners {
  std::vector<WebhookSecret> secrets;
  std::optional<secrets::SigningKey> key;
};

/// The three headers of a message.
std::vector<HttpHeader> webhook_headers(const WebhookMessage& message,
                                        const WebhookSigners& signers);

/// Whom a receiver trusts.
struct WebhookTrust {
  std::vector<WebhookSecret> secrets;
  std::vector<secrets::PublicKey> keys;
  std::chrono::seconds tolerance{300};  ///< How far the timestamp may be from now.
};

/// Verifies a message as a receiver does: one signature by one trusted secret or key is enough;
/// those of other versions are passed over, at most 16 are looked at. Returns the id, by which a
/// receiver tells that it has seen a message before. Errors: InvalidInput with what does not fit.
Result<std::string> verify_webhook(const std::vector<HttpHeader>& headers, std::string_view body,
                                   const WebhookTrust& trust, std::chrono::sys_seconds now);

/// A public key as receivers get it: "whpk_" and base64.
std::string webhook_public_key_text(const secrets::PublicKey& key);

}  // namespace gg::outgoing
