#pragma once

#include "embedding/render.h"

#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace gg::embedding {

/// Makes a result window by window: filled and written by a thread of its own, while the windows
/// before are hashed, so that a pass takes as long as the slower of copying and hashing. No thread
/// where one window holds everything. *single thread*; what it reads from and writes to is used by
/// the other one alone until the last window was taken or this is gone.
class CopyAhead {
 public:
  struct Window {
    std::uint64_t offset = 0;  ///< In the result.
    Bytes bytes;               ///< None behind the end.
  };

  /// `result`: where it is written, nowhere if null. All must outlive this.
  CopyAhead(const WritePlan& plan, SourceBytes& source, ResultBytes* result);
  CopyAhead(const CopyAhead&) = delete;
  CopyAhead& operator=(const CopyAhead&) = delete;
  ~CopyAhead() = default;

  /// The next window, good until this is called again. Behind the last one it waits until all is
  /// written. Errors: those of the source, and of the result.
  Result<Window> next();

 private:
  /// Small enough that what is read is still in the second cache of a core when it is written; so
  /// many that neither thread waits when the other one does for a moment.
  static constexpr std::size_t window_bytes = 128U << 10;
  static constexpr std::size_t slots_max = 16;
  struct Slot {
    std::vector<std::byte> room;
    Window window;
  };

  Slot& slot_of(std::uint64_t turn) { return slots_.at(turn % slots_max); }
  Result<void> fill(Slot& slot);
  Result<void> write(const Window& window);
  Result<Window> copy_at_once();
  Result<void> copy_all(const std::stop_token& stop);
  bool wait_for_room(const std::stop_token& stop);

  const WritePlan& plan_;
  ResultBytes* result_;
  Render render_;
  std::uint64_t offset_ = 0;           ///< What is filled of the result.
  std::array<Slot, slots_max> slots_;  ///< The reader's from `done_` to `filled_`.
  std::uint64_t asked_ = 0;            ///< Windows that were given out. The reader's alone.
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::uint64_t filled_ = 0;  ///< Windows. Behind `mutex_`, as all below.
  std::uint64_t done_ = 0;    ///< Windows that are no longer looked at.
  bool has_ended_ = false;
  Result<void> outcome_;
  std::jthread thread_;  ///< Last: it uses all above.
};

}  // namespace gg::embedding
