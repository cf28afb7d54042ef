#include "bytes/inflate.h"

#include <algorithm>
#include <limits>

#include <zlib.h>

namespace gg {
namespace {

constexpr std::size_t step_bytes = 16U << 10;

int window_bits(Wrapping wrapping) {
  switch (wrapping) {
    case Wrapping::Zlib: return MAX_WBITS;
    case Wrapping::Gzip: return MAX_WBITS + 16;
    case Wrapping::Raw: return -MAX_WBITS;
  }
  return MAX_WBITS;
}

/// A zlib stream that cannot be forgotten.
struct Stream {
  z_stream z{};
  bool open = false;

  explicit Stream(Wrapping wrapping) { open = inflateInit2(&z, window_bits(wrapping)) == Z_OK; }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() {
    if (open) inflateEnd(&z);
  }
};

}  // namespace

Parsed<std::vector<std::byte>> inflate(Bytes packed, Wrapping wrapping, Budget& budget,
                                       const Reader& at) {
  Stream stream(wrapping);
  if (!stream.open || packed.size() > std::numeric_limits<uInt>::max())
    return at.error(faults::inflate_failed);
  // zlib's interface has no const; it does not write to its input.
  stream.z.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));
  stream.z.avail_in = static_cast<uInt>(packed.size());

  std::vector<std::byte> out;
  for (int status = Z_OK; status != Z_STREAM_END;) {
    const auto used = out.size();
    const auto step = std::clamp<std::size_t>(used, step_bytes, 1U << 20);
    TRY(budget.charge_inflated(step, at));
    out.resize(used + step);
    stream.z.next_out = reinterpret_cast<Bytef*>(out.data() + used);
    stream.z.avail_out = static_cast<uInt>(step);
    status = ::inflate(&stream.z, Z_NO_FLUSH);
    out.resize(used + step - stream.z.avail_out);
    if (status != Z_OK && status != Z_STREAM_END) return at.error(faults::inflate_failed);
    if (status == Z_OK && stream.z.avail_in == 0 && stream.z.avail_out != 0)
      return at.error(faults::inflate_failed);  // the stream ends before its end mark
  }
  return out;
}

}  // namespace gg
