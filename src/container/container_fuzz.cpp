#include "base/check.h"
#include "base/text.h"
#include "container/container.h"

#include <cstdint>
#include <span>

/// Any bytes: they have a format, and what the walk of that format finds lies inside the file and
/// is UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  Budget budget({.depth_max = 8,
                 .items_max = 2000,
                 .kept_bytes_max = 1U << 20,
                 .inflate_bytes_max = 1U << 20});
  Parts parts(budget);
  const Reader file(std::as_bytes(std::span(data, size)));
  const auto format = sniff(file);
  GG_CHECK(facts_of(format).format == format);
  const auto walked = walk_file(format, file, parts);
  if (!walked.has_value()) GG_CHECK(walked.error().offset <= size);
  for (const auto& field : parts.fields) {
    GG_CHECK(field.place.offset <= size);
    GG_CHECK(is_utf8(field.value));
  }
  for (const auto& store : parts.stores) {
    GG_CHECK(store.place.offset <= size);
    for (const auto& piece : store.pieces) GG_CHECK(piece.first <= piece.end && piece.end <= size);
  }
  for (const auto& fault : parts.faults) GG_CHECK(fault.error.offset <= size);
  return 0;
}
