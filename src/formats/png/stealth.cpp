#include "formats/png/stealth.h"

#include "base/text.h"
#include "bytes/inflate.h"
#include "formats/png/faults.h"
#include "formats/png/rows.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace gg::png {
namespace {

constexpr std::uint64_t row_bytes_max = 1U << 20;
constexpr std::uint64_t payload_bytes_max = 4U << 20;
constexpr std::uint64_t magic_bits = 15U * 8U;
constexpr std::uint64_t head_bits = magic_bits + 32U;

/// Which bits of a pixel carry: samples `first` to `first + count`.
struct Lane {
  std::size_t first;
  std::size_t count;
  std::array<std::string_view, 2> magics;  ///< Plain, gzip.
};

constexpr Lane alpha_lane{3, 1, {"stealth_pnginfo", "stealth_pngcomp"}};
constexpr Lane colour_lane{0, 3, {"stealth_rgbinfo", "stealth_rgbcomp"}};

bool bit_of(std::string_view text, std::uint64_t bit) {
  return (static_cast<unsigned char>(text[bit / 8]) >> (7U - bit % 8) & 1U) != 0;
}

/// The lowest bits of the columns that can carry a payload, and whether they still spell a magic.
class Candidate {
 public:
  Candidate(const Lane& lane, const PictureSize& size, std::size_t pixel_bytes)
      : lane_(lane),
        height_(size.height_pixels),
        columns_(std::min<std::uint64_t>(
            size.width_pixels, (head_bits + payload_bytes_max * 8) / (height_ * lane.count) + 1)),
        pixel_bytes_(pixel_bytes),
        alive_(columns_ * height_ * lane.count >= head_bits) {}

  [[nodiscard]] bool alive() const { return alive_; }
  /// True once all bits of a magic have come.
  [[nodiscard]] bool confirmed() const { return alive_ && magic_bits_seen_ == magic_bits; }
  [[nodiscard]] std::string_view magic() const { return lane_.magics[possible_[0] ? 0 : 1]; }
  [[nodiscard]] bool packed() const { return !possible_[0]; }

  /// Faults: too_large.
  Parsed<void> add_row(std::span<const std::uint8_t> row, Budget& budget, const Reader& at);
  /// Faults: bad_stealth, too_large.
  Parsed<std::vector<std::byte>> payload(Budget& budget, const Reader& at) const;

 private:
  void compare_row();
  [[nodiscard]] bool bit(std::uint64_t index) const;
  [[nodiscard]] std::uint64_t number(std::uint64_t first_bit, unsigned count) const;

