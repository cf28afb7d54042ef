#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/outputs.h"
#include "cli/read_delivery.h"
#include "cli/today.h"
#include "gate/reconcile.h"
#include "title_file/title_file.h"

namespace gg::cli {
namespace {

Result<Date> date_of(const std::string& as_of) {
  if (as_of.empty()) return today();
  if (const auto date = Date::parse(as_of)) return *date;
  return fail(Error{ErrorKind::InvalidInput,
                    "--as-of: '" + as_of + "' is not a day; write it as 2026-11-01"});
}

Result<CheckReport> judge(const CheckCommand& command) {
  // Everything that can be refused at once is, before the files are read.
  TRY_LET(const auto as_of, date_of(command.as_of));
  TRY_LET(const auto title, load_title_file(command.title_path));
  auto book = default_gate_book();
  if (!command.rulebook_path.empty()) {
    TRY_LET(book, load_gate_book(command.rulebook_path));
  }
  TRY_LET(auto scan, read_delivery(command.reading, command.outputs.quiet));
  return check(std::move(scan), title, as_of, book);
}

}  // namespace

int run_check(const CheckCommand& command) {
  const auto report = judge(command);
  if (!report) return complain(report.error());
  const auto written = write_outputs(report::ReportView(*report), command.outputs);
  if (!written) return complain(written.error());
  return static_cast<int>(exit_code_of(report->verdict));
}

}  // namespace gg::cli
