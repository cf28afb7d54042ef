#include "secrets/key_wrap.h"

#include "base/digest.h"

#include <gtest/gtest.h>

namespace gg::secrets {
namespace {

TEST(WrapSecret, OpensInItsPlaceOnly) {
  const auto key = Key::random();
  for (const std::string& secret :
       {std::string(), std::string("whsec_x"), std::string(5000, '\0')}) {
    const auto wrapped = wrap_secret(key, secret, "webhook/1");
    const auto opened = unwrap_secret({key}, wrapped, "webhook/1");
    ASSERT_TRUE(opened.has_value()) << opened.error().message;
    EXPECT_EQ(*opened, secret);
    EXPECT_NE(wrap_secret(key, secret, "webhook/1"), wrapped);
    const auto moved = unwrap_secret({key}, wrapped, "webhook/2");
    ASSERT_FALSE(moved.has_value());
    EXPECT_NE(moved.error().message.find("another place"), std::string::npos);
  }
}

TEST(WrapSecret, OpensWithTheKeyFromBeforeAChange) {
  const auto before = Key::random();
  const auto present = Key::random();
  const auto wrapped = wrap_secret(before, "secret", "x");
  EXPECT_EQ(unwrap_secret({present, before}, wrapped, "x").value(), "secret");
  EXPECT_FALSE(is_wrapped_with(present, wrapped));
  EXPECT_TRUE(is_wrapped_with(before, wrapped));
  const auto lost = unwrap_secret({present}, wrapped, "x");
  ASSERT_FALSE(lost.has_value());
  EXPECT_EQ(lost.error().kind, ErrorKind::NotFound);
}

TEST(WrapSecret, EveryChangedCharacterIsRefused) {
  const auto key = Key::random();
  const auto wrapped = wrap_secret(key, "secret", "x");
  for (std::size_t at = 0; at < wrapped.size(); ++at) {
    auto changed = wrapped;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(unwrap_secret({key}, changed, "x").has_value()) << at;
    EXPECT_FALSE(unwrap_secret({key}, wrapped.substr(0, at), "x").has_value()) << at;
  }
}

// Source: RFC 5869 appendix A.1: PRK and info, the first 32 bytes of OKM.
TEST(DeriveKey, IsHkdfExpand) {
  const auto from_hex = [](std::string_view hex) { return Sha256::parse(hex).value().bytes; };
  const auto prk = from_hex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
  const auto okm = from_hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
  const auto key = Key::from(std::string(prk.begin(), prk.end()));
  EXPECT_EQ(derive_key(*key, "\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9").reveal(),
            std::string(okm.begin(), okm.end()));
}

}  // namespace
}  // namespace gg::secrets
