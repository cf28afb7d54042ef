#include "prover/session.h"

#include <algorithm>

namespace gg::prover {
namespace {

using rulebook::Risk;
using Position = std::optional<std::size_t>;  // a class, or unknown

/// One step along the risk of a fact: what needs less must not be riskier.
struct Step {
  Position safer;
  Position riskier;
  [[nodiscard]] bool is_about_unsure() const { return !riskier.has_value(); }
};

/// Neighbours along the risk, and *unsure* between the ends. Enough for every pair.
std::vector<Step> steps_of(const Variable& variable) {
  std::vector<std::size_t> order(variable.classes_count());
  for (std::size_t index = 0; index < order.size(); ++index) order[index] = index;
  if (variable.fact.risk == Risk::Descending) std::ranges::reverse(order);
  std::vector<Step> steps = {{order.front(), std::nullopt}, {std::nullopt, order.back()}};
  for (std::size_t index = 1; index < order.size(); ++index)
    if (order.size() > 2) steps.push_back({order[index - 1], order[index]});
  return steps;
}

class Risks {
 public:
  Risks(Session& session, std::size_t variable)
      : session_(session), index_(variable), variable_(session.universe.variables()[variable]) {}

  void run() {
    for (const auto kind : {CheckKind::Monotone, CheckKind::UnsureNotWeaker}) {
      Check check{kind, owner(), variable_.fact.id};
      for (const auto& step : steps_of(variable_))
        if (step.is_about_unsure() == (kind == CheckKind::UnsureNotWeaker) &&
            check.verdict == Verdict::Proved)
          look(step, check);
      session_.proof.checks.push_back(std::move(check));
    }
  }

 private:
  [[nodiscard]] std::string owner() const {
    for (const auto& file : session_.set.books())
      if (std::ranges::find(file->book.facts, variable_.fact.id, &rulebook::Fact::id) !=
          file->book.facts.end())
        return file->book.id;
    return {};
  }

  void look(const Step& step, Check& check) {
    if (!session_.encoding.looks_at(index_)) return;
    const auto property = [&](const Assignment& one) {
      return session_.judge.outcome(at(one, step.safer)) >
             session_.judge.outcome(at(one, step.riskier));
    };
    const auto found = session_.settle(check, session_.solver.find(falls(step)), property);
    if (!found) return;
    for (const auto position : {step.safer, step.riskier})
      check.witnesses.push_back(session_.witness(at(*found, position), {index_}));
    check.text = "with " + in_words(step.safer) + " it needs " + outcome(check.witnesses.front()) +
                 ", with " + in_words(step.riskier) + " only " + outcome(check.witnesses.back());
  }

  /// The riskier answer needs less. Rows that do not look at the fact weigh the same on both sides,
  /// so one of those that do must weigh more with the safer answer than all with the riskier.
  [[nodiscard]] z3::expr falls(const Step& step) const {
    auto& context = session_.context;
    const auto safer = variant(step.safer);
    const auto riskier = variant(step.riskier);
    std::vector<z3::expr> levels;
    for (const auto& level : outcome_words) {
      if (level.value == Outcome::Clear) continue;
      levels.push_back(
          all_of(context, std::vector{at_least(context, safer.changed, level.value),
                                      opposite(at_least(context, riskier.all, level.value))}));
    }
    return any_of(context, levels);
  }

  [[nodiscard]] Encoding::Variant variant(Position position) const {
    return session_.encoding.with(index_, session_.universe.fixed(index_, position));
  }

  [[nodiscard]] Assignment at(Assignment assignment, Position position) const {
    assignment[index_] = position;
    return assignment;
  }

  [[nodiscard]] std::string in_words(Position position) const {
    if (!position) return variable_.fact.id + " unsure";
    return variable_.fact.id + " " +
           rulebook::to_text(variable_.fact, variable_.value_of(*position));
  }

  static std::string outcome(const Witness& witness) {
    return std::string(word_of(outcome_words, witness.decided.outcome));
  }

  Session& session_;
  std::size_t index_;
  const Variable& variable_;
};

}  // namespace

void check_facts(Session& session) {
  for (std::size_t index = 0; index < session.universe.variables().size(); ++index)
    if (session.universe.variables()[index].fact.risk != Risk::None) Risks(session, index).run();
}

}  // namespace gg::prover
