#include "desk_cli/check_at_desk.h"

#include "base/text.h"
#include "cli/exit_code.h"
#include "cli/outputs.h"
#include "cli/read_delivery.h"
#include "desk/delivery_report.h"
#include "desk_cli/reach_desk.h"
#include "desk_cli/send_media.h"
#include "gate/judgement.h"
#include "gate/read_report.h"

#include <filesystem>

namespace gg::desk_cli {
namespace {

/// What is said of a delivery to the desk, whoever scans it.
Json delivery_body(const cli::CheckCommand& command) {
  const auto& desk = command.desk;
  auto path = std::filesystem::path(command.reading.paths.front());
  if (!path.has_filename()) path = path.parent_path();
  const auto usual = std::filesystem::absolute(path).lexically_normal().filename().string();
  Json body{{"title", command.title_path},
            {"name", desk.delivery.empty() ? to_utf8(usual) : desk.delivery}};
  if (!desk.note.empty()) body["note"] = desk.note;
  if (!desk.replaces.empty()) body["replaces"] = desk.replaces;
  return body;
}

/// Hands in what was scanned here: the id of the delivery.
Result<std::string> hand_in(const cli::CheckCommand& command, const desk_client::DeskClient& desk,
                            const ScanReport& scan) {
  auto body = delivery_body(command);
  body["report"] = desk::scan_document(scan);
  TRY_LET(const auto delivery, desk.post("/deliveries", body));
  return std::string(text_member(delivery, "id"));
}

Result<CheckReport> judged(const desk_client::DeskClient& desk, const std::string& delivery,
                           std::optional<ScanReport> scan, const std::vector<std::string>& roots) {
  TRY_LET(const auto report, desk.get("/deliveries/" + delivery + "/report?format=json"));
  if (!scan) {
    TRY_LET(scan, read_report(report));
    scan->roots = roots;  // where pictures for a report are found on this machine
  }
  return report_of(*std::move(scan), report);
}

Result<CheckReport> judge_at_desk(const cli::CheckCommand& command) {
  if (!command.rulebook_path.empty() || !command.as_of.empty())
    return fail(Error{ErrorKind::InvalidInput,
                      "--rulebook and --as-of: the desk judges by its own rulebooks, as of today"});
  const auto& at = command.desk;
  TRY_LET(const auto desk, reach_desk({.server = at.server,
                                       .register_file = at.register_file,
                                       .key_file = at.key_file,
                                       .name = at.installation,
                                       .as = at.as}));
  TRY_LET(const auto title, desk.client.get("/titles/" + desk_client::encoded(command.title_path)));
  if (at.upload) {
    TRY_LET(const auto delivery, send_and_scan(desk.client, command, delivery_body(command)));
    return judged(desk.client, delivery, std::nullopt, command.reading.paths);
  }
  TRY_LET(auto scan, cli::read_delivery(command.reading, command.outputs.quiet));
  if (scan.partial)
    return fail(Error{ErrorKind::Unavailable, "interrupted: nothing was handed in"});
  TRY_LET(const auto delivery, hand_in(command, desk.client, scan));
  return judged(desk.client, delivery, std::move(scan), {});
}

}  // namespace

int run_check_at_desk(const cli::CheckCommand& command) {
  const auto report = judge_at_desk(command);
  if (!report.has_value()) return cli::complain(report.error());
  const auto written = cli::write_outputs(report::ReportView(*report), command.outputs);
  if (!written.has_value()) return cli::complain(written.error());
  return static_cast<int>(cli::exit_code_of(report->verdict));
}

}  // namespace gg::desk_cli
