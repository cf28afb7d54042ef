#pragma once

#include "gate/scan_report.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gg {

/// How much a finding weighs. Order matters: a greater one decides the verdict.
enum class Severity : std::uint8_t { Note, Hold, Fail };

/// The gate's answer for a delivery. `Fail` > `Hold` > `Pass`.
enum class Verdict : std::uint8_t { Pass, Hold, Fail };

/// A finding accepted by a named person, with reason and expiry.
struct AppliedWaiver {
  std::string by;
  std::string reason;
  std::string expires;  ///< ISO 8601 date, or empty.
};

/// One judged disagreement between evidence and register. *value*
struct Finding {
  std::string id;     ///< Stable for the same file, rule and use: "undeclared-ai:019fcc4dc961".
  std::string rule;   ///< Row of the gate's table, "undeclared-ai".
  std::string title;  ///< The row's heading for people: "AI evidence with no declared use".
  Severity severity = Severity::Hold;
  std::string clause;  ///< What asks for it, from the rulebook data.
  std::string file;    ///< Path as in the scan; empty when it concerns the title as a whole.
  Place where;         ///< In that file; path empty when it concerns the file as a whole.
  std::string use;     ///< Id of the use, or empty.
  std::string expected;
  std::string found;
  std::string to_do;        ///< What to do, one sentence, addressed to the reader.
  std::string waivable_by;  ///< Who can waive it: "studio contact"; empty when nobody can.
  std::optional<AppliedWaiver> waiver;  ///< A waived finding stays listed and does not count.
};

/// How one file stands in a check.
enum class Standing : std::uint8_t {
  NoEvidence,  ///< read whole, nothing stated: proves nothing
  Captured,    ///< capture evidence only
  Covered,     ///< AI evidence, a declared use covers it and what it needs is there
  Held,        ///< its worst finding holds
  Failed,      ///< its worst finding fails
};

struct CheckedFile {
  std::string path;
  Standing standing = Standing::NoEvidence;
  std::vector<std::string> uses;      ///< Ids of the uses that cover it.
  std::vector<std::string> findings;  ///< Ids.
};

/// A rulebook that decided the uses of a check, with what identifies it.
struct BookInForce {
  std::string id;
  std::string version;
  std::string sha256;  ///< Of its canonical bytes, hexadecimal.
};

/// The result of `goodgate check`. *value*
struct CheckReport {
  ScanReport scan;
  std::string title_id;
  std::string title_name;
  std::string as_of;  ///< ISO 8601 date the register was judged at.
  std::string
      severities_source;  ///< Name and version of the rulebook data the severities are from.
  std::vector<BookInForce> rulebooks;  ///< That decided the uses, in the order of the title.
  Verdict verdict = Verdict::Hold;
  std::vector<Finding> findings;   ///< Severity (worst first), then file, then id.
  std::vector<CheckedFile> files;  ///< In the order of `scan.files`.
};

}  // namespace gg
