#pragma once

#include "gate/scan_report.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

#include <cstdint>
#include <string>

namespace gg::desk {

enum class ReportFormat : std::uint8_t { Json, JsonLines, Junit, Html };

/// The format a request asks for: by `format`, else by Accept, else JSON. Errors: InvalidInput.
Result<ReportFormat> report_format(const http::Request& request);

/// A judgement with the scan it is of, in one of the forms.
std::string report_text(ReportFormat format, ScanReport scan, const Json& judgement);

/// A scan as its JSON document. Prompts are hashed.
Json scan_document(const ScanReport& scan);

/// A judgement as a file to keep: HTML is sent to be saved, so that nothing of it runs as a page of
/// the desk. Prompts are hashed.
http::Response delivery_report(ReportFormat format, const std::string& delivery, ScanReport scan,
                               const Json& judgement);

}  // namespace gg::desk
