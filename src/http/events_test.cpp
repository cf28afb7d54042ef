#include "base/sanitized.h"
#include "http/client_test.h"
#include "http/event_hub.h"

#include <thread>

#include <gtest/gtest.h>

namespace gg::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

bool everything(std::string_view) { return true; }

Router event_router(EventHub& hub) {
  Router router;
  router.get("/events", "events", [&hub](const Request& request, const Respond& respond) {
    const std::string topic(request.query.find("topic").value_or(""));
    respond(hub.subscribe(
        request, [topic](std::string_view each) { return topic.empty() || each == topic; }));
  });
  router.get("/ping", "ping",
             [](const Request&, const Respond& respond) { respond(text(200, "pong")); });
  return router;
}

/// What a source has now.
std::string pulled(const Response& response) {
  std::string out;
  const auto& source = std::get<std::shared_ptr<ByteSource>>(response.body);
  while (source->pull(out, 1U << 20) == ByteSource::Pulled::Bytes) {
  }
  return out;
}

TEST(EventHub, SendsWhatIsPublishedToThoseWhoseFilterFits) {
  EventHub hub;
  const auto all = hub.subscribe({}, everything);
  const auto some = hub.subscribe({}, [](std::string_view topic) { return topic == "b"; });
  EXPECT_EQ(pulled(all), "retry: 3000\n\n");
  ASSERT_TRUE(hub.publish({.topic = "a", .id = "1", .name = "use", .data = "{}"}).has_value());
  ASSERT_TRUE(
      hub.publish({.topic = "b", .id = "2", .name = "use", .data = "x\ny\r\nz"}).has_value());
  const std::string second = "id: 2\nevent: use\ndata: x\ndata: y\ndata: z\n\n";
  EXPECT_EQ(pulled(all), "id: 1\nevent: use\ndata: {}\n\n" + second);
  EXPECT_EQ(pulled(some), "retry: 3000\n\n" + second);
}

TEST(EventHub, ResumesAfterTheLastEventOrSaysReset) {
  EventHub hub({.events_max = 3});
  for (int id = 1; id <= 5; ++id)
    ASSERT_TRUE(hub.publish({"t", std::to_string(id), "e", "d"}).has_value());
  const auto after = [&hub](std::string id) {
    Request request;
    request.headers.add("Last-Event-ID", std::move(id));
    return pulled(hub.subscribe(request, everything));
  };
  EXPECT_EQ(after("3"), "retry: 3000\n\nid: 4\nevent: e\ndata: d\n\nid: 5\nevent: e\ndata: d\n\n");
  EXPECT_EQ(after("5"), "retry: 3000\n\n");
  EXPECT_EQ(after("2"), "retry: 3000\n\nevent: reset\ndata: {}\n\n");
}

