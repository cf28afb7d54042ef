#include "base/check.h"
#include "base/text.h"
#include "formats/xmp/xmp.h"

#include <cstdint>
#include <span>

/// Any bytes: every fault lies inside the packet, every field names it, keys and values are UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  Budget budget({.depth_max = 8,
                 .items_max = 2000,
                 .kept_bytes_max = 1U << 20,
                 .inflate_bytes_max = 1U << 20});
  Parts parts(budget);
  const auto walked = xmp::walk(Reader(std::as_bytes(std::span(data, size)), 7), "X", parts);
  if (!walked.has_value())
    GG_CHECK(walked.error().offset >= 7 && walked.error().offset <= size + 7);
  for (const auto& field : parts.fields) {
    GG_CHECK(field.carrier == Carrier::Xmp && !field.key.empty());
    GG_CHECK(field.place.offset == 7 && field.place.size_bytes == size);
    GG_CHECK(field.place.path.starts_with("X/"));
    GG_CHECK(is_utf8(field.key) && is_utf8(field.value) && is_utf8(field.place.path));
  }
  return 0;
}
