#pragma once

#include "parts/parts.h"

#include <string>

namespace gg::png {

/// One chunk: its type, where it stands (length field to checksum), and exactly its payload.
struct Chunk {
  std::string type;
  Reader payload;
  Place place;
};

/// Takes the next chunk; reads nothing of its payload.
/// Faults: bad_chunk_length, bad_chunk_type, truncated. Source: PNG third edition section 5.3.
Parsed<Chunk> next_chunk(Reader& in);

}  // namespace gg::png
