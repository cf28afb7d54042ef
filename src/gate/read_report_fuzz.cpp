#include "base/check.h"
#include "base/text.h"
#include "gate/read_report.h"

#include <cstdint>
#include <sstream>
#include <string>

/// Any JSON that a stranger hands in as a scan report: a report, or lines that each name a place in
/// it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  const auto json = parse_json(std::string(data, data + size));
  if (!json) return 0;
  const auto report = read_report(*json, "/report");
  if (report.has_value()) return 0;
  GG_CHECK(report.error().kind == ErrorKind::InvalidInput && !report.error().message.empty());
  GG_CHECK(is_utf8(report.error().message));
  std::istringstream lines(report.error().message);
  for (std::string line; std::getline(lines, line);) GG_CHECK(line.starts_with("/report"));
  return 0;
}
