#include "outgoing/oidc.h"

#include "outgoing/curl_handle.h"
#include "outgoing/form.h"
#include "secrets/ed25519.h"
#include "support/server_process.h"

#include <cstdio>

#include <gtest/gtest.h>

namespace gg::outgoing {
namespace {

Json good_document() {
  return {{"issuer", "https://id.example"},
          {"authorization_endpoint", "https://id.example/auth"},
          {"token_endpoint", "https://id.example/token"},
          {"jwks_uri", "https://id.example/jwks"},
          {"response_types_supported", {"code", "none"}}};
}

Json with(const char* name, Json value) {
  auto document = good_document();
  document[name] = std::move(value);
  return document;
}

TEST(ParseProvider, TakesWhatTheSpecificationLeavesOut) {
  const auto provider = parse_provider(good_document().dump(), "https://id.example");
  ASSERT_TRUE(provider.has_value()) << provider.error().message;
  EXPECT_EQ(provider->token_endpoint, "https://id.example/token");
  EXPECT_EQ(provider->proof, ClientProof::Basic);
  EXPECT_FALSE(provider->names_issuer);
  const auto post =
      parse_provider(with("token_endpoint_auth_methods_supported", {"client_secret_post"}).dump(),
                     "https://id.example");
  EXPECT_EQ(post.value().proof, ClientProof::Post);
}

TEST(ParseProvider, SaysWhatIsMissing) {
  const std::pair<std::string, const char*> cases[] = {
      {"", "no JSON"},
      {"[]", "no JSON"},
      {with("issuer", "https://id.example/").dump(), "does not name itself"},
      {with("issuer", nullptr).dump(), "does not name itself"},
      {with("token_endpoint", 7).dump(), "no token_endpoint"},
      {with("jwks_uri", "").dump(), "no jwks_uri"},
      {with("authorization_endpoint", "javascript:alert(1)").dump(), "authorization_endpoint: "},
      {with("jwks_uri", "http://id.example/jwks").dump(), "jwks_uri: "},
      {with("userinfo_endpoint", "file:///etc/passwd").dump(), "userinfo_endpoint: "},
      {with("response_types_supported", {"id_token"}).dump(), "code flow"},
      {with("code_challenge_methods_supported", {"plain"}).dump(), "S256"},
      {with("id_token_signing_alg_values_supported", {"HS256", "none"}).dump(), "none of RS256"},
  };
  for (const auto& [text, says] : cases) {
    const auto provider = parse_provider(text, "https://id.example");
    ASSERT_FALSE(provider.has_value()) << text;
    EXPECT_NE(provider.error().message.find(says), std::string::npos) << provider.error().message;
  }
}

TEST(BeginSignIn, AsksWithFreshSecretsEachTime) {
  const OidcProvider provider{.authorization_endpoint = "https://id.example/auth?tenant=1"};
  const OidcClient client{.id = "desk", .redirect_uri = "https://desk.example/back?x=1"};
  const auto begun = begin_sign_in(provider, client);
  const auto other = begin_sign_in(provider, client);
  EXPECT_NE(begun.state, other.state);
  EXPECT_NE(begun.nonce, other.nonce);
  EXPECT_NE(begun.verifier, other.verifier);
  const auto form = parse_form(begun.url.substr(begun.url.find('?') + 1)).value();
  EXPECT_EQ(value_of(form, "tenant").value(), "1");
  EXPECT_EQ(value_of(form, "redirect_uri").value(), "https://desk.example/back?x=1");
  EXPECT_EQ(value_of(form, "state").value(), begun.state);
  EXPECT_EQ(value_of(form, "code_challenge_method").value(), "S256");
  EXPECT_EQ(begun.url.find(begun.verifier), std::string::npos);
}

TEST(SignInAnswer, IsReadOnlyWhenItAnswersThisSignIn) {
  const OidcProvider provider{.issuer = "https://id.example", .names_issuer = true};
  const SignIn begun{.state = "s"};
  const std::pair<const char*, const char*> cases[] = {
      {"code=c&state=s&iss=https%3A%2F%2Fid.example", ""},
      {"code=c&state=t&iss=https%3A%2F%2Fid.example", "(state)"},
      {"code=c&iss=https%3A%2F%2Fid.example", "(state)"},
      {"code=c&state=s", "(iss)"},
      {"code=c&state=s&iss=https%3A%2F%2Fevil.example", "(iss)"},
      {"state=s&iss=https%3A%2F%2Fid.example", "no code"},
      {"code=c&code=d&state=s&iss=https%3A%2F%2Fid.example", "twice"},
      {"error=access_denied&error_description=no%0Away&state=s&iss=https%3A%2F%2Fid.example",
       "access_denied, no way"},
  };
  for (const auto& [query, says] : cases) {
    const auto code = parse_sign_in_answer(query, provider, begun);
    EXPECT_EQ(code.has_value(), *says == '\0') << query;
    if (!code) {
      EXPECT_NE(code.error().message.find(says), std::string::npos) << code.error().message;
    }
  }
  EXPECT_FALSE(parse_sign_in_answer("code=c&state=&iss=https%3A%2F%2Fid.example", provider, {}));
  const OidcProvider silent{.issuer = "https://id.example"};
  EXPECT_EQ(parse_sign_in_answer("code=c&state=s", silent, begun).value(), "c");
  EXPECT_FALSE(parse_sign_in_answer("code=c&state=s&iss=x", silent, begun).has_value());
}

/// A person with a browser: follows the provider's pages, keeps its cookies, fills in its forms.
class Browser {
 public:
  Browser() {
    set(curl_, CURLOPT_COOKIEFILE, "");
    set(curl_, CURLOPT_PROXY, "");
    set(curl_, CURLOPT_WRITEFUNCTION, &append_to);
    set(curl_, CURLOPT_WRITEDATA, &page_);
  }

