#pragma once

#include "gate/coverage.h"
#include "gate/finding.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gg {

/// What a rule tells of one disagreement; the book adds the rest.
struct Told {
  std::string file;
  Place where;
  std::string use;
  std::string subject;  ///< What keeps findings of one rule, file and use apart: a consent's id.
  std::string clause;   ///< In place of the book's: the row of a rulebook that asks.
  std::string expected;
  std::string found;
};

/// Collects findings and gives each its id and the book's texts. *single thread*
class Findings {
 public:
  explicit Findings(const Reconciliation& all);

  void add(std::string_view rule, Told told);
  [[nodiscard]] std::vector<Finding>& all() { return findings_; }

 private:
  const GateBook& book_;
  std::vector<std::pair<std::string, Severity>> changes_;
  std::vector<Finding> findings_;
  std::set<std::string> ids_;
};

/// One rule of the gate: what it looks for, in one function. The id is a row of the gate book.
struct Rule {
  std::string_view id;
  void (*check)(const Reconciliation& all, std::string_view rule, Findings& findings);
};

// The families, one file each.
std::span<const Rule> scan_rules();
std::span<const Rule> evidence_rules();
std::span<const Rule> asset_rules();
std::span<const Rule> use_rules();
std::span<const Rule> approval_rules();
std::span<const Rule> duty_rules();
std::span<const Rule> consent_rules();
std::span<const Rule> licence_rules();
std::span<const Rule> archive_rules();
std::span<const Rule> disclosure_rules();

/// Applies the title's waivers to what was found, and tells of waivers that do not count.
void apply_waivers(const Reconciliation& all, Findings& findings);
std::span<const std::string_view> waiver_rule_ids();

/// Every id that needs a row in the gate book.
std::vector<std::string_view> rule_ids();

/// In what way a credential of the file itself fails; nothing where it holds, or is an
/// ingredient's: what became of those is the business of who used them.
std::optional<CredentialFault> failed_credential(const Evidence& evidence);

// Words for `found`.

/// "Midjourney, stated by generator in PNG/tEXt[Description]".
std::string in_words(const Evidence& evidence);
/// "gfx/sky.png and 2 more files".
std::string in_words(const std::vector<const Delivered*>& files);
/// "a, b".
std::string in_words(const std::vector<Territory>& territories);
std::string in_words(const std::vector<std::string>& words);

}  // namespace gg
