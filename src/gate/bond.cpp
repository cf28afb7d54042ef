#include "gate/bond.h"

#include "base/text.h"
#include "bindings/merkle.h"
#include "credentials/manifest_list.h"
#include "signals/bound.h"

#include <algorithm>
#include <utility>

namespace gg {
namespace {

bool lists_files(const CredentialStore& store, Budget& budget) {
  const auto manifests = credentials::list_manifests(store, budget);
  return manifests.has_value() && std::ranges::any_of(*manifests, [](const auto& manifest) {
           return contains(manifest.assertion_labels, "c2pa.hash.collection.data");
         });
}

/// What leads to the files that credentials bind together with this one.
std::optional<Bond> bond_of(Reader file, const Parts& parts,
                            const credentials::Validation* validation, FileReport& report) {
  if (report.format == Format::C2pa) {
    Budget budget;
    const bool is_collection = !parts.stores.empty() && lists_files(parts.stores.front(), budget);
    return is_collection ? std::optional(Bond{.is_collection = true}) : std::nullopt;
  }
  if (validation != nullptr && validation->report().binding &&
      !validation->report().binding->trees.empty()) {
    Bond bond{.trees = validation->report().binding->trees};
    bond.trees.resize(std::min(bond.trees.size(), Bond::trees_max));
    return bond;
  }
  if (!parts.fragment_hashes || !parts.stores.empty()) return std::nullopt;
  const auto& where = *parts.fragment_hashes;
  const auto box = bindings::read_merkle_box(file, range_of(where));
  if (!box) report.faults.push_back(fault_of(box.error(), where.path));
  if (!box || !*box) return std::nullopt;
  return Bond{.segment =
                  SegmentPlace{(*box)->unique_id, (*box)->local_id, (*box)->location, where}};
}

void tell_segment(const SegmentPlace& segment, FileReport& report) {
  std::erase_if(report.evidence,
                [](const Evidence& one) { return one.kind == EvidenceKind::Absent; });
  report.evidence.push_back(bound_elsewhere(
      State::NotYetValidated, segment.where,
      "A segment of a signed stream: the credential is in its initialization segment, and was not "
      "looked at with it."));
}

}  // namespace

void note_bond(Reader file, const Parts& parts, const credentials::Validation* validation,
               FileReport& report) {
  report.bond = bond_of(file, parts, validation, report);
  if (report.bond && report.bond->segment) tell_segment(*report.bond->segment, report);
}

ReadFault fault_of(const ParseError& error, std::string path) {
  return {error.fault->number, std::string(error.fault->text), {std::move(path), error.offset, 0}};
}

}  // namespace gg
