#pragma once

#include "embedding/octets.h"

#include <initializer_list>
#include <string_view>
#include <vector>

// Initialization and media segments of streams, as small as they can be.

namespace gg::signing::test {

inline embedding::Octets stream_box(std::string_view type,
                                    std::initializer_list<embedding::Octets> parts) {
  embedding::Octets payload;
  for (const auto& part : parts) payload.add(part.bytes());
  return embedding::Octets().u32(payload.size() + 8).text(type).add(payload.bytes());
}

inline std::vector<std::byte> init_of(std::string_view brand) {
  using embedding::Octets;
  const auto type = stream_box("ftyp", {Octets().text(brand).u32(0).text(brand)});
  return Octets(type)
      .add(stream_box("moov", {stream_box("free", {Octets().text(brand)})}).bytes())
      .bytes();
}

/// With an index before the fragment, whose first offset has to follow.
inline std::vector<std::byte> segment_of(std::uint32_t track, std::string_view samples) {
  using embedding::Octets;
  const auto type = stream_box("styp", {Octets().text("msdh").u32(0).text("msdh")});
  const auto header = stream_box("tfhd", {Octets().u32(0x20000).u32(track)});
  const auto fragment = stream_box("moof", {stream_box("traf", {header})});
  const auto media = stream_box("mdat", {Octets().text(samples)});
  Octets index;
  index.u32(0).u32(track).u32(1000).u32(0).u32(0).u16(0).u16(1);
  index.u32(fragment.size() + media.size()).u32(1).u32(0);
  Octets segment(type);
  segment.add(stream_box("sidx", {index}).bytes()).add(fragment.bytes()).add(media.bytes());
  return segment.bytes();
}

}  // namespace gg::signing::test
