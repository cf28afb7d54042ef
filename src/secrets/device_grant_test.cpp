#include "secrets/device_grant.h"

#include <gtest/gtest.h>

namespace gg::secrets {
namespace {

using std::chrono::seconds;
constexpr std::chrono::sys_seconds asked_at{seconds(1'800'000'000)};

TEST(DeviceGrant, IsReadAsPeopleTypeIt) {
  const auto grant = issue_device_grant();
  EXPECT_EQ(parse_token(grant.device_code.text).value().kind, TokenKind::Device);
  EXPECT_EQ(parse_user_code(grant.user_code), grant.user_code);
  EXPECT_NE(issue_device_grant().user_code, grant.user_code);
  EXPECT_EQ(parse_user_code(" wdjb mjht"), "WDJB-MJHT");
  EXPECT_EQ(parse_user_code("WDJBMJHT"), "WDJB-MJHT");
  for (const auto& typed :
       {std::string(), std::string("WDJB-MJH"), std::string("WDJB-MJHTX"), std::string("WDJB-MJHA"),
        std::string("WDJB-MJH1"), std::string(100, '-') + "WDJBMJHT"})
    EXPECT_EQ(parse_user_code(typed), std::nullopt) << typed;
}

struct PollCase {
  DeviceAnswer answer;
  int expires_in;
  std::optional<int> polled_before;  ///< Seconds ago.
  PollOutcome outcome;
  int interval;
  const char* error;
};

TEST(PollDevice, AnswersAsTheRfcSays) {
  const PollCase cases[] = {
      {DeviceAnswer::None, 600, {}, PollOutcome::Pending, 5, "authorization_pending"},
      {DeviceAnswer::None, 600, 5, PollOutcome::Pending, 5, "authorization_pending"},
      {DeviceAnswer::None, 600, 4, PollOutcome::SlowDown, 10, "slow_down"},
      {DeviceAnswer::Approved, 600, 4, PollOutcome::SlowDown, 10, "slow_down"},
      {DeviceAnswer::Approved, 600, 5, PollOutcome::Granted, 5, ""},
      {DeviceAnswer::Approved, 1, 5, PollOutcome::Granted, 5, ""},
      {DeviceAnswer::Approved, 0, 5, PollOutcome::Expired, 5, "expired_token"},
      {DeviceAnswer::Denied, 600, 60, PollOutcome::Denied, 5, "access_denied"},
      {DeviceAnswer::None, -1, 1, PollOutcome::Expired, 5, "expired_token"},
  };
  for (const auto& one : cases) {
    DeviceRow row{.answer = one.answer, .expires_at = asked_at + seconds(one.expires_in)};
    if (one.polled_before) row.polled_at = asked_at - seconds(*one.polled_before);
    const auto poll = poll_device(row, asked_at);
    EXPECT_EQ(poll.outcome, one.outcome) << one.error << one.expires_in;
    EXPECT_EQ(poll.interval, seconds(one.interval)) << one.error;
    EXPECT_EQ(error_of(poll.outcome), one.error);
  }
}

}  // namespace
}  // namespace gg::secrets
