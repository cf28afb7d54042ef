#pragma once

#include "bindings/box_map.h"

#include <set>
#include <string_view>

namespace gg::bindings {

/// The name of the manifest store among boxes.
inline constexpr std::string_view store_name = "C2PA";

/// Where pieces of the manifest stores begin. *value*
class StorePieces {
 public:
  explicit StorePieces(std::span<const CredentialStore* const> stores);
  [[nodiscard]] bool begins_at(std::uint64_t offset) const { return firsts_.contains(offset); }

 private:
  std::set<std::uint64_t> firsts_;
};

/// Adds a box; pieces of the store that stand one behind the other are one box.
Parsed<void> add_box(std::vector<NamedBox>& boxes, std::string name, ByteRange range,
                     const Reader& at, Budget& budget);

/// The boxes of one format each, as `map_boxes` gives them.
Parsed<std::vector<NamedBox>> map_jpeg(Reader file, const StorePieces& stores, Budget& budget);
Parsed<std::vector<NamedBox>> map_png(Reader file, const StorePieces& stores, Budget& budget);
Parsed<std::vector<NamedBox>> map_gif(Reader file, const StorePieces& stores, Budget& budget);
Parsed<std::vector<NamedBox>> map_riff(Reader file, const StorePieces& stores, Budget& budget);
Parsed<std::vector<NamedBox>> map_tiff(Reader file, const StorePieces& stores, Budget& budget);
Parsed<std::vector<NamedBox>> map_font(Reader file, Budget& budget);

}  // namespace gg::bindings
