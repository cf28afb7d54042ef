#include "clearance/rulebook_view.h"

#include "clearance/doc.h"
#include "clearance/rulebook_store.h"
#include "clearance/rulebook_titles.h"
#include "clearance/sight.h"
#include "clearance/typed.h"
#include "rulebook/explain.h"
#include "rulebook/run_cases.h"
#include "shapes/shapes.h"
#include "shelf/shelf.h"

#include <algorithm>
#include <map>

namespace gg::clearance {
namespace {

using rulebook::BookFile;
using rulebook::BookFilePtr;

constexpr std::int64_t versions_max = 10'000;

Result<BookFilePtr> shipped_named(store::Snapshot& snapshot, World& world, std::string_view name) {
  for (const auto& one : shelf::shipped())
    if (one.name() == name) return world.books.one(snapshot, name, {});
  return fail(Error{ErrorKind::NotFound, "there is no rulebook " + std::string(name)});
}

Result<std::vector<SeenBook>> every_version(store::Snapshot& snapshot, World& world) {
  std::vector<SeenBook> all;
  for (const auto& one : shelf::shipped()) {
    TRY_LET(auto file, world.books.one(snapshot, one.name(), {}));
    all.push_back({.record = {}, .file = std::move(file)});
  }
  TRY_LET(auto records, snapshot.list({.noun = "rulebook", .limit = versions_max}));
  for (auto& record : records) {
    TRY_LET(auto file, world.books.by_hash(snapshot, text_at(record.doc, "sha256")));
    all.push_back({.record = std::move(record), .file = std::move(file)});
  }
  return all;
}

/// The titles a rulebook is in force on, as far as somebody sees them.
Result<Json> titles_json(store::Snapshot& snapshot, const Actor& actor, const std::string& book) {
  TRY_LET(const auto titles, titles_of_book(snapshot, book));
  Json list = Json::array();
  for (const auto& one : titles) {
    if (!may_see(actor, subject_of(one.title))) continue;
    Json title{{"id", one.title.id}, {"name", one.title.doc.at("name")}};
    if (!one.pinned.empty()) title["pinned"] = one.pinned;
    list.push_back(std::move(title));
  }
  return list;
}

Json rulebook_json(const std::string& book, const std::vector<const SeenBook*>& versions,
                   const BookFilePtr& in_force) {
  Json json{{"book", book}, {"name", ""}, {"in_force", nullptr}, {"proposed", nullptr}};
  json["versions"] = Json::array();
  for (const auto* seen : versions) {
    auto version = version_json(*seen);
    if (in_force && seen->file->sha256 == in_force->sha256) {
      json["in_force"] = version.at("id");
      json["name"] = seen->file->book.name;
    }
    if (version.at("state") == "proposed") json["proposed"] = version.at("id");
    json["versions"].push_back(std::move(version));
  }
  if (!in_force) json["name"] = versions.back()->file->book.name;
  return json;
}

Json expectation_json(const rulebook::Expectation& expect) {
  Json json{{"outcome", word_of(outcome_words, expect.outcome)}};
  if (expect.rows) json["rows"] = *expect.rows;
  if (expect.unsure) json["unsure"] = *expect.unsure;
  if (expect.reviewers) json["reviewers"] = *expect.reviewers;
  if (expect.duties) json["duties"] = *expect.duties;
  return json;
}

/// One example, with what it came to and why.
Json case_json(const rulebook::BookSet& set, const rulebook::Case& one,
               const std::string& failure) {
  Json json{{"name", one.name},
            {"given", one.given.answers},
            {"expect", expectation_json(one.expect)},
            {"passed", failure.empty()},
            {"text", failure}};
  if (!one.remark.empty()) json["remark"] = one.remark;
  const auto slots = rulebook::slots_of(set, one.given);
  if (!slots.has_value()) return json;
  rulebook::Evaluator evaluator(set);
  const auto decision = rulebook::decide(set, evaluator, *slots);
  json["outcome"] = word_of(outcome_words, decision.outcome);
  json["explanation"] = rulebook::explain(set, *slots, one.given, decision);
  return json;
}

Result<rulebook::BookSet> alone(const SeenBook& seen) {
  return told(rulebook::BookSet::join({seen.file}));
}

}  // namespace

Result<SeenBook> see_book(store::Snapshot& snapshot, World& world, const Actor& actor,
                          std::string_view id) {
  TRY(authorise(actor, noun("rulebook").read, {}));
  SeenBook seen;
  if (id.find('@') != std::string_view::npos) {
    TRY_LET(const auto own,
            find_published(snapshot, id.substr(0, id.find('@')), id.substr(id.find('@') + 1)));
    if (!own) {
      TRY_LET(seen.file, shipped_named(snapshot, world, id));
      return seen;
    }
    TRY_LET(seen.record, must_find(snapshot, "rulebook", own->rulebook));
  } else {
    TRY_LET(seen.record, must_find(snapshot, "rulebook", id));
  }
  TRY_LET(seen.file, world.books.by_hash(snapshot, text_at(seen.record->doc, "sha256")));
  return seen;
}

Json version_json(const SeenBook& seen) {
  const auto& book = seen.file->book;
  if (!seen.record)
    return {{"id", book.id + "@" + book.version},
            {"noun", "rulebook"},
            {"state", "shipped"},
            {"version", 1},
            {"book", book.id},
            {"book_version", book.version},
            {"name", book.name},
            {"sha256", seen.file->sha256.hex()},
            {"counts",
             {{"facts", book.facts.size()},
              {"rows", book.rows.size()},
              {"invariants", book.invariants.size()}}}};
  Json json{{"id", seen.record->id},
            {"noun", "rulebook"},
            {"state", seen.record->state},
            {"version", seen.record->version}};
  if (!seen.record->due.empty()) json["due"] = seen.record->due;
  json["created"] = seen.record->created;
  json["updated"] = seen.record->updated;
  for (const auto& [key, value] : seen.record->doc.items())
    if (!json.contains(key)) json[key] = value;
  return json;
}

Result<Json> all_rulebooks(store::Snapshot& snapshot, World& world, const Actor& actor) {
  TRY(authorise(actor, noun("rulebook").read, {}));
  TRY_LET(const auto all, every_version(snapshot, world));
  std::map<std::string, std::vector<const SeenBook*>> by_book;
  for (const auto& seen : all) by_book[seen.file->book.id].push_back(&seen);
  Json items = Json::array();
  for (const auto& [book, versions] : by_book) {
    TRY_LET(const auto in_force, version_in_force(snapshot, world, book, day_of(world.now())));
    auto json = rulebook_json(book, versions, in_force);
    TRY_LET(json["titles"], titles_json(snapshot, actor, book));
    items.push_back(std::move(json));
  }
  return Json{{"items", std::move(items)}, {"next", nullptr}};
}

Result<Json> cases_json(const SeenBook& seen) {
  auto cases = seen.file->book.cases;
  if (!seen.record) {
    const auto& book = seen.file->book;
    TRY_LET(cases, shelf::load_cases(book.id + "@" + book.version, seen.file));
  }
  const auto failures = rulebook::run_cases(seen.file, cases);
  std::map<std::string, std::string> text_of_failure;
  for (const auto& one : failures) text_of_failure[one.where + one.name] = one.text;
  TRY_LET(const auto set, alone(seen));
  Json items = Json::array();
  for (const auto& one : cases) {
    const auto found = text_of_failure.find(one.where + one.name);
    items.push_back(
        case_json(set, one, found == text_of_failure.end() ? std::string() : found->second));
  }
  return Json{{"run", cases.size()}, {"failed", failures.size()}, {"items", std::move(items)}};
}

Result<Json> try_book(store::Snapshot& snapshot, const Actor& actor, const SeenBook& seen,
                      const Json& trial, Moment now) {
  TRY(check_shape(trial, "RulebookTrial"));
  rulebook::Declaration declaration;
  declaration.as_of = day_of(now);
  if (const auto day = Date::parse(text_at(trial, "as_of"))) declaration.as_of = day;
  if (const auto id = text_at(trial, "title"); !id.empty()) {
    TRY_LET(const auto title, must_find(snapshot, "title", id));
    TRY(check_sight(actor, title));
    declaration.title = rulebook::facts_of(title_from(title));
  }
  for (auto& [fact, answer] : answers_from(trial, "facts")) declaration.answers[fact] = answer;
  TRY_LET(const auto set, alone(seen));
  const auto slots = rulebook::slots_of(set, declaration);
  if (!slots.has_value())
    return fail(Error{ErrorKind::InvalidInput, "/facts: " + slots.error().front().text});
  rulebook::Evaluator evaluator(set);
  const auto decision = rulebook::decide(set, evaluator, *slots);
  return Json{{"outcome", word_of(outcome_words, decision.outcome)},
              {"record", rulebook::record_of(set, *slots, declaration, decision)},
              {"explanation", rulebook::explain(set, *slots, declaration, decision,
                                                rulebook::ways_down(set, *slots))}};
}

}  // namespace gg::clearance
