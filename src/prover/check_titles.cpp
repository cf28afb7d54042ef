#include "prover/session.h"

#include <algorithm>

namespace gg::prover {
namespace {

using rulebook::Fired;
using rulebook::Truth;

bool fires_for_certain(const std::vector<Fired>& fired, std::uint16_t book, std::uint32_t row) {
  return std::ranges::any_of(fired, [&](const Fired& one) {
    return one.book == book && one.row == row && one.truth == Truth::True;
  });
}

bool exists_always(const Session& session, Asks what, const std::string& id) {
  if (what == Asks::Reviewer) return session.set.reviewer(id)->applies.always();
  return session.set.duty(id)->applies.always();
}

/// Whether a row asks for `id` on a title that has none.
void check_existence(Session& session, const RowTruth& row, Asks what, const std::string& id,
                     Check& check) {
  const auto* exists = exists_row(session.probe, session.probed, what, id);
  if (exists == nullptr) return;
  const auto property = [&](const Assignment& one) {
    std::vector<Fired> fired;
    session.judge.run(one, fired);
    if (!fires_for_certain(fired, row.book, row.row)) return false;
    session.probe_judge.run(one, fired);
    return std::ranges::none_of(fired, [&](const Fired& other) {
      return other.book == exists->book && other.row == exists->row;
    });
  };
  const auto impossible =
      all_of(session.context, std::vector{row.truth.is_true, exists->truth.is_false});
  const auto found = session.settle(check, session.solver.find(impossible), property);
  if (!found) return;
  check.witnesses = {session.witness(*found)};
  check.text = std::string("asks for the ") + (what == Asks::Reviewer ? "reviewer " : "duty ") +
               id + ", which such a title does not have";
}

}  // namespace

void check_contradictions(Session& session) {
  for (const auto& row : session.encoding.rows()) {
    const auto* written = rulebook::row_of(session.set, row.book, row.row);
    Check check{CheckKind::NoContradiction, session.book_id(row.book),
                written == nullptr ? "default" : written->id};
    bool looked = false;
    for (const auto what : {Asks::Reviewer, Asks::Duty})
      for (const auto& id : asked_by(session.set, row, what)) {
        if (exists_always(session, what, id) || check.verdict != Verdict::Proved) continue;
        looked = true;
        check_existence(session, row, what, id, check);
      }
    if (looked) session.proof.checks.push_back(std::move(check));
  }
}

void check_defaults(Session& session) {
  for (std::size_t index = 0; index < session.set.books().size(); ++index) {
    const auto book = static_cast<std::uint16_t>(index);
    Check consults{CheckKind::DefaultConsults, session.book_id(index)};
    if (session.set.books()[index]->book.otherwise.outcome < Outcome::Consult) {
      consults.verdict = Verdict::Refuted;
      consults.text = "where no row speaks it must at least be consult";
    }
    session.proof.checks.push_back(std::move(consults));

    Check gap{CheckKind::NoGap, session.book_id(index)};
    const auto found = session.settle(
        gap, session.solver.find(session.encoding.rows_of(index).back().truth.is_true),
        [&](const Assignment& one) {
          std::vector<Fired> fired;
          session.judge.run(one, fired);
          return fires_for_certain(fired, book, rulebook::default_row);
        });
    if (found) {
      gap.witnesses = {session.witness(*found)};
      gap.text = "its default alone speaks to some uses";
    }
    session.proof.checks.push_back(std::move(gap));
  }
}

void check_outcomes(Session& session) {
  for (const auto& word : outcome_words) {
    Check check{CheckKind::OutcomeReachable, "", std::string(word.text)};
    const auto found = session.settle(
        check, session.solver.find(session.encoding.is(word.value)),
        [&](const Assignment& one) { return session.judge.outcome(one) == word.value; });
    if (check.verdict != Verdict::Unknown)
      check.verdict = found ? Verdict::Proved : Verdict::Refuted;
    if (found) check.witnesses = {session.witness(*found)};
    if (check.verdict == Verdict::Refuted) check.text = "no declaration has this outcome";
    session.proof.checks.push_back(std::move(check));
  }
}

}  // namespace gg::prover
