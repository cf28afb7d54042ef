#pragma once

#include "embedding/draft.h"

#include <map>
#include <optional>
#include <string>

namespace gg::embedding {

/// A chunk of the first RIFF of a file: its payload, and where its header begins. *value*
struct RiffChunk {
  std::uint32_t id = 0;
  std::uint64_t first = 0;
  std::uint64_t payload_first = 0;
  std::uint64_t payload_bytes = 0;

  [[nodiscard]] std::uint64_t payload_end() const { return payload_first + payload_bytes; }
};

/// The first RIFF of a file, its chunks in order. *value*
struct RiffFile {
  Endian order = Endian::Little;
  bool long_form = false;  ///< RF64 or BW64.
  std::uint32_t form = 0;  ///< "WAVE" as a number.
  std::uint32_t size_field = 0;
  std::uint64_t end = 0;  ///< Of the chunks, from the start of the file.
  std::vector<RiffChunk> chunks;

  [[nodiscard]] const RiffChunk* find(std::uint32_t id) const;
};

/// Reads chunk headers. Faults: unfinished_recording, bad_structure, too_many_items, truncated.
/// Source: RIFF 1.0; EBU Tech 3306 (RF64); ITU-R BS.2088-1 (BW64).
Parsed<RiffFile> read_riff(const Reader& file, Budget& budget);

/// Keeps the indexes of a long AVI (OpenDML `indx`, `ix##`) true, whose offsets count from the
/// start of the file. The changes that move bytes are made already.
/// Faults: those of reading. Source: OpenDML AVI File Format Extensions 1.02 section 3.
Parsed<void> move_avi_indexes(Draft& draft, const RiffFile& riff);

}  // namespace gg::embedding
