#include "credentials/moment.h"

#include <chrono>

namespace gg::credentials {
namespace {

using namespace std::chrono;

/// Takes `digits` digits from the front; nothing when there are fewer.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  int value = 0;
  if (text.size() < digits) return std::nullopt;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<sys_days> take_day(std::string_view& text) {
  const auto years = take_number(text, 4);
  if (!years || !take(text, '-')) return std::nullopt;
  const auto months = take_number(text, 2);
  if (!months || !take(text, '-')) return std::nullopt;
  const auto days = take_number(text, 2);
  if (!days) return std::nullopt;
  const year_month_day date{year(*years), month(static_cast<unsigned>(*months)),
                            day(static_cast<unsigned>(*days))};
  return date.ok() ? std::optional(sys_days(date)) : std::nullopt;
}

std::optional<seconds> take_clock(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || !take(text, ':')) return std::nullopt;
  const auto second = take_number(text, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  if (take(text, '.'))
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
  return hours(*hour) + minutes(*minute) + seconds(*second);
}

/// What is to be taken from a local time to have UTC.
std::optional<seconds> take_zone(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return seconds(0);
  const bool is_ahead = take(text, '+');
  if (!is_ahead && !take(text, '-')) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  const seconds ahead = hours(*hour) + minutes(*minute);
  return is_ahead ? ahead : -ahead;
}

}  // namespace

std::optional<trust::Time> parse_moment(std::string_view text) {
  const auto day = take_day(text);
  if (!day) return std::nullopt;
  if (text.empty()) return trust::Time(*day);
  if (!take(text, 'T') && !take(text, 't')) return std::nullopt;
  const auto clock = take_clock(text);
  const auto zone = clock ? take_zone(text) : std::nullopt;
  if (!zone || !text.empty()) return std::nullopt;
  return trust::Time(*day) + *clock - *zone;
}

}  // namespace gg::credentials
