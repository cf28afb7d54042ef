#include "formats/bmff/sample_entry.h"

#include "base/text.h"
#include "formats/bmff/first_sample.h"
#include "formats/bmff/text.h"
#include "formats/bmff/user_data_unit.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

namespace gg::bmff {
namespace {

/// A counted name in a field of 32 bytes; some writers leave out the count.
std::string compressor_name(std::string_view field) {
  const auto size = static_cast<unsigned char>(field.front());
  const auto name = size < field.size() && size != 0 ? field.substr(1, size) : field;
  return guess_to_utf8(trimmed(name.substr(0, name.find('\0', 1))));
}

Parsed<void> read_video_entry(const Box& box, const Track& track, const Scope& scope) {
  auto in = box.payload;
  TRY(in.skip(8 + 16 + 4 + 14));  // to the name: references, sizes, resolutions, frame count
  TRY_LET(const auto name, in.text(32));
  TRY(add_fact("compressor", compressor_name(name), box, scope.enter("compressor")));
  TRY(in.skip(4));
  return each_box(in, scope, [&](const Box& child, const Scope& inner) -> Parsed<void> {
    const bool is_hevc = child.type.value == "hvcC"_4cc;
    if (!is_hevc && child.type.value != "avcC"_4cc) return {};
    TRY_LET(const auto layout,
            is_hevc ? read_hevc_configuration(child, inner) : read_avc_configuration(child));
    return read_first_sample(track, layout, scope);
  });
}

/// A whole number of Hz from a QuickTime 64-bit float; nothing for what is no rate.
std::optional<std::uint64_t> to_hertz(std::uint64_t bits) {
  constexpr double hertz_max = 1e9;
  const auto rate = std::bit_cast<double>(bits);
  if (!(rate >= 1) || rate > hertz_max) return {};
  return static_cast<std::uint64_t>(std::llround(rate));
}

/// The rate stands in 16 whole bits; faster sound states 0 there, and its rate as the timescale of
/// the media, or (QuickTime version 2) as a float.
Parsed<void> read_sound_entry(const Box& box, const Track& track, const Scope& scope) {
  constexpr unsigned quicktime_version_2 = 2;
  auto in = box.payload;
  TRY(in.skip(8));
  TRY_LET(const auto version, in.u16());
  TRY(in.skip(14));  // revision, vendor, channels, sample size, compression, packet size
  TRY_LET(const auto rate_16_16, in.u32());
  std::uint64_t rate = rate_16_16 >> 16U;
  if (version == quicktime_version_2) {
    TRY(in.skip(4));
    TRY_LET(const auto bits, in.u64());
    rate = to_hertz(bits).value_or(0);
  }
  if (rate == 0) rate = track.timescale_hz;
  if (rate == 0) return {};
  return add_fact("audio_sample_rate_hz", std::to_string(rate), box, scope);
}

}  // namespace

Parsed<void> walk_sample_entries(const Track& track, const Scope& scope) {
  auto in = track.sample_entries->payload;
  TRY(read_version(in));
  TRY(in.skip(4));  // count: the boxes say it themselves
  return each_box(in, scope, [&](const Box& box, const Scope& inner) -> Parsed<void> {
    TRY(add_fact("codec", to_text(box.type), box, inner));
    if (track.handler.value == "vide"_4cc) return read_video_entry(box, track, inner);
    if (track.handler.value == "soun"_4cc) return read_sound_entry(box, track, inner);
    return {};
  });
}

}  // namespace gg::bmff
