#include "http/access_log.h"

#include "json/json.h"

#include <fmt/format.h>

namespace gg::http {

std::string to_text(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(instant - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count());
}

std::string to_json_line(const AccessRecord& record) {
  const Json line{{"time", to_text(record.received)},
                  {"id", record.id},
                  {"method", record.method},
                  {"route", record.pattern},
                  {"status", record.status},
                  {"duration_us", record.duration.count()},
                  {"received_bytes", record.received_bytes},
                  {"sent_bytes", record.sent_bytes},
                  {"whole", record.is_whole}};
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace gg::http
