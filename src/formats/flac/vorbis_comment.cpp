#include "formats/flac/vorbis_comment.h"

#include "base/text.h"
#include "formats/flac/faults.h"

#include <algorithm>
#include <string>
#include <utility>

namespace gg::flac {
namespace {

std::string ascii_upper(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return upper;
}

Parsed<std::string> read_text(Reader& in, Parts& parts) {
  const auto at = in;
  TRY_LET(const auto size, in.u32_le());
  if (size > in.remaining()) return at.error(faults::comment_beyond_block);
  TRY(parts.budget().charge_bytes(size, in));
  return in.text(size);
}

Place place_of(std::string_view name, const Reader& at, const Reader& end, const Place& whole,
               CommentBytes bytes) {
  auto path = whole.path + "/" + std::string(name);
  if (bytes == CommentBytes::PutTogether) return {std::move(path), whole.offset, whole.size_bytes};
  return {std::move(path), at.offset(), end.offset() - at.offset()};
}

Parsed<void> read_comment(Reader& in, const Place& place, CommentBytes bytes, Parts& parts) {
  const auto at = in;
  TRY_LET(const auto text, read_text(in, parts));
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    parts.note(place.path, ParseError{&faults::comment_without_name, at.offset()});
    return {};
  }
  const auto name = ascii_upper(to_utf8(std::string_view(text).substr(0, equals)));
  const auto value = std::string_view(text).substr(equals + 1);
  const bool is_picture = name == "METADATA_BLOCK_PICTURE" || name == "COVERART";
  return parts.add({Carrier::VorbisComment, name,
                    is_picture ? std::to_string(value.size()) + " characters" : to_utf8(value),
                    place_of(name, at, in, place, bytes)},
                   at);
}

}  // namespace

Parsed<void> read_vorbis_comment(Reader in, const Place& place, CommentBytes bytes, Parts& parts) {
  const auto at = in;
  TRY_LET(const auto vendor, read_text(in, parts));
  if (!vendor.empty())
    TRY(parts.add(
        {Carrier::EncoderMark, "vendor", to_utf8(vendor), place_of("vendor", at, in, place, bytes)},
        at));
  TRY_LET(const auto count, in.u32_le());
  for (std::uint32_t index = 0; index < count; ++index) {
    TRY(parts.budget().charge_item(in));
    TRY(read_comment(in, place, bytes, parts));
  }
  return {};
}

}  // namespace gg::flac
