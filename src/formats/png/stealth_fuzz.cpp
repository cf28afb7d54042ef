#include "base/check.h"
#include "base/text.h"
#include "formats/png/faults.h"
#include "formats/png/stealth.h"

#include <cstdint>
#include <span>
#include <vector>

#include <zlib.h>

namespace {

void put(std::vector<std::uint8_t>& out, std::uint32_t number) {
  for (const unsigned shift : {24U, 16U, 8U, 0U})
    out.push_back(static_cast<std::uint8_t>(number >> shift));
}

/// One IDAT chunk that holds `rows` packed, so that the fuzzer works on pixels.
std::vector<std::uint8_t> chunk_of(std::span<const std::uint8_t> rows) {
  auto size = compressBound(rows.size());
  std::vector<std::uint8_t> packed(size);
  GG_CHECK(compress2(packed.data(), &size, rows.data(), rows.size(), 1) == Z_OK);
  std::vector<std::uint8_t> chunk;
  put(chunk, static_cast<std::uint32_t>(size));
  for (const auto c : {'I', 'D', 'A', 'T'}) chunk.push_back(static_cast<std::uint8_t>(c));
  chunk.insert(chunk.end(), packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(size));
  put(chunk, 0);
  return chunk;
}

}  // namespace

/// Width, height, has alpha, is packed already; then filtered rows, or the whole IDAT chunk. Any
/// bytes: at most one field a lane, with one of the four magics, or a fault.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  if (size < 4) return 0;
  const std::span all(data, size);
  const auto rest = all.subspan(4);
  const png::PixelFormat format{
      {all[0], all[1]}, 8, static_cast<std::uint8_t>((all[2] & 1U) != 0 ? 6 : 2), 0};
  const auto chunk = (all[3] & 1U) != 0 ? std::vector(rest.begin(), rest.end()) : chunk_of(rest);
  Budget budget({.depth_max = 8,
                 .items_max = 2000,
                 .kept_bytes_max = 1U << 20,
                 .inflate_bytes_max = 1U << 20});
  Parts parts(budget);
  const auto found = png::find_stealth(Reader(std::as_bytes(std::span(chunk))), format, parts);
  if (!found.has_value()) GG_CHECK(found.error().offset <= chunk.size());
  GG_CHECK(parts.fields.size() <= 2);
  for (const auto& field : parts.fields) {
    GG_CHECK(field.key.size() == 15 && field.key.starts_with("stealth_"));
    GG_CHECK(is_utf8(field.value));
  }
  return 0;
}
