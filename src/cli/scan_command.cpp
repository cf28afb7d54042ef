#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/outputs.h"
#include "cli/read_delivery.h"

#include <algorithm>

namespace gg::cli {
namespace {

bool was_read_whole(const ScanReport& report) {
  const auto unreadable = [](const FileReport& file) { return !file.sha256.has_value(); };
  return !report.partial && report.troubles.empty() &&
         std::ranges::none_of(report.files, unreadable);
}

}  // namespace

int run_scan(const ScanCommand& command) {
  const auto report = read_delivery(command.reading, command.outputs.quiet);
  if (!report) return complain(report.error());
  const auto written = write_outputs(report::ReportView(*report), command.outputs);
  if (!written) return complain(written.error());
  return static_cast<int>(was_read_whole(*report) ? ExitCode::Pass : ExitCode::Hold);
}

}  // namespace gg::cli
