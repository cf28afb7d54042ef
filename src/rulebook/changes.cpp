#include "rulebook/changes.h"

#include "rulebook/decision.h"

#include <algorithm>
#include <map>
#include <set>

namespace gg::rulebook {
namespace {

/// Depth-first search with a bound that grows. Each step takes a row that weighs too much and
/// changes one more fact behind it: a set that reaches the goal must change one of those.
class Search {
 public:
  Search(const BookSet& set, const Slots& slots, const WayLimits& limits)
      : set_(set), evaluator_(set), slots_(slots), limits_(limits) {}

  std::optional<std::vector<Change>> to(Outcome goal) {
    for (std::size_t bound = 1; bound <= limits_.changes_max; ++bound) {
      cut_by_bound_ = false;
      if (step(goal, bound)) return std::move(changes_);
      if (!cut_by_bound_) return std::nullopt;
    }
    complete_ = false;
    return std::nullopt;
  }

  [[nodiscard]] bool complete() const { return complete_; }

 private:
  bool step(Outcome goal, std::size_t bound) {
    if (++evaluations_ > limits_.evaluations_max) {
      complete_ = false;
      return false;
    }
    std::vector<Fired> fired;
    if (evaluator_.run(slots_, fired) <= goal) return true;
    const auto heavy = heaviest_to_move(fired, goal);
    if (heavy.empty()) return false;
    if (changes_.size() == bound) {
      cut_by_bound_ = true;
      return false;
    }
    return std::ranges::any_of(heavy, [&](std::size_t subject) {
      const auto before = slots_[subject];
      for (const auto value : classes(subject)) {
        if (before == Slot::known(value)) continue;
        slots_[subject] = Slot::known(value);
        changes_.push_back({subject, value});
        if (step(goal, bound)) return true;
        changes_.pop_back();
      }
      slots_[subject] = before;
      return false;
    });
  }

  /// Facts behind the heavy row that has the fewest that may still be changed; nothing when one of
  /// the heavy rows cannot be moved at all.
  std::vector<std::size_t> heaviest_to_move(const std::vector<Fired>& fired, Outcome goal) {
    std::optional<std::vector<std::size_t>> fewest;
    for (const auto& one : fired) {
      if (weight_of(one) <= goal) continue;
      auto facts = movable(one);
      if (!fewest || facts.size() < fewest->size()) fewest = std::move(facts);
    }
    return fewest.value_or(std::vector<std::size_t>{});
  }

  [[nodiscard]] Outcome weight_of(const Fired& fired) const {
    return weight(outcome_if_certain(set_, fired), fired.truth);
  }

  /// A default is moved by making any row of its book speak.
  [[nodiscard]] std::vector<std::size_t> movable(const Fired& fired) const {
    std::vector<std::size_t> facts;
    const auto add = [&](std::uint32_t row) {
      for (const auto subject : facts_behind(set_, fired.book, row, slots_, Looked::All))
        if (can_change(subject) && std::ranges::find(facts, subject) == facts.end())
          facts.push_back(subject);
    };
    if (fired.row != default_row) {
      add(fired.row);
    } else {
      const auto& book = set_.compiled_books()[fired.book];
      for (auto row = book.rows_first; row != book.rows_end; ++row) add(row - book.rows_first);
    }
    std::ranges::sort(facts);
    return facts;
  }

  [[nodiscard]] bool can_change(std::size_t subject) const {
    if (set_.subjects()[subject].fact.changeable == Changeable::No) return false;
    return std::ranges::find(changes_, subject, &Change::subject) == changes_.end();
  }

  const std::vector<Value>& classes(std::size_t subject) {
    auto [known, added] = classes_.try_emplace(subject);
    if (added) known->second = classes_of(set_, subject);
    return known->second;
  }

  const BookSet& set_;
  Evaluator evaluator_;
  Slots slots_;
  const WayLimits& limits_;
  std::vector<Change> changes_;
  std::map<std::size_t, std::vector<Value>> classes_;
  std::size_t evaluations_ = 0;
  bool cut_by_bound_ = false;
  bool complete_ = true;
};

}  // namespace

std::vector<Value> classes_of(const BookSet& set, std::size_t subject) {
  const auto& fact = set.subjects()[subject].fact;
  std::vector<Value> values;
  if (fact.type == FactType::YesNo || fact.type == FactType::Choice) {
    for (std::size_t option = 0; option < fact.options.size(); ++option)
      values.push_back(static_cast<Value>(option));
    return values;
  }
  std::set<Value> starts = {fact.first};
  for (const auto& term : set.terms()) {
    if (term.kind != Term::Kind::Range || term.index != subject) continue;
    starts.insert(term.first);
    if (term.last < fact.last) starts.insert(term.last + 1);
  }
  values.assign(starts.begin(), starts.end());
  return values;
}

WaysDown ways_down(const BookSet& set, const Slots& slots, const WayLimits& limits) {
  WaysDown found;
  Evaluator evaluator(set);
  const auto now = evaluator.outcome(slots);
  for (auto goal = static_cast<int>(now) - 1; goal >= 0; --goal) {
    Search search(set, slots, limits);
    auto changes = search.to(static_cast<Outcome>(goal));
    found.complete = found.complete && search.complete();
    if (!changes) break;
    std::ranges::sort(*changes, {}, &Change::subject);
    auto then = slots;
    for (const auto& change : *changes) then[change.subject] = Slot::known(change.value);
    const auto reached = evaluator.outcome(then);
    found.ways.push_back({reached, *std::move(changes)});
    goal = std::min(goal, static_cast<int>(reached));
  }
  return found;
}

}  // namespace gg::rulebook
