#include "bindings/box_map.h"

#include "bindings/box_maps.h"
#include "bindings/faults.h"

namespace gg::bindings {

Parsed<std::vector<NamedBox>> map_boxes(Format format, Reader file,
                                        std::span<const CredentialStore* const> stores,
                                        Budget& budget) {
  const StorePieces pieces(stores);
  switch (format) {
    case Format::Jpeg:
      return map_jpeg(file, pieces, budget);
    case Format::Png:
      return map_png(file, pieces, budget);
    case Format::Gif:
      return map_gif(file, pieces, budget);
    case Format::WebP:
    case Format::Wav:
    case Format::Rf64:
    case Format::Avi:
      return map_riff(file, pieces, budget);
    case Format::Tiff:
    case Format::BigTiff:
    case Format::Dng:
      return map_tiff(file, pieces, budget);
    case Format::Font:
      return map_font(file, budget);
    default:
      return file.error(faults::no_box_map);
  }
}

StorePieces::StorePieces(std::span<const CredentialStore* const> stores) {
  for (const auto* store : stores)
    for (const auto& piece : store->pieces) firsts_.insert(piece.first);
}

Parsed<void> add_box(std::vector<NamedBox>& boxes, std::string name, ByteRange range,
                     const Reader& at, Budget& budget) {
  const bool joins = name == store_name && !boxes.empty() && boxes.back().name == store_name &&
                     boxes.back().range.end == range.first;
  if (joins) {
    boxes.back().range.end = range.end;
    return {};
  }
  TRY(budget.charge_item(at));
  boxes.push_back({std::move(name), range, {}});
  return {};
}

}  // namespace gg::bindings
