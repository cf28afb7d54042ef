#pragma once

#include "report/json_writer.h"
#include "report/report_view.h"

#include <string_view>

namespace gg::report {

/// What a JSON report is asked to hold. *value*
struct JsonOptions {
  Generator generator;
  Prompts prompts = Prompts::Hashed;
};

/// Names of the schemas in `schemas/`; the last part is the version.
inline constexpr std::string_view scan_schema_id = "urn:goodgate:schema:scan:1";
inline constexpr std::string_view check_schema_id = "urn:goodgate:schema:check:1";

// The members that `json` and `jsonl` share, in the order the schemas list them. Each adds to the
// object that is open.

/// `schema`, `generator`, `prompts` and, in a check, title, date and source of the severities.
void put_header(JsonWriter& json, const ReportView& view, const JsonOptions& options);

/// `verdict` (check), `partial`, `files_not_reached`, `size_bytes`, `counts`, `troubles`.
void put_summary(JsonWriter& json, const ReportView& view);

/// `roots`: the paths that were scanned.
void put_roots(JsonWriter& json, const ScanReport& scan);

/// All of one file, without its findings.
void put_file(JsonWriter& json, const FileView& view, Prompts prompts);

/// All of one finding.
void put_finding(JsonWriter& json, const Finding& finding);

}  // namespace gg::report
