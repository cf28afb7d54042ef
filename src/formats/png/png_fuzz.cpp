#include "base/check.h"
#include "base/text.h"
#include "formats/png/png.h"

#include <cstdint>
#include <span>

/// Any bytes: every field and fault lies inside the file and every value is UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  Budget budget({.depth_max = 8,
                 .items_max = 2000,
                 .kept_bytes_max = 1U << 20,
                 .inflate_bytes_max = 1U << 20});
  Parts parts(budget);
  const auto walked = png::walk(Reader(std::as_bytes(std::span(data, size))), parts);
  if (!walked.has_value()) GG_CHECK(walked.error().offset <= size);
  for (const auto& field : parts.fields) {
    GG_CHECK(field.place.offset + field.place.size_bytes <= size);
    GG_CHECK(is_utf8(field.value) && is_utf8(field.key));
  }
  for (const auto& fault : parts.faults) GG_CHECK(fault.error.offset <= size);
  for (const auto& store : parts.stores)
    GG_CHECK(store.place.offset + store.place.size_bytes <= size);
  return 0;
}
