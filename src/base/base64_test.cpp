#include "base/base64.h"

#include <gtest/gtest.h>

namespace gg {
namespace {

TEST(Base64, GivesTheVectorsOfRfc4648BothWays) {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"},
                                                         {"\xFB\xFF", "+/8="}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(base64_of(bytes), text);
    EXPECT_EQ(parse_base64(text), bytes);
  }
}

TEST(ParseBase64, RefusesASecondTextForTheSameBytes) {
  for (const auto* text : {"Zg", "Zg=", "Zh==", "Zm9=", "Zm8", "=",
                           "====", "Z===", "Zg==Zg==", "Zm8=\n", "Zm 8", "Zm-_", "Zm9v="})
    EXPECT_FALSE(parse_base64(text).has_value()) << text;
}

}  // namespace
}  // namespace gg
