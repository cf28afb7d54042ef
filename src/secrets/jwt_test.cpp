#include "secrets/jwt.h"

#include "secrets/encoding.h"
#include "support/temp_dir.h"

#include <cstdlib>

#include <gtest/gtest.h>

namespace gg::secrets {
namespace {

using std::chrono::seconds;
constexpr std::int64_t now_seconds = 1'800'000'000;
constexpr std::chrono::sys_seconds moment{seconds(now_seconds)};

const JwtRules rules{
    .type = std::string(clearance_type), .issuer = "https://desk.example", .audience = "comfyui"};

Json good_claims() {
  return {{"iss", "https://desk.example"}, {"aud", "comfyui"},        {"iat", now_seconds},
          {"exp", now_seconds + 900},      {"jti", "clr_01J0000000"}, {"sub", "use_01J0000000"}};
}

Json with(const char* name, Json value) {
  auto claims = good_claims();
  claims[name] = std::move(value);
  return claims;
}

Json without(const char* name) {
  auto claims = good_claims();
  claims.erase(name);
  return claims;
}

TEST(VerifyJwt, ReturnsTheClaimsThatWereSigned) {
  const auto key = SigningKey::random();
  const auto token = sign_jwt(key, clearance_type, good_claims());
  const auto claims =
      verify_jwt(token, {SigningKey::random().public_key(), key.public_key()}, rules, moment);
  ASSERT_TRUE(claims.has_value()) << claims.error().message;
  EXPECT_EQ(*claims, good_claims());
}

struct ClaimsCase {
  Json claims;
  const char* says;  ///< Empty: good.
};

TEST(VerifyJwt, ChecksEveryClaim) {
  const auto key = SigningKey::random();
  const ClaimsCase cases[] = {
      {with("aud", {"other", "comfyui"}), ""},
      {with("exp", now_seconds - 59), "valid for longer"},
      {with("nbf", now_seconds + 60), ""},
      {with("iat", now_seconds + 60), ""},
      {with("exp", now_seconds + 89'999.5), ""},
      {with("iss", "https://desk.example/"), "(iss)"},
      {without("iss"), "(iss)"},
      {with("aud", "comfy"), "(aud)"},
      {with("aud", Json::array()), "(aud)"},
      {without("aud"), "(aud)"},
      {with("exp", now_seconds - 60), "expired"},
      {without("exp"), "(exp)"},
      {with("exp", "soon"), "(exp)"},
      {with("iat", now_seconds + 61), "future"},
      {without("iat"), "(iat)"},
      {with("nbf", now_seconds + 61), "(nbf)"},
      {with("nbf", "now"), "(nbf)"},
      {with("exp", now_seconds + 90'001), "valid for longer"},
      {without("jti"), "(jti)"},
      {with("jti", ""), "(jti)"},
      {with("jti", std::string(129, 'x')), "(jti)"},
      {with("jti", 7), "(jti)"},
  };
  for (const auto& one : cases) {
    const auto token = sign_jwt(key, clearance_type, one.claims);
    const auto claims = verify_jwt(token, {key.public_key()}, rules, moment);
    EXPECT_EQ(claims.has_value(), *one.says == '\0') << one.claims.dump();
    if (!claims) {
      EXPECT_NE(claims.error().message.find(one.says), std::string::npos)
          << one.claims.dump() << claims.error().message;
    }
  }
}

std::string with_header(const SigningKey& key, const Json& header) {
  const auto part = base64url(header.dump()) + "." + base64url(good_claims().dump());
  return part + "." + base64url(key.sign(part));
}

TEST(VerifyJwt, ChecksTheHeader) {
  const auto key = SigningKey::random();
  const auto kid = key.public_key().kid();
  const auto typ = std::string(clearance_type);
  const std::pair<Json, const char*> cases[] = {
      {{{"alg", "EdDSA"}, {"typ", typ}, {"kid", kid}}, ""},
      {{{"alg", "none"}, {"typ", typ}, {"kid", kid}}, "algorithm"},
      {{{"alg", "eddsa"}, {"typ", typ}, {"kid", kid}}, "algorithm"},
      {{{"alg", "HS256"}, {"typ", typ}, {"kid", kid}}, "algorithm"},
      {{{"typ", typ}, {"kid", kid}}, "algorithm"},
      {{{"alg", "EdDSA"}, {"typ", typ}}, "(kid)"},
      {{{"alg", "EdDSA"}, {"typ", typ}, {"kid", "x"}}, "(kid)"},
      {{{"alg", "EdDSA"}, {"kid", kid}}, "(typ)"},
      {{{"alg", "EdDSA"}, {"typ", "JWT"}, {"kid", kid}}, "(typ)"},
      {{{"alg", "EdDSA"}, {"typ", typ}, {"kid", kid}, {"crit", Json::array()}}, "crit"},
  };
  for (const auto& [header, says] : cases) {
    const auto claims = verify_jwt(with_header(key, header), {key.public_key()}, rules, moment);
    EXPECT_EQ(claims.has_value(), *says == '\0') << header.dump();
    if (!claims) {
      EXPECT_NE(claims.error().message.find(says), std::string::npos) << claims.error().message;
    }
  }
}

TEST(VerifyJwt, EveryChangedCharacterIsRefused) {
  const auto key = SigningKey::random();
  const auto token = sign_jwt(key, clearance_type, good_claims());
  for (std::size_t at = 0; at < token.size(); ++at) {
    auto changed = token;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(verify_jwt(changed, {key.public_key()}, rules, moment).has_value()) << at;
  }
  const auto huge = verify_jwt(std::string(jwt_bytes_max + 1, 'A'), {}, rules, moment);
  EXPECT_EQ(huge.error().kind, ErrorKind::LimitExceeded);
}

TEST(SignJwt, WritesTextThatIsNotUtf8WithoutThrowing) {
  const auto key = SigningKey::random();
  const auto token = sign_jwt(key, clearance_type, with("sub", "\xFF"));
  EXPECT_TRUE(verify_jwt(token, {key.public_key()}, rules, moment).has_value());
}

// Source: RFC 8037 appendix A.1, A.3 and A.4.
TEST(Ed25519, GivesTheVectorsOfTheRfc) {
  const auto seed = parse_base64url("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
  const SigningKey key(*Key::from(*seed));
  EXPECT_EQ(base64url(key.public_key().bytes()), "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
  EXPECT_EQ(key.public_key().kid(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  EXPECT_EQ(base64url(key.sign("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc")),
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_"
            "MuM0KAg");
}

TEST(PublicKey, ReadsBackFromPemAndJwk) {
  const auto key = SigningKey::random().public_key();
  EXPECT_EQ(PublicKey::parse_pem(key.pem()).value(), key);
  EXPECT_EQ(PublicKey::parse_jwk(key.jwk()).value(), key);
  EXPECT_FALSE(PublicKey::parse_pem("").has_value());
  EXPECT_FALSE(PublicKey::parse_pem(std::string(10'000, '-')).has_value());
  EXPECT_FALSE(PublicKey::parse_jwk(Json(3)).has_value());
  EXPECT_FALSE(PublicKey::parse_jwk({{"kty", "OKP"}, {"crv", "X25519"}, {"x", "AA"}}).has_value());
  EXPECT_FALSE(PublicKey::parse_jwk({{"kty", "OKP"}, {"crv", "Ed25519"}, {"x", "AA"}}).has_value());
}

bool runs(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
}

/// A token as an outsider gets it, in files for other programs.
struct Handed {
  TempDir folder;
  SigningKey key = SigningKey::random();
  std::string token = sign_jwt(key, clearance_type, good_claims());

  void write(const std::string& text) const {
    const auto last = text.rfind('.');
    folder.write("signed", text.substr(0, last));
    folder.write("signature", parse_base64url(text.substr(last + 1)).value());
    folder.write("token", text);
    folder.write("key.pem", key.public_key().pem());
    folder.write("key.jwk", key.public_key().jwk().dump());
  }
};

TEST(Outsider, VerifiesWithTheOpensslCommand) {
  const Handed handed;
  handed.write(handed.token);
  const auto at = [&handed](const char* name) { return " " + handed.folder.at(name); };
  const auto command = "openssl pkeyutl -verify -rawin -pubin -inkey" + at("key.pem") + " -in" +
                       at("signed") + " -sigfile" + at("signature");
  EXPECT_TRUE(runs(command));
  handed.folder.write("signed", handed.token.substr(0, 20));
  EXPECT_FALSE(runs(command));
}

TEST(Outsider, VerifiesWithNode) {
  if (!runs("node --version")) GTEST_SKIP() << "there is no node on this machine";
  const Handed handed;
  handed.write(handed.token);
  handed.folder.write("verify.mjs", R"(
import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const [header, claims, signature] = read("token").split(".");
const good = (key) => verify(null, Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, "base64url"));
const keys = [createPublicKey(read("key.pem")),
              createPublicKey({ key: JSON.parse(read("key.jwk")), format: "jwk" })];
process.exit(keys.every(good) ? 0 : 1);
)");
  EXPECT_TRUE(runs("node " + handed.folder.at("verify.mjs")));
  auto changed = handed.token;
  changed[60] = changed[60] == 'A' ? 'B' : 'A';
  handed.folder.write("token", changed);
  EXPECT_FALSE(runs("node " + handed.folder.at("verify.mjs")));
}

}  // namespace
}  // namespace gg::secrets
