#include "formats/id3/frame.h"

#include "base/text.h"
#include "formats/id3/faults.h"
#include "formats/id3/text.h"
#include "formats/xmp/xmp.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gg::id3 {
namespace {

constexpr std::uint64_t head_bytes_max = 4096;  ///< Texts in front of a picture or an object.
constexpr std::uint64_t private_text_bytes_max = 1U << 20;

std::string key_of(const std::string& id, const std::string& description) {
  return description.empty() ? id : id + ":" + description;
}

Parsed<void> add(const Frame& frame, std::string key, std::string value, Parts& parts) {
  return parts.add({Carrier::Id3, std::move(key), std::move(value), frame.place}, frame.body);
}

Parsed<std::string> take_rest(Reader& body, Parts& parts) {
  TRY(parts.budget().charge_bytes(body.remaining(), body));
  return body.text(body.remaining());
}

/// T???, TXXX, COMM and USLT: encoding, language (the latter two), description (all but the first).
Parsed<void> read_text_frame(const Frame& frame, Parts& parts) {
  auto body = frame.body;
  const bool has_language = frame.id == "COMM" || frame.id == "USLT";
  const bool has_description = has_language || frame.id == "TXXX";
  TRY_LET(const auto encoding, read_encoding(body));
  if (has_language) TRY(body.skip(3));
  const auto at = body;
  TRY_LET(const auto bytes, take_rest(body, parts));
  TextCursor texts(bytes, encoding, at);
  std::string description;
  if (has_description) {
    TRY_LET(description, texts.terminated());
  }
  const auto key = key_of(frame.id, description);
  for (auto& value : texts.values()) TRY(add(frame, key, std::move(value), parts));
  return {};
}

/// WXXX has an encoded description in front of the link, the other links have nothing.
Parsed<void> read_link_frame(const Frame& frame, Parts& parts) {
  auto body = frame.body;
  auto encoding = TextEncoding::Latin1;
  if (frame.id == "WXXX") {
    TRY_LET(encoding, read_encoding(body));
  }
  const auto at = body;
  TRY_LET(const auto bytes, take_rest(body, parts));
  TextCursor texts(bytes, encoding, at);
  std::string description;
  if (frame.id == "WXXX") {
    TRY_LET(description, texts.terminated());
  }
  const auto link = texts.rest().substr(0, texts.rest().find('\0'));
  return add(frame, key_of(frame.id, description), guess_to_utf8(link), parts);
}

bool is_text(std::string_view bytes) {
  return is_utf8(bytes) && std::ranges::none_of(bytes, [](char c) {
           return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
         });
}

std::string size_text(std::uint64_t size) { return std::to_string(size) + " bytes"; }

/// The text of `data`, or its size where it is none. Trailing NULs do not count.
Parsed<std::string> text_or_size(Reader data, Parts& parts) {
  const auto size = data.remaining();
  if (size > private_text_bytes_max) return size_text(size);
  TRY_LET(auto text, take_rest(data, parts));
  while (text.ends_with('\0')) text.pop_back();
  if (!is_text(text)) return size_text(size);
  return text;
}

/// PRIV and UFID: owner, then bytes of the owner's own.
Parsed<void> read_owned_frame(const Frame& frame, Parts& parts) {
  auto peek = frame.body;
  TRY_LET(const auto head, peek.text(std::min(peek.remaining(), head_bytes_max)));
  TextCursor texts(head, TextEncoding::Latin1, frame.body);
  TRY_LET(const auto owner, texts.terminated_latin1());
  TRY_LET(const auto data, frame.body.from(head.size() - texts.rest().size()));
  if (frame.id == "PRIV" && owner == "XMP")
    return xmp::walk(data, frame.place.path + "[XMP]", parts);
  TRY_LET(auto value, text_or_size(data, parts));
  return add(frame, key_of(frame.id, owner), std::move(value), parts);
}

Parsed<void> read_credential(const Frame& frame, const std::string& name, Reader data,
                             Parts& parts) {
  TRY(parts.budget().charge_bytes(data.remaining(), data));
  auto place = frame.place;
  place.path += "[" + name + "]";
  TRY_LET(const auto jumbf, data.take(data.remaining()));
  const auto range = range_of(place);
  parts.stores.push_back({jumbf, std::move(place), std::nullopt, {range}});
  return {};
}

bool is_text_type(std::string_view media_type) {
  return starts_with_ignoring_case(media_type, "text/") ||
         equals_ignoring_case(media_type, "application/json") ||
         equals_ignoring_case(media_type, "application/xml");
}

/// GEOB: encoding, media type, file name, description, the object.
Parsed<void> read_object_frame(const Frame& frame, Parts& parts) {
  auto body = frame.body;
  TRY_LET(const auto encoding, read_encoding(body));
  const auto at = body;
  TRY_LET(const auto head, body.text(std::min(body.remaining(), head_bytes_max)));
  TextCursor texts(head, encoding, at);
  TRY_LET(const auto media_type, texts.terminated_latin1());
  TRY_LET(const auto file_name, texts.terminated());
  TRY_LET(const auto description, texts.terminated());
  TRY_LET(const auto data, frame.body.from(1 + head.size() - texts.rest().size()));
  if (is_store_type(media_type)) return read_credential(frame, media_type, data, parts);
  const auto key = key_of(frame.id, description.empty() ? file_name : description);
  if (!is_text_type(media_type))
    return add(frame, key, media_type + ", " + size_text(data.remaining()), parts);
  TRY_LET(auto value, text_or_size(data, parts));
  return add(frame, key, std::move(value), parts);
}

/// APIC: encoding, media type (PIC: three letters), kind, description, the picture.
Parsed<void> read_picture_frame(const Frame& frame, Parts& parts) {
  auto body = frame.body;
  TRY_LET(const auto encoding, read_encoding(body));
  const auto at = body;
  TRY_LET(const auto head, body.text(std::min(body.remaining(), head_bytes_max)));
  TextCursor texts(head, encoding, at);
  std::string media_type;
  if (frame.three_letter_picture) {
    if (head.size() < 3) return at.error(faults::truncated);
    media_type = guess_to_utf8(texts.rest().substr(0, 3));
    texts.skip(3);
  } else {
    TRY_LET(media_type, texts.terminated_latin1());
  }
  if (texts.rest().empty()) return at.error(faults::truncated);
  texts.skip(1);
  TRY_LET(const auto description, texts.terminated());
  const auto size = frame.body.size() - 1 - (head.size() - texts.rest().size());
  return add(frame, key_of(frame.id, description), media_type + ", " + size_text(size), parts);
}

constexpr auto modern_ids = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"COM", "COMM"}, {"GEO", "GEOB"}, {"PIC", "APIC"}, {"TAL", "TALB"}, {"TBP", "TBPM"},
    {"TCM", "TCOM"}, {"TCO", "TCON"}, {"TCR", "TCOP"}, {"TDA", "TDAT"}, {"TEN", "TENC"},
    {"TIM", "TIME"}, {"TLA", "TLAN"}, {"TLE", "TLEN"}, {"TOA", "TOPE"}, {"TOF", "TOFN"},
    {"TP1", "TPE1"}, {"TP2", "TPE2"}, {"TP3", "TPE3"}, {"TP4", "TPE4"}, {"TPA", "TPOS"},
    {"TPB", "TPUB"}, {"TRC", "TSRC"}, {"TRK", "TRCK"}, {"TSS", "TSSE"}, {"TT1", "TIT1"},
    {"TT2", "TIT2"}, {"TT3", "TIT3"}, {"TXT", "TEXT"}, {"TXX", "TXXX"}, {"TYE", "TYER"},
    {"UFI", "UFID"}, {"ULT", "USLT"}, {"WAF", "WOAF"}, {"WAR", "WOAR"}, {"WAS", "WOAS"},
    {"WCM", "WCOM"}, {"WCP", "WCOP"}, {"WPB", "WPUB"}, {"WXX", "WXXX"},
});

}  // namespace

bool is_store_type(std::string_view media_type) {
  return equals_ignoring_case(media_type, "application/c2pa") ||
         equals_ignoring_case(media_type, "application/x-c2pa-manifest-store");
}

std::string modern_frame_id(const std::string& id) {
  const auto found = std::ranges::find(modern_ids, id, &decltype(modern_ids)::value_type::first);
  return found == modern_ids.end() ? id : std::string(found->second);
}

Parsed<void> read_frame(const Frame& frame, Parts& parts) {
  if (frame.id.starts_with('T') || frame.id == "COMM" || frame.id == "USLT")
    return read_text_frame(frame, parts);
  if (frame.id.starts_with('W')) return read_link_frame(frame, parts);
  if (frame.id == "PRIV" || frame.id == "UFID") return read_owned_frame(frame, parts);
  if (frame.id == "GEOB") return read_object_frame(frame, parts);
  if (frame.id == "APIC") return read_picture_frame(frame, parts);
  return {};
}

}  // namespace gg::id3
