#include "secrets/one_time_code.h"

#include "secrets/octets.h"

#include <algorithm>

namespace gg::secrets {
namespace {

constexpr std::size_t mail_code_digits = 8;
constexpr std::size_t recovery_groups = 3;
constexpr std::size_t group_letters = 4;
constexpr std::size_t written_bytes_max = 64;

/// Without O, I, L and U. Source: Crockford's Base32.
constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string as_issued(std::string_view written) {
  std::string text;
  for (char c : written.substr(0, written_bytes_max)) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    text += c;
  }
  return text;
}

OneTimeCode with_hash(const Key& pepper, std::string_view context, std::string text) {
  const auto hash = hash_of_code(pepper, context, text);
  return {std::move(text), hash};
}

std::string recovery_text() {
  std::string text;
  for (std::size_t group = 0; group < recovery_groups; ++group)
    text += (group == 0 ? "" : "-") + random_letters(crockford, group_letters);
  return text;
}

}  // namespace

OneTimeCode issue_mail_code(const Key& pepper, std::string_view context) {
  return with_hash(pepper, context, random_letters("0123456789", mail_code_digits));
}

std::vector<OneTimeCode> issue_recovery_codes(const Key& pepper, std::string_view context,
                                              std::size_t count) {
  std::vector<OneTimeCode> codes;
  while (codes.size() < count) codes.push_back(with_hash(pepper, context, recovery_text()));
  return codes;
}

Sha256 hash_of_code(const Key& pepper, std::string_view context, std::string_view text) {
  const auto key = derive_key(pepper, "goodgate one-time code");
  const auto mac = hmac_sha256(key.view(), std::string(context) + '\0' + as_issued(text));
  Sha256 hash;
  std::copy_n(octets(mac), hash.bytes.size(), hash.bytes.begin());
  return hash;
}

CodeVerdict check_code(const CodeRow& row, const Key& pepper, std::string_view context,
                       std::string_view text, std::chrono::sys_seconds now) {
  if (row.attempts >= code_attempts_max) return CodeVerdict::TooManyAttempts;
  if (now >= row.expires_at) return CodeVerdict::Expired;
  const auto hash = hash_of_code(pepper, context, text);
  const bool fits = equal_in_constant_time(chars(hash.bytes.data(), hash.bytes.size()),
                                           chars(row.hash.bytes.data(), row.hash.bytes.size()));
  return fits ? CodeVerdict::Accepted : CodeVerdict::Wrong;
}

}  // namespace gg::secrets
