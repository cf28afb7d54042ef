#include "clearance/rulebook_view.h"

#include <algorithm>
#include <array>
#include <set>

namespace gg::clearance {
namespace {

using rulebook::Applies;
using rulebook::Book;
using rulebook::BookFile;
using rulebook::Cells;
using rulebook::Days;
using rulebook::Fact;

const Fact* fact_named(const Book& book, const std::string& id) {
  const auto found = std::ranges::find(book.facts, id, &Fact::id);
  return found == book.facts.end() ? nullptr : &*found;
}

void put_if(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

void put_list_if(Json& json, const char* key, const std::vector<std::string>& texts) {
  if (!texts.empty()) json[key] = texts;
}

void put_days_if(Json& json, const char* key, const Days& days) {
  if (!days.any()) return;
  auto& between = json[key] = Json::object();
  if (days.from) between["from"] = days.from->text();
  if (days.until) between["until"] = days.until->text();
}

/// Conditions by what they ask about: {"final_deliverable": "yes"}, as a box of a spreadsheet.
Json cells_json(const Book& book, const Cells& cells) {
  Json json = Json::object();
  for (const auto& cell : cells)
    json[cell.subject] = rulebook::to_text(cell, fact_named(book, cell.subject));
  return json;
}

Json applies_json(const Applies& applies) {
  Json json = Json::object();
  for (const auto kind : applies.kinds) json["kinds"].push_back(word_of(title_kind_words, kind));
  if (applies.factual) json["factual"] = *applies.factual ? "yes" : "no";
  for (const auto& one : applies.territories) json["territories"].push_back(one.text());
  put_list_if(json, "agreements", applies.agreements);
  for (const auto role : applies.roles) json["roles"].push_back(word_of(role_words, role));
  put_days_if(json, "photography", applies.photography);
  put_days_if(json, "release", applies.release);
  return json;
}

void put_applies_if(Json& json, const Applies& applies) {
  if (!applies.always()) json["applies"] = applies_json(applies);
}

Json source_json(const rulebook::Source& source) {
  Json json{{"id", source.id}, {"title", source.title}};
  put_if(json, "url", source.url);
  if (source.read) json["read"] = source.read->text();
  json["confidence"] = word_of(rulebook::confidence_words, source.confidence);
  put_if(json, "remark", source.remark);
  return json;
}

Json fact_json(const Fact& fact) {
  Json json{{"id", fact.id},
            {"ask", fact.ask},
            {"type", word_of(rulebook::fact_type_words, fact.type)},
            {"from", word_of(rulebook::fact_from_words, fact.from)},
            {"material", fact.material}};
  put_if(json, "help", fact.help);
  put_list_if(json, "options", fact.options);
  put_if(json, "unit", fact.unit);
  put_if(json, "remark", fact.remark);
  return json;
}

Json definition_json(const Book& book, const rulebook::Definition& definition) {
  Json json{{"id", definition.id}, {"means", definition.means}, {"any", Json::array()}};
  for (const auto& cells : definition.any) json["any"].push_back(cells_json(book, cells));
  put_if(json, "remark", definition.remark);
  return json;
}

Json row_of_table(const Book& book, const rulebook::Row& row) {
  Json json{{"id", row.id}};
  put_if(json, "clause", row.clause);
  put_if(json, "source", row.source);
  if (row.confidence) json["confidence"] = word_of(rulebook::confidence_words, *row.confidence);
  put_if(json, "unconfirmed", row.unconfirmed);
  put_applies_if(json, row.applies);
  put_days_if(json, "in_force", row.in_force);
  json["when"] = cells_json(book, row.when);
  json["outcome"] = word_of(outcome_words, row.outcome);
  json["reviewers"] = row.reviewers;
  json["duties"] = row.duties;
  json["because"] = row.because;
  put_if(json, "remark", row.remark);
  return json;
}

Json reviewer_row(const rulebook::Reviewer& reviewer) {
  Json json{{"id", reviewer.id}, {"name", reviewer.name}};
  put_list_if(json, "any_of", reviewer.any_of);
  put_list_if(json, "after", reviewer.after);
  put_applies_if(json, reviewer.applies);
  return json;
}

Json duty_row(const rulebook::Duty& duty) {
  Json json{{"id", duty.id},
            {"what", duty.what},
            {"due", word_of(rulebook::due_words, duty.due)},
            {"owner", duty.owner},
            {"evidence", word_of(rulebook::duty_evidence_words, duty.evidence)}};
  if (duty.lead_hours != 0) json["lead_hours"] = duty.lead_hours;
  put_applies_if(json, duty.applies);
  return json;
}

Json promise_row(const Book& book, const rulebook::Invariant& promise) {
  Json json{{"id", promise.id}, {"when", cells_json(book, promise.when)}};
  put_applies_if(json, promise.applies);
  put_days_if(json, "in_force", promise.in_force);
  if (promise.at_least) json["at_least"] = word_of(outcome_words, *promise.at_least);
  if (promise.at_most) json["at_most"] = word_of(outcome_words, *promise.at_most);
  put_list_if(json, "reviewers_include", promise.reviewers_include);
  put_list_if(json, "duties_include", promise.duties_include);
  put_if(json, "because", promise.because);
  return json;
}

/// What conditions of rows ask about, in the order of the questions, then of the definitions.
std::vector<std::string> columns_of(const Book& book) {
  std::set<std::string> asked;
  for (const auto& row : book.rows)
    for (const auto& cell : row.when) asked.insert(cell.subject);
  std::vector<std::string> columns;
  for (const auto& fact : book.facts)
    if (asked.contains(fact.id)) columns.push_back(fact.id);
  for (const auto& definition : book.definitions)
    if (asked.contains(definition.id)) columns.push_back(definition.id);
  return columns;
}

template <class List, class F>
Json rows_json(const List& list, const F& row) {
  Json json = Json::array();
  for (const auto& one : list) json.push_back(row(one));
  return json;
}

const Json* entry_with(const Json& list, const Json& id) {
  const auto found =
      std::ranges::find_if(list, [&](const Json& one) { return one.at("id") == id; });
  return found == list.end() ? nullptr : &*found;
}

/// Members that two entries say differently, in the order of the newer, then of the older.
Json fields_that_differ(const Json& before, const Json& after) {
  Json fields = Json::array();
  for (const auto& [key, value] : after.items())
    if (!before.contains(key) || before.at(key) != value) fields.push_back(key);
  for (const auto& [key, ignored] : before.items())
    if (!after.contains(key)) fields.push_back(key);
  return fields;
}

Json list_difference(const Json& before, const Json& after) {
  Json json{{"added", Json::array()}, {"removed", Json::array()}, {"changed", Json::array()}};
  for (const auto& one : after) {
    const auto* old = entry_with(before, one.at("id"));
    if (old == nullptr) {
      json["added"].push_back(one);
    } else if (*old != one) {
      json["changed"].push_back({{"id", one.at("id")},
                                 {"fields", fields_that_differ(*old, one)},
                                 {"before", *old},
                                 {"after", one}});
    }
  }
  for (const auto& one : before)
    if (entry_with(after, one.at("id")) == nullptr) json["removed"].push_back(one);
  return json;
}

constexpr std::array compared_lists = {"rows",      "facts",  "define",
                                       "reviewers", "duties", "invariants"};

}  // namespace

Json table_json(const BookFile& file) {
  const auto& book = file.book;
  Json json{{"book", book.id},
            {"book_version", book.version},
            {"name", book.name},
            {"sha256", file.sha256.hex()}};
  put_if(json, "notice", book.notice);
  put_if(json, "remark", book.remark);
  put_applies_if(json, book.applies);
  put_days_if(json, "in_force", book.in_force);
  json["sources"] = rows_json(book.sources, source_json);
  json["columns"] = columns_of(book);
  json["facts"] = rows_json(book.facts, fact_json);
  json["define"] =
      rows_json(book.definitions, [&](const auto& one) { return definition_json(book, one); });
  json["rows"] = rows_json(book.rows, [&](const auto& one) { return row_of_table(book, one); });
  json["default"] = {{"outcome", word_of(outcome_words, book.otherwise.outcome)},
                     {"reviewers", book.otherwise.reviewers},
                     {"duties", book.otherwise.duties},
                     {"because", book.otherwise.because}};
  json["reviewers"] = rows_json(book.reviewers, reviewer_row);
  json["duties"] = rows_json(book.duties, duty_row);
  json["invariants"] =
      rows_json(book.invariants, [&](const auto& one) { return promise_row(book, one); });
  return json;
}

Json difference_json(const BookFile& before, const BookFile& after) {
  const auto old = table_json(before);
  const auto now = table_json(after);
  Json json{{"against",
             {{"book", before.book.id},
              {"book_version", before.book.version},
              {"sha256", before.sha256.hex()}}}};
  for (const auto* list : compared_lists) json[list] = list_difference(old.at(list), now.at(list));
  if (old.at("default") != now.at("default"))
    json["default"] = {{"before", old.at("default")}, {"after", now.at("default")}};
  return json;
}

}  // namespace gg::clearance
