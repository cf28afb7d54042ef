#include "clearance/summary.h"

#include "clearance/doc.h"
#include "clearance/sight.h"
#include "clearance/use_doc.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace gg::clearance {
namespace {

constexpr std::int64_t counted_max = 1'000'000;
constexpr std::chrono::days soon{90};

/// Expected and saved of one currency, or of hours.
struct Totals {
  double expected = 0;
  double saved = 0;

  void add(const Json& of) {
    expected += of.value("expected", 0.0);
    saved += of.value("saved", 0.0);
  }
  [[nodiscard]] Json json() const { return {{"expected", expected}, {"saved", saved}}; }
};

Result<std::vector<store::Record>> seen(store::Snapshot& snapshot, const Actor& actor,
                                        const char* what, const std::string& title) {
  store::Query query{.noun = what, .limit = counted_max};
  if (!title.empty()) query.titles = {title};
  TRY(narrow_to_sight(actor, query));
  return snapshot.list(query);
}

std::string outcome_text(const store::Record& use) {
  const auto* decision = find_member(use.doc, "decision");
  return decision == nullptr ? "undecided" : text_at(*decision, "outcome");
}

struct UseNumbers {
  std::map<std::string, int> states;
  std::map<std::string, int> outcomes;
  std::map<std::string, int> duties;  ///< Open ones by when they are due, in the rulebooks' words.
  std::map<std::string, Totals> costs;
  Totals hours;
};

void count_duties(UseNumbers& numbers, const store::Record& use) {
  const auto* duties = find_member(use.doc, "duties");
  if (duties == nullptr || is_over(state_of(use))) return;
  for (const auto& duty : *duties)
    if (text_at(duty, "state") != "met") ++numbers.duties[text_at(duty, "due")];
}

UseNumbers count_uses(const std::vector<store::Record>& uses) {
  UseNumbers numbers;
  for (const auto& use : uses) {
    ++numbers.states[use.state];
    ++numbers.outcomes[outcome_text(use)];
    count_duties(numbers, use);
    // What was taken back or may not be costs and saves nothing.
    const auto state = state_of(use);
    if (state == UseState::Withdrawn || state == UseState::Prohibited ||
        state == UseState::Declined)
      continue;
    if (const auto* cost = find_member(use.doc, "cost"))
      numbers.costs[text_at(*cost, "currency")].add(*cost);
    if (const auto* hours = find_member(use.doc, "hours")) numbers.hours.add(*hours);
  }
  return numbers;
}

Json json_of(const std::map<std::string, Totals>& costs) {
  Json all = Json::object();
  for (const auto& [currency, totals] : costs) all[currency] = totals.json();
  return all;
}

void sort_by(Json& items, const char* key) {
  std::sort(items.begin(), items.end(), [key](const Json& left, const Json& right) {
    return std::pair(text_at(left, key), text_at(left, "id")) <
           std::pair(text_at(right, key), text_at(right, "id"));
  });
}

Json conditions_open(const std::vector<store::Record>& approvals) {
  Json open = Json::array();
  for (const auto& approval : approvals) {
    const auto* conditions = find_member(approval.doc, "conditions");
    if (approval.state != "in_force" || conditions == nullptr) continue;
    for (std::size_t index = 0; index < conditions->size(); ++index) {
      const auto& condition = (*conditions)[index];
      if (condition.contains("met_at")) continue;
      open.push_back({{"id", approval.id},
                      {"use", text_at(approval.doc, "use")},
                      {"index", index},
                      {"owner", text_at(condition, "owner")},
                      {"text", text_at(condition, "text")},
                      {"due", text_at(condition, "due")}});
    }
  }
  sort_by(open, "due");
  return open;
}

Result<Json> ending(store::Snapshot& snapshot, const Actor& actor, Moment now,
                    const std::string& title) {
  const auto today = text_of(now).substr(0, 10);
  const auto last = text_of(now + soon).substr(0, 10);
  Json items = Json::array();
  for (const char* what : {"consent", "licence", "approval"}) {
    TRY_LET(const auto records, seen(snapshot, actor, what, title));
    for (const auto& record : records) {
      const auto day = text_at(record.doc, "expires").substr(0, 10);
      const bool holds =
          record.state == "given" || record.state == "active" || record.state == "in_force";
      if (!holds || day.empty() || day < today || day > last) continue;
      items.push_back(
          {{"id", record.id}, {"noun", what}, {"title", record.title}, {"expires", day}});
    }
  }
  sort_by(items, "expires");
  return items;
}

}  // namespace

Result<Json> summary_of(store::Snapshot& snapshot, const Actor& actor, Moment now,
                        const std::string& title) {
  if (!title.empty()) {
    TRY_LET(const auto record, must_find(snapshot, "title", title));
    TRY(check_sight(actor, record));
  }
  TRY_LET(const auto uses, seen(snapshot, actor, "use", title));
  TRY_LET(const auto approvals, seen(snapshot, actor, "approval", title));
  const auto numbers = count_uses(uses);
  Json summary{{"uses", uses.size()}};
  if (!title.empty()) summary["title"] = title;
  summary["states"] = numbers.states;
  summary["outcomes"] = numbers.outcomes;
  summary["open_duties"] = numbers.duties;
  summary["open_conditions"] = conditions_open(approvals);
  TRY_LET(summary["ending"], ending(snapshot, actor, now, title));
  summary["cost"] = json_of(numbers.costs);
  summary["hours"] = numbers.hours.json();
  return summary;
}

}  // namespace gg::clearance