  /// Signs in as `login` and agrees to everything; gives the query it is sent back with.
  std::string sign_in(std::string url, const std::string& login) {
    for (int pages = 0; pages < 12; ++pages) {
      if (url.starts_with("https://desk.example/")) return url.substr(url.find('?') + 1);
      const auto next = load(url, "");
      url = next.empty() ? submit(url, login) : next;
    }
    return "too many pages";
  }

  /// Goes to the first page and turns back.
  std::string turn_back(const std::string& url) {
    auto next = load(load(url, "") + "/abort", "");
    while (!next.starts_with("https://desk.example/") && !next.empty()) next = load(next, "");
    return next.substr(next.find('?') + 1);
  }

 private:
  static std::size_t append_to(char* first, std::size_t, std::size_t count, void* page) {
    static_cast<std::string*>(page)->append(first, count);
    return count;
  }

  /// Loads a page; gives where it sends on to, or nothing.
  std::string load(const std::string& url, const std::string& form) {
    page_.clear();
    set(curl_, CURLOPT_URL, url.c_str());
    set(curl_, CURLOPT_HTTPGET, 1L);
    if (!form.empty()) set(curl_, CURLOPT_COPYPOSTFIELDS, form.c_str());
    EXPECT_EQ(curl_easy_perform(curl_.get()), CURLE_OK) << url;
    const char* next = nullptr;
    curl_easy_getinfo(curl_.get(), CURLINFO_REDIRECT_URL, &next);
    return next == nullptr ? std::string() : std::string(next);
  }

  /// Fills in the form of the page: first for the login, then for the consent.
  std::string submit(const std::string& url, const std::string& login) {
    const bool asks_login = page_.find("name=\"login\"") != std::string::npos;
    EXPECT_NE(page_.find("<form"), std::string::npos) << page_;
    return load(url, asks_login
                         ? write_form({{"prompt", "login"}, {"login", login}, {"password", "x"}})
                         : write_form({{"prompt", "consent"}}));
  }

