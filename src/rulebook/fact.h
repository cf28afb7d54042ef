#pragma once

#include "base/result.h"
#include "register/date.h"
#include "register/word.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::rulebook {

enum class FactType : std::uint8_t { YesNo, Choice, Number, Date };

inline constexpr std::array fact_type_words = {
    Word<FactType>{"yes_no", FactType::YesNo},
    Word<FactType>{"choice", FactType::Choice},
    Word<FactType>{"number", FactType::Number},
    Word<FactType>{"date", FactType::Date},
};

/// What a fact is about, and so who knows it: a fact of a tool is not asked again on each use.
enum class FactFrom : std::uint8_t { Use, Tool, Title, Consent, Licence };

inline constexpr std::array fact_from_words = {
    Word<FactFrom>{"use", FactFrom::Use},         Word<FactFrom>{"tool", FactFrom::Tool},
    Word<FactFrom>{"title", FactFrom::Title},     Word<FactFrom>{"consent", FactFrom::Consent},
    Word<FactFrom>{"licence", FactFrom::Licence},
};

/// Which way the danger lies. *Ascending*: the later option (yes after no) or the greater number is
/// the riskier one; the outcome must never fall along it, with *unsure* in between.
enum class Risk : std::uint8_t { None, Ascending, Descending };

inline constexpr std::array risk_words = {
    Word<Risk>{"none", Risk::None},
    Word<Risk>{"yes", Risk::Ascending},
    Word<Risk>{"no", Risk::Descending},
    Word<Risk>{"ascending", Risk::Ascending},
    Word<Risk>{"descending", Risk::Descending},
};

enum class Changeable : std::uint8_t { No, Yes };

/// One question. *value*
struct Fact {
  std::string id;
  std::string ask;
  std::string help;
  FactType type = FactType::YesNo;
  std::vector<std::string> options;  ///< Of yes_no: "no", "yes"; of a choice: as written.
  std::string unit;                  ///< Of a number: "seconds".
  std::int64_t first = 0;            ///< Least value, as `Value` holds it.
  std::int64_t last = 0;             ///< Greatest value.
  FactFrom from = FactFrom::Use;
  Risk risk = Risk::None;
  Changeable changeable = Changeable::Yes;  ///< The declarer can plan otherwise.
  bool material = false;                    ///< A change voids an approval.
  std::string remark;
};

/// A known answer as one whole number: the index of an option; a number in thousandths; a date in
/// days since 1970-01-01.
using Value = std::int64_t;

/// Thousandths in one unit of a number fact.
inline constexpr std::int64_t number_scale = 1000;

/// Reads what a person wrote as an answer: "yes", an option, "2.5", "2026-11-01"; nothing else.
/// "unsure" is no value. Nothing when it is none, or out of the fact's range.
std::optional<Value> parse_value(const Fact& fact, std::string_view text);

/// The answer as it is written: the inverse of `parse_value`.
std::string to_text(const Fact& fact, Value value);

/// What an answer may be, for messages: "yes, no or unsure".
std::string answers_in_words(const Fact& fact);

std::int64_t days_of(const Date& date);
Date date_of_days(std::int64_t days);

}  // namespace gg::rulebook
