#include "container/sniff.h"

#include <algorithm>
#include <array>

namespace gg::sniffing {
namespace {

using namespace std::string_view_literals;

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

std::uint32_t be32(std::string_view head, std::size_t offset) {
  std::uint32_t value = 0;
  for (std::size_t index = 0; index < 4; ++index)
    value = value << 8U | static_cast<unsigned char>(head.at(offset + index));
  return value;
}

constexpr std::array heic_brands{"heic"sv, "heix"sv, "heim"sv, "heis"sv, "hevc"sv,
                                 "hevx"sv, "mif1"sv, "msf1"sv, "mif2"sv};
constexpr std::array avif_brands{"avif"sv, "avis"sv};
constexpr std::array audio_brands{"M4A "sv, "M4B "sv, "M4P "sv};
constexpr std::array raw_brands{"braw"sv, "bmd "sv};
/// First boxes of QuickTime files that have no `ftyp`, and of media segments.
constexpr std::array movie_boxes{"moov"sv, "mdat"sv, "wide"sv, "pnot"sv, "skip"sv, "free"sv};
constexpr std::array segment_boxes{"styp"sv, "moof"sv, "sidx"sv, "emsg"sv, "prft"sv};

/// With which a segment may begin that has no `styp`. Source: C2PA 2.2 section A.5.1.
constexpr auto c2pa_box = "\xD8\xFE\xC3\xD6\x1B\x0E\x48\x3C\x92\x97\x58\x28\x87\x7E\xC4\x81"sv;

/// The format by the brands of an `ftyp` box: the major one first, then the compatible ones.
Format by_brands(std::string_view head) {
  const auto size_bytes = std::min<std::size_t>(be32(head, 0), head.size());
  const auto major = head.substr(8, 4);
  bool compatible_avif = false;
  for (std::size_t offset = 16; offset + 4 <= size_bytes; offset += 4)
    compatible_avif |= is_one_of(head.substr(offset, 4), avif_brands);
  if (is_one_of(major, avif_brands)) return Format::Avif;
  if (is_one_of(major, heic_brands)) return compatible_avif ? Format::Avif : Format::Heic;
  if (is_one_of(major, audio_brands)) return Format::M4a;
  if (is_one_of(major, raw_brands)) return Format::Braw;
  if (major == "qt  ") return Format::QuickTime;
  if (major == "jp2 " || major == "jpx " || major == "jph ") return Format::Jpeg2000;
  return Format::Mp4;
}

/// A movie without `ftyp`. Blackmagic RAW is one whose first frame opens with a `bmdf` box.
std::optional<Format> by_movie_boxes(std::string_view head, std::uint64_t file_bytes) {
  std::string_view rest = head;
  for (int box = 0; box < 8 && rest.size() >= 8; ++box) {
    const auto type = rest.substr(4, 4);
    if (!is_one_of(type, movie_boxes))
      return box == 0 ? std::nullopt : std::optional(Format::QuickTime);
    const auto size_bytes = be32(rest, 0);
    if (size_bytes != 0 && size_bytes != 1 && size_bytes < 8) return std::nullopt;
    if (type != "mdat" && type != "moov" && size_bytes > file_bytes) return std::nullopt;
    const std::size_t header_bytes = size_bytes == 1 ? 16 : 8;
    if (type == "mdat" && rest.size() >= header_bytes + 8 &&
        rest.substr(header_bytes + 4, 4) == "bmdf")
      return Format::Braw;
    if (type == "mdat" || type == "moov" || size_bytes < 8) return Format::QuickTime;
    rest.remove_prefix(std::min<std::size_t>(size_bytes, rest.size()));
  }
  return Format::QuickTime;
}

/// A JUMBF superbox whose description says C2PA manifest store, at the start of the file.
bool is_manifest_store(std::string_view head) {
  constexpr auto store_type = "c2pa\x00\x11\x00\x10\x80\x00\x00\xAA\x00\x38\x9B\x71"sv;
  return head.size() >= 32 && head.substr(4, 4) == "jumb" && head.substr(12, 4) == "jumd" &&
         head.substr(16, 16) == store_type;
}

}  // namespace

std::optional<Format> by_boxes(std::string_view head, Reader file) {
  if (head.starts_with("\0\0\0\x0CjP  \r\n\x87\n"sv)) return Format::Jpeg2000;
  if (head.starts_with("\0\0\0\x0CJXL \r\n\x87\n"sv)) return Format::JpegXl;
  if (head.size() < 12) return std::nullopt;
  const auto type = head.substr(4, 4);
  if (type == "ftyp") return by_brands(head);
  if (is_manifest_store(head)) return Format::C2pa;
  if (is_one_of(type, segment_boxes) && be32(head, 0) >= 8) return Format::Mp4;
  if (type == "uuid" && head.substr(8).starts_with(c2pa_box)) return Format::Mp4;
  return by_movie_boxes(head, file.size());
}

}  // namespace gg::sniffing
