#include "base/check.h"
#include "base/text.h"
#include "formats/exif/comment_text.h"
#include "formats/exif/exif.h"
#include "formats/exif/samsung_trailer.h"

#include <cstdint>
#include <span>

namespace {

using namespace gg;

void check(const Parts& parts, const Parsed<void>& walked, std::size_t size) {
  if (!walked.has_value()) GG_CHECK(walked.error().offset <= size);
  for (const auto& field : parts.fields) {
    GG_CHECK(field.place.offset + field.place.size_bytes <= size);
    GG_CHECK(is_utf8(field.key) && is_utf8(field.value));
  }
  for (const auto& fault : parts.faults) GG_CHECK(fault.error.offset <= size);
}

}  // namespace

/// Any bytes, as an Exif block, a file with a trailer, and a user comment: the walk ends, every
/// field and fault lies inside, every value is UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ScanLimits limits{
      .depth_max = 8, .items_max = 2000, .kept_bytes_max = 1U << 20, .inflate_bytes_max = 1U << 20};
  const Bytes bytes = std::as_bytes(std::span(data, size));
  for (const auto walk : {exif::walk, exif::walk_samsung_trailer}) {
    Budget budget(limits);
    Parts parts(budget);
    check(parts, walk(Reader(bytes), "Exif", parts), size);
  }
  const auto text = Reader::to_text(bytes);
  GG_CHECK(is_utf8(exif::comment_text(text, Endian::Big)));
  GG_CHECK(is_utf8(exif::comment_text(text, Endian::Little)));
  return 0;
}
