#include "register/ending.h"

#include <algorithm>

namespace gg {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

Moment warning_of(const Ending& ending, std::int64_t before) {
  return sys_days(ending.last_day.day) - days(before);
}

}  // namespace

Moment end_of(const Ending& ending) { return sys_days(ending.last_day.day) + days(1); }

std::optional<Moment> next_after(const Ending& ending, Moment now) {
  if (end_of(ending) <= now) return std::nullopt;
  auto next = end_of(ending);
  for (const auto before : ending.warn_days)
    if (const auto warning = warning_of(ending, before); warning > now)
      next = std::min(next, warning);
  return next;
}

std::optional<std::int64_t> warning_at(const Ending& ending, Moment moment) {
  for (const auto before : ending.warn_days)
    if (warning_of(ending, before) == moment) return before;
  return std::nullopt;
}

std::int64_t days_left(const Ending& ending, Moment now) {
  return (sys_days(ending.last_day.day) - std::chrono::floor<days>(now)).count();
}

}  // namespace gg
