#include "http/client_test.h"

#include <thread>

#include <gtest/gtest.h>

namespace gg::http {
namespace {

using namespace std::string_literals;

/// A status of 0: the library closes the connection. What follows a refused body must not be
/// answered as if it were a request of its own.
TEST(Strict, RefusesWhatProxiesCouldReadDifferently) {
  const std::string second = get("/echo/smuggled");
  const std::pair<std::string, int> cases[] = {
      {"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: "
       "chunked\r\n\r\n0\r\n\r\n",
       400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
       400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
       400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5, 5\r\n\r\nhello", 400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: +5\r\n\r\nhello", 400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 0x5\r\n\r\nhello", 400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\nhello", 400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length : 5\r\n\r\nhello", 400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length\t: 5\r\n\r\nhello", 400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\n Content-Length: 5\r\n\r\nhello", 400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nX: y\r\n Content-Length: 5\r\n\r\nhello", 400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nX: y\0Content-Length: 5\r\n\r\nhello"s, 400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nX: y\nContent-Length: 5\r\n\r\nhello", 400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nX: y\rContent-Length: 5\r\n\r\nhello", 400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
       "identity\r\n\r\n0\r\n\r\n",
       400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: \x0b"
       "chunked\r\n\r\n0\r\n\r\n",
       400},
      {"POST /echo HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"GET /echo/a\0b HTTP/1.1\r\nHost: h\r\n\r\n"s, 400},
      {"GET  /echo/a HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET /echo/a  HTTP/1.1\r\nHost: h\r\n\r\n", 0},
      {"GET /echo/a HTTP/1.1\nHost: h\r\n\r\n", 400},
      {"GET /echo/a HTTP/1.1\r\nHost: h\n\r\n", 400},
      {"GET /echo/a HTTP/1.1\r\nHost: h\r\n\n", 400},
      {"GET /echo/a HTTP/1.2\r\nHost: h\r\n\r\n", 505},
      {"GET /echo/a HTTP/2.0\r\nHost: h\r\n\r\n", 505},
      {"GET /echo/a HTTP/1.1\r\nHost: h\r\n: v\r\n\r\n", 400},
      {"GET /echo/a HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n", 400},
      {"GET /echo/a HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"GET /echo/a HTTP/1.1\r\nHost: h\r\nX(y): v\r\n\r\n", 400},
      {"get /echo/a HTTP/1.1\r\nHost: h\r\n\r\n", 501},
      {"TRACE /echo/a HTTP/1.1\r\nHost: h\r\n\r\n", 501},
      {"GET http://h/echo/a HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET * HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n", 501},
  };
  const auto server = serve(echo_router());
  for (const auto& [bytes, status] : cases) {
    RawClient client(server->port());
    const auto reply = client.ask(bytes + second);
    EXPECT_EQ(reply.status, status) << bytes << "\n" << reply.body;
    EXPECT_EQ(reply.body.find("smuggled"), std::string::npos) << bytes;
    const auto more = client.read_until("smuggled", std::chrono::milliseconds(50));
    const bool body_was_seen = more.find("smuggled") != std::string::npos;
    EXPECT_FALSE(bytes.starts_with("POST") && body_was_seen) << bytes << "\n" << more;
  }
}

TEST(Strict, ServesOnlyCanonicalPaths) {
  const std::pair<std::string, int> cases[] = {
      {"/", 200},
      {"/echo/a", 200},
      {"/echo/a.b/..c/...", 200},
      {"/echo/%41", 200},
      {"/echo/%C3%BC", 200},
      {"/echo/a:b@c!$&'()*+,;=-._~", 200},
      {"/echo/a?b=c/d?e", 200},
      {"/echo/a?", 200},
      {"/echo/a?%00", 400},
      {"/echo/a?x=%ff", 400},
      {"/echo/a?x=%4", 400},
      {"/echo/../echo/a", 400},
      {"/echo/./a", 400},
      {"/echo/%2e%2e/a", 400},
      {"/echo/%2E./a", 400},
      {"/echo//a", 400},
      {"//echo/a", 400},
      {"/echo/a/", 400},
      {"/echo/a%2fb", 400},
      {"/echo/a%5cb", 400},
      {"/echo/a\\b", 400},
      {"/echo/%00", 400},
      {"/echo/a%0d%0ab", 400},
      {"/echo/a%7f", 400},
      {"/echo/%", 400},
      {"/echo/%4", 400},
      {"/echo/%zz", 400},
      {"/echo/%c0%af", 400},
      {"/echo/%ed%a0%80", 400},
      {"/echo/\xc3\xbc", 400},
      {"/echo/a#b", 400},
      {"/echo/a|b", 400},
      {"/nothing", 404},
      {"/Echo/a", 404},
      {"/echo/" + std::string(9000, 'a'), 414},
  };
  const auto server = serve(echo_router());
  for (const auto& [target, status] : cases)
    EXPECT_EQ(RawClient(server->port()).ask(get(target)).status, status) << target;
}

TEST(Strict, RefusesALargeBodyBeforeReadingIt) {
  const auto server = serve(echo_router());
  RawClient client(server->port());
  client.send("POST /any HTTP/1.1\r\nHost: h\r\nContent-Length: 100000000\r\n\r\n");
  const std::string block(1U << 20, 'x');
  for (int sent = 0; sent < 3; ++sent) client.send(block);
  const auto reply = client.read();
  EXPECT_EQ(reply.status, 413);
  EXPECT_EQ(reply.headers.find("Connection"), "close");
}

TEST(Strict, CountsAChunkedBodyAgainstTheLimit) {
  const auto server = serve(echo_router());
  const auto chunked = [](const std::string& body) {
    return "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
           "Transfer-Encoding: chunked\r\n\r\n64\r\n" +
           std::string(100, 'a') + "\r\n" + body + "0\r\n\r\n";
  };
  RawClient client(server->port());
  EXPECT_EQ(client.ask(chunked("")).status, 200);
  EXPECT_EQ(client.ask(chunked("1\r\na\r\n")).status, 413);
  EXPECT_EQ(client.ask(get("/echo/next")).status, 200);
}

TEST(Strict, LimitsHeaderFields) {
  const auto server = serve(echo_router());
  std::string many;
  for (int index = 0; index < 99; ++index) many += "X-" + std::to_string(index) + ": v\r\n";
  EXPECT_EQ(RawClient(server->port()).ask(get("/", many)).status, 200);
  EXPECT_EQ(RawClient(server->port()).ask(get("/", many + "Y: v\r\n")).status, 431);
  EXPECT_EQ(RawClient(server->port()).ask(get("/", "X: " + std::string(8192, 'a') + "\r\n")).status,
            431);
  EXPECT_EQ(
      RawClient(server->port()).ask(get("/", "X: " + std::string(60000, 'a') + "\r\n")).status,
      431);
}

TEST(Strict, CutsOffSlowHeadsAndBodies) {
  ServerOptions options;
  options.timeouts.head = std::chrono::milliseconds(300);
  options.timeouts.idle = std::chrono::milliseconds(300);
  options.timeouts.body_grace = std::chrono::milliseconds(300);
  const auto server = serve(echo_router(), options);
  RawClient silent(server->port());
  RawClient slow_head(server->port());
  RawClient slow_body(server->port());
  RawClient idle(server->port());
  EXPECT_EQ(idle.ask(get("/")).status, 200);
  slow_head.send("GET / HTTP/1.1\r\nHo");
  slow_body.send("POST /any HTTP/1.1\r\nHost: h\r\nContent-Length: 50000\r\n\r\nx");
  for (int round = 0; round < 4; ++round) {
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    slow_head.send("x");
    slow_body.send("x");
  }
  for (auto* client : {&silent, &slow_head, &slow_body, &idle})
    EXPECT_TRUE(client->is_closed_within(std::chrono::seconds(2)));
}

}  // namespace
}  // namespace gg::http
