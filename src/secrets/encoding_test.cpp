#include "secrets/encoding.h"

#include "base/base64.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gg::secrets {
namespace {

// Source: RFC 4648 §10.
TEST(Encoding, GivesTheVectorsOfTheRfc) {
  const std::string texts[][3] = {{"", "", ""},
                                  {"f", "Zg==", "MY"},
                                  {"fo", "Zm8=", "MZXQ"},
                                  {"foo", "Zm9v", "MZXW6"},
                                  {"foob", "Zm9vYg==", "MZXW6YQ"},
                                  {"fooba", "Zm9vYmE=", "MZXW6YTB"},
                                  {"foobar", "Zm9vYmFy", "MZXW6YTBOI"}};
  for (const auto& [bytes, in_64, in_32] : texts) {
    EXPECT_EQ(base64_of(bytes), in_64);
    EXPECT_EQ(parse_base64(in_64), bytes);
    EXPECT_EQ(base32(bytes), in_32);
  }
  EXPECT_EQ(base64url("\xFB\xFF"), "-_8");
}

TEST(Encoding, RefusesEveryOtherSpelling) {
  for (const auto* text :
       {"Zg==", "Zh", "Z", "Zm9v\n", " Zm9v", "Zm-v+", "Zm9=", "Zm9v!", "AAA\x80"})
    EXPECT_EQ(parse_base64url(text), std::nullopt) << text;
  for (const auto* text : {"Zg", "Zg=", "Zh==", "Zg===", "Zm9v====", "_w=="})
    EXPECT_EQ(parse_base64(text), std::nullopt) << text;
}

TEST(Encoding, PercentEncodesAllButUnreserved) {
  EXPECT_EQ(percent_encoded("a-Z.0_~"), "a-Z.0_~");
  EXPECT_EQ(percent_encoded("a b/ü&="), "a%20b%2F%C3%BC%26%3D");
}

RC_GTEST_PROP(Encoding, DecodesWhatItEncodes, (const std::string& bytes)) {
  RC_ASSERT(parse_base64url(base64url(bytes)) == bytes);
  RC_ASSERT(parse_base64(base64_of(bytes)) == bytes);
}

}  // namespace
}  // namespace gg::secrets
