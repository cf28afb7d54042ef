#include "base/sanitized.h"
#include "http/client_test.h"
#include "http/problem.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>

#include <gtest/gtest.h>

namespace gg::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Answers from a thread of its own, in batches, as a database that commits a group at a time.
class Committer {
 public:
  explicit Committer(milliseconds pause) {
    thread_ = std::jthread([this, pause](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        std::deque<std::function<void()>> batch;
        {
          std::unique_lock lock(mutex_);
          ready_.wait(lock, stop, [this] { return !queue_.empty(); });
          batch.swap(queue_);
        }
        std::this_thread::sleep_for(pause);
        for (const auto& work : batch) work();
      }
    });
  }

  void add(std::function<void()> work) {
    const std::scoped_lock lock(mutex_);
    queue_.push_back(std::move(work));
    ready_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any ready_;
  std::deque<std::function<void()>> queue_;
  std::jthread thread_;
};

/// Answers with the last segment, later; `begun` gets each.
Router later_router(Committer& committer, std::function<void(const std::string&)> begun = {}) {
  Router router;
  router.get(
      "/later/{id}", "later",
      [&committer, begun = std::move(begun)](const Request& request, const Respond& respond) {
        const std::string id(request.parameter("id"));
        if (begun) begun(id);
        committer.add([&request, id, respond] {
          respond(text(200, id == request.parameter("id") ? id : "mixed up"));
        });
      });
  return router;
}

TEST(Load, AnswersFromAnotherThreadReachTheirOwnRequest) {
  Committer committer(milliseconds(1));
  const auto server = serve(later_router(committer));
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> clients;
    for (int number = 0; number < 64; ++number)
      clients.emplace_back([&, number] {
        RawClient client(server->port());
        for (int round = 0; round < 20; ++round) {
          const auto id = std::to_string(number) + "-" + std::to_string(round);
          right += client.ask(get("/later/" + id)).body == id ? 1 : 0;
        }
      });
  }
  EXPECT_EQ(right, 64 * 20);
  server->stop(seconds(1));
  EXPECT_EQ(server->in_flight(), 0U);
}

/// Every request a handler began was answered whole; every other one never began.
TEST(Load, StopLosesNoRequestThatBegan) {
  std::mutex mutex;
  std::set<std::string> begun;
  std::set<std::string> answered;
  std::size_t unanswered = 0;
  Committer committer(milliseconds(5));
  const auto server = serve(later_router(committer, [&](const std::string& id) {
    const std::scoped_lock lock(mutex);
    begun.insert(id);
  }));
  std::atomic<bool> is_over = false;
  std::vector<std::jthread> clients;
  for (int number = 0; number < 16; ++number)
    clients.emplace_back([&, number] {
      for (int round = 0; !is_over; ++round) {
        RawClient client(server->port());
        for (int request = 0; request < 3 && client.is_open() && !is_over; ++request) {
          const auto id =
              std::to_string(number) + "-" + std::to_string(round) + "-" + std::to_string(request);
          const auto reply = client.ask(get("/later/" + id));
          const std::scoped_lock lock(mutex);
          if (reply.status == 200 && reply.body == id)
            answered.insert(id);
          else
            ++unanswered;
          if (reply.status == 0) break;
        }
      }
    });
  std::this_thread::sleep_for(milliseconds(400));
  const auto report = server->stop(seconds(10));
  is_over = true;
  clients.clear();
  EXPECT_EQ(report.given_up, 0U);
  EXPECT_GT(answered.size(), 100U);
  EXPECT_EQ(begun, answered) << unanswered << " were not taken";
}

