#pragma once

#include "report/json_members.h"

namespace gg::report {

/// Writes a scan or a check as one JSON document with stable member order, two spaces an indent.
/// A member that has nothing to say is left out. Shape: schemas/scan.schema.json and
/// schemas/check.schema.json, explained in docs/reports.md.
void write_json(const ReportView& view, const JsonOptions& options, Sink& sink);

}  // namespace gg::report
