#include "book_forms/random_book_test.h"

#include <algorithm>

namespace gg::book_forms {
namespace {

using namespace rulebook;

std::size_t number_below(std::size_t end) { return *rc::gen::inRange<std::size_t>(0, end); }
bool coin() { return number_below(2) == 1; }

std::string some_text() {
  static const std::vector<std::string> parts = {"a",
                                                 "because",
                                                 " ",
                                                 "  ",
                                                 ",",
                                                 ";",
                                                 "\"",
                                                 "'",
                                                 "\n",
                                                 "\r\n",
                                                 "\t",
                                                 "=",
                                                 "=1+1",
                                                 "+3",
                                                 "-x",
                                                 "@cmd",
                                                 "007",
                                                 "2026-11-01",
                                                 "1/2",
                                                 "3 .. 10",
                                                 "10 May",
                                                 "March 1",
                                                 "true",
                                                 "none",
                                                 "not",
                                                 "unsure",
                                                 "null",
                                                 "_x0041_",
                                                 "_x00",
                                                 "\x01",
                                                 "\x7F",
                                                 "\xC3\xA9",
                                                 "\xE4\xB8\xAD",
                                                 "\xF0\x9F\x8E\xAC",
                                                 "{",
                                                 "}",
                                                 "[",
                                                 ":",
                                                 "# ",
                                                 "- ",
                                                 "\\",
                                                 "&amp;",
                                                 "<b>",
                                                 "%",
                                                 "|",
                                                 "~"};
  std::string text;
  const auto count = 1 + number_below(5);
  for (std::size_t index = 0; index < count; ++index) text += parts[number_below(parts.size())];
  return text;
}

std::string maybe_text() { return coin() ? some_text() : ""; }

std::string some_id(std::string_view kind, std::size_t index) {
  static const std::vector<std::string> ends = {"", ".5", "-e5", "_x", "-03"};
  // Facts have no dot in their ids.
  const auto end = kind == "f" ? ends[2 + number_below(3)] : ends[number_below(ends.size())];
  return std::string(coin() ? "" : "00") + std::string(kind) + std::to_string(index) + end;
}

template <class T, std::size_t N>
T one_of(const std::array<Word<T>, N>& words) {
  return words[number_below(N)].value;
}

template <class T>
std::vector<std::string> some_ids(const std::vector<T>& nouns) {
  std::vector<std::string> ids;
  for (const auto& noun : nouns)
    if (coin()) ids.push_back(noun.id);
  return ids;
}

std::vector<std::string> some_texts() {
  std::vector<std::string> texts;
  for (auto left = number_below(4); left > 0; --left) texts.push_back(some_text());
  return texts;
}

Date some_date() { return date_of_days(*rc::gen::inRange<std::int64_t>(-10'000, 40'000)); }

Days some_days() {
  Days days;
  if (coin()) days.from = some_date();
  if (coin()) days.until = some_date();
  if (days.from && days.until && *days.until < *days.from) std::swap(days.from, days.until);
  return days;
}

std::vector<Territory> some_territories() {
  std::vector<Territory> out;
  for (const auto* code : {"NO", "DE", "US-CA", "world"})
    if (coin()) out.push_back(*Territory::parse(code));
  return out;
}

Applies some_applies() {
  Applies applies;
  if (coin()) return applies;
  if (coin()) applies.kinds = {one_of(title_kind_words)};
  if (coin()) applies.factual = coin();
  applies.territories = some_territories();
  applies.agreements = some_texts();
  if (coin()) applies.roles = {Role::Deployer, Role::Provider};
  applies.photography = some_days();
  applies.release = some_days();
  return applies;
}

Fact some_fact(std::size_t index) {
  Fact fact{.id = some_id("f", index),
            .ask = some_text(),
            .help = maybe_text(),
            .type = one_of(fact_type_words)};
  if (fact.type == FactType::YesNo) fact.options = {"no", "yes"};
  if (fact.type == FactType::Choice) fact.options = {"none", "007", "a.b", "=x"};
  if (fact.type == FactType::Number) {
    fact.unit = maybe_text();
    fact.first = *rc::gen::inRange<std::int64_t>(-5000, 1);
    fact.last = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
  }
  if (fact.type == FactType::Date) {
    fact.first = days_of(*Date::parse("1900-01-01"));
    fact.last = days_of(*Date::parse("9999-12-31"));
  }
  fact.from = one_of(fact_from_words);
  fact.risk = one_of(risk_words);
  fact.changeable = coin() ? Changeable::Yes : Changeable::No;
  fact.material = coin();
  fact.remark = maybe_text();
  return fact;
}

Cell some_cell(const Fact& fact) {
  Cell cell{.subject = fact.id};
  if (fact.type == FactType::Number || fact.type == FactType::Date) {
    const auto width = std::min<std::int64_t>(fact.last - fact.first, 50'000);
    const auto first = fact.first + *rc::gen::inRange<std::int64_t>(0, width);
    if (coin()) cell.first = first;
    if (coin() || !cell.first) cell.last = coin() ? first : fact.first + width;
    return cell;
  }
  cell.sense = coin() ? Sense::Is : Sense::IsNot;
  for (const auto& option : fact.options)
    if (coin()) cell.options.push_back(option);
  if (cell.options.empty()) cell.options = {fact.options.front()};
  return cell;
}

/// Tests in an order of their own.
Cells some_cells(const Book& book) {
  Cells cells;
  for (const auto& fact : book.facts)
    if (coin()) cells.push_back(some_cell(fact));
  for (const auto& definition : book.definitions)
    if (coin()) cells.push_back({.subject = definition.id, .options = {coin() ? "yes" : "no"}});
  for (std::size_t index = cells.size(); index > 1; --index)
    std::swap(cells[index - 1], cells[number_below(index)]);
  return cells;
}

Definition some_definition(const Book& book, std::size_t index) {
  Definition definition{.id = some_id("d", index), .means = maybe_text(), .remark = maybe_text()};
  for (auto left = 1 + number_below(3); left > 0; --left)
    definition.any.push_back(some_cells(book));
  return definition;
}

Row some_row(const Book& book, std::size_t index) {
  Row row{.id = some_id("r", index),
          .clause = maybe_text(),
          .unconfirmed = maybe_text(),
          .applies = some_applies(),
          .in_force = some_days(),
          .when = some_cells(book),
          .outcome = one_of(outcome_words),
          .reviewers = some_ids(book.reviewers),
          .duties = some_ids(book.duties),
          .because = some_text(),
          .remark = maybe_text()};
  if (coin() && !book.sources.empty()) row.source = book.sources.front().id;
  if (coin()) row.confidence = one_of(confidence_words);
  return row;
}

Case some_case(const Book& book) {
  Case one{.name = some_text(), .remark = maybe_text()};
  for (const auto& fact : book.facts)
    if (coin()) one.given.answers[fact.id] = coin() ? "unsure" : maybe_text();
  auto& title = one.given.title;
  if (coin()) title.kind = one_of(title_kind_words);
  if (title.kind || coin()) title.factual = coin();
  if (coin()) title.territories = some_territories();
  if (coin()) title.agreements = some_texts();
  if (coin()) title.roles = std::vector<Role>{};
  if (coin()) title.release = some_date();
  if (coin()) one.given.as_of = some_date();
  one.expect.outcome = one_of(outcome_words);
  if (coin()) one.expect.rows = some_texts();
  if (coin()) one.expect.unsure = some_ids(book.rows);
  if (coin()) one.expect.duties = std::vector<std::string>{"none"};
  return one;
}

void add_nouns(Book& book) {
  for (std::size_t index = 0, end = number_below(3); index < end; ++index) {
    Source source{.id = some_id("s", index),
                  .title = some_text(),
                  .url = maybe_text(),
                  .confidence = Confidence::B,
                  .remark = maybe_text()};
    if (coin()) source.read = some_date();
    book.sources.push_back(std::move(source));
    // After those above only: nobody comes after themselves.
    auto after = some_ids(book.reviewers);
    book.reviewers.push_back({.id = some_id("v", index),
                              .name = some_text(),
                              .any_of = {},
                              .after = std::move(after),
                              .applies = some_applies(),
                              .remark = maybe_text()});
    Duty duty{.id = some_id("u", index),
              .what = some_text(),
              .due = one_of(due_words),
              .owner = some_text(),
              .evidence = one_of(duty_evidence_words),
              .applies = some_applies(),
              .remark = maybe_text()};
    duty.lead_hours = *rc::gen::inRange<std::int64_t>(0, 100);
    book.duties.push_back(std::move(duty));
  }
  if (book.reviewers.size() < 2 || coin()) return;
  std::vector<std::string> all;
  for (const auto& reviewer : book.reviewers) all.push_back(reviewer.id);
  book.reviewers.push_back({.id = some_id("g", 0),
                            .name = some_text(),
                            .any_of = std::move(all),
                            .after = {},
                            .applies = some_applies(),
                            .remark = maybe_text()});
}

}  // namespace

Book random_book() {
  Book book{.id = some_id("b", 0),
            .version = coin() ? "2026-11" : "007",
            .name = some_text(),
            .notice = some_text(),
            .remark = maybe_text(),
            .applies = some_applies(),
            .in_force = some_days()};
  add_nouns(book);
  for (std::size_t index = 0, end = number_below(6); index < end; ++index)
    book.facts.push_back(some_fact(index));
  for (std::size_t index = 0, end = number_below(3); index < end; ++index)
    book.definitions.push_back(some_definition(book, index));
  for (std::size_t index = 0, end = 1 + number_below(6); index < end; ++index)
    book.rows.push_back(some_row(book, index));
  book.otherwise = {Outcome::Approve, some_ids(book.reviewers), some_ids(book.duties), some_text()};
  for (std::size_t index = 0, end = number_below(3); index < end; ++index)
    book.invariants.push_back({.id = some_id("i", index),
                               .applies = some_applies(),
                               .in_force = some_days(),
                               .when = some_cells(book),
                               .at_least = Outcome::Notify,
                               .reviewers_include = some_ids(book.reviewers),
                               .because = maybe_text()});
  for (std::size_t index = 0, end = number_below(3); index < end; ++index)
    book.cases.push_back(some_case(book));
  return book;
}

}  // namespace gg::book_forms
