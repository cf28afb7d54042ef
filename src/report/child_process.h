#pragma once

#include "base/descriptor.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace gg::report {

/// How a child process ended.
struct ChildEnd {
  enum class Kind : unsigned char { Exited, Killed, TimedOut, TooMuchOutput, NotStarted };
  Kind kind = Kind::NotStarted;
  int code = 0;  ///< Exit code or signal number.
  std::string output;
};

/// What to run and within which bounds.
struct ChildCall {
  std::string program;
  std::string argument;
  int input = -1;  ///< Open descriptor that becomes its standard input.
  std::chrono::milliseconds deadline{10'000};
  std::size_t output_bytes_max = 256U << 10;
};

/// Runs a program with one argument and an empty environment, standard error thrown away, and
/// reads its standard output to the end. A child that outlives the deadline or writes too much is
/// killed. Threads: thread-safe.
ChildEnd run_child(const ChildCall& call);

}  // namespace gg::report