TEST(Load, StopAnswersForHandlersThatDoNot) {
  std::mutex mutex;
  std::vector<Respond> kept;
  Router router;
  router.get("/never", "never", [&](const Request&, const Respond& respond) {
    const std::scoped_lock lock(mutex);
    kept.push_back(respond);
  });
  auto server = serve(std::move(router));
  RawClient client(server->port());
  client.send(get("/never"));
  while (server->in_flight() == 0) std::this_thread::yield();
  while ([&] {
    const std::scoped_lock lock(mutex);
    return kept.empty();
  }())
    std::this_thread::yield();
  EXPECT_EQ(server->stop(milliseconds(50)).given_up, 1U);
  EXPECT_EQ(client.read().status, 503);
  server.reset();
  kept.front()(text(200, "too late"));  // does nothing
}

/// What a sink was given.
struct Received {
  std::atomic<std::uint64_t> bytes = 0;
  std::atomic<int> dropped = 0;
  std::atomic<int> finished = 0;
  std::uint64_t bytes_max = UINT64_MAX;
};

class CountingSink final : public BodySink {
 public:
  explicit CountingSink(Received& received) : received_(received) {}
  ~CountingSink() override { received_.dropped += is_finished_ ? 0 : 1; }
  Refused<void> write(std::string_view bytes) override {
    received_.bytes += bytes.size();
    if (received_.bytes > received_.bytes_max) return refuse(507, "no space is left for uploads");
    return {};
  }
  void finish(Respond respond) override {
    is_finished_ = true;
    ++received_.finished;
    std::jthread([respond = std::move(respond), bytes = received_.bytes.load()] {
      respond(text(201, std::to_string(bytes)));
    }).join();
  }

 private:
  Received& received_;
  bool is_finished_ = false;
};

Router upload_router(Received& received) {
  Router router;
  router.add(
      {.method = Method::Put,
       .pattern = "/files/{name}",
       .operation = "put_file",
       .body = {.bytes_max = 1ULL << 40, .media_types = {"video/*"}},
       .answer = UploadHandler([&](const Request& request) -> Refused<std::unique_ptr<BodySink>> {
         if (request.parameter("name") == "full") return refuse(507, "no space is left");
         return std::make_unique<CountingSink>(received);
       })});
  return router;
}

std::string put(std::string_view name, std::uint64_t bytes) {
  return "PUT /files/" + std::string(name) +
         " HTTP/1.1\r\nHost: h\r\nContent-Type: video/mp4\r\nContent-Length: " +
         std::to_string(bytes) + "\r\n\r\n";
}

TEST(Load, StreamsUploadsInLittleMemory) {
  constexpr std::uint64_t block_count = 300;
  Received received;
  const auto server = serve(upload_router(received));
  RawClient client(server->port());
  const std::string block(1U << 20, 'v');
  const auto before = resident_bytes();
  client.send(put("a", block_count * block.size()));
  std::uint64_t most = 0;
  for (std::uint64_t index = 0; index < block_count; ++index) {
    ASSERT_TRUE(client.send(block));
    most = std::max(most, resident_bytes());
  }
  const auto reply = client.read();
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.body, std::to_string(block_count * block.size()));
  EXPECT_TRUE(is_sanitized || most - before < 20U << 20) << most - before;
}

TEST(Load, DropsTheSinkOfAnUploadThatEndsEarly) {
  Received received;
  const auto server = serve(upload_router(received));
  {
    const RawClient client(server->port());
    client.send(put("a", 1000) + "only this");
    while (received.bytes == 0) std::this_thread::yield();
  }
  server->stop(seconds(2));
  EXPECT_EQ(received.dropped, 1);
  EXPECT_EQ(received.finished, 0);
}

TEST(Load, AnswersWithTheRefusalOfASink) {
  Received received;
  received.bytes_max = 10'000;
  const auto server = serve(upload_router(received));
  RawClient client(server->port());
  client.send(put("a", 200'000) + std::string(200'000, 'v'));
  EXPECT_EQ(client.read().status, 507);
  client.send(put("full", 200'000'000));
  EXPECT_EQ(client.read().status, 507);
}

}  // namespace
}  // namespace gg::http
