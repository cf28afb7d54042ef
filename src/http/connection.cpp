#include "http/connection.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <iterator>
#include <utility>

#include <fcntl.h>
#include <sys/socket.h>

namespace gg::http {
namespace {

constexpr std::size_t refused_max = 64;  // between two looks
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
    while (!is_stopped_within(tick, stop)) {
      shut_down_late();
      drain_lingering();
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
  if (refused_.size() < refused_max)
    refused_.push_back({std::move(copy), Deadline::Clock::now() + linger_time});
}

bool Connections::is_stopped_within(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  stops_.wait_for(lock, stop, time, [] { return false; });
  return stop.stop_requested();
}

void Connections::shut_down_late() {
  const auto now = Deadline::Clock::now();
  const std::scoped_lock lock(mutex_);
  for (const auto& [deadline, connection] : open_)
    if (deadline->is_over(now)) shutdown(connection.socket, SHUT_RDWR);
}

void Connections::take_refused() {
  const std::scoped_lock lock(mutex_);
  std::ranges::move(refused_, std::back_inserter(lingering_));
  refused_.clear();
}

void Connections::drain_lingering() {
  take_refused();
  const auto now = Deadline::Clock::now();
  std::erase_if(lingering_, [now](const Lingering& each) {
    return now > each.until || !drain(each.socket.number());
  });
}

}  // namespace gg::http
