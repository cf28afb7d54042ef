#pragma once

#include "formats/jpeg/segment.h"

#include <string>
#include <vector>

namespace gg::jpeg {

/// Puts extended XMP together: packets of more than 64 KB, cut into APP1 segments that carry a
/// GUID, the size of the whole and their offset in it, in any order. *single thread* Source: XMP
/// part 3 (2020) section 1.1.3.1.
class ExtendedXmp {
 public:
  /// Takes one segment's payload, from behind its identifier. Faults: truncated.
  Parsed<void> add(Reader payload);

  /// Walks every packet that is whole; a part that is missing or stands twice is noted as xmp_gap.
  void walk(std::string_view path, Parts& parts);

 private:
  struct Piece {
    std::uint32_t offset_in_packet;
    Reader payload;
  };
  struct Packet {
    std::string guid;
    std::uint32_t size_bytes;
    std::vector<Piece> pieces;
  };
  static Parsed<void> walk_packet(Packet& packet, std::string_view path, Parts& parts);

  std::vector<Packet> packets_;
};

}  // namespace gg::jpeg
