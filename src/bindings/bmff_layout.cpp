#include "bindings/bmff_layout.h"

#include "formats/bmff/box.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

namespace gg::bindings {
namespace {

using bmff::operator""_4cc;

constexpr std::size_t exclusions_max = 256;
constexpr auto no_end = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t identifier_offset = 8;

constexpr std::array<unsigned char, 16> c2pa_identifier = {
    0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81};

bool is_c2pa_identifier(Bytes bytes) {
  return std::ranges::equal(bytes, c2pa_identifier, [](std::byte byte, unsigned char wanted) {
    return byte == std::byte{wanted};
  });
}

/// True for an exclusion of root boxes of one type, all of them, under no condition but `data`.
bool is_plain_root(const BoxExclusion& exclusion, std::uint32_t type) {
  return exclusion.nodes.size() == 1 && exclusion.nodes[0].type == type &&
         !exclusion.nodes[0].number && !exclusion.size_bytes && !exclusion.version &&
         !exclusion.flags;
}

/// Boxes that hold nothing but boxes. `meta` does too, behind its version.
bool is_container(std::uint32_t type) {
  switch (type) {
    case "moov"_4cc:
    case "trak"_4cc:
    case "edts"_4cc:
    case "mdia"_4cc:
    case "minf"_4cc:
    case "dinf"_4cc:
    case "stbl"_4cc:
    case "mvex"_4cc:
    case "moof"_4cc:
    case "traf"_4cc:
    case "mfra"_4cc:
    case "udta"_4cc:
    case "meta"_4cc:
    case "schi"_4cc:
    case "sinf"_4cc:
    case "rinf"_4cc:
    case "strk"_4cc:
    case "strd"_4cc:
    case "tref"_4cc:
    case "iprp"_4cc:
    case "ipco"_4cc:
    case "meco"_4cc:
    case "skip"_4cc:
    case "tapt"_4cc:
    case "gmhd"_4cc:
      return true;
    default:
      return false;
  }
}

/// A `meta` box of ISO begins with its version; that of QuickTime with its first box.
Parsed<void> skip_meta_version(Reader& payload) {
  auto peek = payload;
  const auto first = peek.u32();
  if (first.has_value() && *first == 0) return payload.skip(4);
  return {};
}

/// True when the box has `value` at `offset`, counted from its header.
Parsed<bool> has_bytes(Reader whole, std::uint64_t offset, Bytes value) {
  if (offset > whole.size() || value.size() > whole.size() - offset) return false;
  TRY_LET(auto in, whole.slice(offset, value.size()));
  std::array<std::byte, 256> window{};
  for (std::size_t done = 0; !in.at_end();) {
    TRY_LET(const auto view, in.take_window(window));
    if (!std::ranges::equal(view, value.subspan(done, view.size()))) return false;
    done += view.size();
  }
  return true;
}

Parsed<bool> fits_version(const BoxExclusion& exclusion, const bmff::Box& box) {
  if (!exclusion.version && !exclusion.flags) return true;
  auto payload = box.payload;
  if (box.type.value == "uuid"_4cc && !payload.skip(16).has_value()) return false;
  if (payload.remaining() < 4) return false;
  TRY_LET(const auto version, bmff::read_version(payload));
  if (exclusion.version && *exclusion.version != version.version) return false;
  if (!exclusion.flags) return true;
  const auto wanted = *exclusion.flags;
  return exclusion.exact_flags ? version.flags == wanted : (version.flags & wanted) == wanted;
}

Parsed<bool> fits_box(const BoxExclusion& exclusion, const bmff::Box& box, Reader file) {
  if (exclusion.size_bytes && *exclusion.size_bytes != box.size_bytes) return false;
  TRY_LET(const auto fits, fits_version(exclusion, box));
  if (!fits) return false;
  TRY_LET(const auto whole, file.slice(box.offset, box.size_bytes));
  for (const auto& data : exclusion.data) {
    TRY_LET(const auto same, has_bytes(whole, data.offset, data.value));
    if (!same) return false;
  }
  return true;
}

std::vector<ByteRange> joined_ranges(std::vector<ByteRange> ranges) {
  std::ranges::sort(ranges);
  std::vector<ByteRange> joined;
  for (const auto& range : ranges) {
    if (range.is_empty()) continue;
    if (!joined.empty() && range.first <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, range.end);
    } else {
      joined.push_back(range);
    }
  }
  return joined;
}

Gap gap_of(ExclusionKind kind) {
  switch (kind) {
    case ExclusionKind::Store:
      return Gap::Store;
    case ExclusionKind::Format:
      return Gap::Format;
    case ExclusionKind::Leaves:
    case ExclusionKind::Other:
      return Gap::Excluded;
  }
  return Gap::Excluded;
}

}  // namespace

