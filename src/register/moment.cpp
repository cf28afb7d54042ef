#include "register/moment.h"

#include "base/rfc3339.h"
#include "register/date.h"

namespace gg {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

/// `count` decimal digits at the front of `text`, taken away; nothing when they are not there.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int number = 0;
  for (const char digit : text.substr(0, count)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, char wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  return true;
}

/// "18:50:00" with an optional fraction.
std::optional<milliseconds> take_time(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59 || !take(text, ':')) return std::nullopt;
  const auto second = take_digits(text, 2);
  if (!second || *second > 59) return std::nullopt;
  auto time = milliseconds((*hour * 3600 + *minute * 60 + *second) * 1000);
  if (!take(text, '.')) return time;
  int digits = 0;
  for (int weight = 100; !text.empty() && text.front() >= '0' && text.front() <= '9'; ++digits) {
    time += milliseconds((text.front() - '0') * weight);
    weight /= 10;
    text.remove_prefix(1);
  }
  if (digits == 0) return std::nullopt;
  return time;
}

/// "Z", "+02:00".
std::optional<minutes> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return minutes(0);
  const bool is_behind = text.starts_with('-');
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  const auto offset = minutes(*hour * 60 + *minute);
  return is_behind ? -offset : offset;
}

}  // namespace

std::string text_of(Moment moment) { return rfc3339_of(moment); }

std::optional<Moment> parse_moment(std::string_view text) {
  constexpr std::size_t day_size = 10;
  const auto date = Date::parse(text.substr(0, day_size));
  if (!date) return std::nullopt;
  text.remove_prefix(day_size);
  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
  const auto time = take_time(text);
  if (!time) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return std::chrono::sys_days(date->day) + *time - *offset;
}

}  // namespace gg
