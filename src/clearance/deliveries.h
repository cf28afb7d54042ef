#pragma once

#include "clearance/work.h"
#include "gate/scan_report.h"

#include <cstdint>
#include <string>

namespace gg::clearance {

/// A delivery as it was handed over, read and ready to be judged. *value*
struct Handed {
  Json body;           ///< What people write: the shape `DeliveryBody` without its report.
  std::string source;  ///< "report": scanned by who delivers; "upload": by the desk itself.
  std::string report;  ///< Canonical JSON (RFC 8785) of the scan report.
  std::string sha256;  ///< Of `report`.
  Json generator;      ///< The program that scanned.
  ScanReport scan;
};

/// Whether somebody may hand this over, before it is read. Errors: Forbidden.
Result<void> check_may_deliver(const Actor& actor, const Json& body);

/// Whether what this is said to replace can be, as the register stands: asked before a long scan.
/// Errors: InvalidInput, Conflict for one that was replaced already.
Result<void> check_may_replace(store::Snapshot& snapshot, const Actor& actor, const Json& body);

/// Reads a body of the shape `DeliveryBody`. Needs no register, so it can be done beside the
/// writer. Errors: InvalidInput with each place.
Result<Handed> read_handed(Json body);

/// The same of a scan that the desk made itself.
Result<Handed> handed_scan(Json body, const Json& report, ScanReport scan);

/// Takes a delivery in and judges it at once by the register as it stands: verdict, findings,
/// hashes of report and rulebooks are kept and logged. One that it replaces is judged no more.
/// Errors: InvalidInput, Forbidden.
Result<store::Record> take_delivery(Work& work, const Handed& handed);

/// Judges a delivery once more because somebody asks. Errors: NotFound, Forbidden, Stale, Conflict
/// for one that was replaced.
Result<store::Record> judge_delivery(Work& work, std::string_view id, std::int64_t version);

}  // namespace gg::clearance
