#include "outgoing/webhook.h"

#include "base/base64.h"
#include "base/check.h"
#include "base/text.h"
#include "secrets/secret_bytes.h"

#include <algorithm>
#include <charconv>

namespace gg::outgoing {
namespace {

constexpr std::string_view secret_form = "whsec_";
constexpr std::size_t secret_bytes_min = 24;
constexpr std::size_t secret_bytes_max = 64;
constexpr std::size_t signatures_max = 16;
constexpr std::size_t id_bytes_max = 256;

std::string signed_text(std::string_view id, std::string_view timestamp, std::string_view body) {
  std::string text(id);
  return text.append(".").append(timestamp).append(".").append(body);
}

auto refuse(const std::string& what) {
  return fail(Error{ErrorKind::InvalidInput, "the webhook is refused: " + what});
}

/// The one value of a header that must be there once.
Result<std::string_view> header_once(const std::vector<HttpHeader>& headers,
                                     std::string_view name) {
  std::optional<std::string_view> found;
  for (const auto& header : headers) {
    if (!equals_ignoring_case(header.name, name)) continue;
    if (found) return refuse("the header " + std::string(name) + " is there twice");
    found = header.value;
  }
  if (!found || found->empty()) return refuse("the header " + std::string(name) + " is missing");
  return *found;
}

Result<void> check_timestamp(std::string_view text, std::chrono::sys_seconds now,
                             std::chrono::seconds tolerance) {
  std::int64_t count = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, count);
  if (read.ec != std::errc() || read.ptr != end || count < 0 || count > 253'402'300'799)
    return refuse("its timestamp is no count of seconds");
  const std::chrono::sys_seconds time{std::chrono::seconds(count)};
  if (time < now - tolerance) return refuse("its timestamp is too old");
  if (time > now + tolerance) return refuse("its timestamp is in the future");
  return {};
}

bool fits(std::string_view signature, std::string_view text, const WebhookTrust& trust) {
  const auto comma = signature.find(',');
  if (comma == std::string_view::npos) return false;
  const auto version = signature.substr(0, comma);
  const auto bytes = parse_base64(signature.substr(comma + 1));
  if (!bytes) return false;
  if (version == "v1")
    return std::ranges::any_of(trust.secrets, [&](const WebhookSecret& secret) {
      return secrets::equal_in_constant_time(secrets::hmac_sha256(secret.bytes(), text), *bytes);
    });
  if (version == "v1a")
    return std::ranges::any_of(
        trust.keys, [&](const secrets::PublicKey& key) { return key.verifies(text, *bytes); });
  return false;
}

bool has_good_signature(std::string_view list, std::string_view text, const WebhookTrust& trust) {
  for (std::size_t count = 0; count < signatures_max && !list.empty(); ++count) {
    const auto blank = std::min(list.find(' '), list.size());
    if (fits(list.substr(0, blank), text, trust)) return true;
    list.remove_prefix(std::min(blank + 1, list.size()));
  }
  return false;
}

}  // namespace

WebhookSecret WebhookSecret::random() { return WebhookSecret(secrets::random_bytes(32)); }

Result<WebhookSecret> WebhookSecret::parse(std::string_view text) {
  auto bytes = text.starts_with(secret_form) && text.size() < 128
                   ? parse_base64(text.substr(secret_form.size()))
                   : std::nullopt;
  if (!bytes || bytes->size() < secret_bytes_min || bytes->size() > secret_bytes_max)
    return fail(Error{ErrorKind::InvalidInput,
                      "this is no webhook secret: one is \"whsec_\" and 24 to 64 bytes in base64"});
  return WebhookSecret(*std::move(bytes));
}

std::string WebhookSecret::text() const { return std::string(secret_form) + base64_of(bytes_); }

std::vector<HttpHeader> webhook_headers(const WebhookMessage& message,
                                        const WebhookSigners& signers) {
  GG_CHECK(message.id.find('.') == std::string::npos);
  const auto timestamp = std::to_string(message.timestamp.time_since_epoch().count());
  const auto text = signed_text(message.id, timestamp, message.body);
  std::string signatures;
  const auto add = [&signatures](const char* version, const std::string& bytes) {
    signatures += (signatures.empty() ? "" : " ") + std::string(version) + base64_of(bytes);
  };
  for (const auto& secret : signers.secrets) add("v1,", secrets::hmac_sha256(secret.bytes(), text));
  if (signers.key) add("v1a,", signers.key->sign(text));
  return {{"webhook-id", message.id},
          {"webhook-timestamp", timestamp},
          {"webhook-signature", signatures}};
}

Result<std::string> verify_webhook(const std::vector<HttpHeader>& headers, std::string_view body,
                                   const WebhookTrust& trust, std::chrono::sys_seconds now) {
  TRY_LET(const auto id, header_once(headers, "webhook-id"));
  TRY_LET(const auto timestamp, header_once(headers, "webhook-timestamp"));
  TRY_LET(const auto signatures, header_once(headers, "webhook-signature"));
  if (id.size() > id_bytes_max || id.find('.') != std::string_view::npos)
    return refuse("its id has a dot in it or is too long");
  TRY(check_timestamp(timestamp, now, trust.tolerance));
  if (!has_good_signature(signatures, signed_text(id, timestamp, body), trust))
    return refuse("no signature is by a secret or key that is trusted here");
  return std::string(id);
}

std::string webhook_public_key_text(const secrets::PublicKey& key) {
  return "whpk_" + base64_of(key.bytes());
}

}  // namespace gg::outgoing
