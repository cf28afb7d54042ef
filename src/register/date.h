#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace gg {

/// A day of the calendar, without a time or a zone: what an approval, a consent and a licence are
/// dated with. Exists only as a real day between 1900 and 9999. *value*
struct Date {
  std::chrono::year_month_day day{};

  /// Reads "2026-11-01" and nothing else.
  static std::optional<Date> parse(std::string_view text);

  /// Reads the day at the start of a date as media state it: "2026-11-01T10:00:00Z",
  /// "2026:11:01 10:00:00" (Exif). Nothing when it does not begin with a whole day.
  static std::optional<Date> parse_start(std::string_view text);

  /// "2026-11-01".
  [[nodiscard]] std::string text() const;

  friend auto operator<=>(const Date&, const Date&) = default;
};

}  // namespace gg
