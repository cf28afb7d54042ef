#pragma once

#include "register/date.h"
#include "register/moment.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace gg {

/// The end of something that holds through a last day, and when to warn of it. *value*
struct Ending {
  Date last_day;                        ///< In UTC.
  std::vector<std::int64_t> warn_days;  ///< That many days before the last day; 1 or more each.
};

/// How many days before an end people are warned where a title does not say otherwise.
inline constexpr std::int64_t warn_days_usual[] = {30, 7, 1};

/// The first moment at which it has ended: midnight after its last day.
Moment end_of(const Ending& ending);

/// What comes next after `now`: the next warning, and else the end; nothing once it has ended.
std::optional<Moment> next_after(const Ending& ending, Moment now);

/// The days left of a warning that is due at `moment`; nothing where none is due at it.
std::optional<std::int64_t> warning_at(const Ending& ending, Moment moment);

/// Whole days from the day of `now` to the last day: 0 on the last day itself.
std::int64_t days_left(const Ending& ending, Moment now);

}  // namespace gg
