#pragma once

#include "formats/jpeg/extended_xmp.h"
#include "formats/jpeg/jumbf_packets.h"
#include "formats/jpeg/segment.h"

#include <string>
#include <vector>

namespace gg::jpeg {

/// Walks the segments of one picture, from behind its SOI to its EOI. *single thread*
class PictureWalk {
 public:
  /// `name` begins every path: "JPEG", "JPEG[2]".
  PictureWalk(std::string name, Parts& parts) : name_(std::move(name)), parts_(parts) {}

  /// Moves `in` behind EOI; a file that is not in memory stays at its first scan.
  /// Faults: missing_end, missing_marker, bad_segment_length, truncated, too_many_items.
  Parsed<void> walk(Reader& in);

 private:
  Parsed<void> segments(Reader& in);
  void segment(const Segment& segment);
  Parsed<void> app(const Segment& segment, const std::string& path);
  Parsed<void> text_segment(const Segment& segment, Carrier carrier, const std::string& path);
  Parsed<void> frame(Reader payload);
  void put_together();

  std::string name_;
  Parts& parts_;
  ExtendedXmp extended_xmp_;
  JumbfPackets jumbf_;
  std::vector<Reader> photoshop_;
};

}  // namespace gg::jpeg
