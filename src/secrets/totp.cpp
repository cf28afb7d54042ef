#include "secrets/totp.h"

#include "base/check.h"
#include "secrets/encoding.h"
#include "secrets/octets.h"

#include <algorithm>
#include <array>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace gg::secrets {
namespace {

constexpr std::uint64_t step_seconds = 30;

using Mac = std::array<std::uint8_t, 20>;

Mac hmac_sha1(const TotpSecret& secret, TotpStep step) {
  std::array<std::uint8_t, 8> counter{};
  for (auto each = counter.rbegin(); each != counter.rend(); ++each, step >>= 8U)
    *each = static_cast<std::uint8_t>(step);
  Mac mac{};
  unsigned size = 0;
  GG_CHECK(HMAC(EVP_sha1(), secret.data(), TotpSecret::size_bytes, counter.data(), counter.size(),
                mac.data(), &size) != nullptr);
  GG_CHECK(size == mac.size());
  return mac;
}

}  // namespace

TotpStep totp_step_at(std::chrono::sys_seconds now) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(now.time_since_epoch().count(), 0)) /
         step_seconds;
}

std::string totp_code(const TotpSecret& secret, TotpStep step) {
  const auto mac = hmac_sha1(secret, step);
  const std::size_t offset = mac.back() & 15U;
  std::uint32_t number = mac[offset] & 0x7FU;
  for (std::size_t at = 1; at < 4; ++at) number = number << 8U | mac[offset + at];
  std::string code(6, '0');
  for (auto digit = code.rbegin(); digit != code.rend(); ++digit, number /= 10)
    *digit = static_cast<char>('0' + number % 10);
  return code;
}

std::optional<TotpStep> verify_totp(const TotpSecret& secret, std::string_view code,
                                    std::chrono::sys_seconds now,
                                    std::optional<TotpStep> last_used) {
  std::string digits(code.substr(0, 32));
  std::erase(digits, ' ');
  const auto present = totp_step_at(now);
  std::optional<TotpStep> found;
  for (auto step = present - std::min<TotpStep>(present, 1); step <= present + 1; ++step) {
    const bool fits = equal_in_constant_time(totp_code(secret, step), digits);
    if (fits && (!last_used || step > *last_used)) found = step;
  }
  return found;
}

std::string totp_uri(const TotpSecret& secret, std::string_view issuer, std::string_view account) {
  const auto name = percent_encoded(issuer);
  return "otpauth://totp/" + name + ":" + percent_encoded(account) +
         "?secret=" + base32(secret.view()) + "&issuer=" + name +
         "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace gg::secrets
