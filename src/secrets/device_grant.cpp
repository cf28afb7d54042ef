#include "secrets/device_grant.h"

#include "secrets/secret_bytes.h"

namespace gg::secrets {
namespace {

constexpr std::string_view consonants = "BCDFGHJKLMNPQRSTVWXZ";  // RFC 8628 §6.1
constexpr std::size_t user_code_group = 4;
constexpr std::size_t typed_bytes_max = 64;
constexpr std::chrono::seconds slow_down_by{5};

}  // namespace

IssuedDeviceGrant issue_device_grant() {
  return {issue_token(TokenKind::Device), random_letters(consonants, user_code_group) + "-" +
                                              random_letters(consonants, user_code_group)};
}

std::optional<std::string> parse_user_code(std::string_view typed) {
  if (typed.size() > typed_bytes_max) return std::nullopt;
  std::string code;
  for (const char c : typed) {
    if (c == ' ' || c == '-') continue;
    code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  if (code.size() != 2 * user_code_group || code.find_first_not_of(consonants) != std::string::npos)
    return std::nullopt;
  return code.insert(user_code_group, "-");
}

Poll poll_device(const DeviceRow& row, std::chrono::sys_seconds now) {
  if (now >= row.expires_at) return {PollOutcome::Expired, row.interval};
  if (row.polled_at && now < *row.polled_at + row.interval)
    return {PollOutcome::SlowDown, row.interval + slow_down_by};
  switch (row.answer) {
    case DeviceAnswer::None:
      return {PollOutcome::Pending, row.interval};
    case DeviceAnswer::Approved:
      return {PollOutcome::Granted, row.interval};
    case DeviceAnswer::Denied:
      return {PollOutcome::Denied, row.interval};
  }
  return {PollOutcome::Denied, row.interval};
}

std::string_view error_of(PollOutcome outcome) {
  switch (outcome) {
    case PollOutcome::Pending:
      return "authorization_pending";
    case PollOutcome::SlowDown:
      return "slow_down";
    case PollOutcome::Denied:
      return "access_denied";
    case PollOutcome::Expired:
      return "expired_token";
    case PollOutcome::Granted:
      return "";
  }
  return "";
}

}  // namespace gg::secrets
