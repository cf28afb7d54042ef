#pragma once

#include "base/descriptor.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace gg::helpers {

/// How a child process ended.
struct ChildEnd {
  enum class Kind : unsigned char { Exited, Killed, TimedOut, TooMuchOutput, NotStarted, Stopped };
  Kind kind = Kind::NotStarted;
  int code = 0;  ///< Exit code or signal number.
  std::string output;
};

/// What a child has of ours.
enum class Surroundings : unsigned char {
  None,  ///< An empty environment, and what it says on standard error is thrown away.
  Ours,  ///< Our environment and standard error; Ctrl-C ends it too, whatever of signals we block.
};

/// What to run and within which bounds.
struct ChildCall {
  std::string program;
  std::vector<std::string> arguments;
  Surroundings surroundings = Surroundings::None;
  int input = -1;  ///< Open descriptor that becomes its standard input.
  std::chrono::milliseconds deadline{10'000};
  std::size_t output_bytes_max = 256U << 10;
  std::stop_token stop = {};  ///< Asked to stop, the child is killed within a tenth of a second.
};

/// Runs a program and reads its standard output to the end. A child that outlives the deadline or
/// writes too much is killed. Threads: thread-safe.
ChildEnd run_child(const ChildCall& call);

}  // namespace gg::helpers
