#include "formats/ebml/segment_info.h"

#include <chrono>

namespace gg::ebml {
namespace {

std::string padded(std::int64_t number, std::size_t digits) {
  const auto text = std::to_string(number);
  return std::string(digits > text.size() ? digits - text.size() : 0, '0') + text;
}

Parsed<void> add_text(std::string_view name, const Element& element, const Scope& scope) {
  TRY_LET(auto text, read_text(element, scope));
  return add_field(std::string(name), std::move(text), element, scope.enter(name));
}

}  // namespace

std::string rfc3339_from_2001(std::int64_t nanoseconds) {
  using namespace std::chrono;
  constexpr sys_seconds epoch = sys_days(year(2001) / January / 1);
  const auto time = epoch + floor<seconds>(std::chrono::nanoseconds(nanoseconds));
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" +
         padded(static_cast<unsigned>(date.day()), 2) + "T" + padded(clock.hours().count(), 2) +
         ":" + padded(clock.minutes().count(), 2) + ":" + padded(clock.seconds().count(), 2) + "Z";
}

Parsed<void> walk_info(const Element& info, const Scope& scope) {
  return each_element(info.payload, scope, [&](const Element& element) -> Parsed<void> {
    switch (element.id) {
      case 0x4D80:
        return add_text("MuxingApp", element, scope);
      case 0x5741:
        return add_text("WritingApp", element, scope);
      case 0x7BA9:
        return add_text("Title", element, scope);
      case 0x7384:
        return add_text("SegmentFilename", element, scope);
      case 0x4461: {
        TRY_LET(const auto time, read_signed(element.payload));
        return add_field("DateUTC", rfc3339_from_2001(time), element, scope.enter("DateUTC"));
      }
      default:
        return {};
    }
  });
}

}  // namespace gg::ebml
