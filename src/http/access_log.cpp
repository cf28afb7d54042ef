#include "http/access_log.h"

#include "base/rfc3339.h"
#include "json/json.h"

namespace gg::http {

std::string to_json_line(const AccessRecord& record) {
  const Json line{{"time", rfc3339_of(record.received)},
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
