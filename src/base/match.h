#pragma once

namespace gg {

/// Lambdas as one visitor: `std::visit(Match{[](A) {…}, [](B) {…}}, value)`.
template <class... F>
struct Match : F... {
  using F::operator()...;
};
template <class... F>
Match(F...) -> Match<F...>;

}  // namespace gg
