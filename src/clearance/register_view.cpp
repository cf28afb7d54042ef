#include "clearance/register_view.h"

#include "clearance/doc.h"
#include "clearance/typed.h"
#include "clearance/use_doc.h"
#include "rulebook/book_set.h"

#include <algorithm>
#include <map>
#include <set>

namespace gg::clearance {
namespace {

constexpr std::int64_t of_a_title_max = 1'000'000;

Result<std::vector<store::Record>> all_of(store::Snapshot& snapshot, const char* noun,
                                          const store::Record& title) {
  return snapshot.list({.noun = noun, .titles = {title.id}, .limit = of_a_title_max});
}

/// Since when, and why, nothing may rely on a use any more.
void set_stopped(const store::Record& record, Use& use) {
  const auto state = state_of(record);
  const bool is_stopped = state == UseState::Declined || state == UseState::Voided ||
                          state == UseState::Expired || state == UseState::Withdrawn;
  if (!is_stopped) return;
  use.stopped = Date::parse_start(record.updated);
  if (const auto voided = Date::parse_start(text_at(record.doc, "voided_at"));
      voided && state == UseState::Voided)
    use.stopped = voided;
  use.stopped_why = record.state;
  for (const auto* key : {"voided_why", "withdrawn_why"})
    if (const auto why = text_at(record.doc, key); !why.empty()) use.stopped_why = why;
  for (const auto& track : tracks_of(record))
    if (track.state == TrackState::Declined) use.stopped_why = track.reason;
}

/// The word of those who were consulted, where no written approval is asked for.
std::optional<Approval> word_on(const store::Record& use) {
  if (outcome_of(use) != Outcome::Consult) return std::nullopt;
  const auto state = state_of(use);
  if (!may_proceed(state) && state != UseState::Closed) return std::nullopt;
  Approval word{.id = use.id + ".word", .use = use.id};
  for (const auto& track : tracks_of(use)) {
    word.by = {track.by, track.reviewer};
    if (const auto day = Date::parse_start(track.at)) word.date = std::max(word.date, *day);
  }
  return word;
}

Result<void> add_uses(store::Snapshot& snapshot, const store::Record& title, TitleFile& file) {
  std::set<std::string> tools;
  TRY_LET(const auto uses, all_of(snapshot, "use", title));
  for (const auto& record : uses) {
    if (state_of(record) == UseState::Draft) continue;
    auto use = use_from(record);
    set_stopped(record, use);
    tools.insert(use.tools.begin(), use.tools.end());
    for (auto& done : duties_done(record)) file.duties.push_back(std::move(done));
    if (auto word = word_on(record)) file.approvals.push_back(*std::move(word));
    file.uses.push_back(std::move(use));
  }
  for (const auto& id : tools) {
    TRY_LET(const auto tool, must_find(snapshot, "tool", id));
    file.tools.push_back(tool_from(tool));
  }
  return {};
}

/// Where an object's act stands in the ledger of its title; nothing where it was not logged there.
Result<std::optional<std::int64_t>> place_in_log(store::Snapshot& snapshot,
                                                 const store::Record& record,
                                                 std::string_view act) {
  auto statement = snapshot.connection().prepare(
      "SELECT position FROM entry WHERE object = ?1 AND tree = ?2 AND act = ?3"
      " ORDER BY position LIMIT 1");
  statement.bind(1, record.id).bind(2, record.title).bind(3, act);
  TRY_LET(const bool is_row, statement.next());
  return is_row ? std::optional(statement.number(0)) : std::nullopt;
}

Result<void> add_consents(store::Snapshot& snapshot, const store::Record& title, TitleFile& file) {
  TRY_LET(const auto consents, all_of(snapshot, "consent", title));
  for (const auto& record : consents) {
    if (text_at(record.doc, "given_at").empty() || record.state == "retired") continue;
    auto consent = consent_from(record);
    TRY_LET(consent.logged, place_in_log(snapshot, record, "consent.given"));
    file.consents.push_back(std::move(consent));
  }
  return {};
}

/// An asset that was taken out and registered again was still registered the first time.
Result<void> add_assets(store::Snapshot& snapshot, const store::Record& title, TitleFile& file) {
  std::map<Sha256, std::int64_t> first_logged;
  TRY_LET(const auto assets, all_of(snapshot, "asset", title));
  for (const auto& record : assets) {
    auto asset = asset_from(record);
    if (!file.consents.empty()) {
      TRY_LET(const auto place, place_in_log(snapshot, record, "asset.created"));
      if (place) {
        const auto [known, added] = first_logged.emplace(asset.sha256, *place);
        if (!added) known->second = std::min(known->second, *place);
      }
    }
    if (record.state != "retired") file.assets.push_back(std::move(asset));
  }
  for (auto& asset : file.assets)
    if (const auto found = first_logged.find(asset.sha256); found != first_logged.end())
      asset.logged = found->second;
  return {};
}

template <class T, class F>
Result<void> add_all(store::Snapshot& snapshot, const char* noun, const store::Record& title,
                     F from, std::vector<T>& into) {
  TRY_LET(const auto records, all_of(snapshot, noun, title));
  for (const auto& record : records)
    if (record.state != "retired") into.push_back(from(record));
  return {};
}

void keep_readable(const rulebook::BookSet& books, Answers& given) {
  std::erase_if(given, [&books](const auto& answer) {
    const auto subject = books.find(answer.first);
    if (!subject || *subject >= books.facts_count() || answer.second == rulebook::unsure_word)
      return false;
    return !rulebook::parse_value(books.subjects()[*subject].fact, answer.second);
  });
}

}  // namespace

Result<TitleFile> register_of(store::Snapshot& snapshot, World& world, const store::Record& title) {
  TitleFile file{.title = title_from(title)};
  file.rulebooks = texts_at(title.doc, "rulebooks");
  TRY_LET(file.books, world.books.of(snapshot, file.rulebooks, day_of(world.now())));
  TRY(add_all(snapshot, "approval", title, approval_from, file.approvals));
  TRY(add_uses(snapshot, title, file));
  TRY(add_consents(snapshot, title, file));
  TRY(add_assets(snapshot, title, file));
  TRY(add_all(snapshot, "licence", title, licence_from, file.licences));
  TRY(add_all(snapshot, "disclosure", title, disclosure_from, file.disclosures));
  TRY(add_all(snapshot, "waiver", title, waiver_from, file.waivers));
  keep_readable(*file.books, file.title.facts);
  for (auto& tool : file.tools) keep_readable(*file.books, tool.facts);
  for (auto& use : file.uses) keep_readable(*file.books, use.facts);
  return file;
}

std::optional<Date> next_change(const TitleFile& title, Date day) {
  std::optional<Date> next;
  const auto on = [&](const std::optional<Date>& when) {
    if (when && day < *when && (!next || *when < *next)) next = when;
  };
  const auto after = [&](const std::optional<Date>& last) {
    if (last) on(Date{std::chrono::sys_days(last->day) + std::chrono::days(1)});
  };
  on(title.title.release);
  for (const auto& approval : title.approvals) {
    after(approval.expires);
    for (const auto& condition : approval.conditions)
      if (!condition.met) on(condition.due);
  }
  for (const auto& consent : title.consents) after(consent.expires);
  for (const auto& licence : title.licences) after(licence.expires);
  for (const auto& waiver : title.waivers) after(waiver.expires);
  return next;
}

}  // namespace gg::clearance
