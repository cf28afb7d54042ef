#include "outgoing/webhook.h"

#include "base/base64.h"
#include "json/json.h"
#include "outgoing/delivery.h"
#include "support/server_process.h"

#include <gtest/gtest.h>

namespace gg::outgoing {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

// Source: the test vector of the reference libraries of Standard Webhooks.
const WebhookMessage vector_message{.id = "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                    .timestamp = sys_seconds(seconds(1'614'265'330)),
                                    .body = R"({"test": 2432232314})"};
constexpr auto vector_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr auto vector_signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

TEST(Webhook, SignsAsTheReferenceDoes) {
  const auto headers =
      webhook_headers(vector_message, {.secrets = {WebhookSecret::parse(vector_secret).value()}});
  ASSERT_EQ(headers.size(), 3U);
  EXPECT_EQ(headers[0].value, "msg_p5jXN8AQM9LWM0D4loKWxJek");
  EXPECT_EQ(headers[1].value, "1614265330");
  EXPECT_EQ(headers[2].value, vector_signature);
}

TEST(Webhook, VerifiesWithEitherSecretOrKey) {
  const auto before = WebhookSecret::random();
  const auto present = WebhookSecret::random();
  const auto key = secrets::SigningKey::random();
  const auto headers = webhook_headers(vector_message, {.secrets = {present, before}, .key = key});
  const auto now = vector_message.timestamp;
  const auto good = [&](const WebhookTrust& trust) {
    return verify_webhook(headers, vector_message.body, trust, now).has_value();
  };
  EXPECT_TRUE(good({.secrets = {before}}));
  EXPECT_TRUE(good({.secrets = {present}}));
  EXPECT_TRUE(good({.keys = {key.public_key()}}));
  EXPECT_FALSE(good({}));
  EXPECT_FALSE(good({.secrets = {WebhookSecret::random()}}));
  EXPECT_FALSE(good({.keys = {secrets::SigningKey::random().public_key()}}));
}

struct HeaderCase {
  std::vector<HttpHeader> headers;
  std::string body;
  const char* says;  ///< Empty: good.
};

TEST(Webhook, RefusesWhatDoesNotFit) {
  const HttpHeader id{"Webhook-Id", vector_message.id};
  const HttpHeader time{"webhook-timestamp", "1614265330"};
  const HttpHeader signature{"webhook-signature", vector_signature};
  const auto& body = vector_message.body;
  const std::string wrong = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
  std::string seventeen;
  for (int count = 0; count < 16; ++count) seventeen += wrong + " ";
  seventeen += vector_signature;
  const HeaderCase cases[] = {
      {{id, time, signature}, body, ""},
      {{id, time, {"webhook-signature", wrong + " v2,x junk " + vector_signature}}, body, ""},
      {{time, signature}, body, "webhook-id is missing"},
      {{id, signature}, body, "webhook-timestamp is missing"},
      {{id, time}, body, "webhook-signature is missing"},
      {{id, id, time, signature}, body, "twice"},
      {{id, time, signature}, body + " ", "no signature"},
      {{id, time, {"webhook-signature", wrong}}, body, "no signature"},
      {{id, time, {"webhook-signature", seventeen}}, body, "no signature"},
      {{id, time, {"webhook-signature", "v1a" + std::string(vector_signature).substr(2)}},
       body,
       "no signature"},
      {{{"webhook-id", "msg.1"}, time, signature}, body, "dot"},
      {{{"webhook-id", "msg_1"}, time, signature}, body, "no signature"},
      {{id, {"webhook-timestamp", "1614265331"}, signature}, body, "no signature"},
      {{id, {"webhook-timestamp", "1614265330.0"}, signature}, body, "no count"},
      {{id, {"webhook-timestamp", "-1"}, signature}, body, "no count"},
      {{id, {"webhook-timestamp", "99999999999999999999"}, signature}, body, "no count"},
      {{id, {"webhook-timestamp", "1614265029"}, signature}, body, "too old"},
      {{id, {"webhook-timestamp", "1614265631"}, signature}, body, "in the future"},
  };
  const WebhookTrust trust{.secrets = {WebhookSecret::parse(vector_secret).value()}};
  for (const auto& one : cases) {
    const auto verified = verify_webhook(one.headers, one.body, trust, vector_message.timestamp);
    EXPECT_EQ(verified.has_value(), *one.says == '\0') << one.says;
    if (!verified) {
      EXPECT_NE(verified.error().message.find(one.says), std::string::npos)
          << verified.error().message;
    }
  }
  for (const int off : {-300, 300}) {
    const auto now = vector_message.timestamp + seconds(off);
    EXPECT_TRUE(verify_webhook({id, time, signature}, body, trust, now).has_value()) << off;
  }
}

TEST(WebhookSecret, ReadsBackAndHasItsBounds) {
  const auto secret = WebhookSecret::random();
  EXPECT_EQ(WebhookSecret::parse(secret.text()).value().bytes(), secret.bytes());
  const auto of = [](std::size_t size) { return "whsec_" + base64_of(std::string(size, 'x')); };
  EXPECT_TRUE(WebhookSecret::parse(of(24)).has_value());
  EXPECT_TRUE(WebhookSecret::parse(of(64)).has_value());
  for (const auto& text : {std::string(), of(23), of(65), secret.text().substr(6), of(24) + "="})
    EXPECT_FALSE(WebhookSecret::parse(text).has_value()) << text;
}

TEST(RetryDelay, GrowsForThreeDaysAndEnds) {
  EXPECT_EQ(retry_delay(0, 7), seconds(0));
  seconds together{0};
  for (std::uint32_t attempts = 1; attempts <= 9; ++attempts) {
    const auto delay = retry_delay(attempts, 0);
    ASSERT_TRUE(delay.has_value()) << attempts;
    EXPECT_GT(*delay, *retry_delay(attempts - 1, UINT32_MAX)) << attempts;
    EXPECT_LE(*retry_delay(attempts, UINT32_MAX), *delay + *delay / 5) << attempts;
    together += *delay;
  }
  EXPECT_EQ(retry_delay(1, 0), seconds(5));
  EXPECT_EQ(retry_delay(9, 0), std::chrono::hours(24));
  EXPECT_EQ(retry_delay(9, UINT32_MAX / 2), std::chrono::hours(24) + seconds(8639));
  EXPECT_EQ(retry_delay(10, 0), std::nullopt);
  EXPECT_GT(together, std::chrono::hours(72));
}

TEST(Deliver, SignsWhatARealReceiverVerifies) {
  const ServerProcess server({"/usr/bin/python3", GG_SOURCE_DIR "/tests/outgoing/http_server.py"});
  const auto base = "http://127.0.0.1:" + server.line();
  const HttpSettings settings{.trusted_hosts = {"127.0.0.1:" + server.line()}};
  const auto secret = WebhookSecret::random();
  const auto answer = send_http({.method = HttpMethod::Post,
                                 .url = base + "/echo",
                                 .headers = webhook_headers(vector_message, {.secrets = {secret}}),
                                 .body = vector_message.body},
                                settings);
  ASSERT_TRUE(answer.has_value()) << answer.error().message;
  const auto seen = parse_json(answer->body).value();
  std::vector<HttpHeader> headers;
  for (const auto& [name, value] : seen["headers"].items())
    headers.push_back({name, value.get<std::string>()});
  const auto id = verify_webhook(headers, seen["body"].get<std::string>(), {.secrets = {secret}},
                                 vector_message.timestamp);
  ASSERT_TRUE(id.has_value()) << id.error().message;
  EXPECT_EQ(*id, vector_message.id);
}

TEST(Deliver, KnowsWhenToTryAgainAndWhenToStop) {
  const ServerProcess server({"/usr/bin/python3", GG_SOURCE_DIR "/tests/outgoing/http_server.py"});
  const HttpSettings settings{.trusted_hosts = {"127.0.0.1:" + server.line()}};
  const std::pair<std::string, Delivery::Outcome> cases[] = {
      {"/echo", Delivery::Outcome::Delivered},      {"/status/204", Delivery::Outcome::Delivered},
      {"/status/410", Delivery::Outcome::Stop},     {"/status/302", Delivery::Outcome::TryAgain},
      {"/status/404", Delivery::Outcome::TryAgain}, {"/status/503", Delivery::Outcome::TryAgain},
      {"/cut", Delivery::Outcome::TryAgain},
  };
  for (const auto& [path, outcome] : cases) {
    const auto url = "http://127.0.0.1:" + server.line() + path;
    const auto delivery = deliver(vector_message, url, {}, settings);
    EXPECT_EQ(delivery.outcome, outcome) << path << " " << delivery.message;
  }
  const auto url = "http://127.0.0.1:" + server.line() + "/status/503";
  EXPECT_EQ(deliver(vector_message, url, {}, settings).after, seconds(120));
  EXPECT_EQ(deliver(vector_message, url, {}).outcome, Delivery::Outcome::Stop) << "refused";
}

TEST(JudgeAnswer, TakesRetryAfterInSecondsUpToADay) {
  const std::pair<const char*, std::optional<seconds>> cases[] = {
      {"0", seconds(0)},     {"7", seconds(7)},  {"999999", std::chrono::hours(24)},
      {"-1", std::nullopt},  {"", std::nullopt}, {"Fri, 31 Dec 1999 23:59:59 GMT", std::nullopt},
      {"1e3", std::nullopt},
  };
  for (const auto& [text, after] : cases)
    EXPECT_EQ(judge_answer(HttpResponse{.status = 429, .headers = {{"Retry-After", text}}}).after,
              after)
        << text;
}

}  // namespace
}  // namespace gg::outgoing
