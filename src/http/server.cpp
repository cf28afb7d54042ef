#include "http/server.h"

#include "http/connection.h"
#include "http/core.h"
#include "http/daemon.h"
#include "http/exchange.h"

#include <filesystem>
#include <system_error>

namespace gg::http {
namespace {

using std::chrono::milliseconds;

/// How long cut-off requests may take to notice.
constexpr milliseconds force_time{1'000};

}  // namespace

class Server::Running {
 public:
  Running(std::shared_ptr<Core> core, Listener listener, Daemon daemon)
      : core_(std::move(core)), listener_(std::move(listener)), daemon_(std::move(daemon)) {}

  const Listener& listener() const { return listener_; }
  const Core& core() const { return *core_; }

  StopReport stop(milliseconds deadline) {
    const std::scoped_lock lock(stopping_);
    if (std::exchange(is_stopped_, true)) return {};
    core_->is_stopping = true;
    daemon_.take_no_more();
    listener_.socket.reset();
    for (const auto& exchange : core_->exchanges()) exchange->finish(Exchange::Force::No);
    StopReport report;
    if (!core_->wait_until_idle(deadline)) report.given_up = force();
    daemon_.stop();
    remove_socket_file();
    return report;
  }

 private:
  std::size_t force() {
    core_->is_closed = true;
    const auto left = core_->exchanges();
    for (const auto& exchange : left) exchange->finish(Exchange::Force::Yes);
    core_->wait_until_idle(force_time);
    return left.size();
  }

  void remove_socket_file() const {
    std::error_code ignored;
    if (const auto* address = std::get_if<UnixAddress>(&core_->options.listen))
      std::filesystem::remove(address->path, ignored);
  }

  const std::shared_ptr<Core> core_;
  Listener listener_;
  Daemon daemon_;
  std::mutex stopping_;
  bool is_stopped_ = false;
};

Result<std::unique_ptr<Server>> Server::start(Router router, ServerOptions options) {
  TRY_LET(auto listener, listen_on(options.listen));
  auto core = std::make_shared<Core>(std::move(router), std::move(options));
  TRY_LET(auto daemon, Daemon::start(core, listener.socket.number()));
  return std::unique_ptr<Server>(
      new Server(std::make_unique<Running>(core, std::move(listener), std::move(daemon))));
}

Server::Server(std::unique_ptr<Running> running) : running_(std::move(running)) {}

Server::~Server() { stop(milliseconds(0)); }

std::uint16_t Server::port() const { return running_->listener().port; }
const std::string& Server::where() const { return running_->listener().where; }
std::size_t Server::in_flight() const { return running_->core().in_flight(); }
StopReport Server::stop(milliseconds deadline) { return running_->stop(deadline); }

}  // namespace gg::http
