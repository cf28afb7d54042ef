#include "prover/session.h"

#include <algorithm>

namespace gg::prover {
namespace {

using rulebook::default_row;
using rulebook::Fired;
using rulebook::Truth;

/// Looks for declarations on which rows speak, and on which they change the outcome. Each
/// declaration that the solver finds is looked at for all rows at once.
class Rows {
 public:
  explicit Rows(Session& session) : session_(session) {
    for (const auto& row : session.encoding.rows())
      if (row.row != default_row) rows_.push_back({&row});
  }

  void run() {
    for (auto& row : rows_) look(row);
    for (const auto& row : rows_) tell(row);
  }

 private:
  struct Seen {
    const RowTruth* row;
    bool fires = false;
    bool decides = false;
    bool timed_out = false;
    bool disagreed = false;
  };

  void look(Seen& row) {
    if (!row.decides && ask(row, changes_outcome(*row.row)) && !row.decides) row.disagreed = true;
    if (!row.fires && ask(row, row.row->truth.is_true) && !row.fires) row.disagreed = true;
  }

  bool ask(Seen& row, const z3::expr& property) {
    const auto answer = session_.solver.find(property);
    row.timed_out = row.timed_out || answer.kind == Answer::Kind::TimedOut;
    if (answer.kind != Answer::Kind::Found) return false;
    mark(answer.found);
    return true;
  }

  /// The row speaks for certain, and without it the outcome would be another.
  [[nodiscard]] z3::expr changes_outcome(const RowTruth& row) const {
    auto& context = session_.context;
    std::vector<RowTruth> others;
    std::vector<z3::expr> spoken;
    for (const auto& other : session_.encoding.rows()) {
      if (&other == &row) continue;
      const bool same_book = other.book == row.book;
      if (same_book && other.row != default_row && !other.baseline)
        spoken.push_back(other.truth.may_hold());
      if (!same_book || other.row != default_row || row.baseline) others.push_back(other);
    }
    const auto silent = opposite(any_of(context, spoken));
    const auto otherwise = session_.set.books()[row.book]->book.otherwise.outcome;
    std::vector<z3::expr> ways;
    for (const auto& level : outcome_words) {
      if (level.value == Outcome::Clear) continue;
      const bool row_weighs = level.value <= row.outcome;
      const bool default_weighs = !row.baseline && level.value <= otherwise;
      const auto lighter = opposite(at_least(context, others, level.value));
      if (row_weighs && !default_weighs) ways.push_back(lighter);
      if (row_weighs && default_weighs)
        ways.push_back(all_of(context, std::vector{lighter, opposite(silent)}));
      if (!row_weighs && default_weighs)
        ways.push_back(all_of(context, std::vector{lighter, silent}));
    }
    return all_of(context, std::vector{row.truth.is_true, any_of(context, ways)});
  }

  /// Whether the evaluator's outcome would be another without one of the rows that fired.
  [[nodiscard]] bool would_change(const std::vector<Fired>& fired, const Fired& without) const {
    auto now = Outcome::Clear;
    auto then = Outcome::Clear;
    bool spoken = false;
    for (const auto& one : fired) {
      const auto& row = session_.encoding.row(one.book, one.row);
      const auto weight = rulebook::weight(row.outcome, one.truth);
      now = std::max(now, weight);
      if (&one == &without) continue;
      then = std::max(then, weight);
      spoken = spoken || (one.book == without.book && !row.baseline);
    }
    const bool was_baseline = session_.encoding.row(without.book, without.row).baseline;
    if (!spoken && !was_baseline)
      then = std::max(then, session_.set.books()[without.book]->book.otherwise.outcome);
    return now != then;
  }

  void mark(const Assignment& assignment) {
    std::vector<Fired> fired;
    session_.judge.run(assignment, fired);
    for (const auto& one : fired) {
      if (one.truth != Truth::True || one.row == default_row) continue;
      const auto seen = std::ranges::find_if(rows_, [&one](const Seen& row) {
        return row.row->book == one.book && row.row->row == one.row;
      });
      seen->fires = true;
      seen->decides = seen->decides || would_change(fired, one);
    }
  }

  void tell(const Seen& seen) {
    const auto& book = session_.set.books()[seen.row->book]->book;
    const auto& id = book.rows[seen.row->row].id;
    const auto verdict = [&](bool found) {
      if (found) return Verdict::Proved;
      return seen.timed_out || seen.disagreed ? Verdict::Unknown : Verdict::Refuted;
    };
    const auto* unsettled = seen.disagreed ? "prover and evaluator do not agree" : "time ran out";
    Check fires{CheckKind::RowCanFire, book.id, id, verdict(seen.fires)};
    if (fires.verdict == Verdict::Refuted) fires.text = "no declaration makes it speak for certain";
    if (fires.verdict == Verdict::Unknown) fires.text = unsettled;
    Check decides{CheckKind::RowDecides, book.id, id, verdict(seen.decides)};
    if (decides.verdict == Verdict::Refuted)
      decides.text = "every outcome would be the same without it";
    if (decides.verdict == Verdict::Unknown) decides.text = unsettled;
    session_.proof.checks.push_back(std::move(fires));
    session_.proof.checks.push_back(std::move(decides));
  }

  Session& session_;
  std::vector<Seen> rows_;
};

}  // namespace

void check_rows(Session& session) { Rows(session).run(); }

}  // namespace gg::prover
