#include "formats/mpeg_audio/mpeg_audio.h"

#include "base/text.h"
#include "formats/id3/id3.h"
#include "formats/mpeg_audio/faults.h"
#include "formats/mpeg_audio/frame_header.h"

#include <algorithm>
#include <string>

namespace gg::mpeg_audio {
namespace {

constexpr std::uint64_t search_bytes_max = 64U << 10;  ///< Padding that tools leave behind tags.
constexpr std::uint64_t encoder_bytes = 9;
constexpr std::uint32_t xing = 0x58696E67U;
constexpr std::uint32_t info = 0x496E666FU;

/// The first frame, and where it begins.
struct FirstFrame {
  FrameHeader header;
  Reader at;
};

/// True when the frame at `at` is followed by another, or by the end of the file: two headers in
/// a row are no accident.
bool is_followed_by_frame(Reader at, const FrameHeader& header) {
  if (header.size_bytes >= at.remaining()) return true;
  if (!at.skip(header.size_bytes).has_value()) return false;
  const auto raw = at.u32();
  return !raw.has_value() || parse_frame_header(*raw).has_value() ||
         *raw >> 8U == 0x544147U;  // TAG
}

/// Looks for the first frame near `in`: offsets of sync bytes in a window, then each in turn.
Parsed<FirstFrame> find_first_frame(Reader in, Parts& parts) {
  auto window = in;
  const auto size = std::min(in.remaining(), search_bytes_max);
  TRY(parts.budget().charge_bytes(size, in));
  TRY_LET(const auto bytes, window.take(size));
  for (std::size_t index = 0; index + 4 <= bytes.size(); ++index) {
    if (bytes[index] != std::byte{0xFF}) continue;
    auto at = in;
    TRY(at.skip(index));
    const auto frame = at;
    TRY_LET(const auto raw, at.u32());
    const auto header = parse_frame_header(raw);
    if (header && is_followed_by_frame(frame, *header)) return FirstFrame{*header, frame};
  }
  return in.error(faults::no_frame);
}

Parsed<void> add_mark(std::string_view key, std::string value, std::string_view name,
                      const Reader& at, std::uint64_t size, Parts& parts) {
  return parts.add({Carrier::EncoderMark,
                    std::string(key),
                    std::move(value),
                    {"MP3/" + std::string(name), at.offset(), size}},
                   at);
}

/// The Xing or Info header stands where a first frame has its sound, and names the encoder behind
/// the parts that its flags announce, in nine characters.
Parsed<void> read_encoder(const FirstFrame& frame, Parts& parts) {
  auto in = frame.at;
  TRY(in.skip(4 + std::uint64_t{frame.header.side_info_bytes()}));
  TRY_LET(const auto magic, in.u32());
  if (magic != xing && magic != info) return {};
  TRY_LET(const auto flags, in.u32());
  std::uint64_t announced = 0;
  if ((flags & 1U) != 0) announced += 4;    // count of frames
  if ((flags & 2U) != 0) announced += 4;    // bytes
  if ((flags & 4U) != 0) announced += 100;  // table of contents
  if ((flags & 8U) != 0) announced += 4;    // quality
  TRY(in.skip(announced));
  const auto at = in;
  TRY_LET(const auto raw, in.text(std::min(in.remaining(), encoder_bytes)));
  const auto end = std::ranges::find_if_not(raw, [](char c) { return c > 0x20 && c < 0x7F; });
  const std::string encoder(raw.begin(), end);
  if (encoder.size() < 4) return {};
  return add_mark("encoder", encoder, "Xing/encoder", at, encoder.size(), parts);
}

Parsed<void> read_first_frame(const Reader& in, Parts& parts) {
  TRY_LET(const auto frame, find_first_frame(in, parts));
  TRY(add_mark("sample_rate_hz", std::to_string(frame.header.sample_rate_hz), "frame", frame.at, 4,
               parts));
  parts.tolerate("MP3/Xing", read_encoder(frame, parts));
  return {};
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  auto in = file;
  while (id3::starts_tag(in)) {
    TRY(parts.budget().charge_item(in));
    TRY_LET(const auto size, id3::walk(in, "MP3", parts));
    TRY(in.skip(size));
  }
  TRY(id3::walk_trailing(file, "MP3", parts));
  return read_first_frame(in, parts);
}

}  // namespace gg::mpeg_audio
