#pragma once

#include "prover/proof.h"
#include "prover/universe.h"

#include <functional>
#include <vector>

namespace gg::prover {

/// A declaration judged by the evaluator, as it would judge one that a person filled in. Answers
/// the set does not know are left out.
class Judge {
 public:
  Judge(const Universe& universe, const rulebook::BookSet& set)
      : universe_(universe), set_(set), evaluator_(set) {}

  [[nodiscard]] const rulebook::BookSet& set() const { return set_; }
  /// Nothing where the assignment cannot be declared.
  std::optional<rulebook::Slots> slots(const Assignment& assignment) const;
  Outcome run(const Assignment& assignment, std::vector<rulebook::Fired>& fired);
  Outcome outcome(const Assignment& assignment);
  Decided decide(const Assignment& assignment);

 private:
  const Universe& universe_;
  const rulebook::BookSet& set_;
  rulebook::Evaluator evaluator_;
};

using Property = std::function<bool(const Assignment&)>;

/// The same property with as little said as possible: each fact unanswered where it may be, else
/// the safe answer where it may be, in the order of the facts; titles likewise, but a day of the
/// decision stays. `assignment` must have the property.
Assignment minimal(const Universe& universe, Assignment assignment, const Property& property);

/// The declaration, with *unsure* on facts among `unsure`.
rulebook::Declaration declaration_of(const Universe& universe, const Assignment& assignment,
                                     const std::vector<std::size_t>& unsure = {});

}  // namespace gg::prover
