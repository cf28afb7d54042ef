#pragma once

#include <stop_token>
#include <thread>

namespace gg::cli {

/// Turns the first Ctrl-C (SIGINT, SIGTERM) into a stop request, so that work ends with what it
/// has; a second one ends the program at once. One at a time, made in main's thread before any
/// other thread is started.
class Interrupt {
 public:
  Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  ~Interrupt();

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  std::stop_source source_;
  std::jthread waiter_;
};

}  // namespace gg::cli
