#include "formats/bmff/creation_time.h"

#include <chrono>

namespace gg::bmff {
namespace {

std::string padded(std::int64_t number, std::size_t digits) {
  const auto text = std::to_string(number);
  return std::string(digits > text.size() ? digits - text.size() : 0, '0') + text;
}

}  // namespace

std::string rfc3339_from_1904(std::uint64_t seconds) {
  using namespace std::chrono;
  constexpr sys_seconds epoch = sys_days(year(1904) / January / 1);
  constexpr sys_seconds end = sys_days(year(10000) / January / 1);
  if (seconds == 0 || seconds >= static_cast<std::uint64_t>((end - epoch).count())) return {};
  const auto time = epoch + std::chrono::seconds(static_cast<std::int64_t>(seconds));
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" +
         padded(static_cast<unsigned>(date.day()), 2) + "T" + padded(clock.hours().count(), 2) +
         ":" + padded(clock.minutes().count(), 2) + ":" + padded(clock.seconds().count(), 2) + "Z";
}

}  // namespace gg::bmff
