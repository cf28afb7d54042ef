#include "embedding/bmff.h"

#include <algorithm>
#include <limits>
#include <string_view>

namespace gg::embedding {
namespace {

using bmff::operator""_4cc;

constexpr std::uint64_t size32_max = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t purpose_at = 8 + 16 + 4;  // header, extended type, version

/// The change of one BMFF file. *single thread*
class BmffChange {
 public:
  BmffChange(Draft& draft, BmffScan scan) : draft_(draft), scan_(std::move(scan)) {}

  Parsed<void> run() {
    if (draft_.options.purpose == Purpose::Update && draft_.embeds()) {
      TRY(add_update());
    } else {
      replace_store();
    }
    if (renews_hashes()) {
      remove_roots(BoxPurpose::Merkle);
      TRY(add_hashes());
      if (draft_.embeds()) lengthen_media_header();
    }
    return follow();
  }

  /// A segment, which gets a box of hashes and no store.
  Parsed<void> run_segment(const PlannedFragment& place, std::uint64_t leaves) {
    for (const auto& root : scan_.roots)
      if (root.purpose != BoxPurpose::None && root.purpose != BoxPurpose::Merkle)
        return draft_.error(faults::store_in_the_way, root.range.first);
    remove_roots(BoxPurpose::Merkle);
    put_hashes(place, scan_.fragments.front().first, leaves);
    return follow();
  }

 private:
  /// Everything that says where bytes stand, once these are in their places.
  Parsed<void> follow() {
    widen_tables();
    const auto map = draft_.map();
    for (auto& fragment : draft_.plan().fragments) fragment.first = map(fragment.first);
    state_merkle_offset(map);
    TRY(move_tables(map));
    TRY(state_parent_sizes());
    if (!map.moves_nothing()) {
      for (const auto& payload : scan_.item_locations)
        TRY(move_item_locations(draft_, payload, map));
      for (const auto& payload : scan_.segment_indexes)
        TRY(move_segment_index(draft_, payload, map));
      for (const auto& payload : scan_.fragment_indexes)
        TRY(move_fragment_index(draft_, payload, map));
    }
    list_roots(map);
    return {};
  }

  [[nodiscard]] bool renews_hashes() const {
    return draft_.options.merkle_boxes == MerkleBoxes::Renew &&
           draft_.options.purpose == Purpose::Manifest;
  }

  /// A box of hashes right before each fragment: in one file all are leaves of one tree, whatever
  /// tracks they hold, for fragments of one file are checked in the order in which they stand.
  Parsed<void> add_hashes() {
    if (!draft_.embeds() || scan_.fragments.empty()) return {};
    const auto& first = scan_.fragments.front();
    if (!first.track_id) return draft_.error(faults::bad_structure, first.first);
    TRY(check_pairs());
    PlannedFragment leaf{.unique_id = 1, .local_id = *first.track_id};
    for (const auto& fragment : scan_.fragments) {
      put_hashes(leaf, fragment.first, scan_.fragments.size());
      ++leaf.location;
    }
    return {};
  }

  /// A fragment counts to its media from its own start: nothing may be put in between.
  Parsed<void> check_pairs() const {
    const BmffRoot* fragment = nullptr;
    for (const auto& root : scan_.roots) {
      if (root.type == "mdat"_4cc) fragment = nullptr;
      if (root.type != "moof"_4cc) continue;
      if (fragment != nullptr) return draft_.error(faults::unpaired_fragments, root.range.first);
      fragment = &root;
    }
    return {};
  }

  void put_hashes(PlannedFragment fragment, std::uint64_t at, std::uint64_t leaves) {
    const auto box = hashes_box(fragment, leaves);
    draft_.insert(at, draft_.literal(box));
    fragment.first = at;
    draft_.plan().fragments.push_back(fragment);
    hashes_.push_back({at, box.size()});
  }

  void lengthen_media_header() {
    const auto is_media = [](const BmffRoot& root) { return root.type == "mdat"_4cc; };
    // A fragment counts to its media from its own start.
    if (draft_.source_bytes() < draft_.options.long_media_from_bytes || !scan_.fragments.empty() ||
        std::ranges::count_if(scan_.roots, is_media) != 1)
      return;
    auto& root = *std::ranges::find_if(scan_.roots, is_media);
    if (root.header_bytes == 16) return;
    const auto header = Octets().u32(1).text("mdat").u64(root.range.size() + 8);
    draft_.change(root.range.first, 8, draft_.literal(header));
    root.header_bytes = 16;
    root.growth_bytes = 8;
  }

