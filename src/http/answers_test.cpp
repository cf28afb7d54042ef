#include "http/problem.h"
#include "http/rate_limit.h"
#include "http/static_files.h"
#include "json/json.h"

#include <gtest/gtest.h>

namespace gg::http {
namespace {

using std::chrono::seconds;

std::string body_of(const Response& response) {
  if (const auto* shared = std::get_if<SharedBytes>(&response.body))
    return std::string(shared->bytes);
  return std::get<std::string>(response.body);
}

TEST(Problem, HasTheMembersOfRfc9457) {
  const auto response = problem(Problem{.status = 422,
                                        .type = "https://goodgate.example/problems/facts",
                                        .title = "Facts are missing",
                                        .detail = "2 facts",
                                        .instance = "/api/v1/uses/7",
                                        .errors = {{"#/facts/a", "is missing"}}});
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(
      body_of(response),
      R"({"type":"https://goodgate.example/problems/facts","title":"Facts are missing","status":422,)"
      R"("detail":"2 facts","instance":"/api/v1/uses/7","errors":[{"detail":"is missing","pointer":"#/facts/a"}]})");
}

TEST(Problem, HidesTheMessageOfInternalErrors) {
  EXPECT_EQ(problem_of({ErrorKind::NotFound, "no use 7"}).detail, "no use 7");
  EXPECT_EQ(problem_of({ErrorKind::NotFound, "no use 7"}).status, 404);
  EXPECT_EQ(problem_of({ErrorKind::Internal, "secret"}).detail.find("secret"), std::string::npos);
}

TEST(RateLimiter, RefillsEvenly) {
  std::chrono::steady_clock::time_point now{};
  RateLimiter limiter({.name = "sign-in", .requests = 3, .window = seconds(30)}, 100,
                      [&now] { return now; });
  for (std::uint64_t left : {2U, 1U, 0U}) {
    const auto answer = limiter.take("anna");
    EXPECT_TRUE(answer.is_allowed);
    EXPECT_EQ(answer.remaining, left);
  }
  const auto refused = limiter.take("anna");
  EXPECT_FALSE(refused.is_allowed);
  EXPECT_EQ(refused.retry_in, seconds(10));
  EXPECT_EQ(refused.full_in, seconds(30));
  EXPECT_TRUE(limiter.take("ben").is_allowed);
  now += seconds(10);
  EXPECT_TRUE(limiter.take("anna").is_allowed);
  EXPECT_FALSE(limiter.take("anna").is_allowed);
  now += seconds(300);
  EXPECT_EQ(limiter.take("anna").remaining, 2U);
}

TEST(RateLimiter, ForgetsTheLeastRecentlySeen) {
  RateLimiter limiter({.name = "n", .requests = 1, .window = seconds(1000)}, 2);
  EXPECT_TRUE(limiter.take("a").is_allowed);
  EXPECT_TRUE(limiter.take("b").is_allowed);
  EXPECT_FALSE(limiter.take("a").is_allowed);
  EXPECT_TRUE(limiter.take("c").is_allowed);
  EXPECT_EQ(limiter.keys(), 2U);
  EXPECT_FALSE(limiter.take("a").is_allowed);
  EXPECT_TRUE(limiter.take("b").is_allowed);
}

TEST(RateLimiter, TellsTheClient) {
  const RatePolicy policy{.name = "api", .requests = 60, .window = seconds(60)};
  const auto response = too_many_requests(
      policy,
      {.is_allowed = false, .remaining = 0, .full_in = seconds(60), .retry_in = seconds(1)});
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.headers.find("Retry-After"), "1");
  EXPECT_EQ(response.headers.find("RateLimit-Policy"), "\"api\";q=60;w=60");
  EXPECT_EQ(response.headers.find("RateLimit"), "\"api\";r=0;t=60");
  EXPECT_NE(body_of(response).find("#quota-exceeded"), std::string::npos);
}

TEST(StaticFiles, AreCachedByTheirNames) {
  static constexpr std::string_view page = "<html>";
  static constexpr std::string_view script = "script";
  static constexpr std::string_view packed = "packed";
  const auto embedded = [](std::string_view path, std::string_view text) {
    return Embedded{path, text.data(), text.data() + text.size()};
  };
  const Embedded list[] = {embedded("assets/index-4f2a.js", script),
                           embedded("assets/index-4f2a.js.gz", packed),
                           embedded("index.html", page)};
  const StaticFiles files(list);
  const Request plain;
  Request gzip;
  gzip.headers.add("Accept-Encoding", "gzip");

  auto response = files.answer(plain, "assets/index-4f2a.js");
  EXPECT_EQ(body_of(response), "script");
  EXPECT_EQ(response.headers.find("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(response.headers.find("Content-Type"), "text/javascript; charset=utf-8");
  const std::string tag(*response.headers.find("ETag"));
  response = files.answer(gzip, "assets/index-4f2a.js");
  EXPECT_EQ(body_of(response), "packed");
  EXPECT_EQ(response.headers.find("Content-Encoding"), "gzip");
  EXPECT_EQ(response.headers.find("ETag"), tag.substr(0, tag.size() - 1) + "-gzip\"");

  for (const auto* path : {"index.html", "uses/7", ""}) {
    response = files.answer(gzip, path);
    EXPECT_EQ(body_of(response), "<html>") << path;
    EXPECT_EQ(response.headers.find("Cache-Control"), "no-cache");
    EXPECT_EQ(response.headers.find("Content-Type"), "text/html; charset=utf-8");
  }
  EXPECT_EQ(files.answer(plain, "assets/gone.js").status, 404);
}

}  // namespace
}  // namespace gg::http
