#include "secrets/token.h"

#include <set>

#include <gtest/gtest.h>

namespace gg::secrets {
namespace {

TEST(Token, ReadsBackWithItsKindAndHash) {
  std::set<std::string> texts;
  for (const auto kind :
       {TokenKind::Personal, TokenKind::Service, TokenKind::SignedLink, TokenKind::Device}) {
    const auto token = issue_token(kind);
    EXPECT_EQ(token.text.size(), 42U);
    EXPECT_EQ(token.text.rfind(prefix_of(kind), 0), 0U);
    const auto shown = parse_token(token.text);
    ASSERT_TRUE(shown.has_value()) << shown.error().message;
    EXPECT_EQ(shown->kind, kind);
    EXPECT_EQ(shown->hash, token.hash);
    EXPECT_EQ(token.hash, sha256_of(token.text));
    texts.insert(token.text);
  }
  EXPECT_EQ(texts.size(), 4U);
}

// The checksum was computed with Python: zlib.crc32(b"ggp_" + b"0" * 32) in base 62.
TEST(Token, HasTheChecksumThatPythonComputes) {
  EXPECT_TRUE(parse_token("ggp_000000000000000000000000000000003YCYsV").has_value());
}

TEST(Token, EveryChangedCharacterIsFoundWithoutTheStore) {
  const auto token = issue_token(TokenKind::Personal).text;
  for (std::size_t at = 0; at < token.size(); ++at) {
    auto changed = token;
    changed[at] = changed[at] == 'x' ? 'y' : 'x';
    EXPECT_FALSE(parse_token(changed).has_value()) << at;
  }
}

TEST(Token, SaysWhatIsWrongWithoutRepeatingIt) {
  const auto token = issue_token(TokenKind::Service).text;
  const std::pair<std::string, const char*> cases[] = {
      {"", "no Goodgate token"},
      {"ghp_abcdefghijklmnopqrstuvwxyz0123456789", "no Goodgate token"},
      {"ggs_", "4 characters instead of 42"},
      {token + "0", "43 characters"},
      {token.substr(0, 41), "41 characters"},
      {"ggs_" + std::string(38, '-'), "neither letter nor digit"},
      {"ggp_" + token.substr(4), "checksum"},
      {std::string(1U << 20, 'g'), "no Goodgate token"},
  };
  for (const auto& [text, says] : cases) {
    const auto shown = parse_token(text);
    ASSERT_FALSE(shown.has_value()) << text;
    EXPECT_NE(shown.error().message.find(says), std::string::npos) << shown.error().message;
    EXPECT_EQ(shown.error().message.find(token.substr(4)), std::string::npos);
  }
}

}  // namespace
}  // namespace gg::secrets
