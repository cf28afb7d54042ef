#pragma once

#include "bytes/reader.h"

#include <string>
#include <string_view>

namespace gg::mxf {

/// One KLV item: its key, and exactly its value.
struct Klv {
  std::string key;  ///< 16 bytes.
  Reader value;
  std::uint64_t offset;  ///< Of the key, from the start of the file.
};

/// Reads one item and moves `in` behind it. Faults: truncated, bad_ber_length. Source: ST 336.
Parsed<Klv> next_klv(Reader& in);

/// What a key names. The byte that counts versions of the registry (byte 8) is not compared.
bool is_partition(std::string_view key);  ///< A partition pack of any kind.
bool is_header_partition(std::string_view key);
bool is_primer(std::string_view key);
bool is_fill(std::string_view key);

/// The number of a structural metadata set in local-set coding (0x30 for Identification); 0 when
/// the key names something else. Source: ST 377-1 annex A.
unsigned set_number(std::string_view key);

}  // namespace gg::mxf
