#include "formats/id3/id3.h"

#include "bytes/inflate.h"
#include "formats/id3/faults.h"
#include "formats/id3/frame.h"
#include "formats/id3/sync_safe.h"
#include "formats/id3/unsynchronisation.h"

#include <algorithm>
#include <optional>
#include <string>

namespace gg::id3 {
namespace {

constexpr std::uint64_t header_bytes = 10;

struct TagHeader {
  std::uint8_t version = 0;  ///< 2, 3 or 4.
  std::uint8_t flags = 0;
  std::uint64_t size_bytes = 0;  ///< Behind the header, without the footer.

  [[nodiscard]] bool unsynchronised() const { return (flags & 0x80U) != 0; }
  [[nodiscard]] bool has_extended_header() const { return version > 2 && (flags & 0x40U) != 0; }
  [[nodiscard]] bool has_footer() const { return version == 4 && (flags & 0x10U) != 0; }
};

Parsed<std::uint32_t> read_sync_safe(Reader& in) {
  const auto at = in;
  TRY_LET(const auto raw, in.u32());
  const auto size = from_sync_safe(raw);
  if (!size) return at.error(faults::bad_size);
  return *size;
}

Parsed<TagHeader> parse_tag_header(Reader& in) {
  const auto at = in;
  TRY_LET(const auto magic, in.u16());
  TRY_LET(const auto letter, in.u8());
  if (magic != 0x4944U || letter != '3') return at.error(faults::bad_magic);
  TagHeader header;
  const auto version_at = in;
  TRY_LET(header.version, in.u8());
  if (header.version < 2 || header.version > 4) return version_at.error(faults::bad_version);
  TRY(in.skip(1));  // revision
  TRY_LET(header.flags, in.u8());
  TRY_LET(header.size_bytes, read_sync_safe(in));
  return header;
}

/// What the two flag bytes of a frame say of its body, whatever the version.
struct FrameFlags {
  bool grouped = false;
  bool compressed = false;
  bool encrypted = false;
  bool unsynchronised = false;
  bool has_length = false;
};

FrameFlags frame_flags(std::uint8_t version, std::uint16_t raw) {
  if (version == 2) return {};
  if (version == 3)
    return {.grouped = (raw & 0x20U) != 0,
            .compressed = (raw & 0x80U) != 0,
            .encrypted = (raw & 0x40U) != 0,
            .has_length = (raw & 0x80U) != 0};
  return {.grouped = (raw & 0x40U) != 0,
          .compressed = (raw & 0x08U) != 0,
          .encrypted = (raw & 0x04U) != 0,
          .unsynchronised = (raw & 0x02U) != 0,
          .has_length = (raw & 0x01U) != 0};
}

bool is_frame_id(std::string_view id) {
  return std::ranges::all_of(
      id, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

/// An id from its bytes in a number: numbers are peeked, text would be copied out of a big file.
std::string id_text(std::uint32_t raw, unsigned size) {
  std::string id;
  for (unsigned index = size; index-- > 0;) id += static_cast<char>(raw >> (8U * index) & 0xFFU);
  return id;
}

/// The frames of one tag.
class FrameWalk {
 public:
  FrameWalk(const TagHeader& header, std::string path, Parts& parts)
      : header_(header), path_(std::move(path)), parts_(parts) {}

  /// Reads the frames in `body`, which begins behind the tag's header.
  Parsed<void> run(Reader body) {
    if (header_.version == 4 || !header_.unsynchronised()) return walk_frames(body);
    TRY(parts_.budget().charge_bytes(resynchronise_cost_bytes(body.remaining()), body));
    base_ = body.offset();
    TRY_LET(const auto encoded, body.take(body.remaining()));
    decoded_ = resynchronise(encoded);
    // Parts keep the plain bytes: credential stores may point into them.
    const auto plain = parts_.keep(std::move(decoded_->bytes));
    const auto walked = walk_frames(Reader(plain, base_));
    if (!walked.has_value()) return fail(in_file(walked.error()));
    return {};
  }

 private:
  /// A place in resynchronised bytes as a place in the file.
  [[nodiscard]] std::uint64_t in_file(std::uint64_t offset) const {
    return decoded_ ? base_ + decoded_->encoded_offset(offset - base_) : offset;
  }
  [[nodiscard]] ParseError in_file(ParseError error) const {
    return {error.fault, in_file(error.offset)};
  }

  Parsed<void> walk_frames(Reader body) {
    if (header_.has_extended_header()) TRY(skip_extended_header(body));
    const std::uint64_t frame_header_bytes = header_.version == 2 ? 6 : 10;
    while (body.remaining() >= frame_header_bytes) {
      auto peek = body;
      TRY_LET(const auto first, peek.u8());
      if (first == 0) return {};  // padding
      TRY(parts_.budget().charge_item(body));
      TRY(walk_frame(body));
    }
    return {};
  }

  Parsed<void> skip_extended_header(Reader& body) const {
    if (header_.version == 4) {
      TRY_LET(const auto size, read_sync_safe(body));
      if (size < 6) return body.error(faults::bad_size);
      return body.skip(size - 4);
    }
    TRY_LET(const auto size, body.u32());
    return body.skip(size);
  }

  Parsed<void> walk_frame(Reader& body) {
    const auto first = body;
    const unsigned id_bytes = header_.version == 2 ? 3 : 4;
    std::uint32_t raw_id = 0;
    for (unsigned index = 0; index < id_bytes; ++index) {
      TRY_LET(const auto letter, body.u8());
      raw_id = raw_id << 8U | letter;
    }
    const auto id = id_text(raw_id, id_bytes);
    if (!is_frame_id(id)) return first.error(faults::bad_frame_id);
    TRY_LET(const auto size, read_frame_size(body));
    std::uint16_t raw_flags = 0;
    if (header_.version != 2) {
      TRY_LET(raw_flags, body.u16());
    }
    if (size > body.remaining()) return first.error(faults::frame_too_long);
    TRY_LET(const auto content, body.child(size));
    Frame frame{.id = header_.version == 2 ? modern_frame_id(id) : id,
                .body = content,
                .place = {path_ + "/" + id, in_file(first.offset()),
                          in_file(body.offset()) - in_file(first.offset())},
                .three_letter_picture = header_.version == 2};
    note_damage(frame, unpack_and_read(frame, frame_flags(header_.version, raw_flags)));
    return {};
  }

  void note_damage(const Frame& frame, const Parsed<void>& read) {
    if (read.has_value()) return;
    // Bytes that were unpacked have no place of their own: the frame is named.
    const auto error =
        unpacked_ ? ParseError{read.error().fault, frame.place.offset} : in_file(read.error());
    parts_.note(frame.place.path, error);
  }

  /// The size field: three bytes in 2.2, four in 2.3, four sync-safe ones in 2.4. Old iTunes wrote
  /// plain numbers into 2.4 tags: taken as plain where only that reading leads to a next frame.
  Parsed<std::uint64_t> read_frame_size(Reader& in) const {
    if (header_.version == 2) {
      TRY_LET(const auto high, in.u8());
      TRY_LET(const auto low, in.u16());
      return std::uint64_t{high} << 16U | low;
    }
    const auto at = in;
    TRY_LET(const auto raw, in.u32());
    if (header_.version == 3) return raw;
    const auto safe = from_sync_safe(raw);
    if (safe && (*safe == raw || leads_to_frame(in, *safe))) return *safe;
    if (leads_to_frame(in, raw)) return raw;
    if (!safe) return at.error(faults::bad_size);
    return *safe;
  }

  /// True when a frame body of `size` bytes (behind two flag bytes) is followed by a frame id,
  /// padding or the end of the tag.
  static bool leads_to_frame(Reader in, std::uint64_t size) {
    if (!in.skip(2 + size).has_value()) return false;
    if (in.at_end()) return true;
    const auto raw = in.u32();
    return raw.has_value() && (*raw == 0 || is_frame_id(id_text(*raw, 4)));
  }

  Parsed<void> unpack_and_read(Frame& frame, const FrameFlags& flags) {
    unpacked_ = false;
    if (flags.encrypted) return frame.body.error(faults::encrypted_frame);
    if (flags.has_length) TRY(frame.body.skip(4));
    if (flags.grouped) TRY(frame.body.skip(1));
    const bool encoded = header_.version == 4 && (flags.unsynchronised || header_.unsynchronised());
    TRY_LET(frame.body, frame.body.child(frame.body.remaining()));
    if (encoded) TRY(undo_unsynchronisation(frame));
    if (flags.compressed) TRY(undo_compression(frame));
    return read_frame(frame, parts_);
  }

  Parsed<void> undo_unsynchronisation(Frame& frame) {
    auto& body = frame.body;
    TRY(parts_.budget().charge_bytes(resynchronise_cost_bytes(body.remaining()), body));
    TRY_LET(const auto encoded, body.take(body.remaining()));
    body = Reader(parts_.keep(resynchronise(encoded).bytes), frame.place.offset);
    unpacked_ = true;
    return {};
  }

  Parsed<void> undo_compression(Frame& frame) {
    auto& body = frame.body;
    TRY(parts_.budget().charge_bytes(body.remaining(), body));
    TRY_LET(const auto packed, body.take(body.remaining()));
    unpacked_ = true;
    TRY_LET(auto plain, inflate(packed, Wrapping::Zlib, parts_.budget(), body));
    body = Reader(parts_.keep(std::move(plain)), frame.place.offset);
    return {};
  }

  TagHeader header_;
  std::string path_;
  Parts& parts_;
  std::uint64_t base_ = 0;
  std::optional<Resynchronised>
      decoded_;            ///< Set when the whole tag was unsynchronised (2.2, 2.3).
  bool unpacked_ = false;  ///< The frame at hand was changed on its own.
};

}  // namespace

bool starts_tag(Reader in) {
  const auto magic = in.u16();
  if (!magic.has_value() || *magic != 0x4944U) return false;
  const auto letter = in.u8();
  return letter.has_value() && *letter == '3';
}

Parsed<std::uint64_t> walk(Reader tag, std::string_view path, Parts& parts) {
  TRY_LET(const auto header, parse_tag_header(tag));
  const auto tag_path = std::string(path) + "/ID3v2." + std::to_string(header.version);
  const auto present = std::min(header.size_bytes, tag.remaining());
  TRY_LET(const auto body, tag.child(present));
  parts.tolerate(tag_path, FrameWalk(header, tag_path, parts).run(body));
  if (present < header.size_bytes) {
    parts.note(tag_path, ParseError{&faults::truncated, tag.offset()});
    return header_bytes + present;
  }
  const auto footer_bytes = header.has_footer() ? std::min(header_bytes, tag.remaining()) : 0;
  return header_bytes + present + footer_bytes;
}

}  // namespace gg::id3