  CurlPtr curl_ = new_curl();
  std::string page_;
};

/// The first line a command writes, and its exit code.
std::pair<std::string, int> first_line(const std::string& command) {
  std::string line;
  auto* pipe = popen((command + " 2>&1").c_str(), "r");
  for (int c = fgetc(pipe); c != EOF && c != '\n'; c = fgetc(pipe)) line += static_cast<char>(c);
  const int status = pclose(pipe);
  return {line, WEXITSTATUS(status)};
}

std::chrono::sys_seconds now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

/// oidc-provider of npm, in a process of its own.
class RealProvider : public testing::Test {
 protected:
  void SetUp() override {
    const std::string folder = GG_OIDC_FOLDER;
    const auto [node, code] = first_line(GG_SOURCE_DIR "/tools/oidc_provider " + folder);
    if (code == 77) GTEST_SKIP() << "no identity provider to sign in at: " << node;
    ASSERT_EQ(code, 0) << node;
    process_ = std::make_unique<ServerProcess>(
        std::vector<std::string>{node, GG_SOURCE_DIR "/tests/oidc/provider.mjs", folder});
    ASSERT_NE(process_->line(), "");
    settings_.trusted_hosts = {process_->line().substr(7)};
    auto discovered = discover(process_->line(), settings_);
    ASSERT_TRUE(discovered.has_value()) << discovered.error().message;
    provider_ = *std::move(discovered);
  }

  OidcClient client(const std::string& id) const {
    return {.issuer = process_->line(),
            .id = id,
            .secret = "s3cret/+:% &=",
            .redirect_uri = "https://desk.example/sign-in/back"};
  }

  /// The whole flow, begun for one client.
  Result<SignedIn> sign_in(const OidcClient& client) {
    const auto begun = begin_sign_in(provider_, client);
    auto keys = fetch_keys(provider_, settings_);
    if (!keys) return fail(keys.error());
    return finish_sign_in(Browser().sign_in(begun.url, "ada"), provider_, client, begun, *keys,
                          now(), settings_);
  }

