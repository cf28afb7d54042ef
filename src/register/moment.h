#pragma once

#include "register/date.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace gg {

/// A point in time, to the millisecond, in UTC. *value*
using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

/// "2026-11-24T18:50:00.123Z" (RFC 3339), always of this length, so that texts sort as times do.
std::string text_of(Moment moment);

/// Reads RFC 3339 with any fraction and offset; what is finer than a millisecond is cut off.
/// Nothing for a text that is no time.
std::optional<Moment> parse_moment(std::string_view text);

/// The day of a moment, in UTC.
inline Date day_of(Moment moment) {
  return Date{std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(moment))};
}

}  // namespace gg
