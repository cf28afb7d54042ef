#pragma once

#include <string>
#include <string_view>

namespace gg::report {

/// Where a report goes, piece by piece, so that a report of any length needs little memory.
/// Threads: single thread.
class Sink {
 public:
  Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  virtual ~Sink() = default;

  /// Takes the next piece. A sink that cannot write remembers it; its owner asks at the end.
  virtual void write(std::string_view piece) = 0;
};

/// A sink that keeps everything.
class StringSink : public Sink {
 public:
  void write(std::string_view piece) override { text += piece; }
  std::string text;
};

/// Gathers small pieces into big ones before they reach `sink`. Flushes when it is full and when
/// it goes.
class BufferedSink : public Sink {
 public:
  explicit BufferedSink(Sink& sink) : sink_(sink) { buffer_.reserve(full_bytes + 4096); }
  ~BufferedSink() override { flush(); }

  void write(std::string_view piece) override {
    buffer_ += piece;
    if (buffer_.size() >= full_bytes) flush();
  }
  void write(char piece) {
    buffer_ += piece;
    if (buffer_.size() >= full_bytes) flush();
  }
  void flush() {
    if (!buffer_.empty()) sink_.write(buffer_);
    buffer_.clear();
  }

 private:
  static constexpr std::size_t full_bytes = 64U << 10;
  Sink& sink_;
  std::string buffer_;
};

}  // namespace gg::report