ExclusionKind kind_of(const BoxExclusion& exclusion, const BmffHash& hash) {
  if (is_plain_root(exclusion, "uuid"_4cc) && exclusion.data.size() == 1 && !exclusion.subset &&
      exclusion.data[0].offset == identifier_offset && is_c2pa_identifier(exclusion.data[0].value))
    return ExclusionKind::Store;
  if (!exclusion.data.empty()) return ExclusionKind::Other;
  if (!exclusion.subset)
    return is_plain_root(exclusion, "ftyp"_4cc) || is_plain_root(exclusion, "mfra"_4cc)
               ? ExclusionKind::Format
               : ExclusionKind::Other;
  const bool from_16 = *exclusion.subset == std::vector<ByteRange>{{16, no_end}};
  if (is_plain_root(exclusion, "mdat"_4cc) && from_16 && hash.hash && !hash.merkle.empty())
    return ExclusionKind::Leaves;
  return ExclusionKind::Other;
}

/// Walks the boxes of one file and finds what is left out.
class BmffLayout::Walk {
 public:
  Walk(Reader file, const BmffHash& hash, Budget& budget, BmffLayout& layout)
      : file_(file), hash_(hash), budget_(budget), layout_(layout) {
    for (std::size_t index = 0; index < hash.exclusions.size(); ++index)
      of_root_[hash.exclusions[index].nodes.front().type].push_back(index);
  }

  Parsed<void> run() {
    auto in = file_;
    std::map<std::uint32_t, std::uint64_t> seen;
    while (in.remaining() >= 8 && !is_tail(in)) {
      if (layout_.roots_.size() % 2 == 0) TRY(budget_.charge_item(in));
      TRY_LET(const auto box, bmff::next_box(in, bmff::Level::Top));
      const auto header = box.size_bytes - box.payload.size();
      layout_.roots_.push_back({{box.offset, box.offset + box.size_bytes},
                                box.type.value,
                                static_cast<std::uint8_t>(header)});
      const auto number = ++seen[box.type.value];
      const auto found = of_root_.find(box.type.value);
      if (found == of_root_.end()) continue;
      TRY(match(box, number, found->second, 0));
    }
    return {};
  }

 private:
  /// Zeros with which QuickTime files end.
  static bool is_tail(Reader in) {
    const auto size = in.u32();
    const auto type = in.u32();
    return size.has_value() && type.has_value() && *size == 0 && *type == 0;
  }

  /// `box` stands at step `depth` of the paths of `candidates`, and is the `number`th of its type.
  Parsed<void> match(const bmff::Box& box, std::uint64_t number,
                     const std::vector<std::size_t>& candidates, std::size_t depth) {
    std::vector<std::size_t> deeper;
    for (const auto index : candidates) {
      const auto& exclusion = hash_.exclusions[index];
      const auto& node = exclusion.nodes[depth];
      if (node.type != box.type.value || (node.number && *node.number != number)) continue;
      if (exclusion.nodes.size() > depth + 1) {
        deeper.push_back(index);
        continue;
      }
      TRY_LET(const auto fits, fits_box(exclusion, box, file_));
      if (fits) leave_out(box, exclusion, index, depth == 0);
    }
    if (deeper.empty() || !is_container(box.type.value)) return {};
    return match_inside(box, deeper, depth + 1);
  }

