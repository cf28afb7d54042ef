#include "embedding/copy_ahead.h"

#include <algorithm>
#include <span>

namespace gg::embedding {

CopyAhead::CopyAhead(const WritePlan& plan, SourceBytes& source, ResultBytes* result)
    : plan_(plan), result_(result), render_(plan, &source, std::nullopt) {
  const bool is_beside = plan.result_bytes > window_bytes;
  const auto size =
      static_cast<std::size_t>(std::min<std::uint64_t>(window_bytes, plan.result_bytes));
  for (auto& slot : std::span(slots_).first(is_beside ? slots_max : 1)) slot.room.resize(size);
  if (!is_beside) return;
  thread_ = std::jthread([this](const std::stop_token& stop) {
    auto outcome = copy_all(stop);
    const std::scoped_lock lock(mutex_);
    outcome_ = std::move(outcome);
    has_ended_ = true;
    changed_.notify_all();
  });
}

Result<CopyAhead::Window> CopyAhead::next() {
  if (!thread_.joinable()) return copy_at_once();
  std::unique_lock lock(mutex_);
  done_ = asked_;
  changed_.notify_all();
  changed_.wait(lock, [this] { return filled_ > asked_ || has_ended_; });
  TRY(outcome_);
  if (filled_ == asked_) return Window{plan_.result_bytes, {}};
  return slot_of(asked_++).window;
}

Result<CopyAhead::Window> CopyAhead::copy_at_once() {
  if (offset_ == plan_.result_bytes) return Window{offset_, {}};
  TRY(fill(slots_.front()));
  TRY(write(slots_.front().window));
  return slots_.front().window;
}

Result<void> CopyAhead::copy_all(const std::stop_token& stop) {
  while (offset_ < plan_.result_bytes && wait_for_room(stop)) {
    // Nobody else changes `filled_`, and nobody looks at what is not filled.
    auto& slot = slot_of(filled_);
    TRY(fill(slot));
    const auto window = slot.window;
    {
      const std::scoped_lock lock(mutex_);
      ++filled_;
      changed_.notify_all();
    }
    TRY(write(window));
  }
  return {};
}

/// Whether there is a window that nobody looks at; not where this is gone before.
bool CopyAhead::wait_for_room(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  return changed_.wait(lock, stop, [this] { return filled_ - done_ < slots_max; }) &&
         !stop.stop_requested();
}

Result<void> CopyAhead::fill(Slot& slot) {
  TRY_LET(const auto size, render_.fill(slot.room, plan_.pieces.size()));
  slot.window = {offset_, Bytes(slot.room).first(size)};
  offset_ += size;
  return {};
}

Result<void> CopyAhead::write(const Window& window) {
  if (result_ == nullptr) return {};
  return result_->write(window.offset, window.bytes);
}

}  // namespace gg::embedding
