#include "rulebook/fact.h"

#include "rulebook/cell.h"
#include "rulebook/truth.h"

#include <gtest/gtest.h>

namespace gg::rulebook {
namespace {

const Fact likeness{.id = "likeness", .options = {"no", "yes"}};
const Fact element{
    .id = "element", .type = FactType::Choice, .options = {"none", "prop", "setting"}};
const Fact seconds{
    .id = "seconds", .type = FactType::Number, .unit = "s", .first = -2000, .last = 3'600'000};
const Fact shot{.id = "shot",
                .type = FactType::Date,
                .first = days_of(Date::parse("1900-01-01").value()),
                .last = days_of(Date::parse("9999-12-31").value())};

TEST(Truth, NegationLeavesUnknownUnknown) {
  EXPECT_EQ(!Truth::True, Truth::False);
  EXPECT_EQ(!Truth::False, Truth::True);
  EXPECT_EQ(!Truth::Unknown, Truth::Unknown);
}

struct ValueCase {
  const Fact* fact;
  const char* text;
  std::optional<Value> value;
};

TEST(ParseValue, ReadsWhatItsTableSaysAndNothingElse) {
  const ValueCase cases[] = {
      {&likeness, "yes", 1},
      {&likeness, "no", 0},
      {&likeness, "unsure", {}},
      {&likeness, "Yes", {}},
      {&element, "setting", 2},
      {&element, "", {}},
      {&seconds, "0", 0},
      {&seconds, "2.5", 2500},
      {&seconds, "3600", 3'600'000},
      {&seconds, "3600.001", {}},
      {&seconds, "-2", -2000},
      {&seconds, "-2.001", {}},
      {&seconds, "0.001", 1},
      {&seconds, "0.0001", {}},
      {&seconds, "1.", {}},
      {&seconds, ".5", {}},
      {&seconds, "1e3", {}},
      {&seconds, "+1", {}},
      {&seconds, "99999999999999999999", {}},
      {&shot, "1970-01-02", 1},
      {&shot, "2026-02-30", {}},
  };
  for (const auto& one : cases)
    EXPECT_EQ(parse_value(*one.fact, one.text), one.value) << one.fact->id << " " << one.text;
}

TEST(ToText, IsTheInverseOfParseValue) {
  for (const Value value : {-2000, -1, 0, 1, 10, 100, 2500, 3'599'999})
    EXPECT_EQ(parse_value(seconds, to_text(seconds, value)), value) << value;
  for (const Value value : {-25'567, 0, 20'000})
    EXPECT_EQ(parse_value(shot, to_text(shot, value)), value);
  for (const Value value : {0, 1, 2})
    EXPECT_EQ(parse_value(element, to_text(element, value)), value);
}

struct CellCase {
  const Fact* fact;
  const char* written;
  const char* canonical;  ///< Null: refused.
};

TEST(ParseCell, ReadsTestsAsPeopleWriteThem) {
  const CellCase cases[] = {
      {&likeness, "yes", "yes"},
      {&likeness, "unsure", nullptr},
      {&element, "setting, prop", "prop, setting"},
      {&element, "not none", "not none"},
      {&element, " not  prop ,none", "not none, prop"},
      {&element, "nothing", nullptr},
      {&element, "", nullptr},
      {&seconds, ">= 3", ">= 3"},
      {&seconds, "<=10.50", "<= 10.5"},
      {&seconds, "3..10", "3 .. 10"},
      {&seconds, "10 .. 3", nullptr},
      {&seconds, "= 3", "3"},
      {&seconds, ">= 9999", nullptr},
      {&seconds, "three", nullptr},
      {&shot, "2026-07-01 .. 2030-06-30", "2026-07-01 .. 2030-06-30"},
      {&shot, ">= 2026-13-01", nullptr},
      {nullptr, "no", "no"},
      {nullptr, "maybe", nullptr},
  };
  for (const auto& one : cases) {
    const auto cell = parse_cell("subject", one.written, one.fact);
    ASSERT_EQ(cell.has_value(), one.canonical != nullptr) << one.written;
    if (!cell) {
      EXPECT_NE(cell.error().message.find("write"), std::string::npos) << one.written;
      continue;
    }
    EXPECT_EQ(to_text(*cell, one.fact), one.canonical);
    EXPECT_EQ(*parse_cell("subject", to_text(*cell, one.fact), one.fact), *cell);
  }
}

}  // namespace
}  // namespace gg::rulebook
