#include "http/connection.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <iterator>
#include <utility>

#include <fcntl.h>
#include <sys/socket.h>

namespace gg::http {
namespace {

constexpr std::size_t lingering_max = 256;
constexpr std::chrono::seconds linger_time{2};

/// Whether the other side may still send.
bool drain(int socket) {
  std::array<char, 16384> bytes{};
  for (int reads = 0; reads < 64; ++reads) {
    const auto count = recv(socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count == 0) return false;
    if (count < 0) return errno == EAGAIN || errno == EINTR;
  }
  return true;
}

}  // namespace

Connections::Connections(std::chrono::milliseconds tick) {
  watch_ = std::jthread([this, tick](const std::stop_token& stop) {
    std::condition_variable_any stops;
    std::unique_lock lock(mutex_);
    while (!stops.wait_for(lock, stop, tick, [&stop] { return stop.stop_requested(); })) {
      if (stop.stop_requested()) return;
      shut_down_late(Deadline::Clock::now());
      auto lingering = std::exchange(lingering_, {});
      lock.unlock();
      drain_lingering(lingering);
      lock.lock();
      std::ranges::move(lingering, std::back_inserter(lingering_));
    }
  });
}

Connections::~Connections() = default;

Deadline* Connections::open(int socket) {
  auto made = std::make_unique<Deadline>();
  auto* deadline = made.get();
  const std::scoped_lock lock(mutex_);
  open_.emplace(deadline, Open{std::move(made), socket});
  return deadline;
}

void Connections::close(const Deadline* deadline) {
  const std::scoped_lock lock(mutex_);
  open_.erase(deadline);
}

void Connections::linger(int socket) {
  Descriptor copy(fcntl(socket, F_DUPFD_CLOEXEC, 0));
  if (!copy.is_open()) return;
  const std::scoped_lock lock(mutex_);
  if (lingering_.size() < lingering_max)
    lingering_.push_back({std::move(copy), Deadline::Clock::now() + linger_time});
}

void Connections::shut_down_late(Deadline::Clock::time_point now) {
  for (const auto& [deadline, connection] : open_)
    if (deadline->is_over(now)) shutdown(connection.socket, SHUT_RDWR);
}

void Connections::drain_lingering(std::vector<Lingering>& lingering) {
  const auto now = Deadline::Clock::now();
  std::erase_if(lingering, [now](const Lingering& each) {
    return now > each.until || !drain(each.socket.number());
  });
}

}  // namespace gg::http