  /// Takes the C2PA boxes of one purpose out.
  std::size_t remove_roots(BoxPurpose purpose) {
    std::size_t count = 0;
    for (const auto& root : scan_.roots) {
      if (root.purpose != purpose) continue;
      draft_.remove(root.range);
      removed_.push_back(root.range.first);
      ++count;
    }
    return count;
  }

  /// Behind ftyp and before anything that plays; where the old one stood, if that is there.
  [[nodiscard]] std::uint64_t place_of_store() const {
    std::uint64_t place = 0;
    for (const auto& root : scan_.roots) {
      if (root.type == "ftyp"_4cc && place == 0) place = root.range.end;
      if (root.purpose == BoxPurpose::Manifest || root.purpose == BoxPurpose::Original)
        return root.range.first;
      if (root.type == "moov"_4cc || root.type == "mdat"_4cc || root.type == "moof"_4cc) break;
    }
    return place;
  }

  Fill box_of_store(std::string_view purpose) {
    const auto head_bytes = purpose_at + purpose.size() + 1 + 8;
    Octets head;
    head.u32(head_bytes + draft_.store_bytes).text("uuid");
    head.u64(bmff::c2pa_uuid_high).u64(bmff::c2pa_uuid_low).u32(0).text(purpose).u8(0);
    merkle_offset_literal_ = draft_.plan().literals.size() + head.size();
    head.u64(0);
    store_box_bytes_ = head_bytes + draft_.store_bytes;
    return draft_.framed(head, draft_.whole_store(), {});
  }

  /// An old QuickTime movie has no ftyp; readers that look for one know a file that begins with
  /// the store's box by it.
  void add_file_type() {
    const auto file_type = Octets().u32(20).text("ftypqt  ").u32(0x20050300).text("qt  ");
    draft_.insert(0, draft_.literal(file_type));
    draft_.plan().root_boxes.push_back({{0, file_type.size()}, "ftyp"_4cc, 8});
  }

  void replace_store() {
    const auto place = place_of_store();
    draft_.replaced += remove_roots(BoxPurpose::Manifest) + remove_roots(BoxPurpose::Original) +
                       remove_roots(BoxPurpose::Update);
    if (!draft_.embeds()) return;
    store_place_ = place;
    if (place == 0) add_file_type();
    draft_.insert(place, box_of_store("manifest"));
  }

  /// The old store becomes the `original`, the new one is the last box.
  /// Source: C2PA 2.2 section A.5.3.
  Parsed<void> add_update() {
    const auto old = std::ranges::find_if(scan_.roots, [](const BmffRoot& root) {
      return root.purpose == BoxPurpose::Manifest || root.purpose == BoxPurpose::Original;
    });
    if (old == scan_.roots.end()) return draft_.error(faults::no_store_to_update, 0);
    if (old->purpose == BoxPurpose::Manifest)
      draft_.patch(old->range.first + old->header_bytes + 20, Octets().text("original"));
    draft_.exclude(old->range);
    draft_.replaced += 1 + remove_roots(BoxPurpose::Update);
    const auto& last = scan_.roots.back();
    if (last.open_ended) return draft_.error(faults::open_ended_box, last.range.first);
    if (last.range.end != draft_.source_bytes())
      return draft_.error(faults::bad_structure, last.range.end);
    store_place_ = draft_.source_bytes();
    draft_.insert(store_place_, box_of_store("update"));
    has_merkle_offset_ = false;
    return {};
  }

  /// Chunk tables whose offsets no longer fit 32 bits get 64, which may push others over the edge.
  void widen_tables() {
    for (bool changed = true; changed;) {
      changed = false;
      const auto map = draft_.map();
      for (auto& each : scan_.tables) {
        if (each.widen || each.parents.empty() || each.table.width_before != 4) continue;
        if (map(each.largest) <= size32_max) continue;
        each.widen = changed = true;
        each.table.width_after = 8;
        draft_.change(each.table.first, each.table.count * 4, draft_.offsets(each.table));
        for (const auto parent : each.parents)
          scan_.parents[parent].growth_bytes += each.table.count * 4;
      }
    }
  }

