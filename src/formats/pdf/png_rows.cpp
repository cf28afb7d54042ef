#include "formats/pdf/png_rows.h"

#include <algorithm>
#include <cstdlib>
#include <span>

namespace gg::pdf {
namespace {

constexpr long long row_bytes_max = 1 << 20;

long long number_of(QPDFObjectHandle parameters, const char* key, long long otherwise) {
  auto value = parameters.getKey(key);
  return value.isInteger() ? value.getIntValue() : otherwise;
}

unsigned paeth(unsigned left, unsigned above, unsigned corner) {
  const auto guess = static_cast<int>(left + above) - static_cast<int>(corner);
  const auto distance = [guess](unsigned value) {
    return std::abs(guess - static_cast<int>(value));
  };
  if (distance(left) <= distance(above) && distance(left) <= distance(corner)) return left;
  return distance(above) <= distance(corner) ? above : corner;
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

std::optional<PngRows> png_rows_of(QPDFObjectHandle parameters) {
  const auto predictor = number_of(parameters, "/Predictor", 1);
  if (predictor == 1) return PngRows{};
  if (predictor < 10 || predictor > 15) return std::nullopt;
  const auto colours = number_of(parameters, "/Colors", 1);
  const auto bits = number_of(parameters, "/BitsPerComponent", 8);
  const auto columns = number_of(parameters, "/Columns", 1);
  if (colours < 1 || colours > 32 || bits < 1 || bits > 16) return std::nullopt;
  if (columns < 1 || columns > row_bytes_max) return std::nullopt;
  const auto row_bytes = (columns * colours * bits + 7) / 8;
  if (row_bytes > row_bytes_max) return std::nullopt;
  return PngRows{static_cast<std::size_t>(row_bytes),
                 static_cast<std::size_t>((colours * bits + 7) / 8)};
}

PngRowsPipeline::PngRowsPipeline(const PngRows& rows, Pipeline* after)
    : Pipeline("png rows", after), rows_(rows), previous_(rows.row_bytes, 0) {
  row_.reserve(rows.row_bytes + 1);
}

void PngRowsPipeline::write(const unsigned char* data, std::size_t size) {
  for (std::span<const unsigned char> rest(data, size); !rest.empty();) {
    const auto part = rest.first(std::min(rest.size(), rows_.row_bytes + 1 - row_.size()));
    row_.insert(row_.end(), part.begin(), part.end());
    rest = rest.subspan(part.size());
    if (row_.size() <= rows_.row_bytes) return;
    unfilter_row();
    getNext()->write(previous_.data(), previous_.size());
    row_.clear();
  }
}

void PngRowsPipeline::unfilter_row() {
  const unsigned filter = row_[0];
  std::vector<unsigned char> row(row_.begin() + 1, row_.end());
  for (std::size_t index = 0; index < row.size(); ++index) {
    const bool first = index < rows_.pixel_bytes;
    const unsigned left = first ? 0U : row[index - rows_.pixel_bytes];
    const unsigned corner = first ? 0U : previous_[index - rows_.pixel_bytes];
    row[index] =
        static_cast<unsigned char>(row[index] + predicted(filter, left, previous_[index], corner));
  }
  previous_ = std::move(row);
}

}  // namespace gg::pdf
