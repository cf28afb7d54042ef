#pragma once

#include "bytes/reader.h"

#include <cstdint>
#include <string>

namespace gg::ebml {

/// Element ids with their length marker, as the specification writes them.
namespace ids {
inline constexpr std::uint32_t header = 0x1A45DFA3;
inline constexpr std::uint32_t document_type = 0x4282;
inline constexpr std::uint32_t filler = 0xEC;  // Void
inline constexpr std::uint32_t checksum = 0xBF;
inline constexpr std::uint32_t segment = 0x18538067;
inline constexpr std::uint32_t seek_head = 0x114D9B74;
inline constexpr std::uint32_t info = 0x1549A966;
inline constexpr std::uint32_t tracks = 0x1654AE6B;
inline constexpr std::uint32_t cues = 0x1C53BB6B;
inline constexpr std::uint32_t chapters = 0x1043A770;
inline constexpr std::uint32_t cluster = 0x1F43B675;
inline constexpr std::uint32_t tags = 0x1254C367;
inline constexpr std::uint32_t attachments = 0x1941A469;
}  // namespace ids

/// The header of one element. *value*
struct Header {
  std::uint32_t id = 0;
  std::uint64_t offset = 0;      ///< From the start of the file.
  std::uint64_t size_bytes = 0;  ///< Of the payload; 0 where it is not known.
  bool is_size_known = true;
};

/// One element: its header and a reader of exactly its payload. *value*
struct Element {
  std::uint32_t id = 0;
  std::uint64_t offset = 0;
  std::uint64_t size_bytes = 0;  ///< With the header.
  Reader payload;
};

/// Takes the id and the size of the next element.
/// Faults: truncated, bad_element_id, bad_element_size.  Source: RFC 8794 sections 4, 5, 6.
Parsed<Header> read_header(Reader& in);

/// Takes a whole element, whose size must be known. Faults: those of read_header, unknown_size.
Parsed<Element> next_element(Reader& in);

/// An unsigned or signed integer of 0 to 8 bytes. Faults: bad_number.  Source: RFC 8794 section 7.
Parsed<std::uint64_t> read_unsigned(Reader payload);
Parsed<std::int64_t> read_signed(Reader payload);

/// A float of 0, 4 or 8 bytes. Faults: bad_number.
Parsed<double> read_float(Reader payload);

}  // namespace gg::ebml
