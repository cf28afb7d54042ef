#include "container/jpeg_xl.h"

#include "base/text.h"
#include "container/faults.h"
#include "formats/exif/exif.h"
#include "formats/xmp/xmp.h"

namespace gg::jpeg_xl {
namespace {

constexpr std::uint16_t codestream = 0xFF0A;

/// One box: its type, where it stands, and exactly its payload; `header` sees the whole box.
struct Box {
  std::string type;
  Reader whole;
  Reader payload;
  Place place;
};

Parsed<Box> next_box(Reader& in) {
  const auto first = in;
  TRY_LET(std::uint64_t size_bytes, in.u32());
  TRY_LET(auto type, in.text(4));
  if (size_bytes == 1) {
    TRY_LET(size_bytes, in.u64());
  } else if (size_bytes == 0) {
    size_bytes = first.remaining();
  }
  const auto header_bytes = in.offset() - first.offset();
  if (size_bytes < header_bytes) return first.error(faults::bad_box_size);
  TRY_LET(const auto payload, in.child(size_bytes - header_bytes));
  auto all = first;
  TRY_LET(const auto whole, all.child(size_bytes));
  auto path = "JXL/" + guess_to_utf8(type);
  return Box{std::move(type), whole, payload, {std::move(path), first.offset(), size_bytes}};
}

Parsed<void> read_credential(Box box, Parts& parts) {
  TRY(parts.budget().charge_bytes(box.whole.remaining(), box.whole));
  TRY_LET(const auto jumbf, box.whole.take(box.whole.remaining()));
  parts.stores.push_back({jumbf, box.place, box.place.offset, {range_of(box.place)}});
  return {};
}

Parsed<void> read_exif(Box box, Parts& parts) {
  TRY_LET(const auto header_offset, box.payload.u32());  // of the TIFF header, from here
  TRY(box.payload.skip(header_offset));
  TRY_LET(const auto tiff, box.payload.child(box.payload.remaining()));
  return exif::walk(tiff, box.place.path, parts);
}

/// Compressed metadata that might matter; a compressed thumbnail or the like is passed over.
Parsed<void> read_compressed(Box box) {
  TRY_LET(const auto type, box.payload.text(4));
  if (type == "xml " || type == "Exif" || type == "jumb")
    return box.payload.error(faults::compressed_metadata);
  return {};
}

Parsed<void> read_box(const Box& box, Parts& parts) {
  if (box.type == "jumb") return read_credential(box, parts);
  if (box.type == "xml ") return xmp::walk(box.payload, box.place.path, parts);
  if (box.type == "Exif") return read_exif(box, parts);
  if (box.type == "brob") return read_compressed(box);
  return {};
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  auto peek = file;
  TRY_LET(const auto magic, peek.u16());
  if (magic == codestream) return {};
  while (!file.at_end()) {
    TRY(parts.budget().charge_item(file));
    TRY_LET(const auto box, next_box(file));
    parts.tolerate(box.place.path, read_box(box, parts));
  }
  return {};
}

}  // namespace gg::jpeg_xl
