#include "base/check.h"
#include "credentials/moment.h"
#include "credentials/report_json.h"

#include <cstdint>
#include <span>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  using namespace gg::credentials;
  static const trust::TrustStore nobody({});
  static const auto at = *parse_moment("2026-11-23");
  const ScanLimits limits{.depth_max = 12,
                          .items_max = 5000,
                          .kept_bytes_max = 1U << 20,
                          .inflate_bytes_max = 1U << 20};
  constexpr std::string_view file = "a file that the store stands beside";
  const Validation validation(
      {Reader(std::as_bytes(std::span(file))), std::as_bytes(std::span(data, size))}, {nobody, at},
      {limits, {}});
  const auto& report = validation.report();
  GG_CHECK(report.state != State::Trusted && report.state != State::NotStated);
  GG_CHECK(report.state == State::Valid || report.first_failure() != nullptr);
  GG_CHECK(report.manifests.size() <= manifests_max);
  const auto json = report_json(report);
  GG_CHECK(json.size() > 5 && c2patool_json(validation).contains("validation_state"));
  return 0;
}
