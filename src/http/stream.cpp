#include "http/stream.h"

#include <algorithm>

#include <microhttpd.h>
#include <sys/socket.h>

namespace gg::http {
namespace {

/// Closes without keeping what the reader has not taken: the kernel would hold it for minutes.
void abort_connection(int socket) {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  shutdown(socket, SHUT_RDWR);
}

}  // namespace

Stream::Stream(std::shared_ptr<ByteSource> source, MHD_Connection* connection)
    : source_(std::move(source)), connection_(connection) {}

void Stream::begin() {
  source_->set_wake([weak = weak_from_this()](ByteSource::Wake why) {
    if (const auto stream = weak.lock()) stream->wake(why);
  });
}

std::optional<std::size_t> Stream::read(std::span<char> into) {
  while (taken_ == pending_.size()) {
    if (is_over_) return std::nullopt;
    pending_.clear();
    taken_ = 0;
    const auto pulled = source_->pull(pending_, into.size());
    if (pulled == ByteSource::Pulled::End) return std::nullopt;
    if (pulled == ByteSource::Pulled::NothingYet && sleep()) return 0;
  }
  const auto count = std::min(into.size(), pending_.size() - taken_);
  std::copy_n(pending_.begin() + static_cast<std::ptrdiff_t>(taken_), count, into.begin());
  taken_ += count;
  sent_bytes_ += count;
  if (taken_ == pending_.size()) {
    pending_ = {};
    taken_ = 0;
  }
  return count;
}

bool Stream::sleep() {
  const std::scoped_lock lock(mutex_);
  if (std::exchange(was_woken_, false) || is_over_) return false;
  is_asleep_ = true;
  MHD_suspend_connection(connection_);
  return true;
}

void Stream::resume() {
  if (std::exchange(is_asleep_, false))
    MHD_resume_connection(connection_);
  else
    was_woken_ = true;
}

void Stream::wake(ByteSource::Wake why) {
  const std::scoped_lock lock(mutex_);
  if (is_gone_) return;
  if (why == ByteSource::Wake::CutOff) {
    is_over_ = true;
    const auto* info = MHD_get_connection_info(connection_, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info != nullptr) abort_connection(info->connect_fd);
  }
  resume();
}

void Stream::finish() { source_->finish(); }

void Stream::cut_off() {
  is_over_ = true;
  const std::scoped_lock lock(mutex_);
  if (!is_gone_) resume();
}

void Stream::close() {
  const std::scoped_lock lock(mutex_);
  is_gone_ = true;
}

}  // namespace gg::http
