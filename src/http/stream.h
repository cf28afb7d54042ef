#pragma once

#include "http/response.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>

struct MHD_Connection;

namespace gg::http {

/// A growing body on its way to one connection: pulls from the source, and lets the connection
/// sleep while there is nothing. *thread-safe*
class Stream : public std::enable_shared_from_this<Stream> {
 public:
  Stream(std::shared_ptr<ByteSource> source, MHD_Connection* connection);

  /// Sets the source's wake, which holds this stream.
  void begin();

  /// Fills `into`: the count of bytes, 0 when the connection was put to sleep, or nothing at the
  /// end. Called by the connection's thread.
  std::optional<std::size_t> read(std::span<char> into);

  /// Asks the source for its last words.
  void finish();

  /// Ends at the next read, whatever the source has.
  void cut_off();

  /// The connection is gone. Called by its thread.
  void close();

  [[nodiscard]] std::uint64_t sent_bytes() const { return sent_bytes_; }

 private:
  void wake(ByteSource::Wake why);
  /// Sleeps unless it was woken meanwhile; whether it does.
  bool sleep();
  void resume();  ///< With the lock held.

  // Constant after construction.
  const std::shared_ptr<ByteSource> source_;
  MHD_Connection* const connection_;
  // The connection's thread only.
  std::string pending_;
  std::size_t taken_ = 0;
  // Guarded by the mutex.
  std::mutex mutex_;
  bool is_asleep_ = false;
  bool was_woken_ = false;
  bool is_gone_ = false;

  std::atomic<bool> is_over_ = false;
  std::atomic<std::uint64_t> sent_bytes_ = 0;
};

}  // namespace gg::http
