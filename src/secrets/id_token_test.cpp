#include "secrets/id_token.h"

#include "secrets/encoding.h"

#include <fstream>

#include <gtest/gtest.h>

namespace gg::secrets {
namespace {

/// tests/tokens/tokens.json, made by Node's crypto module.
class IdTokens : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream in(GG_SOURCE_DIR "/tests/tokens/tokens.json");
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    auto parsed = parse_json(text);
    ASSERT_TRUE(parsed.has_value());
    file_ = *std::move(parsed);
    rules_ = {.issuer = file_["issuer"], .client_id = file_["client_id"], .nonce = file_["nonce"]};
    now_ = std::chrono::sys_seconds(std::chrono::seconds(file_["now"].get<std::int64_t>()));
  }

  Result<IdToken> verify(const std::string& token) {
    return verify_id_token(token, JwkSet::parse(file_["jwks"].dump()).value(), rules_, now_);
  }

  Json file_;
  IdTokenRules rules_;
  std::chrono::sys_seconds now_;
};

TEST_F(IdTokens, AreTakenOrRefusedForTheReasonTheTableGives) {
  int cases = 0;
  for (const auto& [name, row] : file_["tokens"].items()) {
    const auto says = row[1].get<std::string>();
    const auto token = verify(row[0].get<std::string>());
    EXPECT_EQ(token.has_value(), says.empty())
        << name << (token.has_value() ? "" : token.error().message);
    if (!token) {
      EXPECT_NE(token.error().message.find(says), std::string::npos)
          << name << ": " << token.error().message;
    }
    ++cases;
  }
  EXPECT_GE(cases, 50);
}

TEST_F(IdTokens, TellWhoSignedIn) {
  const auto token = verify(file_["tokens"]["es256"][0].get<std::string>());
  ASSERT_TRUE(token.has_value()) << token.error().message;
  EXPECT_EQ(token->issuer, "https://id.example");
  EXPECT_EQ(token->subject, "248289761001");
  EXPECT_EQ(token->email, "ada@studio.example");
  EXPECT_TRUE(token->email_verified);
  EXPECT_EQ(token->name, "Ada");
}

TEST_F(IdTokens, EveryChangedCharacterIsRefused) {
  const auto keys = JwkSet::parse(file_["jwks"].dump()).value();
  for (const auto* name : {"rs256", "es256", "eddsa"}) {
    const auto token = file_["tokens"][name][0].get<std::string>();
    for (std::size_t at = 0; at < token.size(); ++at) {
      auto changed = token;
      changed[at] = changed[at] == 'A' ? 'B' : 'A';
      EXPECT_FALSE(verify_id_token(changed, keys, rules_, now_).has_value()) << name << " " << at;
    }
  }
}

TEST_F(IdTokens, AreRefusedWhenNoNonceWasSent) {
  rules_.nonce = "";
  EXPECT_FALSE(verify(file_["tokens"]["rs256"][0].get<std::string>()).has_value());
  EXPECT_FALSE(verify(file_["tokens"]["no_nonce"][0].get<std::string>()).has_value());
}

TEST_F(IdTokens, KeySetKeepsWhatCanVerifyOnly) {
  const auto keys = JwkSet::parse(file_["jwks"].dump()).value();
  EXPECT_EQ(keys.size(), 3U);
  EXPECT_TRUE(keys.has("rsa"));
  EXPECT_FALSE(keys.has("short"));
  EXPECT_FALSE(keys.has("oct"));
  const auto lacks = [&](const char* name) {
    return keys.lacks_key_of(file_["tokens"][name][0].get<std::string>());
  };
  EXPECT_TRUE(lacks("unknown_kid"));
  EXPECT_FALSE(lacks("rs256"));
  EXPECT_FALSE(lacks("no_kid_one_key"));
  EXPECT_FALSE(lacks("two_parts"));
}

TEST(JwkSet, SaysWhatIsWrong) {
  const std::pair<std::string, ErrorKind> cases[] = {
      {"", ErrorKind::InvalidInput},
      {"[]", ErrorKind::InvalidInput},
      {R"({"keys":{}})", ErrorKind::InvalidInput},
      {R"({"keys":[]})", ErrorKind::InvalidInput},
      {R"({"keys":[7,null,"x",[]]})", ErrorKind::InvalidInput},
      {R"({"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]})", ErrorKind::InvalidInput},
      {R"({"keys":[{"kty":"RSA","n":")" + std::string(180, 'A') + std::string(180, 'w') +
           R"(","e":"AQAB"}]})",
       ErrorKind::InvalidInput},
      {R"({"keys":[{"kty":"RSA","n":")" + std::string(1368, 'w') + R"(","e":"AQABAQAB"}]})",
       ErrorKind::InvalidInput},
      {R"({"keys":[{"kty":"RSA","n":")" + std::string(2000, 'w') + R"(","e":"AQAB"}]})",
       ErrorKind::InvalidInput},
      {R"({"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]})", ErrorKind::InvalidInput},
      {R"({"keys":[{"kty":"EC","crv":"P-256","x":")" + std::string(43, 'A') + R"(","y":")" +
           std::string(43, 'A') + R"("}]})",
       ErrorKind::InvalidInput},
      {R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":"AA"}]})", ErrorKind::InvalidInput},
      {std::string(JwkSet::Limits::bytes_max + 1, ' '), ErrorKind::LimitExceeded},
  };
  for (const auto& [text, kind] : cases) {
    const auto keys = JwkSet::parse(text);
    ASSERT_FALSE(keys.has_value()) << text.substr(0, 100);
    EXPECT_EQ(keys.error().kind, kind) << text.substr(0, 100);
  }
}

}  // namespace
}  // namespace gg::secrets
