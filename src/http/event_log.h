#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace gg::http {

/// The last events in order, each with the bytes that are sent for it. Bounded by count and size.
/// *single thread*
class EventLog {
 public:
  struct Entry {
    std::string topic;
    std::string id;
    std::string frame;
  };

  EventLog(std::size_t events_max, std::size_t bytes_max)
      : events_max_(events_max), bytes_max_(bytes_max) {}

  void add(Entry entry) {
    bytes_ += entry.frame.size();
    entries_.push_back(std::move(entry));
    while (entries_.size() > events_max_ || (bytes_ > bytes_max_ && entries_.size() > 1)) {
      bytes_ -= entries_.front().frame.size();
      entries_.pop_front();
      ++first_;
    }
  }

  /// Sequence numbers count from 0 for ever; entries first() … end() - 1 are kept.
  [[nodiscard]] std::uint64_t first() const { return first_; }
  [[nodiscard]] std::uint64_t end() const { return first_ + entries_.size(); }
  [[nodiscard]] const Entry& at(std::uint64_t sequence) const {
    return entries_[sequence - first_];
  }

  /// The place after the event `id`, if that is still kept.
  [[nodiscard]] std::optional<std::uint64_t> after(std::string_view id) const {
    if (id.empty()) return std::nullopt;
    for (std::uint64_t sequence = end(); sequence > first_; --sequence)
      if (at(sequence - 1).id == id) return sequence;
    return std::nullopt;
  }

 private:
  std::size_t events_max_;
  std::size_t bytes_max_;
  std::deque<Entry> entries_;
  std::uint64_t first_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace gg::http
