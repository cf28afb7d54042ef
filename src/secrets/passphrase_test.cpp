#include "secrets/passphrase.h"

#include <gtest/gtest.h>

namespace gg::secrets {
namespace {

TEST(Passphrase, OpensWhatItClosedInItsPlaceOnly) {
  const auto secret = Key::random();
  const auto wrapped = wrap_under_passphrase(secret, "grey gulls over the pier", "holder/per_1");
  ASSERT_TRUE(wrapped.has_value());
  EXPECT_EQ(unwrap_under_passphrase(*wrapped, "grey gulls over the pier", "holder/per_1").value(),
            secret);
  for (const auto& [passphrase, place] : {std::pair{"white gulls over the pier", "holder/per_1"},
                                          std::pair{"grey gulls over the pier", "holder/per_2"}}) {
    const auto refused = unwrap_under_passphrase(*wrapped, passphrase, place);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().message, "/passphrase: this is not the passphrase");
  }
  EXPECT_FALSE(
      unwrap_under_passphrase(wrapped->substr(1), "grey gulls over the pier", "holder/per_1")
          .has_value());
}

TEST(Passphrase, ShortOneIsRefused) {
  EXPECT_FALSE(wrap_under_passphrase(Key::random(), "eleven char", "holder/per_1").has_value());
}

}  // namespace
}  // namespace gg::secrets
