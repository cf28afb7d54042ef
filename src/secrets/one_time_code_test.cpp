#include "secrets/one_time_code.h"

#include <set>

#include <gtest/gtest.h>

namespace gg::secrets {
namespace {

using std::chrono::seconds;
constexpr std::chrono::sys_seconds checked_at{seconds(1'800'000'000)};

TEST(MailCode, IsEightDigitsAndGoodForItsRowAndPepperOnly) {
  const auto pepper = Key::random();
  const auto code = issue_mail_code(pepper, "sign-in/1");
  EXPECT_EQ(code.text.size(), 8U);
  EXPECT_EQ(code.text.find_first_not_of("0123456789"), std::string::npos);
  const CodeRow row{.hash = code.hash, .expires_at = checked_at + seconds(600)};
  EXPECT_EQ(check_code(row, pepper, "sign-in/1", code.text, checked_at), CodeVerdict::Accepted);
  EXPECT_EQ(check_code(row, pepper, "sign-in/2", code.text, checked_at), CodeVerdict::Wrong);
  EXPECT_EQ(check_code(row, Key::random(), "sign-in/1", code.text, checked_at), CodeVerdict::Wrong);
  auto other = code.text;
  other[7] = other[7] == '0' ? '1' : '0';
  EXPECT_EQ(check_code(row, pepper, "sign-in/1", other, checked_at), CodeVerdict::Wrong);
  EXPECT_EQ(check_code(row, pepper, "sign-in/1", "", checked_at), CodeVerdict::Wrong);
}

TEST(MailCode, EndsWithItsTimeAndItsAttempts) {
  const auto pepper = Key::random();
  const auto code = issue_mail_code(pepper, "x");
  CodeRow row{.hash = code.hash, .expires_at = checked_at, .attempts = code_attempts_max - 1};
  EXPECT_EQ(check_code(row, pepper, "x", code.text, checked_at - seconds(1)),
            CodeVerdict::Accepted);
  EXPECT_EQ(check_code(row, pepper, "x", code.text, checked_at), CodeVerdict::Expired);
  row.attempts = code_attempts_max;
  EXPECT_EQ(check_code(row, pepper, "x", code.text, checked_at - seconds(1)),
            CodeVerdict::TooManyAttempts);
}

TEST(RecoveryCode, IsReadAsPeopleCopyIt) {
  const auto pepper = Key::random();
  const auto codes = issue_recovery_codes(pepper, "usr_1");
  ASSERT_EQ(codes.size(), 10U);
  std::set<std::string> different;
  for (const auto& code : codes) {
    different.insert(code.text);
    EXPECT_EQ(code.text.size(), 14U);
    EXPECT_EQ(hash_of_code(pepper, "usr_1", code.text), code.hash);
  }
  EXPECT_EQ(different.size(), 10U);
  EXPECT_EQ(hash_of_code(pepper, "u", " o1il-abcd "), hash_of_code(pepper, "u", "0111ABCD"));
  EXPECT_NE(hash_of_code(pepper, "u", "0111ABCD"), hash_of_code(pepper, "u", "0111ABCE"));
  EXPECT_NE(hash_of_code(pepper, "u1", "1"), hash_of_code(pepper, "u", "11"));
}

}  // namespace
}  // namespace gg::secrets
