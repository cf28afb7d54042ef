#pragma once

#include "bytes/reader.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <zlib.h>

namespace gg::png {

/// The bytes of the IDAT chunks from one on, as one stream. It reads only as far as it is asked to,
/// and holds nothing of a big file. *single thread*
class PixelBytes {
 public:
  /// `file` stands at the first IDAT chunk.
  explicit PixelBytes(const Reader& file) : file_(file), payload_(file) {}

  /// Fills `out` from its start; gives how many bytes came, 0 at the end of the last IDAT.
  /// Faults: read_failed, and those of `next_chunk`.
  Parsed<std::size_t> read(std::span<std::uint8_t> out);

 private:
  Reader file_;
  Reader payload_;  ///< Of the present chunk.
  bool in_chunk_ = false;
};

/// The rows of a picture of 8 bits a sample, one after the other, unfiltered. *single thread*
class Rows {
 public:
  Rows(const Reader& first_chunk, std::size_t row_bytes, std::size_t pixel_bytes);
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows();

  /// The next row; good until the next call. Nothing left of the pixels is `truncated`.
  /// Faults: truncated, inflate_failed, bad_filter, and those of `PixelBytes`.
  Parsed<std::span<const std::uint8_t>> next();

 private:
  Parsed<void> inflate_row();
  bool unfilter();

  Reader at_;
  PixelBytes packed_;
  z_stream stream_{};
  bool open_ = false;
  std::array<std::uint8_t, 1024> input_{};
  std::vector<std::uint8_t> row_;       ///< Filter byte, then the row.
  std::vector<std::uint8_t> previous_;  ///< The same of the row above, unfiltered.
  std::size_t pixel_bytes_;
};

}  // namespace gg::png
