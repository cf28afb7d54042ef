#pragma once

#include "formats/pdf/qpdf_headers.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace gg::pdf {

/// How rows were filtered before deflate. Zero bytes a row: they were not.
struct PngRows {
  std::size_t row_bytes = 0;
  std::size_t pixel_bytes = 1;
};

/// From the DecodeParms of a stream; nothing for a predictor that is not PNG's or a row of
/// impossible size. Source: ISO 32000-2 section 7.4.4.4.
std::optional<PngRows> png_rows_of(QPDFObjectHandle parameters);

/// Undoes the PNG filters of rows on their way through. A last row that is cut is dropped.
class PngRowsPipeline : public Pipeline {
 public:
  PngRowsPipeline(const PngRows& rows, Pipeline* after);
  void write(const unsigned char* data, std::size_t size) override;
  void finish() override { getNext()->finish(); }

 private:
  void unfilter_row();

  PngRows rows_;
  std::vector<unsigned char> row_;       ///< Filter byte and row, as far as they have come.
  std::vector<unsigned char> previous_;  ///< The row above, unfiltered.
};

}  // namespace gg::pdf
