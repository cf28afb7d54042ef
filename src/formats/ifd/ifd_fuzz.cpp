#include "base/check.h"
#include "base/text.h"
#include "formats/ifd/value_text.h"

#include <cstdint>
#include <span>

namespace {

using namespace gg;

Parsed<void> read_chain(ifd::Tiff& tiff, Budget& budget, std::uint64_t file_bytes) {
  auto offset = tiff.first_directory();
  while (offset != 0) {
    TRY_LET(auto directory, tiff.directory(offset));
    while (!directory.at_end()) {
      TRY(budget.charge_item(tiff.bytes()));
      TRY_LET(const auto entry, directory.next());
      GG_CHECK(entry.offset < file_bytes);
      const auto text = ifd::value_text(tiff, entry, budget);
      if (text.has_value()) GG_CHECK(is_utf8(*text));
      if (!text.has_value()) GG_CHECK(text.error().offset <= file_bytes);
      const auto number = tiff.number(entry);
      if (!number.has_value()) GG_CHECK(number.error().offset <= file_bytes);
    }
    TRY_LET(offset, directory.next_directory());
  }
  return {};
}

}  // namespace

/// Any bytes: the walk ends, values are UTF-8, and every fault lies inside the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Budget budget({.depth_max = 8,
                 .items_max = 2000,
                 .kept_bytes_max = 1U << 20,
                 .inflate_bytes_max = 1U << 20});
  auto tiff = ifd::Tiff::open(Reader(std::as_bytes(std::span(data, size))));
  if (!tiff.has_value()) {
    GG_CHECK(tiff.error().offset <= size);
    return 0;
  }
  const auto walked = read_chain(*tiff, budget, size);
  if (!walked.has_value()) GG_CHECK(walked.error().offset <= size);
  return 0;
}
