#pragma once

#include "parts/parts.h"

#include <cstdint>
#include <set>
#include <string>

namespace gg::ifd {

/// Field types. Source: TIFF 6.0 section 2; BigTIFF design (Long8 to Ifd8); Exif 3.0 (Utf8).
enum class Type : std::uint16_t {
  Byte = 1,
  Ascii = 2,
  Short = 3,
  Long = 4,
  Rational = 5,
  SByte = 6,
  Undefined = 7,
  SShort = 8,
  SLong = 9,
  SRational = 10,
  Float = 11,
  Double = 12,
  Ifd = 13,
  Long8 = 16,
  SLong8 = 17,
  Ifd8 = 18,
  Utf8 = 129
};

/// Bytes of one value of `type`; 0 for a type that does not exist.
std::uint64_t value_bytes(Type type);

/// Classic TIFF has 4-byte offsets and 12-byte entries, BigTIFF 8 and 20.
enum class Layout : std::uint8_t { Classic, Big };

/// One entry of a directory as it stands, its value not yet looked for. *value*
struct Entry {
  std::uint16_t tag;
  Type type;
  std::uint64_t count;   ///< Values of `type`, not bytes.
  Reader field;          ///< The last 4 or 8 bytes: the value itself, or its offset.
  std::uint64_t offset;  ///< Of the entry, from the start of the file.
};

/// A cursor over the entries of one directory; entries are read one by one, never all at once.
class Directory {
 public:
  Directory(Reader entries, Reader after, std::uint64_t count, Endian order, Layout layout)
      : entries_(entries), after_(after), count_(count), order_(order), layout_(layout) {}

  [[nodiscard]] bool at_end() const { return count_ == 0; }

  /// The next entry. Faults: table_cut (the rest of the table is missing).
  Parsed<Entry> next();

  /// Offset of the directory that follows this one in its chain; 0 where there is none.
  /// Faults: truncated.
  [[nodiscard]] Parsed<std::uint64_t> next_directory() const;

 private:
  Reader entries_;
  Reader after_;
  std::uint64_t count_;
  Endian order_;
  Layout layout_;
};

/// A TIFF structure: its header, and the way to directories and values. Every offset in it counts
/// from its first byte, faults count from the start of the file. Directories are given once each,
/// so that a walk always ends. *single thread*; lives no longer than the bytes.
class Tiff {
 public:
  /// Reads the header. Faults: bad_byte_order, bad_version, bad_offset_size, truncated.
  /// Source: TIFF 6.0 section 2.
  static Parsed<Tiff> open(Reader bytes);

  [[nodiscard]] Endian order() const { return order_; }
  [[nodiscard]] Layout layout() const { return layout_; }
  [[nodiscard]] std::uint64_t first_directory() const { return first_directory_; }
  [[nodiscard]] const Reader& bytes() const { return bytes_; }

  /// The directory at `offset`. Faults: ifd_cycle, ifd_outside, both at that offset in the file
  /// (ifd_outside at the end of the structure).
  Parsed<Directory> directory(std::uint64_t offset);

  /// A reader of exactly the value of `entry`, wherever it stands.
  /// Faults: bad_field_type, value_too_long, value_outside, at the entry's offset.
  [[nodiscard]] Parsed<Reader> value(const Entry& entry) const;

  /// The first number of an entry of unsigned whole numbers.
  /// Faults: those of `value`, and not_a_pointer for any other type or no value.
  [[nodiscard]] Parsed<std::uint64_t> number(const Entry& entry) const;

 private:
  Tiff(Reader bytes, Endian order, Layout layout, std::uint64_t first)
      : bytes_(bytes), order_(order), layout_(layout), first_directory_(first) {}

  Reader bytes_;
  Endian order_;
  Layout layout_;
  std::uint64_t first_directory_;
  std::set<std::uint64_t> visited_;
};

}  // namespace gg::ifd
