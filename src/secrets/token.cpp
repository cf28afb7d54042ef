#include "secrets/token.h"

#include "secrets/octets.h"
#include "secrets/secret_bytes.h"

#include <array>
#include <optional>

#include <zlib.h>

namespace gg::secrets {
namespace {

constexpr std::string_view base62 =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t random_count = 32;
constexpr std::size_t checksum_count = 6;
constexpr std::array kinds = {TokenKind::Personal, TokenKind::Service, TokenKind::SignedLink,
                              TokenKind::Device};

/// CRC-32 as six letters of base 62, most significant first.
std::string checksum_of(std::string_view text) {
  auto crc = crc32_z(0, octets(text), text.size());
  std::string letters(checksum_count, '0');
  for (auto each = letters.rbegin(); each != letters.rend(); ++each, crc /= base62.size())
    *each = base62[crc % base62.size()];
  return letters;
}

std::optional<TokenKind> kind_of(std::string_view text) {
  for (const auto kind : kinds)
    if (text.starts_with(prefix_of(kind))) return kind;
  return std::nullopt;
}

Result<ShownToken> refuse_shown(std::string message) {
  return fail(Error{ErrorKind::InvalidInput, std::move(message)});
}

}  // namespace

std::string_view prefix_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::Personal:
      return "ggp_";
    case TokenKind::Service:
      return "ggs_";
    case TokenKind::SignedLink:
      return "ggl_";
    case TokenKind::Device:
      return "ggd_";
  }
  return {};
}

IssuedToken issue_token(TokenKind kind) {
  auto text = std::string(prefix_of(kind)) + random_letters(base62, random_count);
  text += checksum_of(text);
  const auto hash = sha256_of(text);
  return {std::move(text), hash};
}

Result<ShownToken> parse_token(std::string_view text) {
  const auto kind = kind_of(text);
  if (!kind)
    return refuse_shown("this is no Goodgate token: one begins with ggp_, ggs_, ggl_ or ggd_");
  const auto size = prefix_of(*kind).size() + random_count + checksum_count;
  if (text.size() != size)
    return refuse_shown("the token has " + std::to_string(text.size()) + " characters instead of " +
                        std::to_string(size) + "; copy it whole");
  if (text.substr(4).find_first_not_of(base62) != std::string_view::npos)
    return refuse_shown(
        "the token has a character that is neither letter nor digit; copy it again");
  const auto body = text.substr(0, size - checksum_count);
  if (text.substr(body.size()) != checksum_of(body))
    return refuse_shown(
        "the checksum of the token is wrong: a character was changed; copy it again");
  return ShownToken{*kind, sha256_of(text)};
}

}  // namespace gg::secrets
