// The server that bench/http measures: small JSON answered at once and from another thread, and event streams. Prints
// its address, and serves until its standard input ends.

#include "http/event_hub.h"
#include "http/server.h"
#include "json/json.h"

#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace gg {
namespace {

using http::Request;
using http::Respond;

http::Response small_answer() { return http::json(200, Json{{"id", "use_7"}, {"outcome", "notify"}}); }

/// Answers all that has come in since the last time, on a thread of its own.
class Later {
 public:
  Later() {
    thread_ = std::jthread([this](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        std::vector<Respond> batch;
        {
          std::unique_lock lock(mutex_);
          ready_.wait(lock, stop, [this] { return !queue_.empty(); });
          batch.swap(queue_);
        }
        for (const auto& respond : batch) respond(small_answer());
      }
    });
  }

  void add(Respond respond) {
    const std::scoped_lock lock(mutex_);
    queue_.push_back(std::move(respond));
    ready_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any ready_;
  std::vector<Respond> queue_;
  std::jthread thread_;
};

int serve() {
  Later later;
  http::EventHub hub;
  http::Router router;
  router.get("/inline/{id}", "inline", [](const Request&, const Respond& respond) { respond(small_answer()); })
      .get("/later/{id}", "later", [&later](const Request&, Respond respond) { later.add(std::move(respond)); })
      .get("/events", "events", [&hub](const Request& request, const Respond& respond) {
        respond(hub.subscribe(request, [](std::string_view) { return true; }));
      });
  const auto server = http::Server::start(std::move(router), {});
  if (!server.has_value()) {
    std::fprintf(stderr, "http_bench: %s\n", server.error().message.c_str());
    return 1;
  }
  std::printf("%s\n", (*server)->where().c_str());
  std::fflush(stdout);
  for (int c = std::getchar(); c != EOF; c = std::getchar())
    if (c == 'p') static_cast<void>(hub.publish({.topic = "t", .id = "1", .name = "ping", .data = "{}"}));
  return 0;
}

}  // namespace
}  // namespace gg

int main() { return gg::serve(); }
