#include "clearance/approvals.h"
#include "clearance/doc.h"
#include "clearance/rulebook_titles.h"
#include "clearance/rulebook_view.h"
#include "clearance/sight.h"
#include "rulebook/evaluate.h"

#include <algorithm>

namespace gg::clearance {
namespace {

constexpr std::int64_t replayed_max = 200'000;
constexpr std::size_t told_max = 500;

/// What came of one past use under another version.
struct Came {
  Outcome before = Outcome::Clear;
  Outcome now = Outcome::Clear;
  [[nodiscard]] bool changed() const { return before != now; }
};

/// A use decided again as it was declared, on another day. Nothing for one that was never decided.
Result<std::optional<Came>> come_to(const rulebook::BookSet& set, rulebook::Evaluator& evaluator,
                                    const store::Record& use, Date day) {
  const Json::json_pointer place("/decision/record");
  if (!use.doc.contains(place)) return std::optional<Came>();
  const auto& record = use.doc.at(place);
  const auto before = value_of(outcome_words, text_at(record, "outcome"));
  auto declaration = rulebook::declaration_of(record);
  if (!before || !declaration.has_value()) return std::optional<Came>();
  declaration->as_of = day;
  const auto slots = rulebook::slots_of(set, *declaration, rulebook::UnknownAnswers::Ignore);
  // An answer that is none under the new questions is as good as not given.
  if (!slots.has_value()) return std::optional(Came{*before, Outcome::Consult});
  return std::optional(Came{*before, evaluator.outcome(*slots)});
}

Json line_of_use(const store::Record& use, const store::Record& title, const Came& came) {
  const auto approval = text_at(use.doc, "approval");
  const bool is_open = !approval.empty() && (use.state == "approved" || use.state == "active");
  Json line{{"use", use.id},
            {"version", use.version},
            {"summary", use.doc.at("summary")},
            {"title", title.id},
            {"title_name", title.doc.at("name")},
            {"state", use.state},
            {"before", word_of(outcome_words, came.before)},
            {"now", word_of(outcome_words, came.now)},
            {"approval_needs_more", is_open && came.before < came.now}};
  if (is_open) line["approval"] = approval;
  return line;
}

void add_line(Json& replay, Json line, const Came& came) {
  auto& count = replay[came.before < came.now ? "stricter" : "milder"];
  count = count.get<std::int64_t>() + 1;
  if (line.contains("approval"))
    replay["approvals"] = replay.at("approvals").get<std::int64_t>() + 1;
  if (replay.at("items").size() < told_max)
    replay["items"].push_back(std::move(line));
  else
    replay["more"] = replay.value("more", std::int64_t{0}) + 1;
}

Result<void> replay_title(store::Snapshot& snapshot, const Actor& actor,
                          const rulebook::BookSet& set, const store::Record& title, Date day,
                          Json& replay) {
  store::Query query{.noun = "use", .titles = {title.id}, .limit = replayed_max};
  TRY(narrow_to_sight(actor, query));
  TRY_LET(const auto uses, snapshot.list(query));
  rulebook::Evaluator evaluator(set);
  for (const auto& use : uses) {
    if (use.state == "draft" || use.state == "withdrawn") continue;
    TRY_LET(const auto came, come_to(set, evaluator, use, day));
    if (!came) continue;
    replay["uses"] = replay.at("uses").get<std::int64_t>() + 1;
    if (came->changed()) add_line(replay, line_of_use(use, title, *came), *came);
  }
  return {};
}

/// From when a version holds, or would.
Date day_of_version(const SeenBook& seen, Date today) {
  if (!seen.record) return today;
  for (const auto* key : {"published", "proposed"})
    if (const auto* word = find_member(seen.record->doc, key))
      if (const auto day = Date::parse(text_at(*word, "from"))) return std::max(*day, today);
  return today;
}

}  // namespace

Result<Json> replay_json(store::Snapshot& snapshot, World& world, const Actor& actor,
                         const SeenBook& seen) {
  const auto day = day_of_version(seen, day_of(world.now()));
  Json replay{{"as_of", day.text()},
              {"uses", 0},
              {"stricter", 0},
              {"milder", 0},
              {"approvals", 0},
              {"items", Json::array()},
              {"titles_that_cannot", Json::array()}};
  TRY_LET(const auto titles, titles_of_book(snapshot, seen.file->book.id));
  for (const auto& one : titles) {
    if (!one.pinned.empty() || !may_see(actor, subject_of(one.title))) continue;
    const auto set = world.books.with(snapshot, books_named_by(one.title.doc), day, seen.file);
    if (!set.has_value()) {
      replay["titles_that_cannot"].push_back({{"title", one.title.id},
                                              {"title_name", one.title.doc.at("name")},
                                              {"why", set.error().message}});
      continue;
    }
    TRY(replay_title(snapshot, actor, **set, one.title, day, replay));
  }
  return replay;
}

}  // namespace gg::clearance
