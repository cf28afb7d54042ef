#pragma once

#include "formats/jpeg/segment.h"

#include <vector>

namespace gg::jpeg {

/// Puts JUMBF boxes together that stand in APP11 segments, cut into packets which share a box
/// instance number and repeat the header of their box. *single thread*
/// Source: ISO/IEC 18477-3 annex B (box instance, packet sequence); ISO/IEC 19566-5 annex D.
class JumbfPackets {
 public:
  /// Takes an APP11 segment that begins with "JP". Faults: bad_jumbf_packet.
  Parsed<void> add(const Segment& segment);

  /// Gives each box that holds C2PA as a credential store, in the order of their first segments.
  /// Damage (jumbf_gap, jumbf_length) is noted; the store is given as it is, for who validates it
  /// must see it.
  void give(std::string_view path, Parts& parts);

 private:
  struct Packet {
    std::uint32_t sequence;
    Reader box;      ///< The whole packet from its box header on.
    Reader header;   ///< The box header that each packet repeats.
    Reader payload;  ///< What follows it.
    std::uint64_t first;
    std::uint64_t end;
  };
  struct Box {
    std::uint16_t instance;
    std::uint32_t size_field;
    std::vector<Packet> packets;
  };
  static Parsed<void> give_box(Box& box, std::string_view path, Parts& parts);

  std::vector<Box> boxes_;
};

}  // namespace gg::jpeg
