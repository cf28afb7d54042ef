#include "embedding/bmff.h"
#include "formats/bmff/scope.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace gg::embedding {
namespace {

using bmff::operator""_4cc;

/// One item of the budget pays for so many boxes: a fragmented feature film has very many.
constexpr std::uint64_t boxes_per_item = 4;

/// Whether the media of a track lies in this file.
enum class DataPlace : std::uint8_t { Here, Elsewhere };

/// One pass over the boxes. *single thread*
class BmffScanner {
 public:
  BmffScanner(Draft& draft, BmffKind kind) : draft_(draft), kind_(kind) {}

  Parsed<BmffScan> run() {
    auto in = draft_.file;
    while (!in.at_end() && !bmff::at_terminator(in) && !at_zeros(in)) {
      TRY(charge(in));
      auto peek = in;
      TRY_LET(const auto size_field, peek.u32());
      TRY_LET(const auto box, bmff::next_box(in, bmff::Level::Top));
      TRY(visit_root(box, size_field == 0));
    }
    const bool starts_media = has("moov"_4cc) || has("meta"_4cc);
    if (kind_ == BmffKind::Segment) {
      if (starts_media || scan_.fragments.size() != 1)
        return draft_.error(faults::no_media_segment, 0);
      return std::move(scan_);
    }
    if (!starts_media && (has("moof"_4cc) || has("styp"_4cc)))
      return draft_.error(faults::media_segment, 0);
    if (!starts_media) return draft_.error(faults::bad_structure, 0);
    return std::move(scan_);
  }

 private:
  [[nodiscard]] bool has(std::uint32_t type) const {
    return std::ranges::find(scan_.roots, type, &BmffRoot::type) != scan_.roots.end();
  }

  /// Zeros with which QuickTime files end are no box, though a size of zero would make one of them.
  static bool at_zeros(Reader in) {
    const auto word = in.u64();
    return word.has_value() && *word == 0;
  }

  Parsed<void> charge(const Reader& at) {
    if (boxes_++ % boxes_per_item == 0) TRY(draft_.budget.charge_item(at));
    return {};
  }

  static std::uint8_t header_bytes_of(const bmff::Box& box) {
    return static_cast<std::uint8_t>(box.payload.offset() - box.offset);
  }

  Parsed<void> visit_root(const bmff::Box& box, bool open_ended) {
    BmffRoot root{box.type.value,
                  {box.offset, box.offset + box.size_bytes},
                  header_bytes_of(box),
                  open_ended,
                  {},
                  {}};
    if (root.type == "uuid"_4cc) {
      TRY_LET(root.purpose, read_c2pa_purpose(box.payload));
    }
    if (root.type == "ftyp"_4cc) TRY(check_brand(box));
    if (root.type == "moof"_4cc) scan_.fragments.push_back({root.range.first, std::nullopt});
    if (root.type == "sidx"_4cc) scan_.segment_indexes.push_back(box.payload);
    if (is_container(box.type)) {
      root.parent = scan_.parents.size();
      TRY(visit_container(box, DataPlace::Here));
    }
    scan_.roots.push_back(std::move(root));
    return {};
  }

  Parsed<void> check_brand(const bmff::Box& box) const {
    auto in = box.payload;
    TRY_LET(const auto brand, in.u32());
    if (brand == "crx "_4cc) return draft_.error(faults::camera_offsets, box.offset);
    return {};
  }

  static BoxPurpose purpose_of(std::string_view word) {
    if (word == "manifest") return BoxPurpose::Manifest;
    if (word == "original") return BoxPurpose::Original;
    if (word == "update") return BoxPurpose::Update;
    return word == "merkle" ? BoxPurpose::Merkle : BoxPurpose::Other;
  }

  static Parsed<BoxPurpose> read_c2pa_purpose(Reader in) {
    constexpr std::size_t purpose_bytes_max = 16;
    std::string purpose;
    if (in.remaining() < 21) return BoxPurpose::None;
    TRY_LET(const auto high, in.u64());
    TRY_LET(const auto low, in.u64());
    if (high != bmff::c2pa_uuid_high || low != bmff::c2pa_uuid_low) return BoxPurpose::None;
    TRY(in.skip(4));
    while (purpose.size() < purpose_bytes_max) {
      TRY_LET(const auto c, in.u8());
      if (c == 0) return purpose_of(purpose);
      purpose += static_cast<char>(c);
    }
    return in.error(faults::bad_structure);
  }

  static bool is_container(bmff::FourCc type) {
    switch (type.value) {
      case "moov"_4cc:
      case "trak"_4cc:
      case "mdia"_4cc:
      case "minf"_4cc:
      case "stbl"_4cc:
      case "moof"_4cc:
      case "traf"_4cc:
      case "mfra"_4cc:
      case "meta"_4cc:
        return true;
      default:
        return false;
    }
  }

  Parsed<void> visit_container(const bmff::Box& box, DataPlace place) {
    if (path_.size() >= draft_.budget.depth_max()) return box.payload.error(gg::faults::too_deep);
    path_.push_back(scan_.parents.size());
    scan_.parents.push_back({box.offset, box.size_bytes, header_bytes_of(box), 0});
    auto in = box.payload;
    if (box.type.value == "meta"_4cc) TRY(skip_version_of_meta(in));
    if (box.type.value == "minf"_4cc) {
      TRY_LET(place, data_place(in));
    }
    while (!in.at_end() && !bmff::at_terminator(in)) {
      TRY(charge(in));
      TRY_LET(const auto inner, bmff::next_box(in, bmff::Level::Nested));
      TRY(visit(inner, box.type, place));
    }
    path_.pop_back();
    return {};
  }

