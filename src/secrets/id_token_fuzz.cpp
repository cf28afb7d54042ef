#include "base/check.h"
#include "secrets/id_token.h"
#include "secrets/octets.h"

#include <algorithm>

/// The first line is a token, the rest a key set. A key set that reads has keys; a token that is
/// taken is of the issuer and for us.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  const auto text = secrets::chars(data, size);
  const auto end = std::min(text.find('\n'), text.size());
  const auto keys = secrets::JwkSet::parse(text.substr(std::min(end + 1, text.size())));
  if (!keys.has_value()) return 0;
  GG_CHECK(keys->size() > 0);
  const secrets::IdTokenRules rules{
      .issuer = "https://id.example", .client_id = "goodgate", .nonce = "n-0S6_WzA2Mj"};
  const std::chrono::sys_seconds now{std::chrono::seconds(1'800'000'000)};
  const auto token = secrets::verify_id_token(text.substr(0, end), *keys, rules, now);
  if (!token.has_value()) return 0;
  GG_CHECK(token->issuer == rules.issuer && !token->subject.empty());
  return 0;
}
