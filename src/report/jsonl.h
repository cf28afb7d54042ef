#pragma once

#include "report/json_members.h"

namespace gg::report {

/// Writes a scan or a check as JSON lines: a header object, one object a file with its findings
/// in full, and last a summary object. `type` says which: "header", "file", "summary".
/// Shape: `definitions/line` of the schemas of `write_json`.
void write_jsonl(const ReportView& view, const JsonOptions& options, Sink& sink);

}  // namespace gg::report
