#pragma once

#include "http/request.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace gg::http {

/// One answered request, without anything personal: the route's pattern stands for the path.
/// *value*
struct AccessRecord {
  Instant received;
  std::string id;
  std::string method;
  std::string pattern;  ///< Empty when no route was found.
  int status = 0;
  std::chrono::microseconds duration{};
  std::uint64_t received_bytes = 0;  ///< Of the body.
  std::uint64_t sent_bytes = 0;      ///< Of the body.
  bool is_whole = true;              ///< The answer was sent to its end.
};

/// As one line of JSON, without its line feed.
std::string to_json_line(const AccessRecord& record);

}  // namespace gg::http
