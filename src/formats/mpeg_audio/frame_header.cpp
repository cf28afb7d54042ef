#include "formats/mpeg_audio/frame_header.h"

#include <array>

namespace gg::mpeg_audio {
namespace {

using Rates = std::array<std::uint16_t, 15>;  ///< kbit/s by index; 0 is the free format.

constexpr Rates layer_1 = {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448};
constexpr Rates layer_2 = {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384};
constexpr Rates layer_3 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
constexpr Rates half_layer_1 = {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256};
constexpr Rates half_layer_2_3 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
constexpr std::array<std::uint32_t, 3> sample_rates_hz = {44100, 48000, 32000};

const Rates& rates_of(std::uint8_t layer, bool mpeg_1) {
  if (!mpeg_1) return layer == 1 ? half_layer_1 : half_layer_2_3;
  if (layer == 1) return layer_1;
  return layer == 2 ? layer_2 : layer_3;
}

std::uint32_t frame_bytes(const FrameHeader& header, std::uint32_t rate_bits,
                          std::uint32_t padding) {
  if (header.layer == 1) return (12 * rate_bits / header.sample_rate_hz + padding) * 4;
  const std::uint32_t factor = header.layer == 3 && !header.mpeg_1 ? 72 : 144;
  return factor * rate_bits / header.sample_rate_hz + padding;
}

}  // namespace

std::optional<FrameHeader> parse_frame_header(std::uint32_t raw) {
  const std::uint32_t version = raw >> 19U & 3U;  // 0: 2.5, 2: 2, 3: 1
  const std::uint32_t layer_code = raw >> 17U & 3U;
  const std::uint32_t rate_index = raw >> 12U & 15U;
  const std::uint32_t frequency_index = raw >> 10U & 3U;
  if (raw >> 21U != 0x7FFU || version == 1 || layer_code == 0) return std::nullopt;
  if (rate_index == 0 || rate_index == 15 || frequency_index == 3) return std::nullopt;
  FrameHeader header;
  header.layer = static_cast<std::uint8_t>(4 - layer_code);
  header.mpeg_1 = version == 3;
  header.mono = (raw >> 6U & 3U) == 3;
  header.sample_rate_hz = sample_rates_hz.at(frequency_index);
  if (version != 3) header.sample_rate_hz /= 2;
  if (version == 0) header.sample_rate_hz /= 2;
  const std::uint32_t rate_bits = rates_of(header.layer, header.mpeg_1).at(rate_index) * 1000U;
  header.size_bytes = frame_bytes(header, rate_bits, raw >> 9U & 1U);
  return header;
}

}  // namespace gg::mpeg_audio
