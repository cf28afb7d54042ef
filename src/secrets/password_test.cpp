#include "secrets/password.h"

#include <gtest/gtest.h>

namespace gg::secrets {
namespace {

/// As cheap as libsodium allows, so that tests are quick.
constexpr PasswordCost cheap{.memory_bytes = 8192, .passes = 1};

TEST(HashPassword, VerifiesItsPasswordAndNoOther) {
  const auto phc = hash_password("correct horse battery", cheap);
  ASSERT_TRUE(phc.has_value()) << phc.error().message;
  EXPECT_TRUE(verify_password("correct horse battery", *phc));
  EXPECT_FALSE(verify_password("correct horse batterY", *phc));
  EXPECT_FALSE(verify_password("", *phc));
  EXPECT_NE(*hash_password("correct horse battery", cheap), *phc);
}

TEST(HashPassword, IsArgon2idAtTheUsualCosts) {
  const auto phc = hash_password("correct horse battery");
  ASSERT_TRUE(phc.has_value()) << phc.error().message;
  EXPECT_EQ(phc->rfind("$argon2id$v=19$m=19456,t=2,p=1$", 0), 0U) << *phc;
  EXPECT_FALSE(needs_rehash(*phc));
  EXPECT_TRUE(verify_password("correct horse battery", *phc));
}

TEST(VerifyPassword, RefusesWhatIsNoArgon2idString) {
  for (const auto* phc : {"", "$argon2id$", "$argon2i$v=19$m=19456,t=2,p=1$AAAA$AAAA", "plain",
                          "$argon2id$v=19$m=4294967295,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA"}) {
    EXPECT_FALSE(verify_password("plain", phc)) << phc;
    EXPECT_TRUE(needs_rehash(phc)) << phc;
  }
  EXPECT_FALSE(verify_password("x", std::string(200, '$')));
}

TEST(VerifyPassword, DecoyFitsNothingAndIsOfTheUsualCosts) {
  EXPECT_FALSE(needs_rehash(decoy_password_hash()));
  EXPECT_FALSE(verify_password("", decoy_password_hash()));
  EXPECT_FALSE(verify_password("correct horse battery", decoy_password_hash()));
}

TEST(NeedsRehash, IsTrueAfterTheCostsRose) {
  const auto phc = hash_password("correct horse battery", cheap);
  ASSERT_TRUE(phc.has_value());
  EXPECT_FALSE(needs_rehash(*phc, cheap));
  EXPECT_TRUE(needs_rehash(*phc));
}

struct RuleCase {
  std::string password;
  const char* says;  ///< Empty: allowed.
};

TEST(CheckPassword, SaysWhatIsWrongAndWhatToDo) {
  const RuleCase cases[] = {
      {"correct horse battery", ""},
      {"Nadelwald-4711", ""},
      {"пароль из слов", ""},
      {"eleven char", "11 characters"},
      {"äöüäöüäöüäö", "11 characters"},
      {std::string(1025, 'x'), "longer than 1024"},
      {"\xFF\xFE\xFD\xFC\xFB\xFA\xF9\xF8\xF7\xF6\xF5\xF4", "UTF-8"},
      {"aaaaaaaaaaaaaaaa", "same few"},
      {"abababababab", "same few"},
      {"123456789012", "run"},
      {"210987654321", "run"},
      {"qwertyuiopasd", "run"},
      {"P@ssw0rd2024!", "very common"},
      {"passwordpassword", "very common"},
      {"1234password!!", "very common"},
      {"Welcome-2026-!", "very common"},
      {"goodgate2026!!", "very common"},
      {"Lovelace-1815", "your name"},
      {"adalovelace!!", ""},
  };
  for (const auto& one : cases) {
    const auto checked = check_password(one.password, {"Ada", "Lovelace"});
    EXPECT_EQ(checked.has_value(), *one.says == '\0') << one.password;
    if (!checked) {
      EXPECT_NE(checked.error().message.find(one.says), std::string::npos)
          << one.password << ": " << checked.error().message;
    }
  }
}

TEST(HashPassword, RefusesAnEndlessPassword) {
  const auto phc = hash_password(std::string(password_bytes_max + 1, 'x'), cheap);
  ASSERT_FALSE(phc.has_value());
  EXPECT_EQ(phc.error().kind, ErrorKind::LimitExceeded);
}

}  // namespace
}  // namespace gg::secrets
