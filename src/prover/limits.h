#pragma once

#include <chrono>

namespace gg::prover {

/// Limits of one proof. The time is that of the whole, by the clock on the wall.
struct Limits {
  std::chrono::milliseconds timeout{60'000};
};

}  // namespace gg::prover
