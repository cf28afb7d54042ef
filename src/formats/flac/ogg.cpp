#include "formats/flac/ogg.h"

#include "formats/flac/faults.h"
#include "formats/flac/vorbis_comment.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace gg::ogg {
namespace {

namespace faults = flac::faults;

constexpr std::uint32_t capture_pattern = 0x4F676753U;  // "OggS"
constexpr std::size_t streams_max = 16;
constexpr std::uint8_t segment_full = 255;  ///< A packet goes on in the next segment.

/// A kind of stream: how its first packet begins, how its second does, and what the second is
/// called.
struct Codec {
  std::string_view first_magic;
  std::string_view comment_magic;
  std::string_view comment_name;
};

constexpr auto codecs = std::to_array<Codec>({{"\x01vorbis", "\x03vorbis", "vorbis comment"},
                                              {"OpusHead", "OpusTags", "OpusTags"},
                                              {"\x80theora", "\x81theora", "theora comment"},
                                              {"Speex   ", "", "Speex comment"},
                                              {"\x7F"
                                               "FLAC",
                                               "", "FLAC/VORBIS_COMMENT"}});

/// One logical stream while its first two packets are put together.
struct Stream {
  const Codec* codec = nullptr;  ///< Nothing for a kind without comments.
  std::vector<std::byte> packet;
  std::uint64_t packet_page_offset = 0;
  int packets_read = 0;

  [[nodiscard]] bool is_done() const {
    return packets_read > 0 && (codec == nullptr || packets_read > 1);
  }
};

const Codec* find_codec(Bytes packet) {
  for (const auto& codec : codecs) {
    Reader in(packet);
    const auto begin = in.text(codec.first_magic.size());
    if (begin.has_value() && *begin == codec.first_magic) return &codec;
  }
  return nullptr;
}

/// Width and height of the picture region. Source: Theora specification section 6.2.
Parsed<void> read_theora_size(Reader in, Parts& parts) {
  TRY(in.skip(7 + 3 + 4));  // magic, version, size in macro blocks
  const auto u24 = [&in]() -> Parsed<std::uint32_t> {
    TRY_LET(const auto high, in.u8());
    TRY_LET(const auto low, in.u16());
    return std::uint32_t{high} << 16U | low;
  };
  PictureSize size;
  TRY_LET(size.width_pixels, u24());
  TRY_LET(size.height_pixels, u24());
  if (!parts.picture) parts.picture = size;
  return {};
}

/// The pages of one file.
class PageWalk {
 public:
  explicit PageWalk(Parts& parts) : parts_(parts) {}

  Parsed<void> run(Reader in) {
    while (streams_.empty() || !is_done()) {
      if (in.at_end()) return in.error(faults::missing_comments);
      TRY(parts_.budget().charge_item(in));
      TRY(read_page(in));
    }
    return {};
  }

 private:
  /// All streams begin before any goes on, so when all known ones are done, none is to come.
  [[nodiscard]] bool is_done() const {
    for (const auto& [serial, stream] : streams_)
      if (!stream.is_done()) return false;
    return true;
  }

  Parsed<void> read_page(Reader& in) {
    const auto at = in;
    TRY_LET(const auto pattern, in.u32());
    if (pattern != capture_pattern) return at.error(faults::bad_page);
    TRY(in.skip(2 + 8));  // version, flags, granule position
    TRY_LET(const auto serial, in.u32_le());
    TRY(in.skip(4 + 4));  // sequence number, checksum
    TRY_LET(const auto segments, in.u8());
    TRY_LET(auto lacing, in.child(segments));
    if (!streams_.contains(serial) && streams_.size() >= streams_max)
      return at.error(faults::too_many_streams);
    auto& stream = streams_[serial];
    while (!lacing.at_end()) {
      TRY_LET(const auto size, lacing.u8());
      TRY(read_segment(in, size, at.offset(), stream));
    }
    return {};
  }

  Parsed<void> read_segment(Reader& in, std::uint8_t size, std::uint64_t page_offset,
                            Stream& stream) {
    if (stream.is_done()) return in.skip(size);
    if (stream.packet.empty()) stream.packet_page_offset = page_offset;
    TRY(parts_.budget().charge_bytes(size, in));
    TRY_LET(const auto bytes, in.take(size));
    stream.packet.insert(stream.packet.end(), bytes.begin(), bytes.end());
    if (size == segment_full) return {};
    const auto packet = parts_.keep(std::move(stream.packet));
    stream.packet.clear();
    ++stream.packets_read;
    return read_packet(packet, stream, in);
  }

  Parsed<void> read_packet(Bytes packet, Stream& stream, const Reader& in) {
    const Reader body(packet, stream.packet_page_offset);
    if (stream.packets_read == 1) {
      stream.codec = find_codec(packet);
      if (stream.codec != nullptr && stream.codec->first_magic.ends_with("theora"))
        parts_.tolerate("Ogg/theora", read_theora_size(body, parts_));
      return {};
    }
    const Place place{"Ogg/" + std::string(stream.codec->comment_name), stream.packet_page_offset,
                      in.offset() - stream.packet_page_offset};
    parts_.tolerate(place.path, read_comments(body, *stream.codec, place));
    return {};
  }

  Parsed<void> read_comments(Reader body, const Codec& codec, const Place& place) {
    const auto at = body;
    TRY_LET(const auto begin, body.text(codec.comment_magic.size()));
    if (begin != codec.comment_magic) return at.error(faults::bad_magic);
    if (codec.comment_name.starts_with("FLAC")) TRY(body.skip(4));  // metadata block header
    return flac::read_vorbis_comment(body, place, flac::CommentBytes::PutTogether, parts_);
  }

  Parts& parts_;
  std::map<std::uint32_t, Stream> streams_;
};

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) { return PageWalk(parts).run(file); }

}  // namespace gg::ogg
