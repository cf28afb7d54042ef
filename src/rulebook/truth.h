#pragma once

#include <cstdint>

namespace gg::rulebook {

/// A truth value of strong Kleene logic (Kleene, Introduction to Metamathematics, 1952, §64).
/// Ordered: conjunction is the least, disjunction the greatest. *value*
enum class Truth : std::uint8_t { False, Unknown, True };

constexpr Truth operator!(Truth truth) {
  if (truth == Truth::Unknown) return Truth::Unknown;
  return truth == Truth::True ? Truth::False : Truth::True;
}

constexpr Truth truth_of(bool holds) { return holds ? Truth::True : Truth::False; }

}  // namespace gg::rulebook
