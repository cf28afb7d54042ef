#include "outgoing/http_client.h"

#include "json/json.h"
#include "support/server_process.h"
#include "support/temp_dir.h"

#include <atomic>
#include <cstring>
#include <memory>

#include <arpa/inet.h>
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <netdb.h>

namespace {

/// How often rebind.test was looked up, and the address that each look-up gives.
std::atomic<int> lookups = 0;
std::atomic<const char*> first_address = "127.0.0.1";
std::atomic<const char*> later_address = "127.0.0.1";

using LookUp = int(const char*, const char*, const addrinfo*, addrinfo**);

int look_up(const char* name, const char* service, const addrinfo* hints, addrinfo** found) {
  static auto* const real = reinterpret_cast<LookUp*>(dlsym(RTLD_NEXT, "getaddrinfo"));
  return real(name, service, hints, found);
}

}  // namespace

/// Stands in front of the C library's, for libcurl too: a name that changes its address between two
/// look-ups, as an attacker's name server makes it (DNS rebinding).
extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints,
                           addrinfo** found) {
  if (name == nullptr || std::strcmp(name, "rebind.test") != 0)
    return look_up(name, service, hints, found);
  return look_up(lookups++ == 0 ? first_address : later_address, service, hints, found);
}

namespace gg::outgoing {
namespace {

constexpr auto python = "/usr/bin/python3";
constexpr auto server_script = GG_SOURCE_DIR "/tests/outgoing/http_server.py";

class HttpClient : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(server_.port(), 0);
    settings_.trusted_hosts = {"127.0.0.1:" + server_.line()};
  }
  [[nodiscard]] std::string url(const std::string& path, const std::string& host = "127.0.0.1") {
    return "http://" + host + ":" + server_.line() + path;
  }
  Result<HttpResponse> get(const std::string& path) {
    return send_http({.url = url(path)}, settings_);
  }

  ServerProcess server_{{python, server_script}};
  HttpSettings settings_;
};

TEST_F(HttpClient, SendsWhatItIsToldAndReadsTheAnswer) {
  const auto answer = send_http({.method = HttpMethod::Post,
                                 .url = url("/echo?x=1"),
                                 .headers = {{"Content-Type", "application/json"}, {"X-A", "b: c"}},
                                 .body = "{\"a\":1}"},
                                settings_);
  ASSERT_TRUE(answer.has_value()) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->header("x-ANSWER"), "yes");
  EXPECT_EQ(answer->header("x-none"), "");
  const auto seen = parse_json(answer->body).value();
  EXPECT_EQ(seen["method"], "POST");
  EXPECT_EQ(seen["path"], "/echo?x=1");
  EXPECT_EQ(seen["body"], "{\"a\":1}");
  EXPECT_EQ(seen["headers"]["content-type"], "application/json");
  EXPECT_EQ(seen["headers"]["x-a"], "b: c");
  EXPECT_EQ(seen["headers"]["user-agent"], "goodgate");
}

TEST_F(HttpClient, EveryStatusIsAnAnswerAndARedirectIsNotFollowed) {
  for (const int status : {204, 400, 404, 410, 500})
    EXPECT_EQ(get("/status/" + std::to_string(status)).value().status, status);
  const auto moved = get("/redirect");
  ASSERT_TRUE(moved.has_value());
  EXPECT_EQ(moved->status, 302);
  EXPECT_EQ(moved->header("Location"), "/echo");
}