  Parsed<void> match_inside(const bmff::Box& box, const std::vector<std::size_t>& candidates,
                            std::size_t depth) {
    if (depth > budget_.depth_max()) return box.payload.error(faults::too_deep);
    auto in = box.payload;
    if (box.type.value == "meta"_4cc) TRY(skip_meta_version(in));
    std::map<std::uint32_t, std::uint64_t> seen;
    while (in.remaining() >= 8 && !is_tail(in)) {
      TRY(budget_.charge_item(in));
      TRY_LET(const auto child, bmff::next_box(in, bmff::Level::Nested));
      TRY(match(child, ++seen[child.type.value], candidates, depth));
    }
    return {};
  }

  void leave_out(const bmff::Box& box, const BoxExclusion& exclusion, std::size_t index,
                 bool is_root) {
    const auto end = box.offset + box.size_bytes;
    const auto id = static_cast<std::uint32_t>(index);
    if (!exclusion.subset) {
      if (is_root) layout_.roots_.back().left_out = true;
      layout_.left_out_.push_back({{box.offset, end}, id});
      return;
    }
    for (const auto& part : *exclusion.subset) {
      if (part.first >= box.size_bytes) break;
      const auto part_end = std::min(part.end, box.size_bytes);
      layout_.left_out_.push_back({{box.offset + part.first, box.offset + part_end}, id});
    }
  }

  Reader file_;
  const BmffHash& hash_;
  Budget& budget_;
  BmffLayout& layout_;
  std::map<std::uint32_t, std::vector<std::size_t>> of_root_;
};

Parsed<BmffLayout> BmffLayout::read(Reader file, const BmffHash& hash, Budget& budget) {
  if (hash.exclusions.size() > exclusions_max) return file.error(faults::too_many_items);
  BmffLayout layout;
  layout.size_bytes_ = file.size();
  TRY(Walk(file, hash, budget, layout).run());
  for (const auto& exclusion : hash.exclusions)
    layout.names_.emplace_back(kind_of(exclusion, hash), exclusion.xpath);
  std::vector<ByteRange> ranges;
  for (const auto& each : layout.left_out_) ranges.push_back(each.range);
  layout.holes_ = joined_ranges(std::move(ranges));
  return layout;
}

std::vector<Piece> BmffLayout::pieces(ByteRange range, bool with_offsets) const {
  std::vector<Piece> pieces;
  auto hole = std::ranges::lower_bound(holes_, range.first, {}, &ByteRange::end);
  const auto add = [&](ByteRange part) {
    for (; hole != holes_.end() && hole->first < part.end; ++hole) {
      if (hole->first > part.first) pieces.push_back({{part.first, hole->first}});
      part.first = std::max(part.first, hole->end);
      if (hole->end > part.end) return;
    }
    if (!part.is_empty()) pieces.push_back({part});
  };
  auto at = range.first;
  const auto first = std::ranges::lower_bound(roots_, range.first, {},
                                              [](const RootBox& box) { return box.range.first; });
  for (auto root = first; root != roots_.end() && root->range.first < range.end; ++root) {
    if (root->range.first > at) add({at, root->range.first});
    if (with_offsets && !root->left_out) pieces.push_back({{}, root->range.first});
    add(root->range);
    at = root->range.end;
  }
  if (at < range.end) add({at, range.end});
  return pieces;
}

void BmffLayout::tell_gaps(Coverage& coverage, bool leaves_covered) const {
  for (const auto& each : left_out_) {
    const auto& [kind, name] = names_[each.exclusion];
    if (kind == ExclusionKind::Leaves && leaves_covered) continue;
    coverage.leave_out(each.range, gap_of(kind), name);
  }
}

}  // namespace gg::bindings