  /// `meta` of QuickTime has no version in front of its boxes.
  static Parsed<void> skip_version_of_meta(Reader& in) {
    auto peek = in;
    if (in.remaining() < 8) return {};
    TRY(peek.skip(4));
    TRY_LET(const auto type, peek.u32());
    if (type != "hdlr"_4cc) return in.skip(4);
    return {};
  }

  Parsed<void> visit(const bmff::Box& box, bmff::FourCc parent, DataPlace place) {
    switch (box.type.value) {
      case "cmov"_4cc:
        return draft_.error(faults::compressed_movie, box.offset);
      case "stco"_4cc:
        return place == DataPlace::Here ? note_chunks(box, 4) : Parsed<void>();
      case "co64"_4cc:
        return place == DataPlace::Here ? note_chunks(box, 8) : Parsed<void>();
      case "saio"_4cc:
        // In a fragment its offsets count from the fragment.
        return parent.value == "stbl"_4cc ? note_auxiliary(box) : Parsed<void>();
      case "tfhd"_4cc:
        return note_fragment_base(box);
      case "tfra"_4cc:
        scan_.fragment_indexes.push_back(box.payload);
        return {};
      case "iloc"_4cc:
        scan_.item_locations.push_back(box.payload);
        return {};
      default:
        return is_container(box.type) ? visit_container(box, place) : Parsed<void>();
    }
  }

  /// Whether dinf/dref says that the media lies here. Faults: data_elsewhere where only a part
  /// does.
  Parsed<DataPlace> data_place(Reader media) {
    bool here = false;
    bool elsewhere = false;
    while (!media.at_end() && !bmff::at_terminator(media)) {
      TRY_LET(const auto box, bmff::next_box(media, bmff::Level::Nested));
      if (box.type.value != "dinf"_4cc) continue;
      for (auto inside = box.payload; !inside.at_end() && !bmff::at_terminator(inside);) {
        TRY_LET(const auto list, bmff::next_box(inside, bmff::Level::Nested));
        if (list.type.value != "dref"_4cc) continue;
        auto in = list.payload;
        TRY(in.skip(8));  // version, count
        while (!in.at_end()) {
          TRY(charge(in));
          TRY_LET(auto entry, bmff::next_box(in, bmff::Level::Nested));
          TRY_LET(const auto version, bmff::read_version(entry.payload));
          ((version.flags & 1U) != 0 ? here : elsewhere) = true;
        }
      }
    }
    if (here && elsewhere) return draft_.error(faults::data_elsewhere, media.offset());
    return elsewhere ? DataPlace::Elsewhere : DataPlace::Here;
  }

  /// A table of `count` offsets where `in` stands.
  Parsed<void> note_table(Reader in, std::uint64_t count, std::uint8_t width, BmffTable table) {
    if (count > in.remaining() / width) return in.error(faults::bad_structure);
    table.table = {in.offset(), count, width, width};
    for (std::uint64_t index = 0; index < count; ++index) {
      std::uint64_t offset = 0;
      if (width == 4) {
        TRY_LET(offset, in.u32());
      } else {
        TRY_LET(offset, in.u64());
      }
      table.largest = std::max(table.largest, offset);
    }
    TRY(draft_.budget.charge_item(in));
    scan_.tables.push_back(std::move(table));
    return {};
  }

  Parsed<void> note_chunks(const bmff::Box& box, std::uint8_t width) {
    auto in = box.payload;
    TRY(in.skip(4));
    TRY_LET(const auto count, in.u32());
    BmffTable table;
    table.box_first = box.offset;
    table.parents = path_;
    if (header_bytes_of(box) != 8) return in.error(faults::bad_structure);
    return note_table(in, count, width, std::move(table));
  }

  Parsed<void> note_auxiliary(const bmff::Box& box) {
    auto in = box.payload;
    TRY_LET(const auto version, bmff::read_version(in));
    if ((version.flags & 1U) != 0) TRY(in.skip(8));
    TRY_LET(const auto count, in.u32());
    return note_table(in, count, version.version == 0 ? 4 : 8, {});
  }

  Parsed<void> note_fragment_base(const bmff::Box& box) {
    auto in = box.payload;
    TRY_LET(const auto version, bmff::read_version(in));
    TRY_LET(const auto track, in.u32());
    if (!scan_.fragments.empty() && !scan_.fragments.back().track_id)
      scan_.fragments.back().track_id = track;
    if ((version.flags & 1U) == 0) return {};
    return note_table(in, 1, 8, {});
  }

  Draft& draft_;
  BmffKind kind_;
  BmffScan scan_;
  std::vector<std::size_t> path_;  ///< Parents of the box at hand.
  std::uint64_t boxes_ = 0;
};

}  // namespace

Parsed<BmffScan> scan_bmff(Draft& draft, BmffKind kind) { return BmffScanner(draft, kind).run(); }

}  // namespace gg::embedding
