#include "outgoing/download.h"

#include "json/json.h"
#include "support/server_process.h"

#include <thread>

#include <gtest/gtest.h>

namespace gg::outgoing {
namespace {

class DownloadTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(server_.port(), 0);
    settings_.trusted_hosts = {host()};
  }
  [[nodiscard]] std::string host() const { return "127.0.0.1:" + server_.line(); }
  [[nodiscard]] Result<Download> get(const std::string& path) const {
    return download("http://" + host() + path, settings_);
  }
  /// Fails with this kind, and says this.
  void expect_refused(const std::string& path, ErrorKind kind, const char* says) const {
    const auto found = get(path);
    ASSERT_FALSE(found.has_value()) << path;
    EXPECT_EQ(found.error().kind, kind) << path << ": " << found.error().message;
    EXPECT_NE(found.error().message.find(says), std::string::npos)
        << path << ": " << found.error().message;
  }

  ServerProcess server_{{"/usr/bin/python3", GG_SOURCE_DIR "/tests/outgoing/http_server.py"}};
  HttpSettings settings_;
};

TEST_F(DownloadTest, BringsTheBodyWithoutTheFragmentAndAsksForNothingPacked) {
  const auto found = get("/echo?x=1#jumbf=/c2pa");
  ASSERT_TRUE(found.has_value()) << found.error().message;
  EXPECT_EQ(found->redirects, 0U);
  const auto seen = parse_json(found->body).value();
  EXPECT_EQ(seen["path"], "/echo?x=1");
  EXPECT_EQ(seen["method"], "GET");
  EXPECT_EQ(seen["headers"]["accept-encoding"], "identity");
  EXPECT_FALSE(seen["headers"].contains("cookie"));
}

TEST_F(DownloadTest, FollowsThreeRedirects) {
  const auto found = get("/hops/3");
  ASSERT_TRUE(found.has_value()) << found.error().message;
  EXPECT_EQ(found->redirects, 3U);
  EXPECT_EQ(found->url, "http://" + host() + "/echo?hopped");
  expect_refused("/hops/4", ErrorKind::NotFound, "it leads on to /echo?hopped, the fourth");
}

TEST_F(DownloadTest, LooksAtEveryRedirectAsAtTheFirstAddress) {
  for (const auto& [target, says] :
       {std::pair{"https%3A%2F%2F127.0.0.1%3A1%2Fx", "127.0.0.1 is loopback"},
        {"https%3A%2F%2F169.254.169.254%2Flatest", "169.254.169.254 is link-local"},
        {"https%3A%2F%2F10.0.0.1%2F", "10.0.0.1 is private"},
        {"http%3A%2F%2Fexample.org%2F",
         "it leads to http://example.org/: the address is refused: "
         "it is not https"},
        {"file%3A%2F%2F%2Fetc%2Fpasswd", "refused"},
        {"https%3A%2F%2Fa%3Ab%40example.org%2F", "user or password"}})
    expect_refused(std::string("/redirect-to/") + target, ErrorKind::InvalidInput, says);
}

TEST_F(DownloadTest, TakesNoOtherAnswer) {
  for (const int status : {204, 206, 304, 400, 404, 500})
    expect_refused("/status/" + std::to_string(status), ErrorKind::NotFound,
                   ("it answered " + std::to_string(status)).c_str());
  expect_refused("/status/302", ErrorKind::NotFound, "without saying where");
  expect_refused("/packed", ErrorKind::InvalidInput, "packed (gzip)");
  expect_refused("/cut", ErrorKind::Unavailable, "no answer");
}

TEST_F(DownloadTest, StopsAtItsBounds) {
  settings_.body_bytes_max = 100'000;
  EXPECT_EQ(get("/big/100000").value().body.size(), 100'000U);
  for (const auto* path : {"/big/100001", "/endless", "/claims/100001"})
    expect_refused(path, ErrorKind::LimitExceeded, "more than 100000 bytes");
  settings_.timeout = std::chrono::milliseconds(500);
  expect_refused("/slow", ErrorKind::Unavailable, "no answer");
  expect_refused("/claims/10", ErrorKind::Unavailable, "no answer");
  expect_refused("/slow-hops/3", ErrorKind::Unavailable, "no answer");
}

TEST_F(DownloadTest, EndsWhenItIsStopped) {
  settings_.timeout = std::chrono::seconds(25);
  std::stop_source source;
  settings_.stop = source.get_token();
  const auto begun = std::chrono::steady_clock::now();
  {
    const std::jthread stopper([&] { source.request_stop(); });
    expect_refused("/slow", ErrorKind::Unavailable, "stopped");
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(15));
}

}  // namespace
}  // namespace gg::outgoing
