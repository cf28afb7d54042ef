#include "prover/encoding.h"

#include "prover/prove.h"
#include "prover/witness.h"
#include "support/random_books.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gg::prover {
namespace {

using rulebook::BookSet;
using rulebook::Fired;
using rulebook::Truth;
using test::RandomBooks;

BookSet random_set() {
  std::vector<rulebook::BookFilePtr> books = {RandomBooks::book("one")};
  if (*rc::gen::inRange(0, 2) == 1) books.push_back(RandomBooks::book("two"));
  return *BookSet::join(std::move(books));
}

Truth truth_in(const std::vector<Fired>& fired, const RowTruth& row) {
  for (const auto& one : fired)
    if (one.book == row.book && one.row == row.row) return one.truth;
  return Truth::False;
}

z3::expr says(const z3::expr& formula, bool holds) { return holds ? formula : opposite(formula); }

/// What the evaluator decided, said of the formulas.
z3::expr as_decided(const Encoding& encoding, const std::vector<Fired>& fired,
                    const rulebook::Decision& decision) {
  std::vector<z3::expr> parts = {encoding.is(decision.outcome)};
  for (const auto& row : encoding.rows()) {
    const auto truth = truth_in(fired, row);
    parts.push_back(says(row.truth.is_true, truth == Truth::True));
    parts.push_back(says(row.truth.is_false, truth == Truth::False));
  }
  for (const auto* id : {"r0", "r1"})
    parts.push_back(says(encoding.asks(Asks::Reviewer, id),
                         std::ranges::find(decision.reviewers, id, &rulebook::Asked::id) !=
                             decision.reviewers.end()));
  for (const auto* id : {"d0", "d1"})
    parts.push_back(says(
        encoding.asks(Asks::Duty, id),
        std::ranges::find(decision.duties, id, &rulebook::Asked::id) != decision.duties.end()));
  return all_of(parts.front().ctx(), parts);
}

RC_GTEST_PROP(Encoding, MeansWhatTheEvaluatorDecides, ()) {
  const auto set = random_set();
  z3::context context;
  const Universe universe(context, {&set});
  Solver solver(universe, {});
  const Encoding encoding(universe, set, solver);
  rulebook::Evaluator evaluator(set);
  for (int count = 0; count < 6; ++count) {
    auto declaration = RandomBooks::declaration();
    if (count == 0) declaration.as_of.reset();
    const auto slots = rulebook::slots_of(set, declaration);
    RC_ASSERT(slots.has_value());
    std::vector<Fired> fired;
    evaluator.run(*slots, fired);
    const auto decision = rulebook::decide(set, evaluator, *slots);
    const auto pinned = universe.pin(universe.assign(set, *slots));
    const auto agreed = as_decided(encoding, fired, decision);
    RC_ASSERT(solver.find(all_of(context, std::vector{pinned, agreed})).kind ==
              Answer::Kind::Found);
    RC_ASSERT(solver.find(all_of(context, std::vector{pinned, !agreed})).kind ==
              Answer::Kind::None);
  }
}

RC_GTEST_PROP(Encoding, OfAFixedFactIsTheEncodingWithThatAnswer, ()) {
  const auto set = random_set();
  z3::context context;
  const Universe universe(context, {&set});
  Solver solver(universe, {});
  const Encoding encoding(universe, set, solver);
  const auto variable = static_cast<std::size_t>(*rc::gen::inRange(0, 5));
  const auto classes = static_cast<int>(universe.variables()[variable].classes_count());
  const auto picked = *rc::gen::inRange(-1, classes);
  const auto to = picked < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(picked));
  const auto variant = encoding.with(variable, universe.fixed(variable, to));
  const auto slots = rulebook::slots_of(set, RandomBooks::declaration());
  auto assignment = universe.assign(set, *slots);
  const auto elsewhere = universe.pin(assignment);
  assignment[variable] = to;
  const auto there = universe.pin(assignment);
  RC_ASSERT(variant.all.size() == encoding.rows().size());
  for (std::size_t row = 0; row < variant.all.size(); ++row)
    for (const auto side : {&Kleene::is_true, &Kleene::is_false}) {
      const auto holds = [&](const z3::expr& where, const Kleene& truth) {
        return solver.find(all_of(context, std::vector{where, truth.*side})).kind ==
               Answer::Kind::Found;
      };
      RC_ASSERT(holds(elsewhere, variant.all[row].truth) ==
                holds(there, encoding.rows()[row].truth));
    }
}

RC_GTEST_PROP(Universe, EveryDeclarationObeysWhatRealTitlesObey, ()) {
  const auto set = random_set();
  z3::context context;
  const Universe universe(context, {&set});
  const auto slots = rulebook::slots_of(set, RandomBooks::declaration());
  RC_ASSERT(slots.has_value());
  const auto assignment = universe.assign(set, *slots);
  RC_ASSERT(universe.allows(assignment));
  Solver solver(universe, {});
  for (const auto& formula : universe.constraints()) solver.add(formula);
  RC_ASSERT(solver.find(universe.pin(assignment)).kind == Answer::Kind::Found);
}

RC_GTEST_PROP(Universe, WhatIsAllowedCanBeDeclared, ()) {
  const auto set = random_set();
  z3::context context;
  const Universe universe(context, {&set});
  Assignment assignment(universe.variables().size());
  std::map<std::string_view, bool> known;
  for (std::size_t index = 0; index < assignment.size(); ++index) {
    const auto& variable = universe.variables()[index];
    const auto list = list_of(variable.fact.id);
    const bool is_known = *rc::gen::arbitrary<bool>();
    const bool says = list.empty() ? is_known : known.emplace(list, is_known).first->second;
    if (says)
      assignment[index] = static_cast<std::size_t>(
          *rc::gen::inRange(0, static_cast<int>(variable.classes_count())));
  }
  if (!universe.allows(assignment)) return;  // a part without the whole: no title is like that
  const auto slots = rulebook::slots_of(set, universe.declare(assignment));
  RC_ASSERT(slots.has_value());
  RC_ASSERT(universe.assign(set, *slots) == assignment);
}

/// The outcome with one fact changed, for all values of a random declaration.
RC_GTEST_PROP(Prove, AMonotoneFactNeverFallsOnASample, ()) {
  const auto set = random_set();
  const auto proof = prove(set);
  RC_ASSERT(proof.has_value());
  rulebook::Evaluator evaluator(set);
  for (const auto& check : proof->checks) {
    RC_ASSERT(check.verdict != Verdict::Unknown);
    if (check.kind != CheckKind::Monotone || check.subject != "yes1") continue;
    const bool falls_unsure = check.verdict == Verdict::Refuted;
    bool fell = false;
    for (int count = 0; count < 20; ++count) {
      auto slots = *rulebook::slots_of(set, RandomBooks::declaration());
      slots[*set.find("yes1")] = rulebook::Slot::unsure();
      const auto unsure = evaluator.outcome(slots);
      slots[*set.find("yes1")] = rulebook::Slot::known(1);
      fell = fell || evaluator.outcome(slots) < unsure;
    }
    RC_ASSERT(falls_unsure || !fell);
  }
}

}  // namespace
}  // namespace gg::prover
