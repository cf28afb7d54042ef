#include "register/date.h"

#include <cstddef>

namespace gg {
namespace {

constexpr std::size_t day_chars = 10;  // YYYY-MM-DD

std::optional<unsigned> number_at(std::string_view text, std::size_t first, std::size_t count) {
  unsigned number = 0;
  for (const char digit : text.substr(first, count)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + static_cast<unsigned>(digit - '0');
  }
  return number;
}

std::optional<Date> parse_with(std::string_view text, char separator) {
  if (text.size() != day_chars || text[4] != separator || text[7] != separator) return std::nullopt;
  const auto year = number_at(text, 0, 4);
  const auto month = number_at(text, 5, 2);
  const auto day = number_at(text, 8, 2);
  if (!year || !month || !day || *year < 1900) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(*month), std::chrono::day(*day)};
  if (!date.ok()) return std::nullopt;
  return Date{date};
}

void append_padded(std::string& out, unsigned number, std::size_t digits) {
  const auto text = std::to_string(number);
  if (text.size() < digits) out.append(digits - text.size(), '0');
  out += text;
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) { return parse_with(text, '-'); }

std::optional<Date> Date::parse_start(std::string_view text) {
  if (text.size() < day_chars) return std::nullopt;
  if (text.size() > day_chars && text[day_chars] >= '0' && text[day_chars] <= '9')
    return std::nullopt;
  const auto start = text.substr(0, day_chars);
  if (const auto date = parse_with(start, '-')) return date;
  return parse_with(start, ':');
}

std::string Date::text() const {
  std::string out;
  append_padded(out, static_cast<unsigned>(static_cast<int>(day.year())), 4);
  out += '-';
  append_padded(out, static_cast<unsigned>(day.month()), 2);
  out += '-';
  append_padded(out, static_cast<unsigned>(day.day()), 2);
  return out;
}

}  // namespace gg
