#include "report/hex_dump.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace gg::report {
namespace {

constexpr std::size_t row_bytes = 16;

void put_row(std::string& out, std::uint64_t offset, Bytes row) {
  fmt::format_to(std::back_inserter(out), "{:08X} ", offset);
  for (std::size_t column = 0; column < row_bytes; ++column) {
    if (column % 8 == 0) out += ' ';
    if (column < row.size()) {
      fmt::format_to(std::back_inserter(out), "{:02X} ", std::to_integer<unsigned>(row[column]));
    } else {
      out += "   ";
    }
  }
  out += ' ';
  for (const auto byte : row) {
    const auto letter = std::to_integer<char>(byte);
    out += letter >= 0x20 && letter < 0x7F ? letter : '.';
  }
  out += '\n';
}

}  // namespace

std::string hex_dump(std::uint64_t offset, Bytes bytes) {
  std::string out;
  bytes = bytes.first(std::min(bytes.size(), excerpt_bytes_max));
  for (std::size_t first = 0; first < bytes.size(); first += row_bytes)
    put_row(out, offset + first, bytes.subspan(first, std::min(row_bytes, bytes.size() - first)));
  return out;
}

}  // namespace gg::report
