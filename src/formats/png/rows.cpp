#include "formats/png/rows.h"

#include "formats/png/chunk.h"
#include "formats/png/faults.h"

#include <algorithm>
#include <cstdlib>

namespace gg::png {
namespace {

/// Source: PNG third edition section 9.4.
unsigned paeth(unsigned left, unsigned above, unsigned corner) {
  const auto guess = static_cast<int>(left + above) - static_cast<int>(corner);
  const auto to_left = std::abs(guess - static_cast<int>(left));
  const auto to_above = std::abs(guess - static_cast<int>(above));
  const auto to_corner = std::abs(guess - static_cast<int>(corner));
  if (to_left <= to_above && to_left <= to_corner) return left;
  return to_above <= to_corner ? above : corner;
}

unsigned predicted(unsigned filter, unsigned left, unsigned above, unsigned corner) {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) / 2;
    case 4:
      return paeth(left, above, corner);
    default:
      return 0;
  }
}

}  // namespace

Parsed<std::size_t> PixelBytes::read(std::span<std::uint8_t> out) {
  while (!in_chunk_ || payload_.at_end()) {
    if (file_.at_end()) return std::size_t{0};
    auto next = file_;
    TRY_LET(const auto chunk, next_chunk(next));
    if (chunk.type != "IDAT") return std::size_t{0};
    file_ = next;
    payload_ = chunk.payload;
    in_chunk_ = true;
  }
  // Numbers, not `take`: a big file would hold on to what is taken.
  const auto size =
      static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), payload_.remaining()));
  auto rest = out.first(size);
  for (; rest.size() >= 8; rest = rest.subspan(8)) {
    TRY_LET(auto number, payload_.u64());
    for (std::size_t index = 8; index-- > 0; number >>= 8U)
      rest[index] = static_cast<std::uint8_t>(number & 0xFFU);
  }
  for (auto& byte : rest) {
    TRY_LET(byte, payload_.u8());
  }
  return size;
}

Rows::Rows(const Reader& first_chunk, std::size_t row_bytes, std::size_t pixel_bytes)
    : at_(first_chunk),
      packed_(first_chunk),
      open_(inflateInit(&stream_) == Z_OK),
      row_(row_bytes + 1),
      previous_(row_bytes + 1),
      pixel_bytes_(pixel_bytes) {}

Rows::~Rows() {
  if (open_) inflateEnd(&stream_);
}

Parsed<void> Rows::inflate_row() {
  if (!open_) return at_.error(faults::inflate_failed);
  stream_.next_out = row_.data();
  stream_.avail_out = static_cast<uInt>(row_.size());
  while (stream_.avail_out != 0) {
    if (stream_.avail_in == 0) {
      TRY_LET(const auto size, packed_.read(input_));
      if (size == 0) return at_.error(faults::truncated);
      stream_.next_in = input_.data();
      stream_.avail_in = static_cast<uInt>(size);
    }
    const auto status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_STREAM_END && stream_.avail_out != 0) return at_.error(faults::truncated);
    if (status != Z_OK && status != Z_STREAM_END) return at_.error(faults::inflate_failed);
  }
  return {};
}

bool Rows::unfilter() {
  const unsigned filter = row_[0];
  if (filter > 4) return false;
  if (filter == 0) return true;
  for (std::size_t index = 1; index < row_.size(); ++index) {
    const bool first = index <= pixel_bytes_;
    const unsigned left = first ? 0U : row_[index - pixel_bytes_];
    const unsigned corner = first ? 0U : previous_[index - pixel_bytes_];
    row_[index] =
        static_cast<std::uint8_t>(row_[index] + predicted(filter, left, previous_[index], corner));
  }
  return true;
}

Parsed<std::span<const std::uint8_t>> Rows::next() {
  std::swap(row_, previous_);
  TRY(inflate_row());
  if (!unfilter()) return at_.error(faults::bad_filter);
  return std::span<const std::uint8_t>(row_).subspan(1);
}

}  // namespace gg::png
