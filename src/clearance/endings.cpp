#include "clearance/endings.h"

#include "clearance/approvals.h"
#include "clearance/doc.h"
#include "clearance/use_doc.h"
#include "clearance/voice.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace gg::clearance {
namespace {

/// The nouns that end by themselves, with the states before and after.
struct EndingNoun {
  std::string_view noun;
  std::string_view holds;
  std::string_view ended;
  const char* last_day;  ///< JSON Pointer.
};

constexpr std::array ends_by_itself = {
    EndingNoun{"approval", "in_force", "expired", "/expires"},
    EndingNoun{"consent", "given", "expired", "/expires"},
    EndingNoun{"licence", "active", "expired", "/expires"},
    EndingNoun{"tool", "in_use", "recheck_due", "/terms/recheck"},
};

constexpr std::int64_t of_title_max = 100'000;

const EndingNoun* ending_noun(std::string_view noun) {
  const auto found = std::ranges::find(ends_by_itself, noun, &EndingNoun::noun);
  return found == ends_by_itself.end() ? nullptr : &*found;
}

std::string last_day_of(const store::Record& record) {
  const auto* row = ending_noun(record.noun);
  if (row == nullptr) return {};
  const Json::json_pointer place(row->last_day);
  const bool has_day = record.doc.contains(place) && record.doc.at(place).is_string();
  return has_day ? record.doc.at(place).get<std::string>() : std::string();
}

Result<std::vector<std::int64_t>> warn_days_of(store::Snapshot& snapshot,
                                               const std::string& title) {
  std::vector<std::int64_t> days(std::begin(warn_days_usual), std::end(warn_days_usual));
  if (title.empty()) return days;
  TRY_LET(const auto record, must_find(snapshot, "title", title));
  const auto* stated = find_member(record.doc, "warn_days");
  if (stated != nullptr) days = stated->get<std::vector<std::int64_t>>();
  return days;
}

}  // namespace

bool can_end(std::string_view noun) { return ending_noun(noun) != nullptr; }

Result<std::optional<Ending>> ending_of(store::Snapshot& snapshot, const store::Record& record) {
  const auto* row = ending_noun(record.noun);
  const auto day = Date::parse(last_day_of(record));
  if (row == nullptr || record.state != row->holds || !day) return std::optional<Ending>();
  TRY_LET(auto warn_days, warn_days_of(snapshot, record.title));
  return std::optional(Ending{.last_day = *day, .warn_days = std::move(warn_days)});
}

Result<void> set_alarm(Work& work, const store::Record& record) {
  if (!can_end(record.noun)) return {};
  TRY_LET(const auto ending, ending_of(work.transaction, record));
  if (!ending) return work.transaction.drop_alarm(record.id);
  TRY_LET(const auto present, work.transaction.alarm(record.id));
  if (present && present->ends == ending->last_day.text()) return {};
  return set_next_alarm(work, record);
}

Result<void> set_next_alarm(Work& work, const store::Record& record) {
  TRY_LET(const auto ending, ending_of(work.transaction, record));
  if (!ending) return work.transaction.drop_alarm(record.id);
  const auto at = next_after(*ending, work.now).value_or(end_of(*ending));
  return work.transaction.set_alarm(
      {.record = record.id, .at = text_of(at), .ends = ending->last_day.text()});
}

Result<void> set_alarms_of_title(Work& work, const store::Record& title) {
  for (const auto& row : ends_by_itself) {
    TRY_LET(const auto records, work.transaction.list({.noun = std::string(row.noun),
                                                       .titles = {title.id},
                                                       .states = {std::string(row.holds)},
                                                       .limit = of_title_max}));
    for (const auto& record : records) TRY(set_next_alarm(work, record));
  }
  return {};
}

Result<std::vector<std::string>> concerned_by_end(store::Snapshot& snapshot,
                                                  const store::Record& record) {
  std::vector<std::string> people;
  const auto add = [&people](const std::string& person) {
    if (!person.empty()) add_people(people, {person});
  };
  add(text_at(record.doc, "created_by"));
  if (const auto* signers = find_member(record.doc, "signers"))
    for (const auto& signer : *signers) add(text_at(signer, "person"));
  if (const auto id = text_at(record.doc, "use"); !id.empty()) {
    TRY_LET(const auto use, must_find(snapshot, "use", id));
    add(text_at(use.doc, "declared_by"));
  }
  TRY_LET(const auto uses,
          snapshot.list({.noun = "use", .relies_on = record.id, .limit = of_title_max}));
  for (const auto& use : uses)
    if (can_take(state_of(use), UseStep::Void)) add(text_at(use.doc, "declared_by"));
  return people;
}

void keep_state_of_end(store::Record& record, Moment now) {
  const auto* row = ending_noun(record.noun);
  if (row == nullptr || (record.noun != "licence" && record.noun != "tool")) return;
  if (record.state != row->holds && record.state != row->ended) return;
  const auto day = Date::parse(last_day_of(record));
  const bool has_ended = day && end_of({.last_day = *day, .warn_days = {}}) <= now;
  record.state = has_ended ? row->ended : row->holds;
  record.due = has_ended ? std::string() : end_of_day(last_day_of(record));
}

bool is_past_recheck(const store::Record& tool, Moment now) {
  const auto day = Date::parse(last_day_of(tool));
  return day && end_of({.last_day = *day, .warn_days = {}}) <= now;
}

}  // namespace gg::clearance
