#include "rulebook/fact.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace gg::rulebook {
namespace {

constexpr std::size_t decimals_max = 3;
constexpr std::size_t whole_digits_max = 12;

bool are_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char one) { return one >= '0' && one <= '9'; });
}

/// "2.5" → 2500; at most three decimals, no exponent.
std::optional<Value> parse_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto dot = text.find('.');
  const auto whole = text.substr(0, dot);
  const auto part = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
  if (whole.empty() || whole.size() > whole_digits_max || !are_digits(whole)) return std::nullopt;
  if (part.size() > decimals_max || !are_digits(part)) return std::nullopt;
  if (dot != std::string_view::npos && part.empty()) return std::nullopt;
  std::string digits(whole);
  digits.append(part).append(decimals_max - part.size(), '0');
  Value value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return negative ? -value : value;
}

std::string number_text(Value value) {
  const auto size = value < 0 ? -value : value;
  auto text = (value < 0 ? "-" : "") + std::to_string(size / number_scale);
  auto part = std::to_string(number_scale + size % number_scale).substr(1);
  while (!part.empty() && part.back() == '0') part.pop_back();
  return part.empty() ? text : text + "." + part;
}

}  // namespace

std::int64_t days_of(const Date& date) {
  return std::chrono::sys_days(date.day).time_since_epoch().count();
}

Date date_of_days(std::int64_t days) {
  return {std::chrono::year_month_day(
      std::chrono::sys_days(std::chrono::days(static_cast<int>(days))))};
}

std::optional<Value> parse_value(const Fact& fact, std::string_view text) {
  switch (fact.type) {
    case FactType::YesNo:
    case FactType::Choice: {
      const auto found = std::ranges::find(fact.options, text);
      if (found == fact.options.end()) return std::nullopt;
      return found - fact.options.begin();
    }
    case FactType::Number: {
      const auto value = parse_number(text);
      if (!value || *value < fact.first || *value > fact.last) return std::nullopt;
      return value;
    }
    case FactType::Date: {
      const auto date = Date::parse(text);
      if (!date) return std::nullopt;
      return days_of(*date);
    }
  }
  return std::nullopt;
}

std::string to_text(const Fact& fact, Value value) {
  switch (fact.type) {
    case FactType::YesNo:
    case FactType::Choice:
      return fact.options.at(static_cast<std::size_t>(value));
    case FactType::Number:
      return number_text(value);
    case FactType::Date:
      return date_of_days(value).text();
  }
  return {};
}

std::string answers_in_words(const Fact& fact) {
  switch (fact.type) {
    case FactType::YesNo:
      return "yes, no or unsure";
    case FactType::Choice: {
      std::string words;
      for (const auto& option : fact.options) words += option + ", ";
      return words.substr(0, words.size() - 2) + " or unsure";
    }
    case FactType::Number:
      return "a number from " + number_text(fact.first) + " to " + number_text(fact.last) +
             " with at most three decimals, or unsure";
    case FactType::Date:
      return "a day such as 2026-11-01, or unsure";
  }
  return {};
}

}  // namespace gg::rulebook
