#pragma once

#include "rulebook/book_set.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <rapidcheck.h>

namespace gg::test {

/// Small random books over a few shared subjects, with everything a book may hold: definitions with
/// alternatives that use others, negation, all types of facts, `applies`, `in_force`, baseline
/// rows; and declarations to them, with *unsure* and with nothing said. For properties of
/// rapidcheck.
class RandomBooks {
 public:
  static rulebook::BookFilePtr book(const std::string& id) {
    auto file = std::make_shared<rulebook::BookFile>();
    auto& book = file->book;
    book.id = id;
    book.version = "1";
    book.facts = facts();
    book.reviewers = {{.id = "r0", .name = "r0"}, {.id = "r1", .name = "r1"}};
    book.duties = {{.id = "d0"}, {.id = "d1"}};
    if (rarely()) book.applies = applies();
    if (rarely()) book.in_force = days();
    for (int index = 0; index < pick(3); ++index) {
      std::vector<rulebook::Cells> any;
      for (int count = 0; count <= pick(2); ++count) any.push_back(cells(book, pick(3)));
      book.definitions.push_back({.id = "defined" + std::to_string(index), .any = std::move(any)});
    }
    const int rows = 1 + pick(5);
    for (int index = 0; index < rows; ++index) book.rows.push_back(row(book, index));
    book.otherwise = {
        .outcome = static_cast<Outcome>(2 + pick(3)), .reviewers = some("r"), .duties = some("d")};
    return file;
  }

  static rulebook::Declaration declaration() {
    rulebook::Declaration made;
    auto& title = made.title;
    if (often()) title.kind = static_cast<TitleKind>(pick(4));
    if (title.kind || often()) title.factual = pick(2) == 1;
    if (often()) title.territories = territories();
    if (often()) title.agreements = some("agreement");
    if (often()) {
      title.roles.emplace();
      for (int role = 0; role < 3; ++role)
        if (pick(2) == 1) title.roles->push_back(static_cast<Role>(role));
    }
    if (often()) title.photography = day();
    if (often()) title.release = day();
    made.as_of = day();
    for (const auto& fact : facts()) {
      if (!often()) continue;
      const bool unsure = rarely();
      const auto span = static_cast<int>(fact.last - fact.first + 1);
      const auto value = fact.options.empty() ? fact.first + pick(span)
                                              : pick(static_cast<int>(fact.options.size()));
      made.answers.emplace(
          fact.id, unsure ? std::string(rulebook::unsure_word) : rulebook::to_text(fact, value));
    }
    return made;
  }

  static std::vector<rulebook::Fact> facts() {
    using rulebook::FactType;
    using rulebook::Risk;
    return {{.id = "yes1", .options = {"no", "yes"}, .risk = Risk::Ascending},
            {.id = "yes2", .options = {"no", "yes"}, .risk = Risk::Descending},
            {.id = "choice",
             .type = FactType::Choice,
             .options = {"a", "b", "c"},
             .risk = Risk::Ascending},
            {.id = "number",
             .type = FactType::Number,
             .first = -2,
             .last = 4,
             .risk = Risk::Descending},
            {.id = "date", .type = FactType::Date, .first = 20000, .last = 20006}};
  }

 private:
  /// From 0 to below `end`.
  static int pick(int end) { return *rc::gen::resize(100, rc::gen::inRange(0, end)); }
  static bool rarely() { return pick(4) == 0; }
  static bool often() { return pick(4) != 0; }
  static Date day() { return rulebook::date_of_days(20000 + pick(5)); }

  static rulebook::Days days() {
    rulebook::Days made;
    if (pick(2) == 0) made.from = day();
    if (pick(2) == 0) made.until = day();
    return made;
  }

  static std::vector<Territory> territories() {
    std::vector<Territory> made;
    for (int count = pick(3); count > 0; --count) {
      constexpr const char* codes[] = {"US", "US-CA", "US-NY", "US-TX", "FR", "DE", "world"};
      made.push_back(*Territory::parse(codes[pick(7)]));
    }
    return made;
  }

  static std::vector<std::string> some(const std::string& word) {
    std::vector<std::string> made;
    for (int index = 0; index < 2; ++index)
      if (pick(2) == 1) made.push_back(word + std::to_string(index));
    return made;
  }

  static rulebook::Applies applies() {
    rulebook::Applies made;
    if (rarely()) made.kinds = {static_cast<TitleKind>(pick(4))};
    if (rarely()) made.factual = pick(2) == 1;
    if (pick(2) == 0) made.territories = territories();
    if (rarely()) made.agreements = some("agreement");
    if (rarely()) made.roles = {static_cast<Role>(pick(3)), static_cast<Role>(pick(3))};
    if (rarely()) made.photography = days();
    if (rarely()) made.release = days();
    return made;
  }

  static rulebook::Cell cell(const rulebook::Book& book) {
    const auto subjects = book.facts.size() + book.definitions.size();
    const auto subject = static_cast<std::size_t>(pick(static_cast<int>(subjects)));
    rulebook::Cell made;
    if (subject >= book.facts.size()) {
      made.subject = book.definitions[subject - book.facts.size()].id;
      made.options = {pick(2) == 0 ? "yes" : "no"};
      return made;
    }
    const auto& fact = book.facts[subject];
    made.subject = fact.id;
    if (fact.options.empty()) {
      const auto value = [&fact] {
        return fact.first + pick(static_cast<int>(fact.last - fact.first + 1));
      };
      if (often()) made.first = value();
      if (often()) made.last = value();
      return made;
    }
    made.sense = rarely() ? rulebook::Sense::IsNot : rulebook::Sense::Is;
    for (const auto& option : fact.options)
      if (pick(2) == 1) made.options.push_back(option);
    return made;
  }

  static rulebook::Cells cells(const rulebook::Book& book, int count) {
    rulebook::Cells made;
    for (; count > 0; --count) made.push_back(cell(book));
    return made;
  }

  static rulebook::Row row(const rulebook::Book& book, int index) {
    rulebook::Row made{.id = "row" + std::to_string(index),
                       .outcome = static_cast<Outcome>(pick(5))};
    if (rarely()) made.applies = applies();
    if (rarely()) made.in_force = days();
    made.when = cells(book, pick(4));
    made.reviewers = some("r");
    made.duties = some("d");
    return made;
  }
};

}  // namespace gg::test
