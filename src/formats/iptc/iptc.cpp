#include "formats/iptc/iptc.h"

#include "base/text.h"
#include "formats/iptc/faults.h"

#include <algorithm>

namespace gg::iptc {
namespace {

constexpr std::uint8_t dataset_marker = 0x1C;
constexpr std::uint16_t extended_length = 0x8000;
constexpr std::string_view utf8_escape = "\x1B%G";

/// Whether 1:90 has said that the text of this block is UTF-8.
enum class Charset : std::uint8_t { NotStated, Utf8 };

/// One dataset: where it stands (marker to value) and exactly its value.
struct Dataset {
  std::uint8_t record;
  std::uint8_t number;
  Reader value;
  std::uint64_t first;
};

Parsed<Dataset> next_dataset(Reader& in) {
  const auto first = in;
  TRY_LET(const auto marker, in.u8());
  if (marker != dataset_marker) return first.error(faults::bad_marker);
  TRY_LET(const auto record, in.u8());
  TRY_LET(const auto number, in.u8());
  const auto at_length = in;
  TRY_LET(const auto short_length, in.u16());
  std::uint64_t length = short_length;
  if ((short_length & extended_length) != 0) {
    const unsigned length_bytes = short_length & 0x7FFFU;
    if (length_bytes > 8) return at_length.error(faults::bad_length);
    length = 0;
    for (unsigned index = 0; index < length_bytes; ++index) {
      TRY_LET(const auto byte, in.u8());
      length = length << 8U | byte;
    }
  }
  TRY_LET(const auto value, in.child(length));
  return Dataset{record, number, value, first.offset()};
}

bool is_text(std::string_view value) {
  return std::ranges::none_of(value, [](char c) {
    const auto code = static_cast<unsigned char>(c);
    return code < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\0';
  });
}

std::string value_text(std::string_view raw, Charset charset) {
  if (raw == utf8_escape) return "UTF-8";
  const auto is_binary = !is_text(raw) || (raw.size() <= 2 && raw.find('\0') != raw.npos);
  if (!is_binary) {
    const auto text = trimmed(raw);
    return charset == Charset::Utf8 ? to_utf8(text) : guess_to_utf8(text);
  }
  if (raw.size() > 2) return std::to_string(raw.size()) + " bytes";
  unsigned number = 0;
  for (const char c : raw) number = number << 8U | static_cast<unsigned char>(c);
  return std::to_string(number);
}

Parsed<void> read_dataset(Dataset dataset, Charset& charset, std::string_view path, Parts& parts) {
  const auto value_bytes = dataset.value.remaining();
  TRY(parts.budget().charge_bytes(value_bytes, dataset.value));
  TRY_LET(const auto raw, dataset.value.text(value_bytes));
  if (dataset.record == 1 && dataset.number == 90)
    charset = raw == utf8_escape ? Charset::Utf8 : Charset::NotStated;
  auto key = std::to_string(dataset.record) + ":" + std::to_string(dataset.number);
  Place place{std::string(path) + "/" + key, dataset.first, dataset.value.offset() - dataset.first};
  return parts.add({Carrier::Iptc, std::move(key), value_text(raw, charset), std::move(place)},
                   dataset.value);
}

/// Zeros to the end: padding to a full word, as TIFF writers leave it.
Parsed<bool> is_padding(Reader rest) {
  constexpr std::uint64_t padding_bytes_max = 4096;
  if (rest.remaining() > padding_bytes_max) return false;
  TRY_LET(const auto bytes, rest.take(rest.remaining()));
  return std::ranges::all_of(bytes, [](std::byte byte) { return byte == std::byte{0}; });
}

/// A Pascal string padded to an even size.
Parsed<void> skip_resource_name(Reader& in) {
  TRY_LET(const auto size, in.u8());
  return in.skip(size + (size % 2 == 0 ? 1U : 0U));
}

}  // namespace

Parsed<void> walk(Reader iim, std::string_view path, Parts& parts) {
  auto charset = Charset::NotStated;
  while (!iim.at_end()) {
    TRY(parts.budget().charge_item(iim));
    const auto rest = iim;
    const auto dataset = next_dataset(iim);
    if (!dataset.has_value()) {
      TRY_LET(const auto padding, is_padding(rest));
      if (padding) return {};
      return fail(dataset.error());
    }
    TRY(read_dataset(*dataset, charset, path, parts));
  }
  return {};
}

Parsed<void> walk_photoshop(Reader resources, std::string_view path, Parts& parts) {
  constexpr std::uint16_t iptc_resource = 0x0404;
  while (!resources.at_end()) {
    TRY(parts.budget().charge_item(resources));
    const auto first = resources;
    if (resources.remaining() < 4) return {};  // padding
    TRY_LET(const auto signature, resources.text(4));
    if (signature == std::string_view("\0\0\0\0", 4)) return {};
    if (signature != "8BIM" && signature != "8B64" && signature != "PHUT" && signature != "AgHg" &&
        signature != "DCSR" && signature != "MeSa")
      return first.error(faults::bad_resource);
    TRY_LET(const auto id, resources.u16());
    TRY(skip_resource_name(resources));
    TRY_LET(const auto size, resources.u32());
    TRY_LET(const auto payload, resources.child(size));
    if (size % 2 == 1 && !resources.at_end()) TRY(resources.skip(1));
    if (id != iptc_resource) continue;
    const auto iptc_path = std::string(path) + "/0x0404";
    parts.tolerate(iptc_path, walk(payload, iptc_path, parts));
  }
  return {};
}

}  // namespace gg::iptc