  Lane lane_;
  std::uint64_t height_;
  std::uint64_t columns_;
  std::size_t pixel_bytes_;
  bool alive_;
  std::uint64_t rows_ = 0;
  std::uint64_t magic_bits_seen_ = 0;
  std::array<bool, 2> possible_{true, true};
  std::vector<bool> bits_;  ///< Row by row; in a row column by column, sample by sample.
};

/// The bit at `index` of the payload's order; its row must have come.
bool Candidate::bit(std::uint64_t index) const {
  const auto pixel = index / lane_.count;
  const auto column = pixel / height_;
  const auto row = pixel % height_;
  return bits_[static_cast<std::size_t>((row * columns_ + column) * lane_.count +
                                        index % lane_.count)];
}

std::uint64_t Candidate::number(std::uint64_t first_bit, unsigned count) const {
  std::uint64_t value = 0;
  for (unsigned index = 0; index < count; ++index)
    value = value << 1U | (bit(first_bit + index) ? 1U : 0U);
  return value;
}

/// Compares the bits of the magics that the row just added holds.
void Candidate::compare_row() {
  const auto row = rows_ - 1;
  for (std::uint64_t column = 0; column < columns_; ++column) {
    const auto first = (column * height_ + row) * lane_.count;
    if (first >= magic_bits) return;
    for (auto index = first; index < std::min(first + lane_.count, magic_bits); ++index) {
      ++magic_bits_seen_;
      for (std::size_t which = 0; which < 2; ++which)
        possible_[which] = possible_[which] && bit_of(lane_.magics[which], index) == bit(index);
    }
    alive_ = possible_[0] || possible_[1];
    if (!alive_) return;
  }
}

Parsed<void> Candidate::add_row(std::span<const std::uint8_t> row, Budget& budget,
                                const Reader& at) {
  TRY(budget.charge_bytes(columns_ * lane_.count / 8 + 1, at));
  for (std::uint64_t column = 0; column < columns_; ++column) {
    const auto pixel =
        row.subspan(static_cast<std::size_t>(column) * pixel_bytes_ + lane_.first, lane_.count);
    for (const auto sample : pixel) bits_.push_back((sample & 1U) != 0);
  }
  ++rows_;
  if (magic_bits_seen_ < magic_bits) compare_row();
  return {};
}

Parsed<std::vector<std::byte>> Candidate::payload(Budget& budget, const Reader& at) const {
  const auto size = number(magic_bits, 32) / 8;
  if (size > (columns_ * height_ * lane_.count - head_bits) / 8)
    return at.error(faults::bad_stealth);
  TRY(budget.charge_bytes(size, at));
  std::vector<std::byte> bytes;
  bytes.reserve(static_cast<std::size_t>(size));
  for (std::uint64_t index = 0; index < size; ++index)
    bytes.push_back(static_cast<std::byte>(number(head_bits + index * 8, 8)));
  return bytes;
}

Parsed<void> add_payload(const Candidate& candidate, const Reader& at, Parts& parts) {
  TRY_LET(auto bytes, candidate.payload(parts.budget(), at));
  if (candidate.packed()) {
    TRY_LET(bytes, inflate(bytes, Wrapping::Gzip, parts.budget(), at));
  }
  const std::string magic(candidate.magic());
  return parts.add({Carrier::PngStealth,
                    magic,
                    guess_to_utf8(Reader::to_text(bytes)),
                    {"PNG/IDAT[" + magic + "]", at.offset(), 0}},
                   at);
}

/// Goes through the rows for as long as a candidate lives.
Parsed<void> read_rows(Rows& rows, std::uint32_t count, std::vector<Candidate>& candidates,
                       const Reader& at, Budget& budget) {
  for (std::uint32_t index = 0; index < count && !candidates.empty(); ++index) {
    TRY_LET(const auto row, rows.next());
    for (auto& candidate : candidates) TRY(candidate.add_row(row, budget, at));
    std::erase_if(candidates, [](const Candidate& candidate) { return !candidate.alive(); });
  }
  return {};
}

}  // namespace

Parsed<void> find_stealth(const Reader& first_chunk, const PixelFormat& format, Parts& parts) {
  const bool has_alpha = format.colour_type == 6;
  const std::size_t pixel_bytes = has_alpha ? 4 : 3;
  const auto row_bytes = std::uint64_t{format.size.width_pixels} * pixel_bytes;
  if (format.sample_bits != 8 || format.interlace != 0 || row_bytes == 0 ||
      format.size.height_pixels == 0 || row_bytes > row_bytes_max ||
      (!has_alpha && format.colour_type != 2))
    return {};

  std::vector<Candidate> candidates;
  if (has_alpha) candidates.emplace_back(alpha_lane, format.size, pixel_bytes);
  candidates.emplace_back(colour_lane, format.size, pixel_bytes);
  std::erase_if(candidates, [](const Candidate& candidate) { return !candidate.alive(); });
  if (candidates.empty()) return {};

  Rows rows(first_chunk, static_cast<std::size_t>(row_bytes), pixel_bytes);
  const auto read =
      read_rows(rows, format.size.height_pixels, candidates, first_chunk, parts.budget());
  if (!read.has_value()) {
    if (std::ranges::any_of(candidates, &Candidate::confirmed)) return read;
    return {};
  }
  for (const auto& candidate : candidates) TRY(add_payload(candidate, first_chunk, parts));
  return {};
}

}  // namespace gg::png
