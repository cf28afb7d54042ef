#include "secrets/session.h"

#include "secrets/encoding.h"
#include "secrets/octets.h"

namespace gg::secrets {
namespace {

constexpr std::size_t session_bytes = 32;
constexpr std::size_t csrf_nonce_bytes = 16;
constexpr std::size_t mac_bytes = 32;
constexpr std::size_t csrf_letters = (csrf_nonce_bytes + mac_bytes) / 3 * 4;

std::string csrf_mac(const Key& installation, const Sha256& session, std::string_view nonce) {
  const auto key = derive_key(installation, "goodgate csrf");
  const auto bound = chars(session.bytes.data(), session.bytes.size());
  return hmac_sha256(key.view(), std::string(nonce).append(bound));
}

}  // namespace

IssuedSession issue_session() {
  auto id = base64url(random_bytes(session_bytes));
  const auto hash = sha256_of(id);
  return {std::move(id), hash};
}

std::optional<Sha256> hash_of_session(std::string_view id) {
  if (id.size() > 2 * session_bytes) return std::nullopt;
  const auto bytes = parse_base64url(id);
  if (!bytes || bytes->size() != session_bytes) return std::nullopt;
  return sha256_of(id);
}

std::string csrf_token(const Key& installation, const Sha256& session) {
  const auto nonce = random_bytes(csrf_nonce_bytes);
  return base64url(nonce + csrf_mac(installation, session, nonce));
}

bool verify_csrf_token(const Key& installation, const Sha256& session, std::string_view token) {
  if (token.size() != csrf_letters) return false;
  const auto bytes = parse_base64url(token);
  if (!bytes) return false;
  const auto nonce = std::string_view(*bytes).substr(0, csrf_nonce_bytes);
  return equal_in_constant_time(std::string_view(*bytes).substr(csrf_nonce_bytes),
                                csrf_mac(installation, session, nonce));
}

}  // namespace gg::secrets
