#pragma once

#include <cstdint>

namespace gg::mutants {

/// Numbers that follow from a seed alone, the same on every machine (SplitMix64). *single thread*
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
  }
  /// From 0 to before `end`, which is not 0.
  std::uint64_t below(std::uint64_t end) { return next() % end; }
  /// True once in `times`.
  bool once_in(std::uint64_t times) { return below(times) == 0; }

 private:
  std::uint64_t state_;
};

}  // namespace gg::mutants
