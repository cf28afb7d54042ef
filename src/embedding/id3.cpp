#include "embedding/draft.h"
#include "formats/id3/frame.h"
#include "formats/id3/sync_safe.h"

#include <optional>
#include <string>

namespace gg::embedding {
namespace {

constexpr std::uint64_t tag_header_bytes = 10;
constexpr std::uint64_t frame_header_bytes = 10;
constexpr std::uint32_t frame_object = 0x47454F42;  // GEOB

struct Id3Tag {
  std::uint8_t version = 4;
  std::uint8_t flags = 0;
  std::uint64_t size_bytes = 0;  ///< Behind the header, without a footer.
};

struct Id3Frame {
  std::uint32_t id = 0;
  std::uint16_t flags = 0;
  std::uint64_t first = 0;
  Reader body;
};

Parsed<std::optional<Id3Tag>> read_tag_header(Reader in) {
  if (in.remaining() < tag_header_bytes) return std::optional<Id3Tag>();
  TRY_LET(const auto magic, in.u16());
  TRY_LET(const auto letter, in.u8());
  if (magic != 0x4944 || letter != '3') return std::optional<Id3Tag>();
  Id3Tag tag;
  TRY_LET(tag.version, in.u8());
  TRY(in.skip(1));
  TRY_LET(tag.flags, in.u8());
  TRY_LET(const auto raw, in.u32());
  const auto size = id3::from_sync_safe(raw);
  if (tag.version == 2) return in.error(faults::old_id3);
  if (tag.version < 2 || tag.version > 4 || !size) return in.error(faults::bad_id3);
  if ((tag.flags & 0xC0U) != 0) return in.error(faults::unsynchronised_id3);
  tag.size_bytes = *size;
  return std::optional(tag);
}

bool is_frame_id(std::uint32_t id) {
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    const auto letter = id >> shift & 0xFFU;
    if (!(letter >= '0' && letter <= '9') && !(letter >= 'A' && letter <= 'Z')) return false;
  }
  return true;
}

/// True when a frame body of `size` bytes (behind two flag bytes) is followed by a frame, padding
/// or the end of the tag.
bool leads_on(Reader in, std::uint64_t size) {
  if (!in.skip(2 + size).has_value()) return false;
  if (in.at_end()) return true;
  const auto id = in.u32();
  return id.has_value() && (*id == 0 || is_frame_id(*id));
}

/// The size of a frame: plain in 2.3, sync-safe in 2.4. Some writers of 2.4 write plain ones: taken
/// so where only that reading leads on, as every reader of these tags has to.
Parsed<std::uint64_t> frame_size(std::uint32_t raw, const Id3Tag& tag, const Reader& behind_size) {
  if (tag.version == 3) return raw;
  const auto safe = id3::from_sync_safe(raw);
  if (safe && (*safe == raw || leads_on(behind_size, *safe) || !leads_on(behind_size, raw)))
    return *safe;
  if (leads_on(behind_size, raw)) return raw;
  return behind_size.error(faults::bad_id3);
}

Parsed<Id3Frame> next_frame(Reader& in, const Id3Tag& tag) {
  const auto first = in.offset();
  TRY_LET(const auto id, in.u32());
  if (!is_frame_id(id)) return fail(ParseError{&faults::bad_id3, first});
  TRY_LET(const auto raw, in.u32());
  TRY_LET(const auto size, frame_size(raw, tag, in));
  TRY_LET(const auto flags, in.u16());
  if (size > in.remaining()) return fail(ParseError{&faults::bad_id3, first});
  TRY_LET(const auto body, in.child(size));
  return Id3Frame{id, flags, first, body};
}

/// Takes text to its end: one zero, or in UTF-16 two at an even place.
Parsed<std::string> take_text(Reader& in, std::uint8_t encoding) {
  constexpr std::size_t text_bytes_max = 1024;
  std::string text;
  const bool wide = encoding == 1 || encoding == 2;
  while (text.size() < text_bytes_max) {
    TRY_LET(const auto unit, in.u8());
    std::uint8_t second = 0;
    if (wide) {
      TRY_LET(second, in.u8());
    }
    if (unit == 0 && second == 0) return text;
    text += static_cast<char>(unit);
    if (wide) text += static_cast<char>(second);
  }
  return in.error(faults::bad_id3);
}

/// What a frame with a store has before it: encoding, media type, name, description.
Parsed<std::optional<Octets>> texts_before_store(const Id3Frame& frame) {
  if (frame.id != frame_object) return std::optional<Octets>();
  auto in = frame.body;
  if (in.at_end()) return std::optional<Octets>();
  TRY_LET(const auto encoding, in.u8());
  auto texts = Octets().u8(encoding);
  const auto type = take_text(in, 0);
  if (!type.has_value() || !id3::is_store_type(*type)) return std::optional<Octets>();
  texts.text(*type).u8(0);
  for (int count = 0; count < 2; ++count) {
    TRY_LET(const auto text, take_text(in, encoding));
    texts.text(text).u8(0);
    if (encoding == 1 || encoding == 2) texts.u8(0);
  }
  return std::optional(std::move(texts));
}

Octets usual_texts() {
  return Octets()
      .u8(0)
      .text("application/c2pa")
      .u8(0)
      .text("c2pa")
      .u8(0)
      .text("c2pa manifest store")
      .u8(0);
}

/// A frame with the store; only the store itself is left out of a data hash.
Parsed<Fill> frame_of_store(Draft& draft, const Id3Tag& tag, const Octets& texts) {
  const auto size = texts.size() + draft.store_bytes;
  if (size > id3::sync_safe_max) return draft.error(faults::store_too_large, 0);
  Octets head;
  head.text("GEOB").u32(tag.version == 4 ? id3::sync_safe(size) : size).u16(0).add(texts.bytes());
  auto fill = draft.framed(head, draft.whole_store(), {});
  fill.excluded.first = head.size();
  return fill;
}

/// Takes old stores out of a tag and puts the new one in. Damage: bad_id3.
Parsed<void> change_tag(Draft& draft, const Id3Tag& tag) {
  TRY_LET(auto in, draft.file.slice(tag_header_bytes, tag.size_bytes));
  bool is_placed = !draft.embeds();
  while (in.remaining() >= frame_header_bytes) {
    auto peek = in;
    TRY_LET(const auto first, peek.u8());
    if (first == 0) break;  // padding
    TRY(draft.budget.charge_item(in));
    TRY_LET(const auto frame, next_frame(in, tag));
    TRY_LET(const auto texts, texts_before_store(frame));
    if (!texts) continue;
    draft.remove({frame.first, in.offset()});
    ++draft.replaced;
    if (is_placed) continue;
    TRY_LET(auto fill, frame_of_store(draft, tag, frame.flags == 0 ? *texts : usual_texts()));
    draft.insert(frame.first, std::move(fill));
    is_placed = true;
  }
  if (!is_placed) {
    TRY_LET(auto fill, frame_of_store(draft, tag, usual_texts()));
    draft.insert(in.offset(), std::move(fill));
  }
  const auto tag_end = tag_header_bytes + tag.size_bytes;
  const auto size = draft.map()(tag_end) - tag_header_bytes;
  if (size > id3::sync_safe_max) return draft.error(faults::store_too_large, 0);
  draft.patch(6, Octets().u32(id3::sync_safe(size)));
  if (tag.version == 4 && (tag.flags & 0x10U) != 0)  // the header again, at the end
    draft.patch(tag_end + 6, Octets().u32(id3::sync_safe(size)));
  return {};
}

}  // namespace

/// A frame GEOB of the ID3v2 tag at the beginning of an MP3 or FLAC file; a tag, if it has none.
/// Source: C2PA 2.2 appendix A.3.4; id3v2.3.0 section 4.16; id3v2.4.0-structure.
Parsed<void> plan_id3(Draft& draft) {
  TRY_LET(const auto tag, read_tag_header(draft.file));
  if (tag) return change_tag(draft, *tag);
  if (!draft.embeds()) return {};
  TRY_LET(auto frame, frame_of_store(draft, {}, usual_texts()));
  const auto size = frame.size_bytes();
  if (size > id3::sync_safe_max) return draft.error(faults::store_too_large, 0);
  const auto head = Octets().text("ID3").u8(4).u8(0).u8(0).u32(id3::sync_safe(size));
  draft.insert(0, draft.literal(head));
  draft.insert(0, std::move(frame));
  return {};
}

}  // namespace gg::embedding