  std::unique_ptr<ServerProcess> process_;
  HttpSettings settings_;
  OidcProvider provider_;
};

TEST_F(RealProvider, SignsInWithEveryAlgorithmAndProof) {
  for (const auto* id : {"desk", "desk-es256", "desk-eddsa"}) {
    const auto signed_in = sign_in(client(id));
    ASSERT_TRUE(signed_in.has_value()) << id << ": " << signed_in.error().message;
    EXPECT_EQ(signed_in->who.subject, "ada") << id;
    EXPECT_EQ(signed_in->who.issuer, process_->line()) << id;
  }
  auto open = client("desk-public");
  open.secret.clear();
  EXPECT_TRUE(sign_in(open).has_value());
  provider_.proof = ClientProof::Post;
  EXPECT_TRUE(sign_in(client("desk-post")).has_value());
}

TEST_F(RealProvider, TellsMoreAtItsUserinfoEndpoint) {
  auto signed_in = sign_in(client("desk"));
  ASSERT_TRUE(signed_in.has_value()) << signed_in.error().message;
  const auto more = fetch_userinfo(provider_, *signed_in, settings_);
  ASSERT_TRUE(more.has_value()) << more.error().message;
  EXPECT_EQ(text_member(*more, "email"), "ada@studio.example");
  signed_in->who.subject = "eve";
  EXPECT_FALSE(fetch_userinfo(provider_, *signed_in, settings_).has_value());
  signed_in->access_token = "x";
  EXPECT_FALSE(fetch_userinfo(provider_, *signed_in, settings_).has_value());
}

TEST_F(RealProvider, FetchesKeysAnewWhenTheyWereChanged) {
  const auto desk = client("desk");
  const auto begun = begin_sign_in(provider_, desk);
  const auto key = secrets::SigningKey::random().public_key();
  auto keys = secrets::JwkSet::parse(R"({"keys":[)" + key.jwk().dump() + "]}").value();
  const auto signed_in = finish_sign_in(Browser().sign_in(begun.url, "ada"), provider_, desk, begun,
                                        keys, now(), settings_);
  ASSERT_TRUE(signed_in.has_value()) << signed_in.error().message;
  EXPECT_EQ(keys.size(), 3U);
}

/// One sign-in as far as the tokens, and what verifying them says with one thing changed.
TEST_F(RealProvider, TokensAreRefusedForEveryReason) {
  const auto desk = client("desk");
  const auto begun = begin_sign_in(provider_, desk);
  const auto code =
      parse_sign_in_answer(Browser().sign_in(begun.url, "ada"), provider_, begun).value();
  const auto tokens = exchange_code(code, provider_, desk, begun, settings_);
  ASSERT_TRUE(tokens.has_value()) << tokens.error().message;
  const auto keys = fetch_keys(provider_, settings_).value();
  const secrets::IdTokenRules good{
      .issuer = provider_.issuer, .client_id = "desk", .nonce = begun.nonce};
  const auto says = [&](const std::string& token, const secrets::IdTokenRules& rules,
                        std::chrono::sys_seconds at) {
    const auto verified = secrets::verify_id_token(token, keys, rules, at);
    return verified.has_value() ? std::string("good") : verified.error().message;
  };
  const auto& token = tokens->id_token;
  EXPECT_EQ(says(token, good, now()), "good");
  auto rules = good;
  rules.nonce = begin_sign_in(provider_, desk).nonce;
  EXPECT_NE(says(token, rules, now()).find("(nonce)"), std::string::npos);
  rules = good;
  rules.issuer += "/";
  EXPECT_NE(says(token, rules, now()).find("(iss)"), std::string::npos);
  rules = good;
  rules.client_id = "desk-es256";
  EXPECT_NE(says(token, rules, now()).find("(aud)"), std::string::npos);
  EXPECT_NE(says(token, good, now() + std::chrono::hours(1)).find("expired"), std::string::npos);
  EXPECT_NE(says(token, good, now() - std::chrono::hours(1)).find("future"), std::string::npos);
  auto tampered = token;
  const auto middle = token.find('.') + 20;
  tampered[middle] = tampered[middle] == 'A' ? 'B' : 'A';
  EXPECT_NE(says(tampered, good, now()), "good");
}

TEST_F(RealProvider, CodesAreGoodOnceAndForTheirVerifierOnly) {
  const auto desk = client("desk");
  const auto exchange = [&](const std::string& code, const OidcClient& client,
                            const SignIn& begun) {
    return exchange_code(code, provider_, client, begun, settings_);
  };
  const auto fresh = [&](const SignIn& begun) {
    return parse_sign_in_answer(Browser().sign_in(begun.url, "ada"), provider_, begun).value();
  };
  const auto begun = begin_sign_in(provider_, desk);
  const auto code = fresh(begun);
  EXPECT_TRUE(exchange(code, desk, begun).has_value());
  const auto again = exchange(code, desk, begun);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().kind, ErrorKind::InvalidInput);
  EXPECT_NE(again.error().message.find("invalid_grant"), std::string::npos)
      << again.error().message;
  auto other = begun;
  other.verifier = begin_sign_in(provider_, desk).verifier;
  EXPECT_FALSE(exchange(fresh(begun), desk, other).has_value());
  auto stranger = desk;
  stranger.secret = "guess";
  const auto refused = exchange(fresh(begun), stranger, begun);
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().message.find("invalid_client"), std::string::npos);
}

TEST_F(RealProvider, SaysWhenThePersonTurnsBack) {
  const auto begun = begin_sign_in(provider_, client("desk"));
  const auto code = parse_sign_in_answer(Browser().turn_back(begun.url), provider_, begun);
  ASSERT_FALSE(code.has_value());
  EXPECT_NE(code.error().message.find("access_denied"), std::string::npos) << code.error().message;
}

TEST_F(RealProvider, IsNotReachedWhereNobodyTrustsItsHost) {
  EXPECT_EQ(discover(process_->line()).error().kind, ErrorKind::InvalidInput);
}

}  // namespace
}  // namespace gg::outgoing
