#pragma once

#include "gate/scan_report.h"
#include "json/json.h"
#include "store/transaction.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gg::clearance {

// Scan reports and judgements, beside the records of deliveries. Errors of all: Unavailable.

/// Keeps a scan report under the hash of its canonical text, once.
Result<void> keep_scan(store::Transaction& transaction, const std::string& sha256,
                       const std::string& canonical);

/// Which contents a delivery holds.
Result<void> keep_files(store::Transaction& transaction, const std::string& delivery,
                        const ScanReport& scan);

Result<void> keep_judgement(store::Transaction& transaction, const std::string& delivery,
                            std::int64_t number, const Json& judgement);

/// The canonical text of a scan report. Errors: NotFound.
Result<std::string> scan_text(store::Snapshot& snapshot, const std::string& sha256);

/// The same, read.
Result<ScanReport> find_scan(store::Snapshot& snapshot, const std::string& sha256);

/// What a judgement found, as `judgement_of` writes it. Errors: NotFound.
Result<Json> find_judgement(store::Snapshot& snapshot, const std::string& delivery,
                            std::int64_t number);

/// Ids of the deliveries that hold a file of this content.
Result<std::vector<std::string>> deliveries_with(store::Snapshot& snapshot,
                                                 const std::string& sha256);

}  // namespace gg::clearance
