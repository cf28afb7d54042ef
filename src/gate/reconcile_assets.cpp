#include "gate/reconcile_rules.h"

#include <algorithm>
#include <array>

namespace gg {
namespace {

bool is_temporary(const Asset* asset) { return asset->status == AssetStatus::Temporary; }

void check_temporary(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& file : all.files) {
    const auto asset = std::ranges::find_if(file.assets, is_temporary);
    // The same content may be registered twice; once as final is enough.
    if (asset == file.assets.end() || !std::ranges::all_of(file.assets, is_temporary)) continue;
    findings.add(rule, {.file = file.report->path,
                        .use = (*asset)->use,
                        .expected = "no material that is registered as temporary",
                        .found = "the temporary asset " +
                                 ((*asset)->file.empty() ? (*asset)->sha256.hex().substr(0, 12)
                                                         : (*asset)->file)});
  }
}

void check_not_for_final(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses) {
    if (!found.decision.kept_from_final) continue;
    for (const auto* file : found.files) {
      if (std::ranges::any_of(file->assets, is_temporary)) continue;  // told as temporary
      if (!file->has_ai_evidence() && file->generated_asset() == nullptr) continue;
      findings.add(rule, {.file = file->report->path,
                          .use = found.use->id,
                          .expected = all.book.final_fact + ": no, as the use declares",
                          .found = "its material in the delivery"});
    }
  }
}

void check_changed(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& file : all.files) {
    if (file.assets_by_name.empty() || !file.report->sha256) continue;
    const auto& asset = *file.assets_by_name.front();
    findings.add(rule, {.file = file.report->path,
                        .use = asset.use,
                        .subject = asset.sha256.hex(),
                        .expected = "the registered content, SHA-256 " + asset.sha256.hex(),
                        .found = "other content, SHA-256 " + file.report->sha256->hex()});
  }
}

constexpr std::array asset_table = {
    Rule{"temporary-in-delivery", check_temporary},
    Rule{"not-for-final", check_not_for_final},
    Rule{"asset-changed", check_changed},
};

}  // namespace

std::span<const Rule> asset_rules() { return asset_table; }

}  // namespace gg
