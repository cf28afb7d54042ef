#include "secrets/session.h"

#include <gtest/gtest.h>

namespace gg::secrets {
namespace {

TEST(Session, IsFoundByTheHashOfItsId) {
  const auto session = issue_session();
  EXPECT_EQ(session.id.size(), 43U);
  EXPECT_EQ(hash_of_session(session.id), session.hash);
  EXPECT_NE(issue_session().id, session.id);
  for (const auto& id : {std::string(), session.id.substr(1), session.id + "A", session.id + "=",
                         std::string(43, '*'), std::string(100'000, 'A')})
    EXPECT_EQ(hash_of_session(id), std::nullopt) << id.substr(0, 50);
}

TEST(CsrfToken, IsGoodForItsSessionAndInstallationOnly) {
  const auto key = Key::random();
  const auto session = issue_session().hash;
  const auto token = csrf_token(key, session);
  EXPECT_TRUE(verify_csrf_token(key, session, token));
  EXPECT_NE(csrf_token(key, session), token);
  EXPECT_FALSE(verify_csrf_token(key, issue_session().hash, token));
  EXPECT_FALSE(verify_csrf_token(Key::random(), session, token));
  EXPECT_FALSE(verify_csrf_token(key, session, ""));
  for (std::size_t at = 0; at < token.size(); ++at) {
    auto changed = token;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(verify_csrf_token(key, session, changed)) << at;
  }
}

}  // namespace
}  // namespace gg::secrets
