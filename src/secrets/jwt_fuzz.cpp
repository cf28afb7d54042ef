#include "base/check.h"
#include "secrets/compact_jws.h"
#include "secrets/jwt.h"
#include "secrets/octets.h"

/// Any text as a token is refused: nobody signed it. As claims it is signed, and then either
/// returned as it was or refused for a claim; the signature always holds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  static const secrets::SigningKey key(*secrets::Key::from(std::string(32, 'k')));
  const secrets::JwtRules rules{.type = "t", .issuer = "i", .audience = "a"};
  const std::chrono::sys_seconds now{std::chrono::seconds(1'800'000'000)};
  const auto text = secrets::chars(data, size);

  const auto jws = secrets::parse_compact_jws(text, 4096);
  if (jws.has_value()) {
    GG_CHECK(jws->header.is_object() && jws->claims.is_object());
    GG_CHECK(text.starts_with(jws->signed_part));
  }
  GG_CHECK(!secrets::verify_jwt(text, {key.public_key()}, rules, now).has_value());

  const auto claims = parse_json(text, {.text_bytes_max = 4096, .depth_max = 12});
  if (!claims || !claims->is_object()) return 0;
  const auto token = secrets::sign_jwt(key, "t", *claims);
  const auto verified = secrets::verify_jwt(token, {key.public_key()}, rules, now);
  if (verified.has_value()) {
    GG_CHECK(*verified == *claims);
  } else {
    GG_CHECK(verified.error().message.find("signature") == std::string::npos);
  }
  return 0;
}
