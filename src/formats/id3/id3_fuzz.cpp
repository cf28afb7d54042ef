#include "base/check.h"
#include "base/text.h"
#include "formats/id3/id3.h"

#include <cstdint>
#include <span>

/// Any bytes: a tag takes no more bytes than there are, every field and fault lies inside them, and
/// every value is UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  Budget budget({.depth_max = 8,
                 .items_max = 2000,
                 .kept_bytes_max = 1U << 20,
                 .inflate_bytes_max = 1U << 20});
  Parts parts(budget);
  const Reader file(std::as_bytes(std::span(data, size)));
  const auto walked = id3::walk(file, "fuzz", parts);
  GG_CHECK(walked.has_value() ? *walked <= size : walked.error().offset <= size);
  const auto trailing = id3::walk_trailing(file, "fuzz", parts);
  if (!trailing.has_value()) GG_CHECK(trailing.error().offset <= size);
  for (const auto& field : parts.fields) {
    GG_CHECK(field.place.offset + field.place.size_bytes <= size);
    GG_CHECK(is_utf8(field.key) && is_utf8(field.value));
  }
  for (const auto& fault : parts.faults) GG_CHECK(fault.error.offset <= size);
  for (const auto& store : parts.stores)
    GG_CHECK(store.place.offset + store.place.size_bytes <= size);
  return 0;
}
