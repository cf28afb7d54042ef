#pragma once

#include "prover/limits.h"
#include "prover/universe.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace gg::prover {

/// Whether a declaration with some property exists, and one that has it.
struct Answer {
  enum class Kind : std::uint8_t { None, Found, TimedOut };
  Kind kind = Kind::None;
  Assignment found;  ///< Of `Found`.
};

/// Asks for declarations. What was added once stays; a question leaves nothing behind.
/// *single thread*; the universe must outlive it.
class Solver {
 public:
  Solver(const Universe& universe, const Limits& limits);

  void add(const z3::expr& formula) { solver_.add(formula); }
  Answer find(const z3::expr& property);
  [[nodiscard]] std::size_t questions() const { return questions_; }

  /// A short name for a formula, so that it is put into clauses once and not for every question.
  /// The same formula has the same name.
  z3::expr named(const z3::expr& formula);
  Kleene named(const Kleene& truth) { return {named(truth.is_true), named(truth.is_false)}; }

 private:
  const Universe& universe_;
  z3::solver solver_;
  std::chrono::steady_clock::time_point deadline_;
  std::size_t questions_ = 0;
  std::map<unsigned, std::pair<z3::expr, z3::expr>>
      names_;  ///< By the id of the formula: it, its name.
};

}  // namespace gg::prover
