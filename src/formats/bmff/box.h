#pragma once

#include "bytes/reader.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace gg::bmff {

/// A four-character code: the type of a box, a brand, a handler. *value*
struct FourCc {
  std::uint32_t value = 0;
  friend bool operator==(FourCc, FourCc) = default;
};

/// Big-endian number of a four-character code, for `switch`.
consteval std::uint32_t operator""_4cc(const char* text, std::size_t size) {
  if (size != 4) throw "a four-character code has four characters";
  std::uint32_t value = 0;
  for (std::size_t index = 0; index < 4; ++index)
    value = value << 8U | static_cast<unsigned char>(text[index]);
  return value;
}

/// As people read it: "moov", "\u00A9too" (UTF-8); "0x00000001" where it is not text.
std::string to_text(FourCc code);

/// One box: its type, where it stands with its header, and a reader of exactly its payload. *value*
struct Box {
  FourCc type;
  std::uint64_t offset = 0;      ///< Of the header, from the start of the file.
  std::uint64_t size_bytes = 0;  ///< With the header.
  Reader payload;
};

/// A size of 0 ("to the end of the file") is taken at the top level only.
enum class Level : std::uint8_t { Top, Nested };

/// Reads the next box header of `in` and moves `in` past the whole box. Charges nothing.
/// Faults: truncated, box_smaller_than_header, size_zero_below_top.
/// Source: ISO/IEC 14496-12:2022 section 4.2.2.
Parsed<Box> next_box(Reader& in, Level level);

/// Version and flags of a FullBox (14496-12 section 4.2.2). *value*
struct Version {
  std::uint8_t version = 0;
  std::uint32_t flags = 0;
};

/// Takes the four bytes that follow the header of a FullBox. Faults: truncated.
Parsed<Version> read_version(Reader& payload);

/// The extended type of a `uuid` box of C2PA, as two numbers. Source: C2PA 2.2 section A.5.1.
inline constexpr std::uint64_t c2pa_uuid_high = 0xD8FEC3D61B0E483C;
inline constexpr std::uint64_t c2pa_uuid_low = 0x92975828877EC481;

}  // namespace gg::bmff
