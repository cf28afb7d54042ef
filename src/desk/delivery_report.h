#pragma once

#include "gate/scan_report.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "store/transaction.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace gg::desk {

enum class ReportFormat : std::uint8_t { Json, JsonLines, Junit, Html };

/// The format a request asks for: by `format`, else by Accept, else JSON. Errors: InvalidInput.
Result<ReportFormat> report_format(const http::Request& request);

/// A delivery as it was judged. *value*
struct JudgedDelivery {
  std::string id;
  ScanReport scan;
  Json judgement;
};

/// A judgement with the scan it is of, in one of the forms. A page shows the small pictures that
/// are kept of the files, until they have `picture_bytes_max` together.
std::string report_text(ReportFormat format, store::Snapshot& snapshot, JudgedDelivery delivery,
                        std::size_t picture_bytes_max);

/// A scan as its JSON document. Prompts are hashed.
Json scan_document(const ScanReport& scan);

/// A judgement as a file to keep: HTML is sent to be saved, so that nothing of it runs as a page of
/// the desk. Prompts are hashed.
http::Response delivery_report(ReportFormat format, store::Snapshot& snapshot,
                               JudgedDelivery delivery);

}  // namespace gg::desk
