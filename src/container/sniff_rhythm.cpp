#include "container/sniff.h"

#include <algorithm>
#include <array>

namespace gg::sniffing {
namespace {

using namespace std::string_view_literals;

unsigned byte_at(std::string_view head, std::size_t offset) {
  return static_cast<unsigned char>(head.at(offset));
}

/// What must stay the same from one frame of MPEG audio to the next, and how long this one is.
struct AudioFrame {
  unsigned kind;  ///< Version, layer and sample rate.
  std::size_t size_bytes;
};

/// Bit rates in kbit/s by index, for MPEG-1 layers I, II, III and MPEG-2 layers I, II and III.
constexpr std::array<std::array<unsigned, 16>, 5> kilobits{{
    {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, 0},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0},
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256, 0},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0},
}};

/// Reads a frame header of MPEG audio. Source: ISO/IEC 11172-3 section 2.4.1.3, 13818-3.
std::optional<AudioFrame> mpeg_frame(std::string_view head, std::size_t offset) {
  if (offset + 4 > head.size() || byte_at(head, offset) != 0xFF) return std::nullopt;
  const auto second = byte_at(head, offset + 1);
  const auto third = byte_at(head, offset + 2);
  const auto version = second >> 3U & 3U;  // 0: 2.5, 2: 2, 3: 1
  const auto layer = 4U - (second >> 1U & 3U);
  const auto rate_index = third >> 2U & 3U;
  if (second < 0xE0 || version == 1 || layer == 4 || rate_index == 3) return std::nullopt;
  const bool first_version = version == 3;
  const auto row = first_version ? layer - 1U : (layer == 1 ? 3U : 4U);
  const auto bit_rate = 1000U * kilobits.at(row).at(third >> 4U);
  if (bit_rate == 0) return std::nullopt;
  constexpr std::array<unsigned, 3> rates{44100, 48000, 32000};
  const auto sample_rate = rates.at(rate_index) >> (first_version ? 0U : version == 2 ? 1U : 2U);
  const auto padding = third >> 1U & 1U;
  const auto size =
      layer == 1 ? (12U * bit_rate / sample_rate + padding) * 4U
                 : (layer == 3 && !first_version ? 72U : 144U) * bit_rate / sample_rate + padding;
  return AudioFrame{(second & 0x1EU) << 8U | (third & 0x0CU), size};
}

/// Two frames in a row of one kind; a file of one whole frame will do.
bool is_mpeg_audio(std::string_view head) {
  const auto first = mpeg_frame(head, 0);
  if (!first) return false;
  const auto second = mpeg_frame(head, first->size_bytes);
  return second && second->kind == first->kind;
}

/// Two ADTS headers in a row. Source: ISO/IEC 13818-7 section 6.2.
bool is_adts(std::string_view head) {
  const auto is_header = [&](std::size_t offset) {
    return offset + 7 <= head.size() && byte_at(head, offset) == 0xFF &&
           (byte_at(head, offset + 1) & 0xF6U) == 0xF0U &&
           (byte_at(head, offset + 2) >> 2U & 15U) < 13;
  };
  if (!is_header(0)) return false;
  const auto size_bytes =
      (byte_at(head, 3) & 3U) << 11U | byte_at(head, 4) << 3U | byte_at(head, 5) >> 5U;
  return size_bytes >= 7 && is_header(size_bytes);
}

/// Sync bytes at the same place of every packet, at least four of them (or all of a short file).
bool is_transport(std::string_view head, std::size_t packet_bytes, std::size_t first) {
  std::size_t count = 0;
  for (auto offset = first; offset < head.size(); offset += packet_bytes, ++count)
    if (byte_at(head, offset) != 0x47) return false;
  return count >= 4;
}

/// An MXF partition pack behind a run-in, as far as the head reaches.
bool is_mxf_with_run_in(std::string_view head) {
  return head.find("\x06\x0E\x2B\x34\x02\x05\x01\x01\x0D\x01\x02\x01\x01\x02"sv) !=
         std::string_view::npos;
}

}  // namespace

std::optional<Format> by_rhythm(std::string_view head) {
  if (is_transport(head, 188, 0) || is_transport(head, 192, 4) || is_transport(head, 204, 0))
    return Format::MpegTs;
  if (is_adts(head)) return Format::Aac;
  if (is_mpeg_audio(head)) return Format::Mp3;
  if (is_mxf_with_run_in(head)) return Format::Mxf;
  return std::nullopt;
}

}  // namespace gg::sniffing
