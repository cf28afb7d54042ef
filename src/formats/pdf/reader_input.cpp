#include "formats/pdf/reader_input.h"

#include <algorithm>
#include <cstdio>
#include <span>
#include <stdexcept>

namespace gg::pdf {
namespace {

/// What qpdf reads at once through the buffer of its tokenizer, and other things never.
constexpr std::size_t object_step_bytes = 128;

/// Fills `out` from `in`; false when the file cannot be read. Numbers, not `take`: a `Source` would
/// hold on to what is taken.
bool fill(Reader in, std::span<char> out) {
  while (out.size() >= 8) {
    auto number = in.u64();
    if (!number) return false;
    for (std::size_t index = 8; index-- > 0; *number >>= 8U)
      out[index] = static_cast<char>(*number & 0xFFU);
    out = out.subspan(8);
  }
  for (auto& c : out) {
    const auto byte = in.u8();
    if (!byte) return false;
    c = static_cast<char>(*byte);
  }
  return true;
}

}  // namespace

void ReaderInput::charge(std::size_t length, std::uint64_t size) {
  over_ = over_ || size > limits_.bytes_max;
  if (length == object_step_bytes) {
    object_bytes_ = offset_ == object_end_ ? object_bytes_ + size : size;
    object_end_ = offset_ + size;
    over_ = over_ || object_bytes_ > limits_.object_bytes_max || size > limits_.objects_bytes_max;
    limits_.objects_bytes_max -= std::min(size, limits_.objects_bytes_max);
  }
  if (over_) throw std::runtime_error("read limit");
  limits_.bytes_max -= size;
}

std::size_t ReaderInput::read(char* out, std::size_t length) {
  last_offset = tell();
  if (offset_ >= file_.size()) return 0;
  const auto size = std::min<std::uint64_t>(length, file_.size() - offset_);
  charge(length, size);
  const auto from = file_.from(offset_);
  if (!from || !fill(*from, std::span(out, size))) throw std::runtime_error("read failed");
  offset_ += size;
  return size;
}

void ReaderInput::seek(qpdf_offset_t offset, int whence) {
  const auto size = static_cast<qpdf_offset_t>(file_.size());
  if (whence == SEEK_CUR) offset += tell();
  if (whence == SEEK_END) offset += size;
  if (offset < 0) throw std::runtime_error("seek before the start");
  offset_ = static_cast<std::uint64_t>(offset);
}

/// Behind the next run of line ends, at most at the end of the file. Gives where the run begins.
qpdf_offset_t ReaderInput::findAndSkipNextEOL() {
  char c = 0;
  auto line_end = static_cast<qpdf_offset_t>(file_.size());
  bool found = false;
  while (read(&c, 1) == 1) {
    const bool is_line_end = c == '\n' || c == '\r';
    if (found && !is_line_end) {
      unreadCh(c);
      break;
    }
    if (is_line_end && !found) {
      found = true;
      line_end = tell() - 1;
    }
  }
  return line_end;
}

}  // namespace gg::pdf
