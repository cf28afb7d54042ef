#include "base/text.h"
#include "prover/door.h"
#include "prover/encoding.h"
#include "prover/prove.h"
#include "prover/witness.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace gg::prover {
namespace {

using rulebook::BookSet;
using rulebook::Fired;
using rulebook::Truth;
using Kind = Change::Kind;
using Version = Change::Version;

/// Two versions side by side over one universe. *single thread*
class Comparison {
 public:
  Comparison(const BookSet& before, const BookSet& after, const Limits& limits)
      : universe_(context_, {&before, &after}),
        solver_(universe_, limits),
        before_(universe_, before, solver_),
        after_(universe_, after, solver_),
        before_judge_(universe_, before),
        after_judge_(universe_, after),
        stricter_(solver_.named(more_severe(after_, before_))),
        milder_(solver_.named(more_severe(before_, after_))) {
    for (const auto& formula : universe_.constraints()) solver_.add(formula);
    for (const auto& file : before.books()) difference_.before.push_back(file->book.title());
    for (const auto& file : after.books()) difference_.after.push_back(file->book.title());
  }

  Difference run() {
    for (const auto kind : {Kind::Stricter, Kind::Milder}) compare_rows(kind);
    for (const auto what : {Asks::Reviewer, Asks::Duty})
      for (const auto& id : all_asked(what)) compare_asked(what, id);
    for (const auto& id : all_asked(Asks::Reviewer)) {
      compare_group(id);
      compare_order(id);
    }
    return std::move(difference_);
  }

 private:
  [[nodiscard]] z3::expr more_severe(const Encoding& one, const Encoding& other) const {
    std::vector<z3::expr> levels;
    for (const auto& level : outcome_words)
      levels.push_back(
          all_of(universe_.context(),
                 std::vector{one.at_least(level.value), opposite(other.at_least(level.value))}));
    return any_of(universe_.context(), levels);
  }

  void compare_rows(Kind kind) {
    const auto& changed = kind == Kind::Stricter ? stricter_ : milder_;
    if (solver_.find(changed).kind == Answer::Kind::None) return;
    std::vector<z3::expr> nobody = {changed};
    for (const auto version : {Version::Before, Version::After})
      for (const auto& row : encoding(version).rows()) {
        nobody.push_back(opposite(encoding(version).decides(row)));
        if (!is_heavier(kind, version) && reads_the_same(version, row)) continue;
        tell(kind, version, name(version, row),
             all_of(context_, std::vector{changed, encoding(version).decides(row)}),
             [&, kind, version](const Assignment& one) {
               return changes(kind, one) && decides(version, row, one, Truth::True);
             });
      }
    compare_unsure(kind, all_of(context_, nobody));
  }

  /// What changes only where every row that decides is unsure: one declaration for all of it.
  void compare_unsure(Kind kind, const z3::expr& changed) {
    const auto version = kind == Kind::Stricter ? Version::After : Version::Before;
    const auto answer = solver_.find(changed);
    if (answer.kind == Answer::Kind::None) return;
    const auto& rows = encoding(version).rows();
    const auto decider = std::ranges::find_if(rows, [&](const RowTruth& row) {
      return answer.kind == Answer::Kind::Found &&
             decides(version, row, answer.found, Truth::Unknown);
    });
    const auto subject =
        decider == rows.end() ? std::string("rows that are unsure") : name(version, *decider);
    tell(kind, version, subject, changed,
         [&, kind](const Assignment& one) { return changes(kind, one); });
  }

  [[nodiscard]] const Encoding& encoding(Version version) const {
    return version == Version::Before ? before_ : after_;
  }

  [[nodiscard]] std::string name(Version version, const RowTruth& row) const {
    return rulebook::row_name(encoding(version).set(), row.book, row.row);
  }

  /// The version that needs more: its rows are why.
  static bool is_heavier(Kind kind, Version version) {
    return (kind == Kind::Stricter) == (version == Version::After);
  }

  /// Whether the other version has the same row with the same meaning: then it is not why.
  [[nodiscard]] bool reads_the_same(Version version, const RowTruth& row) const {
    const auto other = version == Version::Before ? Version::After : Version::Before;
    return std::ranges::any_of(encoding(other).rows(), [&](const RowTruth& one) {
      return name(other, one) == name(version, row) && one.outcome == row.outcome &&
             z3::eq(one.truth.is_true, row.truth.is_true) &&
             z3::eq(one.truth.is_false, row.truth.is_false);
    });
  }

  /// Judged by the evaluators.
  bool changes(Kind kind, const Assignment& one) {
    const auto then = before_judge_.outcome(one);
    const auto now = after_judge_.outcome(one);
    return kind == Kind::Stricter ? now > then : now < then;
  }

  bool decides(Version version, const RowTruth& row, const Assignment& one, Truth truth) {
    std::vector<Fired> fired;
    const auto outcome =
        (version == Version::Before ? before_judge_ : after_judge_).run(one, fired);
    return std::ranges::any_of(fired, [&](const Fired& speaking) {
      return speaking.book == row.book && speaking.row == row.row && speaking.truth == truth &&
             rulebook::weight(row.outcome, truth) == outcome;
    });
  }

