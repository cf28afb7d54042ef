#pragma once

#include "bytes/fault.h"
#include "bytes/source.h"

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace gg {

/// Byte order of a number in a file.
enum class Endian : std::uint8_t { Big, Little };

/// A bounds-checked cursor over untrusted bytes, and the only code that indexes them.
///
/// It reads either a span in memory or a `Source` (a file of any size); parsers cannot tell which.
/// `Reader` never owns: span or source must outlive it and every view it gives. Cheap to copy; a
/// copy is a saved position. Offsets are absolute (bytes from the start of the file), so that every
/// error names a place in the file, however deep the parser is.
class Reader {
 public:
  /// `base` is the file position of `bytes[0]`.
  explicit constexpr Reader(Bytes bytes, std::uint64_t base = 0)
      : bytes_(bytes), bytes_base_(base), first_(base), offset_(base), end_(base + bytes.size()) {}

  explicit Reader(Source& source) : source_(&source), end_(source.size()) {}

  [[nodiscard]] std::uint64_t offset() const { return offset_; }
  [[nodiscard]] std::uint64_t remaining() const { return end_ - offset_; }
  [[nodiscard]] bool at_end() const { return offset_ == end_; }
  /// Bytes between the start and the end of this reader, however far it has moved.
  [[nodiscard]] std::uint64_t size() const { return end_ - first_; }

  Parsed<std::uint8_t> u8() { return number<std::uint8_t>(Endian::Big); }
  Parsed<std::uint16_t> u16(Endian order = Endian::Big) { return number<std::uint16_t>(order); }
  Parsed<std::uint32_t> u32(Endian order = Endian::Big) { return number<std::uint32_t>(order); }
  Parsed<std::uint64_t> u64(Endian order = Endian::Big) { return number<std::uint64_t>(order); }
  Parsed<std::uint16_t> u16_le() { return number<std::uint16_t>(Endian::Little); }
  Parsed<std::uint32_t> u32_le() { return number<std::uint32_t>(Endian::Little); }
  Parsed<std::uint64_t> u64_le() { return number<std::uint64_t>(Endian::Little); }

  /// True when the bytes lie in memory, so that taking all of them copies nothing.
  [[nodiscard]] bool in_memory() const { return source_ == nullptr; }

  /// Takes the next `size` bytes as a view. On a big file this copies them, so take only what is
  /// metadata, and `skip` the rest. Faults: truncated, read_failed, too_large.
  Parsed<Bytes> take(std::uint64_t size) {
    if (size > remaining()) return error(faults::truncated);
    Bytes view;
    if (source_ == nullptr) {
      view = bytes_.subspan(static_cast<std::size_t>(offset_ - bytes_base_),
                            static_cast<std::size_t>(size));
    } else if (size != 0) {
      TRY_LET(view, source_->hold(offset_, size));
    }
    offset_ += size;
    return view;
  }

  /// Takes the next bytes, as many as `window` holds or are left: in memory as a view, of a big
  /// file read into `window` and gone with the next call. For bulk data of any size. Copies of a
  /// reader may do this in several threads at once, each with a window of its own. Faults:
  /// read_failed.
  Parsed<Bytes> take_window(std::span<std::byte> window) {
    const auto size = std::min<std::uint64_t>(window.size(), remaining());
    if (source_ == nullptr) return take(size);
    const auto filled = window.first(static_cast<std::size_t>(size));
    TRY(source_->read_into(offset_, filled));
    offset_ += size;
    return Bytes(filled);
  }

  /// Takes the next `size` bytes as text (bytes unchanged, no encoding implied).
  Parsed<std::string> text(std::uint64_t size) {
    TRY_LET(const auto view, take(size));
    return to_text(view);
  }

  /// Takes the next `size` bytes as a child reader that cannot see past them. Reads nothing.
  Parsed<Reader> child(std::uint64_t size) {
    TRY_LET(auto inner, slice(offset_ - first_, size));
    offset_ += size;
    return inner;
  }

  /// A reader of `size` bytes that begins `from` bytes after this reader's *start*; this reader
  /// does not move. For formats that point with offsets (TIFF, BMFF iloc). Faults: truncated.
  [[nodiscard]] Parsed<Reader> slice(std::uint64_t from, std::uint64_t size) const {
    if (from > this->size() || size > this->size() - from) return error(faults::truncated);
    Reader inner = *this;
    inner.first_ = inner.offset_ = first_ + from;
    inner.end_ = inner.first_ + size;
    return inner;
  }

  /// As `slice`, to the end of this reader.
  [[nodiscard]] Parsed<Reader> from(std::uint64_t from) const {
    if (from > size()) return error(faults::truncated);
    return slice(from, size() - from);
  }

  Parsed<void> skip(std::uint64_t size) {
    if (size > remaining()) return error(faults::truncated);
    offset_ += size;
    return {};
  }

  /// Every strict structure ends here: bytes nobody read are a difference of opinion.
  [[nodiscard]] Parsed<void> expect_end() const {
    if (!at_end()) return error(faults::trailing_bytes);
    return {};
  }

  [[nodiscard]] tl::unexpected<ParseError> error(const ParseFault& fault) const {
    return fail(ParseError{&fault, offset_});
  }

  /// Bytes as text, one char a byte.
  static std::string to_text(Bytes view) {
    std::string text(view.size(), '\0');
    for (std::size_t index = 0; index < view.size(); ++index)
      text[index] = static_cast<char>(std::to_integer<unsigned char>(view[index]));
    return text;
  }

 private:
  template <std::unsigned_integral T>
  Parsed<T> number(Endian order) {
    if (sizeof(T) > remaining()) return error(faults::truncated);
    Bytes view;
    if (source_ == nullptr) {
      view = bytes_.subspan(static_cast<std::size_t>(offset_ - bytes_base_), sizeof(T));
    } else {
      TRY_LET(view, source_->peek(offset_, sizeof(T)));
    }
    offset_ += sizeof(T);
    std::uint64_t value = 0;
    if (order == Endian::Big) {
      for (const auto byte : view) value = value << 8U | std::to_integer<std::uint64_t>(byte);
    } else {
      for (std::size_t index = sizeof(T); index-- > 0;)
        value = value << 8U | std::to_integer<std::uint64_t>(view[index]);
    }
    return static_cast<T>(value);
  }

  Source* source_ = nullptr;
  Bytes bytes_;
  std::uint64_t bytes_base_ = 0;
  std::uint64_t first_ = 0;
  std::uint64_t offset_ = 0;
  std::uint64_t end_ = 0;
};

}  // namespace gg
