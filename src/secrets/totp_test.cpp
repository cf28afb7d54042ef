#include "secrets/totp.h"

#include <gtest/gtest.h>

namespace gg::secrets {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

TotpSecret rfc_secret() { return *TotpSecret::from("12345678901234567890"); }

sys_seconds at(std::int64_t count) { return sys_seconds(seconds(count)); }

// Source: RFC 6238 appendix B, SHA-1; the last six of its eight digits.
TEST(Totp, GivesTheVectorsOfTheRfc) {
  const std::pair<std::int64_t, const char*> vectors[] = {
      {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
      {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
  };
  for (const auto& [time, code] : vectors)
    EXPECT_EQ(totp_code(rfc_secret(), totp_step_at(at(time))), code) << time;
}

// Source: RFC 4226 appendix D.
TEST(Totp, GivesTheVectorsOfHotp) {
  const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                         "254676", "287922", "162583", "399871", "520489"};
  for (TotpStep step = 0; step < std::size(codes); ++step)
    EXPECT_EQ(totp_code(rfc_secret(), step), codes[step]);
}

TEST(VerifyTotp, TakesOneStepBeforeAndAfterAndNoMore) {
  const auto code = totp_code(rfc_secret(), 1000);
  EXPECT_EQ(verify_totp(rfc_secret(), code, at(998 * 30 + 29), {}), std::nullopt);
  EXPECT_EQ(verify_totp(rfc_secret(), code, at(999 * 30), {}), 1000U);
  EXPECT_EQ(verify_totp(rfc_secret(), code, at(1001 * 30 + 29), {}), 1000U);
  EXPECT_EQ(verify_totp(rfc_secret(), code, at(1002 * 30), {}), std::nullopt);
}

TEST(VerifyTotp, TakesACodeOnce) {
  const auto code = totp_code(rfc_secret(), 1000);
  EXPECT_EQ(verify_totp(rfc_secret(), code, at(30'000), 999), 1000U);
  EXPECT_EQ(verify_totp(rfc_secret(), code, at(30'000), 1000), std::nullopt);
  EXPECT_EQ(verify_totp(rfc_secret(), code, at(30'000), 1001), std::nullopt);
}

TEST(VerifyTotp, RefusesWhatIsNoCode) {
  for (const auto* code : {"", "28708", "2870821", "28708a", "28708 ", "-87082"})
    EXPECT_EQ(verify_totp(rfc_secret(), code, at(59), {}), std::nullopt) << code;
  EXPECT_EQ(verify_totp(rfc_secret(), "287 082", at(59), {}), 1U);
  EXPECT_EQ(verify_totp(rfc_secret(), std::string(10'000, ' ') + "287082", at(59), {}),
            std::nullopt);
  EXPECT_EQ(verify_totp(rfc_secret(), "755224", at(0), {}), 0U);
}

TEST(TotpUri, EscapesIssuerAndAccount) {
  EXPECT_EQ(
      totp_uri(rfc_secret(), "Good gate", "ada@studio.example"),
      "otpauth://totp/Good%20gate:ada%40studio.example?secret="
      "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Good%20gate&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace gg::secrets
