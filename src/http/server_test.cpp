#include "http/server.h"

#include "http/client_test.h"
#include "http/problem.h"
#include "http/rate_limit.h"
#include "json/json.h"
#include "support/temp_dir.h"

#include <mutex>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>

namespace gg::http {
namespace {

using namespace std::string_literals;

TEST(Server, AnswersAndKeepsTheConnection) {
  const auto server = serve(echo_router());
  RawClient client(server->port());
  for (int round = 0; round < 3; ++round) {
    const auto reply =
        client.ask(get("/echo/a%20b/%C3%BC?x=1&y=a+b%26", "Cookie: a=b; session=s1\r\n"));
    EXPECT_EQ(reply.status, 200);
    const auto seen = parse_json(reply.body);
    ASSERT_TRUE(seen) << reply.body;
    EXPECT_EQ((*seen)["segments"].dump(), R"(["echo","a b","ü"])");
    EXPECT_EQ((*seen)["query"].dump(), R"(["x=1","y=a b&"])");
    EXPECT_EQ((*seen)["cookie"], "s1");
  }
  const auto reply = client.ask(post("/echo", R"({"a":1})"));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ((*parse_json(reply.body))["body"], R"({"a":1})");
}

TEST(Server, SaysWhatIsWrongAsAProblem) {
  const auto server = serve(echo_router());
  RawClient client(server->port());
  const auto reply = client.ask(get("/nothing", "X-Request-Id: r-1\r\n"));
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(reply.headers.find("Content-Type"), "application/problem+json");
  EXPECT_EQ(reply.headers.find("X-Request-Id"), "r-1");
  EXPECT_EQ(
      reply.body,
      R"({"type":"about:blank","title":"Not Found","status":404,"detail":"there is nothing at this path"})");
}

TEST(Server, KnowsMethodsBodiesAndTypes) {
  const auto server = serve(echo_router());
  RawClient client(server->port());
  auto reply = client.ask(get("/echo"));
  EXPECT_EQ(reply.status, 405);
  EXPECT_EQ(reply.headers.find("Allow"), "POST, OPTIONS");
  reply = client.ask("OPTIONS /echo/x HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.headers.find("Allow"), "GET, HEAD, OPTIONS");
  reply = client.ask("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(reply.status, 204);
  client.send("HEAD /echo/x HTTP/1.1\r\nHost: h\r\n\r\n");
  reply = client.read(RawClient::Expect::Head);
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(reply.headers.has("Content-Length"));
  reply = client.ask(
      "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi");
  EXPECT_EQ(reply.status, 415);
  reply = client.ask(post("/echo", std::string(100, ' ')));
  EXPECT_EQ(reply.status, 200);
  reply = client.ask(post("/echo", std::string(101, ' ')));
  EXPECT_EQ(reply.status, 413);
  reply = client.ask("GET /echo/x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi");
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(client.ask(get("/echo/still-there")).status, 200);
}

TEST(Server, AddsSecurityFields) {
  const auto server = serve(echo_router());
  const auto reply = RawClient(server->port()).ask(get("/"));
  EXPECT_TRUE(reply.headers.find("Content-Security-Policy")->find("frame-ancestors 'none'") !=
              std::string_view::npos);
  EXPECT_EQ(reply.headers.find("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(reply.headers.find("Referrer-Policy"), "no-referrer");
  EXPECT_EQ(reply.headers.find("Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_EQ(reply.headers.find("Cross-Origin-Resource-Policy"), "same-origin");
  EXPECT_EQ(reply.headers.find("Cache-Control"), "no-store");
  EXPECT_FALSE(reply.headers.has("Strict-Transport-Security"));
}

TEST(Server, BelievesOnlyListedProxies) {
  const std::string forwarded =
      "X-Forwarded-For: 203.0.113.7, 198.51.100.2\r\nX-Forwarded-Proto: https\r\n";
  {
    const auto server = serve(echo_router());
    const auto reply = RawClient(server->port()).ask(get("/", forwarded));
    EXPECT_EQ((*parse_json(reply.body))["peer"], "127.0.0.1");
    EXPECT_EQ((*parse_json(reply.body))["https"], false);
  }
  ServerOptions options;
  options.trust.networks = {*Cidr::parse("127.0.0.0/8")};
  const auto server = serve(echo_router(), options);
  const auto reply = RawClient(server->port()).ask(get("/", forwarded));
  EXPECT_EQ((*parse_json(reply.body))["peer"], "198.51.100.2");
  EXPECT_EQ((*parse_json(reply.body))["https"], true);
  EXPECT_TRUE(reply.headers.has("Strict-Transport-Security"));
}

TEST(Server, AnswersOnlyForItsHosts) {
  ServerOptions options;
  options.hosts = {"desk.example"};
  const auto server = serve(echo_router(), options);
  EXPECT_EQ(RawClient(server->port()).ask(get("/")).status, 200);
  EXPECT_EQ(
      RawClient(server->port()).ask("GET / HTTP/1.1\r\nHost: DESK.example:8080\r\n\r\n").status,
      200);
  EXPECT_EQ(RawClient(server->port()).ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").status,
            421);
}

TEST(Server, RefusesToSendWhatIsNoField) {
  Router router;
  router.get("/inject", "inject", [](const Request& request, const Respond& respond) {
    auto response = text(200, "secret");
    response.headers.set("X-Name", std::string(request.query.find("name").value_or("")));
    respond(std::move(response));
  });
  const auto server = serve(std::move(router));
  EXPECT_EQ(RawClient(server->port()).ask(get("/inject?name=fine")).status, 200);
  const auto reply = RawClient(server->port()).ask(get("/inject?name=a%0d%0aSet-Cookie:%20x=y"));
  EXPECT_EQ(reply.status, 500);
  EXPECT_FALSE(reply.headers.has("Set-Cookie"));
  EXPECT_EQ(reply.body.find("secret"), std::string::npos);
}

TEST(Server, TurnsDefectsOfHandlersInto500) {
  Router router;
  router
      .get("/throws", "throws",
           [](const Request&, const Respond&) { throw std::runtime_error("secret"); })
      .get("/drops", "drops", [](const Request&, const Respond&) {})
      .get("/drops-later", "drops_later",
           [](const Request&, const Respond& respond) { std::jthread([respond] {}).join(); })
      .get("/twice", "twice", [](const Request&, const Respond& respond) {
        respond(text(200, "first"));
        respond(text(200, "second"));
      });
  std::mutex mutex;
  std::string log;
  ServerOptions options;
  options.error_log = [&](const std::string& line) {
    const std::scoped_lock lock(mutex);
    log += line + "\n";
  };
  const auto server = serve(std::move(router), options);
  RawClient client(server->port());
  for (const auto* path : {"/throws", "/drops", "/drops-later"}) {
    const auto reply = client.ask(get(path));
    EXPECT_EQ(reply.status, 500) << path;
    EXPECT_EQ(reply.body.find("secret"), std::string::npos);
  }
  EXPECT_EQ(client.ask(get("/twice")).body, "first");
  EXPECT_EQ(client.ask(get("/throws")).status, 500);
  const std::scoped_lock lock(mutex);
  EXPECT_NE(log.find("a handler threw: secret"), std::string::npos) << log;
}

TEST(Server, CompressesJsonWhenAsked) {
  Router router;
  router.get("/big", "big", [](const Request&, const Respond& respond) {
    auto response = json(200, Json{{"text", std::string(5000, 'a')}});
    response.headers.set("ETag", "\"v1\"");
    respond(std::move(response));
  });
  const auto server = serve(std::move(router));
  RawClient client(server->port());
  auto reply = client.ask(get("/big"));
  EXPECT_FALSE(reply.headers.has("Content-Encoding"));
  EXPECT_EQ(reply.headers.find("Vary"), "Accept-Encoding");
  EXPECT_EQ(reply.body.size(), 5011U);
  reply = client.ask(get("/big", "Accept-Encoding: br, gzip;q=0.5\r\n"));
  EXPECT_EQ(reply.headers.find("Content-Encoding"), "gzip");
  EXPECT_EQ(reply.headers.find("ETag"), "\"v1-gzip\"");
  EXPECT_LT(reply.body.size(), 100U);
  EXPECT_TRUE(reply.body.starts_with("\x1f\x8b"));
  EXPECT_FALSE(
      client.ask(get("/big", "Accept-Encoding: gzip;q=0\r\n")).headers.has("Content-Encoding"));
  for (const auto* tag : {"\"v1-gzip\"", "W/\"v1\"", "\"other\", \"v1\"", "*"})
    EXPECT_EQ(client.ask(get("/big", "If-None-Match: "s + tag + "\r\n")).status, 304) << tag;
  EXPECT_EQ(client.ask(get("/big", "If-None-Match: \"v2\"\r\n")).status, 200);
}

TEST(Server, SendsRangesOfFiles) {
  const TempDir folder;
  folder.write("media", "0123456789");
  Router router;
  router.get("/media", "media", [&](const Request&, const Respond& respond) {
    Descriptor file(open(folder.at("media").c_str(), O_RDONLY | O_CLOEXEC));
    respond({.status = 200,
             .headers = {{"Content-Type", "video/mp4"}, {"ETag", "\"m\""}},
             .body = FileBytes{std::move(file), 0, 10}});
  });
  const auto server = serve(std::move(router));
  RawClient client(server->port());
  struct Case {
    std::string fields;
    int status;
    std::string body;
    std::string content_range;
  };
  const Case cases[] = {
      {"", 200, "0123456789", ""},
      {"Range: bytes=0-0\r\n", 206, "0", "bytes 0-0/10"},
      {"Range: bytes=2-4\r\n", 206, "234", "bytes 2-4/10"},
      {"Range: bytes=7-\r\n", 206, "789", "bytes 7-9/10"},
      {"Range: bytes=-3\r\n", 206, "789", "bytes 7-9/10"},
      {"Range: bytes=-99\r\n", 206, "0123456789", "bytes 0-9/10"},
      {"Range: bytes=8-99\r\n", 206, "89", "bytes 8-9/10"},
      {"Range: bytes=10-\r\n", 416, "", "bytes */10"},
      {"Range: bytes=-0\r\n", 416, "", "bytes */10"},
      {"Range: bytes=99999999999999999999-\r\n", 416, "", "bytes */10"},
      {"Range: bytes=4-2\r\n", 200, "0123456789", ""},
      {"Range: bytes=0-0,2-2\r\n", 200, "0123456789", ""},
      {"Range: lines=0-0\r\n", 200, "0123456789", ""},
      {"Range: bytes=a-b\r\n", 200, "0123456789", ""},
      {"Range: bytes=2-4\r\nIf-Range: \"m\"\r\n", 206, "234", "bytes 2-4/10"},
      {"Range: bytes=2-4\r\nIf-Range: \"old\"\r\n", 200, "0123456789", ""},
      {"Range: bytes=2-4\r\nIf-Range: W/\"m\"\r\n", 200, "0123456789", ""},
      {"Range: bytes=2-4\r\nIf-Range: Tue, 01 Jan 2030 00:00:00 GMT\r\n", 200, "0123456789", ""},
      {"Range: bytes=2-4\r\nIf-None-Match: \"m\"\r\n", 304, "", ""},
  };
  for (const auto& each : cases) {
    const auto reply = client.ask(get("/media", each.fields));
    EXPECT_EQ(reply.status, each.status) << each.fields;
    EXPECT_EQ(reply.body, each.body) << each.fields;
    EXPECT_EQ(reply.headers.find("Content-Range").value_or(""), each.content_range) << each.fields;
  }
  client.send("HEAD /media HTTP/1.1\r\nHost: h\r\nRange: bytes=2-4\r\n\r\n");
  const auto reply = client.read(RawClient::Expect::Head);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.headers.find("Content-Length"), "10");
}

TEST(Server, AdmitsBeforeTheBody) {
  ServerOptions options;
  options.admit = [](Request& request) -> std::optional<Response> {
    if (request.cookies.find("session") != "good") return problem(Refusal{401, "sign in first"});
    request.caller = std::string("anna");
    return std::nullopt;
  };
  Router router;
  router.post("/x", "x", [](const Request& request, const Respond& respond) {
    respond(text(200, std::any_cast<std::string>(request.caller)));
  });
  const auto server = serve(std::move(router), options);
  RawClient client(server->port());
  EXPECT_EQ(client.ask(post("/x", "{}")).status, 401);
  EXPECT_EQ(client.ask(post("/x", "{}", "Cookie: session=good\r\n")).body, "anna");
  client.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read().status, 401);
}

TEST(Server, LimitsTheRateBeforeTheBody) {
  RateLimiter limiter({.name = "post", .requests = 2, .window = std::chrono::seconds(600)});
  ServerOptions options;
  options.admit = [&limiter](Request& request) -> std::optional<Response> {
    const auto answer = limiter.take(request.peer.text());
    if (answer.is_allowed) return std::nullopt;
    return too_many_requests(limiter.policy(), answer);
  };
  const auto server = serve(echo_router(), options);
  RawClient client(server->port());
  EXPECT_EQ(client.ask(get("/")).status, 200);
  EXPECT_EQ(client.ask(post("/echo", "{}")).status, 200);
  const auto reply = client.ask(post("/echo", "{}"));
  EXPECT_EQ(reply.status, 429);
  EXPECT_EQ(reply.headers.find("Retry-After"), "300");
  EXPECT_EQ(reply.headers.find("RateLimit"), "\"post\";r=0;t=600");
}

TEST(Server, LogsWithoutPathsAndCounts) {
  std::mutex mutex;
  std::vector<AccessRecord> records;
  ServerOptions options;
  options.metrics = std::make_shared<Metrics>();
  options.now = [] { return Instant(std::chrono::milliseconds(1'772'366'400'123)); };
  options.access_log = [&](const AccessRecord& record) {
    const std::scoped_lock lock(mutex);
    records.push_back(record);
  };
  const auto server = serve(echo_router(), options);
  {
    RawClient client(server->port());
    client.ask(get("/echo/anna@example.org?q=secret", "X-Request-Id: r1\r\n"));
    client.ask(get("/nothing/secret"));
    client.ask(post("/any", "12345"));
  }
  server->stop(std::chrono::seconds(1));
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].pattern, "/echo/{rest...}");
  EXPECT_EQ(records[1].pattern, "");
  EXPECT_EQ(records[2].received_bytes, 5U);
  auto line = to_json_line(records[0]);
  EXPECT_TRUE(line.starts_with(
      R"({"time":"2026-03-01T12:00:00.123Z","id":"r1","method":"GET","route":"/echo/{rest...}","status":200,"duration_us":)"))
      << line;
  EXPECT_EQ(line.find("secret"), std::string::npos);
  EXPECT_EQ(line.find("anna"), std::string::npos);
  const auto metrics = options.metrics->text();
  for (const auto* expected : {"goodgate_http_requests_total{operation=\"echo\",status=\"2xx\"} 1",
                               "goodgate_http_requests_total{operation=\"none\",status=\"4xx\"} 1",
                               "goodgate_http_body_bytes_total{direction=\"received\"} 5",
                               "goodgate_http_request_seconds_count{operation=\"post_any\"} 1",
                               "goodgate_http_requests_in_flight 0"})
    EXPECT_NE(metrics.find(expected), std::string::npos) << expected << "\n" << metrics;
}

TEST(Server, WorksBehindAPathPrefix) {
  Router router("/goodgate");
  router.get("/x/{id}", "x", [](const Request& request, const Respond& respond) {
    respond(text(200, std::string(request.parameter("id"))));
  });
  const auto server = serve(std::move(router));
  EXPECT_EQ(RawClient(server->port()).ask(get("/goodgate/x/7")).body, "7");
  EXPECT_EQ(RawClient(server->port()).ask(get("/x/7")).status, 404);
}

TEST(Server, ListensOnAUnixSocket) {
  const TempDir folder;
  ServerOptions options;
  options.listen = UnixAddress{folder.at("s")};
  options.trust.unix_socket = true;
  const auto server = serve(echo_router(), options);
  EXPECT_EQ((*parse_json(RawClient(folder.at("s")).ask(get("/")).body))["peer"], "local");
  const auto reply = RawClient(folder.at("s")).ask(get("/", "X-Forwarded-For: 203.0.113.7\r\n"));
  EXPECT_EQ((*parse_json(reply.body))["peer"], "203.0.113.7");
}

TEST(Server, SaysWhyItCannotListen) {
  const auto server = serve(echo_router());
  ServerOptions options;
  options.listen = TcpAddress{*IpAddress::parse("127.0.0.1"), server->port()};
  const auto second = Server::start(echo_router(), options);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().message,
            "cannot listen on 127.0.0.1:" + std::to_string(server->port()) +
                ": another program is listening there; stop it or choose another port");
}

}  // namespace
}  // namespace gg::http