TEST(EventHub, RefusesEventsThatBreakTheStream) {
  EventHub hub({.event_bytes_max = 100});
  EXPECT_EQ(hub.publish({"t", "1\n2", "e", "d"}).error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(hub.publish({"t", "1", "e\r", "d"}).error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(hub.publish({"t", "1", "e", std::string(100, 'd')}).error().kind,
            ErrorKind::LimitExceeded);
}

TEST(EventHub, KeepsOneWhoIsIdleThoughManyEventsPassItsFilter) {
  EventHub hub({.events_max = 2});
  const auto idle = hub.subscribe({}, [](std::string_view topic) { return topic == "mine"; });
  EXPECT_EQ(pulled(idle), "retry: 3000\n\n");
  for (int id = 0; id < 10; ++id) ASSERT_TRUE(hub.publish({"other", "x", "e", "d"}).has_value());
  ASSERT_TRUE(hub.publish({"mine", "y", "e", "d"}).has_value());
  EXPECT_EQ(pulled(idle), "id: y\nevent: e\ndata: d\n\n");
}

TEST(EventHub, LimitsSubscribers) {
  EventHub hub({.subscribers_max = 1});
  {
    const auto first = hub.subscribe({}, everything);
    EXPECT_EQ(hub.subscribe({}, everything).status, 503);
  }
  EXPECT_EQ(hub.subscribe({}, everything).status, 200);
  hub.close();
  EXPECT_EQ(hub.subscribe({}, everything).status, 503);
}

TEST(Events, ReachABrowserWithHeartbeats) {
  EventHub hub({.heartbeat = milliseconds(50)});
  const auto server = serve(event_router(hub));
  RawClient client(server->port());
  client.send(get("/events"));
  const auto head = client.read_until("retry: 3000\n\n");
  EXPECT_NE(head.find("text/event-stream"), std::string::npos);
  EXPECT_NE(client.read_until("\n:\n\n").find(":\n\n"), std::string::npos);
  ASSERT_TRUE(hub.publish({"t", "1", "use_decided", R"({"id":"u"})"}).has_value());
  EXPECT_NE(client.read_until("\"u\"}\n\n").find("event: use_decided"), std::string::npos);
}

TEST(Events, EndWithLastWordsWhenTheServerStops) {
  EventHub hub;
  const auto server = serve(event_router(hub));
  RawClient client(server->port());
  client.send(get("/events"));
  client.read_until("retry: 3000\n\n");
  EXPECT_EQ(server->stop(seconds(5)).given_up, 0U);
  EXPECT_NE(client.read_until("0\r\n\r\n").find("event: bye"), std::string::npos);
  EXPECT_EQ(hub.subscribers(), 0U);
}

TEST(Events, AHeadRequestDoesNotSubscribe) {
  EventHub hub;
  const auto server = serve(event_router(hub));
  RawClient client(server->port());
  client.send("HEAD /events HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(client.read(RawClient::Expect::Head).status, 200);
  EXPECT_EQ(client.ask(get("/ping")).body, "pong");
  EXPECT_EQ(hub.subscribers(), 0U);
}

/// One reader that does not read costs publishers and other readers nothing.
TEST(Events, CutOffASlowReader) {
  EventHub hub({.events_max = 64});
  const auto server = serve(event_router(hub));
  RawClient slow(server->port());
  slow.set_receive_buffer(4096);
  slow.send(get("/events"));
  RawClient quick(server->port());
  quick.send(get("/events"));
  quick.read_until("retry: 3000\n\n");
  while (hub.subscribers() < 2) std::this_thread::yield();
  const std::string data(32U << 10, 'd');
  milliseconds longest{0};
  for (int id = 0; id < 1000 && hub.subscribers() == 2; ++id) {
    const auto begun = std::chrono::steady_clock::now();
    ASSERT_TRUE(hub.publish({"t", std::to_string(id), "e", data}).has_value());
    longest = std::max(longest, std::chrono::duration_cast<milliseconds>(
                                    std::chrono::steady_clock::now() - begun));
    const auto mark = "id: " + std::to_string(id) + "\n";
    ASSERT_NE(quick.read_until(mark).find(mark), std::string::npos) << id;
  }
  for (int wait = 0; wait < 200 && hub.subscribers() == 2; ++wait)
    std::this_thread::sleep_for(milliseconds(10));
  EXPECT_EQ(hub.subscribers(), 1U);
  EXPECT_LT(longest, milliseconds(500));
  EXPECT_TRUE(slow.is_closed_within(seconds(2)));
}

TEST(Events, ReachAThousandIdleStreamsOnTwoThreads) {
  constexpr std::size_t count = 1000;
  EventHub hub;
  const auto server = serve(event_router(hub));
  const auto before = resident_bytes();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (std::size_t index = 0; index < count; ++index) {
    clients.push_back(std::make_unique<RawClient>(server->port()));
    clients.back()->send(get("/events"));
  }
  for (const auto& client : clients) ASSERT_NE(client->read_until("retry: 3000\n\n"), "");
  EXPECT_EQ(hub.subscribers(), count);
  EXPECT_TRUE(is_sanitized || resident_bytes() - before < count * (64U << 10));
  EXPECT_EQ(RawClient(server->port()).ask(get("/ping")).body, "pong");
  ASSERT_TRUE(hub.publish({"t", "1", "e", "all"}).has_value());
  for (const auto& client : clients)
    ASSERT_NE(client->read_until("data: all\n\n").find("id: 1"), std::string::npos);
  EXPECT_EQ(server->stop(seconds(10)).given_up, 0U);
  for (const auto& client : clients)
    ASSERT_NE(client->read_until("0\r\n\r\n").find("event: bye"), std::string::npos);
}

}  // namespace
}  // namespace gg::http
