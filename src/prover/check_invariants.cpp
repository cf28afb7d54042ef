#include "base/text.h"
#include "prover/session.h"

#include <algorithm>

namespace gg::prover {
namespace {

using rulebook::Invariant;

std::string word(Outcome outcome) { return std::string(word_of(outcome_words, outcome)); }

/// What an invariant promises, and how a decision may break it.
class Promise {
 public:
  Promise(Session& session, std::size_t book, std::uint32_t index)
      : session_(session),
        invariant_(session.set.books()[book]->book.invariants[index]),
        book_(book),
        index_(index),
        alone_(session.set.books().size() == 1) {}

  /// Broken: its condition holds for certain, and some part of what it promises does not.
  [[nodiscard]] z3::expr broken() const {
    const auto& encoding = session_.encoding;
    std::vector<z3::expr> parts;
    if (invariant_.at_least) parts.push_back(opposite(encoding.at_least(*invariant_.at_least)));
    if (invariant_.at_most && alone_ && *invariant_.at_most != Outcome::Prohibit)
      parts.push_back(
          encoding.at_least(static_cast<Outcome>(static_cast<int>(*invariant_.at_most) + 1)));
    for (const auto& id : invariant_.reviewers_include)
      parts.push_back(opposite(encoding.asks(Asks::Reviewer, id)));
    for (const auto& id : invariant_.duties_include)
      parts.push_back(opposite(encoding.asks(Asks::Duty, id)));
    const auto& condition = session_.probed.row(book_, index_).truth;
    return all_of(session_.context,
                  std::vector{condition.is_true, any_of(session_.context, parts)});
  }

  /// What is wrong in a decision, or empty.
  [[nodiscard]] std::string fault(const Decided& decided) const {
    if (invariant_.at_least && decided.outcome < *invariant_.at_least)
      return "needs only " + word(decided.outcome) + ", not " + word(*invariant_.at_least);
    if (invariant_.at_most && alone_ && decided.outcome > *invariant_.at_most)
      return "needs " + word(decided.outcome) + ", more than " + word(*invariant_.at_most);
    for (const auto& id : invariant_.reviewers_include)
      if (!contains(decided.reviewers, id)) return "does not go to the reviewer " + id;
    for (const auto& id : invariant_.duties_include)
      if (!contains(decided.duties, id)) return "does not ask for the duty " + id;
    return {};
  }

  /// The same, judged by the evaluator alone.
  [[nodiscard]] bool is_broken(const Assignment& assignment) const {
    std::vector<rulebook::Fired> fired;
    session_.probe_judge.run(assignment, fired);
    const bool holds = std::ranges::any_of(fired, [this](const rulebook::Fired& one) {
      return one.book == book_ && one.row == index_ && one.truth == rulebook::Truth::True;
    });
    return holds && !fault(session_.judge.decide(assignment)).empty();
  }

 private:
  Session& session_;
  const Invariant& invariant_;
  std::size_t book_;
  std::uint32_t index_;
  bool alone_;
};

}  // namespace

void check_invariants(Session& session) {
  for (std::size_t book = 0; book < session.set.books().size(); ++book) {
    const auto& invariants = session.set.books()[book]->book.invariants;
    for (std::uint32_t index = 0; index < invariants.size(); ++index) {
      const Promise promise(session, book, index);
      Check check{CheckKind::InvariantHolds, session.book_id(book), invariants[index].id};
      const auto found =
          session.settle(check, session.solver.find(promise.broken()),
                         [&](const Assignment& one) { return promise.is_broken(one); });
      if (found) {
        check.witnesses = {session.witness(*found)};
        check.text = "a use it speaks of " + promise.fault(check.witnesses.front().decided);
      }
      session.proof.checks.push_back(std::move(check));
    }
  }
}

}  // namespace gg::prover
