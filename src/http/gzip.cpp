#include "http/gzip.h"

#include <cstddef>
#include <vector>

#include <zlib.h>

namespace gg::http {
namespace {

constexpr int level = 4;
constexpr int window_bits_gzip = 15 + 16;
constexpr int memory_level = 8;

}  // namespace

std::optional<std::string> gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, window_bits_gzip, memory_level,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    return std::nullopt;
  std::vector<Bytef> out(deflateBound(&stream, bytes.size()));
  std::vector<Bytef> in(bytes.begin(), bytes.end());
  stream.next_in = in.data();
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  const auto end = out.begin() + static_cast<std::ptrdiff_t>(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) return std::nullopt;
  return std::string(out.begin(), end);
}

}  // namespace gg::http
