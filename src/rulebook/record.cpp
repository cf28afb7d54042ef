#include "rulebook/decision.h"

#include <algorithm>
#include <set>

namespace gg::rulebook {
namespace {

constexpr int record_version = 1;

std::string answer_text(const Fact& fact, Slot slot) {
  if (slot.is_known()) return to_text(fact, slot.value());
  return slot.is_unsure() ? std::string(unsure_word) : "unanswered";
}

Json texts(const std::vector<std::string>& values) {
  Json list = Json::array();
  for (const auto& value : values) list.push_back(value);
  return list;
}

Json title_json(const TitleFacts& title) {
  Json json = Json::object();
  if (title.kind) json["kind"] = word_of(title_kind_words, *title.kind);
  if (title.factual) json["factual"] = *title.factual ? "yes" : "no";
  if (title.territories) {
    auto& list = json["territories"] = Json::array();
    for (const auto& one : *title.territories) list.push_back(one.text());
  }
  if (title.agreements) json["agreements"] = texts(*title.agreements);
  if (title.roles) {
    auto& list = json["roles"] = Json::array();
    for (const auto one : *title.roles) list.push_back(word_of(role_words, one));
  }
  if (title.photography) json["photography"] = title.photography->text();
  if (title.release) json["release"] = title.release->text();
  return json;
}

Json facts_json(const BookSet& set, const Slots& slots, std::uint16_t book, std::uint32_t row) {
  Json facts = Json::object();
  for (const auto subject : facts_behind(set, book, row, slots, Looked::All)) {
    const auto& fact = set.subjects()[subject].fact;
    facts[fact.id] = answer_text(fact, slots[subject]);
  }
  return facts;
}

Json row_json(const BookSet& set, const Slots& slots, const Fired& fired) {
  const auto& book = set.books()[fired.book]->book;
  const auto* row = row_of(set, fired.book, fired.row);
  const auto outcome = row == nullptr ? book.otherwise.outcome : row->outcome;
  Json json = {{"rulebook", book.id}, {"row", row == nullptr ? "default" : row->id}};
  if (row != nullptr && !row->clause.empty()) json["clause"] = row->clause;
  if (row != nullptr && !row->source.empty()) json["source"] = row->source;
  json["certain"] = fired.truth == Truth::True;
  json["outcome"] = word_of(outcome_words, weight(outcome, fired.truth));
  json["because"] = row == nullptr ? book.otherwise.because : row->because;
  if (row != nullptr && !row->unconfirmed.empty()) json["unconfirmed"] = row->unconfirmed;
  json["facts"] = facts_json(set, slots, fired.book, fired.row);
  return json;
}

Json asked_by(const BookSet& set, const Decision& decision, const Asked& asked) {
  Json rows = Json::array();
  for (const auto index : asked.rows)
    rows.push_back(row_name(set, decision.fired[index].book, decision.fired[index].row));
  return rows;
}

Json duty_json(const BookSet& set, const Decision& decision, const Asked& asked) {
  Json json = {{"id", asked.id}};
  if (const auto* duty = set.duty(asked.id)) {
    json["what"] = duty->what;
    json["due"] = word_of(due_words, duty->due);
    if (duty->lead_hours != 0) json["lead_hours"] = duty->lead_hours;
    json["owner"] = duty->owner;
    json["evidence"] = word_of(duty_evidence_words, duty->evidence);
  }
  json["rows"] = asked_by(set, decision, asked);
  return json;
}

Json reviewer_json(const BookSet& set, const Decision& decision, const Asked& asked) {
  Json json = {{"id", asked.id}};
  if (const auto* reviewer = set.reviewer(asked.id)) {
    json["name"] = reviewer->name;
    if (!reviewer->any_of.empty()) json["any_of"] = texts(reviewer->any_of);
    if (!reviewer->after.empty()) json["after"] = texts(reviewer->after);
  }
  json["rows"] = asked_by(set, decision, asked);
  return json;
}

Result<std::vector<BookFilePtr>> books_named(const Json& record,
                                             const std::vector<BookFilePtr>& books) {
  const auto* named = find_member(record, "rulebooks");
  if (named == nullptr || !named->is_array())
    return fail(Error{ErrorKind::InvalidInput, "the record names no rulebooks"});
  std::vector<BookFilePtr> found;
  for (const auto& one : *named) {
    const auto hash = text_member(one, "sha256");
    const auto book = std::ranges::find_if(
        books, [hash](const BookFilePtr& file) { return file->sha256.hex() == hash; });
    if (book == books.end())
      return fail(Error{ErrorKind::NotFound, "the rulebook " + std::string(text_member(one, "id")) +
                                                 " " + std::string(text_member(one, "version")) +
                                                 " with SHA-256 " + std::string(hash) +
                                                 " is not here; give the file it was decided by"});
    found.push_back(*book);
  }
  return found;
}

}  // namespace

Json record_of(const BookSet& set, const Slots& slots, const Declaration& declaration,
               const Decision& decision) {
  Json json = {{"goodgate_decision", record_version}, {"rulebooks", Json::array()}};
  for (const auto& file : set.books())
    json["rulebooks"].push_back(
        {{"id", file->book.id}, {"version", file->book.version}, {"sha256", file->sha256.hex()}});
  if (!declaration.id.empty()) json["id"] = declaration.id;
  if (declaration.as_of) json["as_of"] = declaration.as_of->text();
  json["title"] = title_json(declaration.title);
  auto& facts = json["facts"] = Json::object();
  for (const auto& [fact, answer] : declaration.answers) facts[fact] = answer;
  json["outcome"] = word_of(outcome_words, decision.outcome);
  for (const auto* key : {"rows", "near", "reviewers", "duties"}) json[key] = Json::array();
  for (const auto& fired : decision.fired) json["rows"].push_back(row_json(set, slots, fired));
  for (const auto& near : decision.near)
    json["near"].push_back(
        {{"row", row_name(set, near.book, near.row)},
         {"outcome", word_of(outcome_words, row_of(set, near.book, near.row)->outcome)},
         {"fact", set.subjects()[near.subject].fact.id}});
  for (const auto& asked : decision.reviewers)
    json["reviewers"].push_back(reviewer_json(set, decision, asked));
  for (const auto& asked : decision.duties)
    json["duties"].push_back(duty_json(set, decision, asked));
  return json;
}

Result<std::string> recompute(std::string_view record, const std::vector<BookFilePtr>& books) {
  const auto json = parse_json(record);
  if (!json || !json->is_object() || find_member(*json, "goodgate_decision") == nullptr)
    return fail(Error{ErrorKind::InvalidInput, "this is no record of a decision"});
  TRY_LET(const auto named, books_named(*json, books));
  const auto set = BookSet::join(named);
  if (!set) return fail(Error{ErrorKind::InvalidInput, to_text(set.error())});
  TRY_LET(const auto declaration, declaration_of(*json));
  const auto slots = slots_of(*set, declaration);
  if (!slots) return fail(Error{ErrorKind::InvalidInput, to_text(slots.error())});
  Evaluator evaluator(*set);
  const auto decision = decide(*set, evaluator, *slots);
  return record_of(*set, *slots, declaration, decision).dump();
}

}  // namespace gg::rulebook
