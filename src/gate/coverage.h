#pragma once

#include "gate/scan_report.h"
#include "gate/severities.h"
#include "gate/use_decision.h"
#include "register/date.h"
#include "title_file/title_file.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg {

/// Through what a use covers a file, strongest first.
enum class CoverKind : std::uint8_t {
  Hash,     ///< the file is a registered asset of the use, bit for bit
  Sidecar,  ///< a sidecar of the file names the use
  Name,     ///< an asset of that name is registered, with other content
  Pattern,  ///< a pattern of the use fits the file's path: a name proves nothing
};

struct Cover {
  const Use* use = nullptr;
  CoverKind kind = CoverKind::Pattern;
};

/// A delivered file with everything the register says of it.
struct Delivered {
  const FileReport* report = nullptr;
  std::vector<const Evidence*> evidence;     ///< Read in the file, then declared beside it.
  std::vector<const Asset*> assets;          ///< Registered with this hash.
  std::vector<const Asset*> assets_by_name;  ///< Registered under this name with other content.
  std::vector<const ArchiveRow*> rows;
  std::vector<const Sidecar*> sidecars;
  std::vector<Cover> covers;  ///< One for each use, by its strongest kind.

  [[nodiscard]] bool has_ai_evidence() const;
  /// The strongest evidence that claims AI, or null.
  [[nodiscard]] const Evidence* ai_evidence() const;
  [[nodiscard]] bool is_covered_by(const Use& use) const;
  /// Registered as generated, by hash or by name.
  [[nodiscard]] const Asset* generated_asset() const;
};

/// A declared use that is in the delivery.
struct FoundUse {
  const Use* use = nullptr;
  UseDecision decision;
  std::vector<const Delivered*> files;
};

/// Scan and register side by side: what every rule looks at. Lifetime: scan, title and book must
/// outlive it. *const is thread-safe*
struct Reconciliation {
  const ScanReport& scan;
  const TitleFile& title;
  Date as_of;
  const GateBook& book;
  std::vector<Delivered> files;  ///< In the order of the scan.
  std::vector<FoundUse> uses;    ///< In the order of the title file; those found only.

  [[nodiscard]] const FoundUse* find(const Use& use) const;
};

/// Matches files with assets, sidecars, archive rows and uses.
Reconciliation line_up(const ScanReport& scan, const TitleFile& title, Date as_of,
                       const GateBook& book);

/// True when two names mean the same tool: equal without case, punctuation and a version at the
/// end, or in the same group of the book's table.
bool same_tool(std::string_view left, std::string_view right, const GateBook& book);

/// True when the use declares the tool.
bool declares_tool(const Use& use, std::string_view tool, const TitleFile& title,
                   const GateBook& book);

/// The day the content was generated, as far as it is stated: registered, declared beside the file,
/// or read in it.
std::optional<Date> generation_date(const Delivered& file, const Use& use);

}  // namespace gg