  [[nodiscard]] std::set<std::string> all_asked(Asks what) const {
    std::set<std::string> ids;
    for (const auto* encoding : {&before_, &after_})
      for (const auto& row : encoding->rows())
        for (const auto& id : asked_by(encoding->set(), row, what)) ids.insert(id);
    return ids;
  }

  /// Who is asked changes, and the outcome does not.
  void compare_asked(Asks what, const std::string& id) {
    const auto then = before_.asks(what, id);
    const auto now = after_.asks(what, id);
    const auto same = all_of(context_, std::vector{opposite(stricter_), opposite(milder_)});
    for (const bool added : {true, false}) {
      const auto kind = what == Asks::Reviewer
                            ? (added ? Kind::AddedReviewer : Kind::DroppedReviewer)
                            : (added ? Kind::AddedDuty : Kind::DroppedDuty);
      const auto changed =
          all_of(context_, std::vector{added ? now : then, opposite(added ? then : now)});
      tell(kind, Version::After, id, all_of(context_, std::vector{same, changed}),
           [&, added](const Assignment& one) {
             const auto old_decision = before_judge_.decide(one);
             const auto new_decision = after_judge_.decide(one);
             const auto asked = [&](const Decided& decided) {
               return contains(what == Asks::Reviewer ? decided.reviewers : decided.duties, id);
             };
             return old_decision.outcome == new_decision.outcome && asked(new_decision) == added &&
                    asked(old_decision) != added;
           });
    }
  }

  /// The word of others suffices for a reviewer.
  void compare_group(const std::string& id) {
    const auto* then = before_.set().reviewer(id);
    const auto* now = after_.set().reviewer(id);
    if (then == nullptr || now == nullptr || as_set(then->any_of) == as_set(now->any_of)) return;
    if (tell_asked(Kind::RegroupedReviewer, id, {id})) name_both(then->any_of, now->any_of);
  }

  /// A reviewer's turn comes after others than before, on a use for which one of those is asked.
  void compare_order(const std::string& id) {
    const auto* then = before_.set().reviewer(id);
    const auto* now = after_.set().reviewer(id);
    if (then == nullptr || now == nullptr) return;
    std::vector<std::string> moved;
    std::ranges::set_symmetric_difference(as_set(then->after), as_set(now->after),
                                          std::back_inserter(moved));
    for (const auto& other : moved)
      if (tell_asked(Kind::ReorderedReviewer, id, {id, other}))
        return name_both(then->after, now->after);
  }

  static std::set<std::string> as_set(const std::vector<std::string>& ids) {
    return {ids.begin(), ids.end()};
  }

  /// One declaration on which both versions ask for all of `ids`; whether there is one.
  bool tell_asked(Kind kind, const std::string& subject, const std::vector<std::string>& ids) {
    std::vector<z3::expr> asked;
    for (const auto& id : ids)
      for (const auto* version : {&before_, &after_})
        asked.push_back(version->asks(Asks::Reviewer, id));
    return tell(kind, Version::After, subject, all_of(context_, asked), [&](const Assignment& one) {
      return std::ranges::all_of(ids, [&](const std::string& id) {
        return contains(before_judge_.decide(one).reviewers, id) &&
               contains(after_judge_.decide(one).reviewers, id);
      });
    });
  }

  void name_both(const std::vector<std::string>& then, const std::vector<std::string>& now) {
    difference_.changes.back().named_before = then;
    difference_.changes.back().named_after = now;
  }

  /// Whether a declaration was told.
  bool tell(Kind kind, Version version, const std::string& subject, const z3::expr& changed,
            const Property& property) {
    const auto answer = solver_.find(changed);
    if (answer.kind == Answer::Kind::None) return false;
    const auto question = subject + " (" + std::string(word_of(change_kind_words, kind)) + "): ";
    if (answer.kind == Answer::Kind::TimedOut) {
      difference_.unknown.push_back(question + "time ran out");
      return false;
    }
    if (!property(answer.found)) {
      difference_.unknown.push_back(question +
                                    "prover and evaluator do not agree; please report it");
      return false;
    }
    const auto least = minimal(universe_, answer.found, property);
    // the same row of both versions
    if (!told_.insert({kind, subject, least}).second) return false;
    difference_.changes.push_back({.kind = kind,
                                   .version = version,
                                   .subject = subject,
                                   .declaration = declaration_of(universe_, least),
                                   .before = before_judge_.decide(least),
                                   .after = after_judge_.decide(least),
                                   .named_before = {},
                                   .named_after = {}});
    return true;
  }

  z3::context context_;
  Universe universe_;
  Solver solver_;
  Encoding before_;
  Encoding after_;
  Judge before_judge_;
  Judge after_judge_;
  z3::expr stricter_;
  z3::expr milder_;
  Difference difference_;
  std::set<std::tuple<Kind, std::string, Assignment>> told_;
};

}  // namespace

Result<Difference> compare(const BookSet& before, const BookSet& after, const Limits& limits) {
  return through_door<Difference>(
      [&]() -> Result<Difference> { return Comparison(before, after, limits).run(); });
}

}  // namespace gg::prover
