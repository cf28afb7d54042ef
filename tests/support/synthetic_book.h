#pragma once

#include "rulebook/book.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace gg::test {

/// The numbers of a fixed sequence: the same on every machine (Steele, Lea, Flood, SplitMix64,
/// 2014).
class Sequence {
 public:
  explicit Sequence(std::uint64_t seed) : state_(seed) {}
  /// From 0 to below `end`.
  std::size_t below(std::size_t end) {
    state_ += 0x9E3779B97F4A7C15U;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return static_cast<std::size_t>((mixed ^ (mixed >> 31U)) % end);
  }
  bool one_in(std::size_t count) { return below(count) == 0; }

 private:
  std::uint64_t state_;
};

/// A book of the size that a large house may come to, for measuring: facts of all types,
/// definitions, rows of all outcomes on two to four facts each, some for some titles and days only.
/// Risky answers lead to rows of approval only, so that it is monotone; its two invariants hold.
class SyntheticBook {
 public:
  SyntheticBook(std::size_t rows, std::size_t facts, std::uint64_t seed)
      : rows_count_(rows), facts_count_(facts), sequence_(seed) {}

  rulebook::Book make() {
    book_.id = "synthetic";
    book_.version = "1";
    book_.name = "A synthetic book";
    book_.reviewers = {{.id = "contact", .name = "the contact"}, {.id = "legal", .name = "legal"}};
    for (std::size_t index = 0; index < 6; ++index)
      book_.duties.push_back({.id = number("duty", index), .what = "Do it.", .owner = "partner"});
    book_.duties.back().applies.factual = true;
    for (std::size_t index = 0; index < facts_count_; ++index) book_.facts.push_back(fact(index));
    for (std::size_t index = 0; index < 8; ++index)
      book_.definitions.push_back({.id = number("defined", index), .any = {cells(2), cells(2)}});
    book_.rows.push_back({.id = "every-use",
                          .outcome = Outcome::Notify,
                          .reviewers = {"contact"},
                          .because = "All."});
    book_.rows.push_back({.id = "first-fact",
                          .when = {{.subject = book_.facts.front().id, .options = {"yes"}}},
                          .outcome = Outcome::Approve,
                          .reviewers = {"legal"},
                          .because = "It is risky."});
    while (book_.rows.size() < rows_count_) book_.rows.push_back(row(book_.rows.size()));
    book_.otherwise = {.outcome = Outcome::Consult, .reviewers = {"contact"}, .because = "Ask."};
    book_.invariants.push_back(
        {.id = "told", .at_least = Outcome::Notify, .reviewers_include = {"contact"}});
    book_.invariants.push_back({.id = "first-fact-is-approved",
                                .when = {{.subject = book_.facts.front().id, .options = {"yes"}}},
                                .at_least = Outcome::Approve,
                                .reviewers_include = {"legal"}});
    return std::move(book_);
  }

 private:
  static std::string number(const std::string& word, std::size_t index) {
    return word + "_" + std::to_string(index);
  }

  rulebook::Fact fact(std::size_t index) {
    rulebook::Fact made{.id = number("fact", index), .ask = "Is it so?", .options = {"no", "yes"}};
    made.risk = index % 2 == 0 ? rulebook::Risk::Ascending : rulebook::Risk::None;
    if (index % 5 == 3) {
      made.type = rulebook::FactType::Choice;
      made.options = {"none", "little", "some", "much", "all"};
    }
    if (index % 10 == 7) {
      made.type = rulebook::FactType::Number;
      made.options.clear();
      made.unit = "seconds";
      made.last = 3600 * rulebook::number_scale;
    }
    return made;
  }

  /// One test on a fact; on a fact with a risk it passes on the risky side.
  rulebook::Cell cell(const rulebook::Fact& fact) {
    rulebook::Cell made{.subject = fact.id};
    const bool risky = fact.risk != rulebook::Risk::None;
    if (fact.type == rulebook::FactType::Number) {
      made.first = static_cast<rulebook::Value>(1 + sequence_.below(60)) * rulebook::number_scale;
      if (!risky) made.last = *made.first + 60 * rulebook::number_scale;
    } else if (fact.type == rulebook::FactType::Choice) {
      const auto from = sequence_.below(fact.options.size() - 1) + 1;
      for (auto option = from; option < (risky ? fact.options.size() : from + 1); ++option)
        made.options.push_back(fact.options[option]);
      if (!risky && sequence_.one_in(3)) made.sense = rulebook::Sense::IsNot;
    } else {
      made.options = {risky || sequence_.one_in(2) ? "yes" : "no"};
    }
    return made;
  }

  rulebook::Cells cells(std::size_t count) {
    rulebook::Cells made;
    while (made.size() < count) {
      auto one = cell(book_.facts[sequence_.below(book_.facts.size())]);
      bool taken = false;
      for (const auto& other : made) taken = taken || other.subject == one.subject;
      if (!taken) made.push_back(std::move(one));
    }
    return made;
  }

  rulebook::Row row(std::size_t index) {
    constexpr Outcome outcomes[] = {Outcome::Consult, Outcome::Approve, Outcome::Consult,
                                    Outcome::Approve, Outcome::Prohibit};
    rulebook::Row made{
        .id = number("row", index), .when = cells(2 + sequence_.below(3)), .because = "So."};
    made.outcome = outcomes[sequence_.below(std::size(outcomes))];
    if (sequence_.one_in(6))
      made.when.push_back(
          {.subject = book_.definitions[sequence_.below(8)].id, .options = {"yes"}});
    if (sequence_.one_in(8)) made.applies.factual = true;
    if (sequence_.one_in(12)) made.applies.territories = {*Territory::parse("FR")};
    if (sequence_.one_in(10)) made.in_force.from = Date::parse("2026-08-02");
    made.reviewers = {sequence_.one_in(2) ? "contact" : "legal"};
    made.duties = {number("duty", sequence_.below(made.applies.factual ? 6 : 5))};
    return made;
  }

  std::size_t rows_count_;
  std::size_t facts_count_;
  Sequence sequence_;
  rulebook::Book book_;
};

}  // namespace gg::test

namespace gg::rulebook {

/// See `test::SyntheticBook`. Deterministic: the same arguments give the same book. `facts` at
/// least 10, `rows` at least 2.
inline Book synthetic_book(std::size_t rows, std::size_t facts, std::uint64_t seed) {
  return test::SyntheticBook(rows, facts, seed).make();
}

}  // namespace gg::rulebook
