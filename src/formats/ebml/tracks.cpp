#include "formats/ebml/tracks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace gg::ebml {
namespace {

std::uint32_t to_pixels(std::uint64_t value) {
  constexpr std::uint64_t pixels_max = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::min(value, pixels_max));
}

Parsed<void> walk_video(const Element& video, const Scope& scope) {
  PictureSize size;
  TRY(each_element(video.payload, scope, [&](const Element& element) -> Parsed<void> {
    if (element.id != 0xB0 && element.id != 0xBA) return {};
    TRY_LET(const auto pixels, read_unsigned(element.payload));
    (element.id == 0xB0 ? size.width_pixels : size.height_pixels) = to_pixels(pixels);
    return {};
  }));
  const auto area = [](const PictureSize& each) {
    return std::uint64_t{each.width_pixels} * each.height_pixels;
  };
  auto& picture = scope.parts.picture;
  if (area(size) > (picture ? area(*picture) : 0)) picture = size;
  return {};
}

Parsed<void> walk_audio(const Element& audio, const Scope& scope) {
  constexpr std::uint32_t sampling_frequency = 0xB5;
  constexpr double hertz_max = 1e9;
  return each_element(audio.payload, scope, [&](const Element& element) -> Parsed<void> {
    if (element.id != sampling_frequency) return {};
    TRY_LET(const auto rate, read_float(element.payload));
    if (!(rate >= 1) || rate > hertz_max) return {};
    return add_field("audio_sample_rate_hz", std::to_string(std::llround(rate)), element,
                     scope.enter("SamplingFrequency"));
  });
}

Parsed<void> add_track_text(std::string key, const Element& element, const Scope& scope) {
  TRY_LET(auto text, read_text(element, scope));
  return add_field(std::move(key), std::move(text), element, scope);
}

Parsed<void> walk_track(const Element& track, const Scope& scope) {
  return each_element(track.payload, scope, [&](const Element& element) -> Parsed<void> {
    switch (element.id) {
      case 0x86:
        return add_track_text("CodecID", element, scope.enter("CodecID"));
      case 0x258688:
        return add_track_text("CodecName", element, scope.enter("CodecName"));
      case 0x536E:
        return add_track_text("TrackName", element, scope.enter("Name"));
      case 0xE0:
        return walk_video(element, scope.enter("Video"));
      case 0xE1:
        return walk_audio(element, scope.enter("Audio"));
      default:
        return {};
    }
  });
}

}  // namespace

Parsed<void> walk_tracks(const Element& tracks, const Scope& scope) {
  constexpr std::uint32_t track_entry = 0xAE;
  return each_element(tracks.payload, scope, [&](const Element& element) -> Parsed<void> {
    return element.id == track_entry ? walk_track(element, scope.enter("TrackEntry"))
                                     : Parsed<void>();
  });
}

}  // namespace gg::ebml
