#pragma once

#include "bytes/reader.h"
#include "parts/parts.h"

#include <map>
#include <string>

namespace gg::riff {

/// Sizes that do not fit into 32 bits, from the ds64 chunk of RF64 and BW64. *value*
struct LongSizes {
  std::uint64_t whole_bytes = 0;
  std::map<std::string, std::uint64_t> chunk_bytes;  ///< By chunk id; "data" is always in it.
};

/// One chunk: its id, where it stands (id to padding), and exactly its payload. *value*
struct Chunk {
  std::string id;
  Reader payload;
  std::uint64_t offset = 0;
  std::uint64_t size_bytes = 0;
  bool streamed = false;  ///< The length field was never filled in: payload goes to the end.
};

/// Where a chunk is read.
struct ChunkContext {
  Endian order = Endian::Little;
  const LongSizes* long_sizes = nullptr;  ///< Nothing outside RF64 and BW64.
  bool unfinished = false;                ///< The whole has no length either.
};

/// A chunk id as text; bytes that are not printable stay as they are.
std::string id_text(std::uint32_t raw);

/// Moves `in` over the next chunk and its padding. A missing padding byte and a data chunk that
/// runs to the end of the file are noted in `parts` under `path`.
/// Faults: bad_chunk_id, chunk_beyond_file, truncated.
Parsed<Chunk> next_chunk(Reader& in, const ChunkContext& context, const std::string& path,
                         Parts& parts);

/// Reads the payload of ds64. Faults: truncated, too_many_items, bad_size_table.
Parsed<LongSizes> parse_long_sizes(Reader payload, Parts& parts);

}  // namespace gg::riff
