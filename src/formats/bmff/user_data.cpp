#include "formats/bmff/user_data.h"

#include "base/text.h"
#include "formats/bmff/meta.h"
#include "formats/bmff/text.h"
#include "formats/bmff/uuid.h"
#include "formats/xmp/xmp.h"

#include <string_view>
#include <utility>

namespace gg::bmff {
namespace {

constexpr std::uint64_t plain_text_bytes_max = 4U << 20;

bool is_international_text(FourCc type) { return type.value >> 24U == 0xA9; }

/// Text after a QuickTime language code: codes below 0x400 are Macintosh languages, which come with
/// a Macintosh encoding; the others are packed ISO 639-2, which come with UTF-8 or UTF-16. Many
/// writers put UTF-8 under either, so well-formed UTF-8 is taken as such.
std::string decode(std::string_view text, std::uint16_t language) {
  constexpr std::uint16_t packed_first = 0x400;
  if (text.starts_with("\xFE\xFF") || text.starts_with("\xFF\xFE"))
    return utf16_to_utf8(text, Utf16Order::Big);
  text = without_nuls(text);
  if (is_utf8(text)) return std::string(text);
  return language < packed_first ? mac_roman_to_utf8(text) : to_utf8(text);
}

/// A list of texts, each after its size and language. Some cameras write the bare text instead.
Parsed<void> read_international_text(const Box& box, const Scope& scope) {
  auto in = box.payload;
  TRY_LET(const auto whole, rest_as_text(in, scope.parts.budget()));
  const auto key = to_text(box.type);
  auto first_size = in;
  const auto size = first_size.u16();
  if (!size || in.remaining() < 4 || *size > in.remaining() - 4)
    return add_field(Carrier::QuickTimeText, key, guess_to_utf8(without_nuls(whole)), box, scope);
  while (in.remaining() >= 4) {
    TRY(scope.parts.budget().charge_item(in));
    TRY_LET(const auto text_bytes, in.u16());
    TRY_LET(const auto language, in.u16());
    TRY_LET(const auto text, in.text(text_bytes));
    TRY(add_field(Carrier::QuickTimeText, key, decode(text, language), box, scope));
  }
  return {};
}

/// True for the asset information boxes of 3GPP that are version, language, one text.
bool is_3gpp_text(FourCc type) {
  switch (type.value) {
    case "titl"_4cc:
    case "auth"_4cc:
    case "perf"_4cc:
    case "gnre"_4cc:
    case "dscp"_4cc:
    case "cprt"_4cc:
    case "albm"_4cc:
      return true;
    default:
      return false;
  }
}

/// The text of a 3GPP box up to its NUL; UTF-16 when it begins with a byte order mark.
std::string decode_3gpp(std::string_view text) {
  if (text.starts_with("\xFE\xFF"))
    return std::string(without_nuls(utf16_to_utf8(text, Utf16Order::Big)));
  return to_utf8(text.substr(0, text.find('\0')));
}

Parsed<void> read_3gpp_text(const Box& box, const Scope& scope) {
  auto in = box.payload;
  TRY(read_version(in));
  TRY(in.skip(2));  // packed language
  TRY_LET(const auto text, rest_as_text(in, scope.parts.budget()));
  return add_field(Carrier::QuickTimeText, to_text(box.type), decode_3gpp(text), box, scope);
}

/// `kywd`: version, language, count, and as many texts, each after its size in one byte.
Parsed<void> read_keywords(const Box& box, const Scope& scope) {
  auto in = box.payload;
  TRY(read_version(in));
  TRY(in.skip(2));  // packed language
  TRY_LET(const auto count, in.u8());
  for (unsigned index = 0; index < count; ++index) {
    TRY_LET(const auto size, in.u8());
    TRY_LET(const auto text, in.text(size));
    TRY(add_field(Carrier::QuickTimeText, "kywd", decode_3gpp(text), box, scope));
  }
  return {};
}

/// Any other item, when it is text: bare, or after the version of a FullBox.
Parsed<void> read_plain_text(const Box& box, const Scope& scope) {
  if (box.payload.remaining() > plain_text_bytes_max) return {};
  TRY_LET(const auto bytes, rest_as_text(box.payload, scope.parts.budget()));
  auto text = plain_text(bytes);
  if (!text && bytes.starts_with(std::string_view("\0\0\0\0", 4)))
    text = plain_text(std::string_view(bytes).substr(4));
  if (!text) return {};
  return add_field(Carrier::QuickTimeText, to_text(box.type), *std::move(text), box, scope);
}

}  // namespace

Parsed<void> walk_user_data(const Box& udta, const Scope& scope) {
  return each_box(udta.payload, scope, [](const Box& box, const Scope& inner) -> Parsed<void> {
    if (is_international_text(box.type)) return read_international_text(box, inner);
    if (box.type.value == "meta"_4cc) return walk_meta(box, inner);
    if (box.type.value == "XMP_"_4cc) return xmp::walk(box.payload, inner.path, inner.parts);
    if (box.type.value == "uuid"_4cc) return walk_uuid(box, inner);
    if (box.type.value == "kywd"_4cc) return read_keywords(box, inner);
    // A `cprt` or `titl` that some writer filled with bare text is still text.
    if (is_3gpp_text(box.type) && at_version_zero(box.payload)) return read_3gpp_text(box, inner);
    return read_plain_text(box, inner);
  });
}

}  // namespace gg::bmff
