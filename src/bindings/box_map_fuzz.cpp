#include "base/check.h"
#include "bindings/box_map.h"

#include <array>
#include <cstdint>
#include <span>

/// The first byte names a format, the rest is a file of it: its boxes lie inside the file, and but
/// for fields of a TIFF and tables of a font they stand one behind the other.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  constexpr std::array formats = {Format::Jpeg, Format::Png,  Format::Gif,     Format::WebP,
                                  Format::Rf64, Format::Tiff, Format::BigTiff, Format::Font};
  if (size == 0) return 0;
  const auto format = formats[data[0] % formats.size()];
  const auto file = std::as_bytes(std::span(data, size)).subspan(1);
  CredentialStore store;
  store.pieces = {{20, 30}};
  const std::array<const CredentialStore*, 1> stores = {&store};
  Budget budget({.depth_max = 8, .items_max = 2000, .kept_bytes_max = 1U << 20});
  const auto boxes = bindings::map_boxes(format, Reader(file), stores, budget);
  if (!boxes.has_value()) {
    GG_CHECK(boxes.error().offset <= file.size());
    return 0;
  }
  const bool in_order =
      format != Format::Tiff && format != Format::BigTiff && format != Format::Font;
  std::uint64_t at = 0;
  for (const auto& box : *boxes) {
    GG_CHECK(box.range.first <= box.range.end && box.range.end <= file.size());
    for (const auto& range : box.elsewhere)
      GG_CHECK(range.first <= range.end && range.end <= file.size());
    if (in_order) GG_CHECK(at <= box.range.first);
    at = box.range.end;
  }
  return 0;
}