  Parsed<void> move_tables(const OffsetMap& map) {
    for (const auto& each : scan_.tables) {
      const auto& table = each.table;
      if (each.widen) {
        TRY_LET(auto in, draft_.file.from(each.box_first));
        TRY_LET(const auto size, in.u32());
        const auto grown = size + table.count * 4;
        if (grown > size32_max) return draft_.error(faults::grows_too_large, each.box_first);
        draft_.patch(each.box_first, Octets().u32(grown).text("co64"));
        continue;
      }
      if (map.moves_nothing() || table.count == 0) continue;
      if (table.width_after == 4 && map(each.largest) > size32_max)
        return draft_.error(faults::grows_too_large, table.first);
      draft_.change(table.first, table.count * table.width_before, draft_.offsets(table));
    }
    return {};
  }

  Parsed<void> state_parent_sizes() {
    for (const auto& parent : scan_.parents) {
      if (parent.growth_bytes == 0) continue;
      TRY_LET(auto in, draft_.file.from(parent.first));
      TRY_LET(const auto size_field, in.u32());
      const auto size = parent.size_bytes + parent.growth_bytes;
      if (size_field == 1) {
        draft_.patch(parent.first + 8, Octets().u64(size));
      } else if (size_field != 0) {
        if (size > size32_max) return draft_.error(faults::grows_too_large, parent.first);
        draft_.patch(parent.first, Octets().u32(size));
      }
    }
    return {};
  }

  /// The box of the store says where the first of the `merkle` boxes is.
  void state_merkle_offset(const OffsetMap& map) {
    if (!draft_.embeds() || !has_merkle_offset_) return;
    std::optional<std::uint64_t> place;
    if (!hashes_.empty()) {
      place = map(hashes_.front().at) - hashes_.front().size_bytes;
    } else if (!renews_hashes()) {
      const auto first = std::ranges::find(scan_.roots, BoxPurpose::Merkle, &BmffRoot::purpose);
      if (first != scan_.roots.end()) place = map(first->range.first);
    }
    if (!place) return;
    const auto field = Octets().u64(*place);
    std::ranges::copy(field.bytes(), draft_.plan().literals.begin() +
                                         static_cast<std::ptrdiff_t>(merkle_offset_literal_));
  }

  void list_roots(const OffsetMap& map) {
    auto& boxes = draft_.plan().root_boxes;
    std::ranges::sort(removed_);
    for (const auto& root : scan_.roots) {
      if (std::ranges::binary_search(removed_, root.range.first)) continue;
      const auto growth =
          root.parent ? scan_.parents[*root.parent].growth_bytes : root.growth_bytes;
      const auto first = map(root.range.first);
      boxes.push_back({{first, first + root.range.size() + growth},
                       root.type,
                       root.header_bytes,
                       root.purpose != BoxPurpose::None});
    }
    for (const auto& each : hashes_) {
      const auto end = map(each.at);
      boxes.push_back({{end - each.size_bytes, end}, "uuid"_4cc, 8, true});
    }
    if (store_box_bytes_ != 0) {
      const auto end = map(store_place_);
      boxes.push_back({{end - store_box_bytes_, end}, "uuid"_4cc, 8, true});
    }
    std::ranges::sort(boxes, {}, [](const PlannedBox& box) { return box.range; });
  }

  Draft& draft_;
  BmffScan scan_;
  /// A box of hashes that is put in.
  struct AddedBox {
    std::uint64_t at = 0;  ///< In the source, before what stands there.
    std::uint64_t size_bytes = 0;
  };
  std::vector<AddedBox> hashes_;
  std::vector<std::uint64_t> removed_;  ///< Where root boxes began that are gone.
  std::uint64_t store_place_ = 0;
  std::uint64_t store_box_bytes_ = 0;
  std::uint64_t merkle_offset_literal_ = 0;
  bool has_merkle_offset_ = true;
};

}  // namespace

/// A `uuid` box behind ftyp; every offset from the start of the file follows what moves.
/// Source: C2PA 2.2 appendix A.5; ISO/IEC 14496-12:2022; QuickTime File Format.
Parsed<void> plan_bmff(Draft& draft) {
  TRY_LET(auto scan, scan_bmff(draft));
  return BmffChange(draft, std::move(scan)).run();
}

Parsed<void> plan_bmff_segment(Draft& draft, const PlannedFragment& place, std::uint64_t leaves) {
  TRY_LET(auto scan, scan_bmff(draft, BmffKind::Segment));
  return BmffChange(draft, std::move(scan)).run_segment(place, leaves);
}

Parsed<void> list_bmff_roots(Draft& draft) {
  TRY_LET(const auto scan, scan_bmff(draft));
  for (const auto& root : scan.roots)
    draft.plan().root_boxes.push_back(
        {root.range, root.type, root.header_bytes, root.purpose != BoxPurpose::None});
  return {};
}

}  // namespace gg::embedding