TEST_F(HttpClient, StopsAtItsBounds) {
  settings_.body_bytes_max = 1000;
  settings_.header_bytes_max = 10'000;
  EXPECT_EQ(get("/big/1000").value().body.size(), 1000U);
  EXPECT_EQ(get("/big/1001").error().kind, ErrorKind::LimitExceeded);
  EXPECT_EQ(get("/long-header/20000").error().kind, ErrorKind::LimitExceeded);
  settings_.timeout = std::chrono::milliseconds(200);
  EXPECT_EQ(get("/slow").error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(get("/cut").error().kind, ErrorKind::Unavailable);
  server_.stop();
  EXPECT_EQ(get("/echo").error().kind, ErrorKind::Unavailable);
}

TEST_F(HttpClient, RefusesHeadersThatWouldBeTwo) {
  for (const HttpHeader& header :
       {HttpHeader{"X-A", "b\r\nX-C: d"}, HttpHeader{"X A", "b"}, HttpHeader{"", "b"},
        HttpHeader{"X-A:", "b"}, HttpHeader{"X-A", std::string("\0", 1)}}) {
    const auto answer = send_http({.url = url("/echo"), .headers = {header}}, settings_);
    ASSERT_FALSE(answer.has_value()) << header.name;
    EXPECT_EQ(answer.error().kind, ErrorKind::InvalidInput);
  }
}

/// A server with TLS and a certificate for 127.0.0.1 and localhost.
class Guard : public testing::Test {
 protected:
  void SetUp() override {
    const std::string make = GG_SOURCE_DIR "/tests/outgoing/certificates ";
    ASSERT_EQ(std::system((make + folder_.text() + " >/dev/null 2>&1").c_str()), 0);
    server_ = std::make_unique<ServerProcess>(std::vector<std::string>{
        python, server_script, folder_.at("server.pem"), folder_.at("server.key")});
    ASSERT_NE(server_->port(), 0);
    settings_.ca_file = folder_.at("ca.pem");
    settings_.connect_timeout = std::chrono::milliseconds(1000);
  }
  Result<HttpResponse> get(const std::string& host) {
    return send_http({.url = "https://" + host + ":" + server_->line() + "/echo"}, settings_);
  }

  TempDir folder_;
  std::unique_ptr<ServerProcess> server_;
  HttpSettings settings_;
};

TEST_F(Guard, RefusesEveryWayToWriteThisMachine) {
  for (const auto* host :
       {"127.0.0.1", "localhost", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "0", "[::1]",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::]", "169.254.169.254"}) {
    const auto answer = get(host);
    ASSERT_FALSE(answer.has_value()) << host;
    EXPECT_EQ(answer.error().kind, ErrorKind::InvalidInput) << host << answer.error().message;
    EXPECT_NE(answer.error().message.find("the address is refused"), std::string::npos)
        << host << ": " << answer.error().message;
  }
}

TEST_F(Guard, LetsTheTrustedHostThroughAndChecksItsCertificate) {
  settings_.trusted_hosts = {"localhost:" + server_->line(), "rebind.test:" + server_->line()};
  const auto answer = get("localhost");
  ASSERT_TRUE(answer.has_value()) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(get("127.0.0.1").error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(get("rebind.test").error().kind, ErrorKind::Unavailable) << "not in the certificate";
  settings_.ca_file.clear();
  EXPECT_EQ(get("localhost").error().kind, ErrorKind::Unavailable) << "an unknown authority";
}

TEST_F(Guard, SeesTheAddressThatIsConnectedToAndNotAnEarlierOne) {
  // The first look-up gives a good address, as a check before the call would see; the next, which
  // libcurl makes, this machine.
  first_address = "93.184.215.14";
  later_address = "127.0.0.1";
  lookups = 0;
  addrinfo* found = nullptr;
  ASSERT_EQ(getaddrinfo("rebind.test", nullptr, nullptr, &found), 0);
  freeaddrinfo(found);
  const auto answer = get("rebind.test");
  ASSERT_FALSE(answer.has_value());
  EXPECT_GE(lookups, 2) << "libcurl asks the same resolver";
  EXPECT_EQ(answer.error().kind, ErrorKind::InvalidInput) << answer.error().message;
  EXPECT_NE(answer.error().message.find("127.0.0.1 is loopback"), std::string::npos)
      << answer.error().message;
}

}  // namespace
}  // namespace gg::outgoing
