#include "clearance/decide_use.h"

#include "clearance/doc.h"
#include "clearance/endings.h"
#include "clearance/typed.h"
#include "gate/use_decision.h"
#include "rulebook/explain.h"

#include <algorithm>

namespace gg::clearance {
namespace {

/// A use ready to be decided; the slots point into the set.
struct Case {
  BookSetPtr books;
  rulebook::Declaration declaration;
  rulebook::Slots slots;
  Json raised;  ///< Of `UseRuling`.
};

Result<TitleFile> title_with_tools(store::Snapshot& snapshot, const store::Record& title,
                                   const Use& use) {
  TitleFile file{.title = title_from(title)};
  for (const auto& id : use.tools) {
    TRY_LET(const auto tool, must_find(snapshot, "tool", id));
    file.tools.push_back(tool_from(tool));
  }
  return file;
}

/// Every answer the use itself gives must be an answer to a question of the books.
Result<void> check_answers(const rulebook::BookSet& books, const Use& use) {
  rulebook::Declaration declaration{
      .id = {}, .title = {}, .as_of = {}, .answers = use.facts, .rulebooks = {}};
  const auto slots = rulebook::slots_of(books, declaration);
  if (slots.has_value()) return {};
  std::string text = "/facts";
  for (const auto& problem : slots.error()) text += (text.size() > 6 ? "; " : ": ") + problem.text;
  return fail(Error{ErrorKind::InvalidInput, text});
}

/// A tool whose terms nobody has read since they should have been is not taken for what it was.
Result<Json> tools_to_read_again(store::Snapshot& snapshot, Moment now, const Use& use) {
  Json raised = Json::array();
  for (const auto& id : use.tools) {
    TRY_LET(const auto tool, must_find(snapshot, "tool", id));
    if (!is_past_recheck(tool, now)) continue;
    raised.push_back(
        {{"tool", id},
         {"why", "the terms of " + text_at(tool.doc, "product") + " were to be read again by " +
                     text_at(tool.doc.at("terms"), "recheck")}});
  }
  return raised;
}

Result<BookSetPtr> books_in_force(store::Snapshot& snapshot, World& world, Moment now,
                                  const store::Record& use) {
  TRY_LET(const auto title, must_find(snapshot, "title", use.title));
  return world.books.of(snapshot, texts_at(title.doc, "rulebooks"), day_of(now));
}

/// The versions that decided it last. A text that is not here any more decides nothing: those in
/// force do.
Result<BookSetPtr> books_of_last(store::Snapshot& snapshot, World& world, Moment now,
                                 const store::Record& use) {
  const Json::json_pointer place("/decision/record/rulebooks");
  if (!use.doc.contains(place)) return books_in_force(snapshot, world, now, use);
  auto books = world.books.of_decision(snapshot, use.doc.at(place));
  if (books.has_value() || books.error().kind != ErrorKind::NotFound) return books;
  return books_in_force(snapshot, world, now, use);
}

Result<Case> case_of(store::Snapshot& snapshot, BookSetPtr books, Moment now,
                     const store::Record& record, Unasked unasked = Unasked::Refuse) {
  const auto use = use_from(record);
  TRY_LET(const auto title, must_find(snapshot, "title", record.title));
  TRY_LET(auto file, title_with_tools(snapshot, title, use));
  file.books = std::move(books);
  if (unasked == Unasked::Refuse) TRY(check_answers(*file.books, use));
  Case found{.books = file.books,
             .declaration = declaration_of(use, file, day_of(now)),
             .slots = {},
             .raised = {}};
  TRY_LET(found.raised, tools_to_read_again(snapshot, now, use));
  // What tools and title state beyond the questions of these books is not part of the decision.
  std::erase_if(found.declaration.answers,
                [&](const auto& answer) { return !found.books->find(answer.first); });
  auto slots = rulebook::slots_of(*found.books, found.declaration);
  if (!slots.has_value())
    return fail(Error{ErrorKind::InvalidInput, "/facts: " + slots.error().front().text});
  found.slots = *std::move(slots);
  return found;
}

Json open_duties(const Json& record) {
  Json duties = Json::array();
  if (const auto* asked = find_member(record, "duties"))
    for (auto duty : *asked) {
      duty["state"] = "open";
      duties.push_back(std::move(duty));
    }
  return duties;
}

/// The contact is asked, whatever the rulebooks say.
void ask_contact(UseRuling& ruling) {
  if (ruling.raised.empty() || ruling.outcome >= Outcome::Consult) return;
  ruling.outcome = Outcome::Consult;
  const auto is_asked = std::ranges::find(ruling.reviewers, "contact", &AskedReviewer::id);
  if (is_asked == ruling.reviewers.end())
    ruling.reviewers.push_back({.id = "contact", .any_of = {}, .after = {}});
}

UseRuling ruling_of(const Case& found, const rulebook::Decision& decision) {
  UseRuling ruling{.outcome = decision.outcome,
                   .reviewers = {},
                   .record = {},
                   .duties = {},
                   .raised = found.raised,
                   .books = found.books};
  for (const auto& asked : decision.reviewers) {
    AskedReviewer one{.id = asked.id, .any_of = {}, .after = {}};
    if (const auto* reviewer = found.books->reviewer(asked.id)) {
      one.any_of = reviewer->any_of;
      one.after = reviewer->after;
    }
    ruling.reviewers.push_back(std::move(one));
  }
  ruling.record = rulebook::record_of(*found.books, found.slots, found.declaration, decision);
  ruling.duties = open_duties(ruling.record);
  ask_contact(ruling);
  return ruling;
}

rulebook::Decision decision_of(const Case& found) {
  rulebook::Evaluator evaluator(*found.books);
  return rulebook::decide(*found.books, evaluator, found.slots);
}

}  // namespace

Result<UseRuling> decide(store::Snapshot& snapshot, World& world, Moment now,
                         const store::Record& use, Unasked unasked) {
  TRY_LET(auto books, books_in_force(snapshot, world, now, use));
  TRY_LET(const auto found, case_of(snapshot, std::move(books), now, use, unasked));
  return ruling_of(found, decision_of(found));
}

Result<UseRuling> decide_as_before(store::Snapshot& snapshot, World& world, Moment now,
                                   const store::Record& use) {
  TRY_LET(auto books, books_of_last(snapshot, world, now, use));
  TRY_LET(const auto found, case_of(snapshot, std::move(books), now, use));
  return ruling_of(found, decision_of(found));
}

Result<ExplainedRuling> decide_and_explain(store::Snapshot& snapshot, World& world, Moment now,
                                           const store::Record& use) {
  TRY_LET(auto books, books_in_force(snapshot, world, now, use));
  TRY_LET(const auto found, case_of(snapshot, std::move(books), now, use));
  const auto decision = decision_of(found);
  return ExplainedRuling{ruling_of(found, decision),
                         rulebook::explain(*found.books, found.slots, found.declaration, decision,
                                           rulebook::ways_down(*found.books, found.slots))};
}

}  // namespace gg::clearance
