#include "formats/exif/directory_walk.h"

#include "base/text.h"
#include "formats/exif/comment_text.h"
#include "formats/exif/faults.h"
#include "formats/ifd/faults.h"
#include "formats/ifd/value_text.h"
#include "formats/iptc/iptc.h"
#include "formats/xmp/xmp.h"

#include <algorithm>
#include <vector>

namespace gg::exif {
namespace {

constexpr std::uint16_t tag_sub_ifds = 0x014A;
constexpr std::uint16_t tag_xmp = 0x02BC;
constexpr std::uint16_t tag_iptc = 0x83BB;
constexpr std::uint16_t tag_photoshop = 0x8649;
constexpr std::uint16_t tag_exif_ifd = 0x8769;
constexpr std::uint16_t tag_gps_ifd = 0x8825;
constexpr std::uint16_t tag_maker_note = 0x927C;
constexpr std::uint16_t tag_user_comment = 0x9286;
constexpr std::uint16_t tag_xp_first = 0x9C9B;
constexpr std::uint16_t tag_xp_last = 0x9C9F;
constexpr std::uint16_t tag_interoperability_ifd = 0xA005;
constexpr std::uint16_t tag_gps_processing_method = 0x001B;
constexpr std::uint16_t tag_gps_area_information = 0x001C;

bool is_comment(Directory names, std::uint16_t tag) {
  if (names == Directory::Gps)
    return tag == tag_gps_processing_method || tag == tag_gps_area_information;
  return names == Directory::Main && tag == tag_user_comment;
}

bool is_pointer(std::uint16_t tag) {
  return tag == tag_sub_ifds || tag == tag_exif_ifd || tag == tag_gps_ifd ||
         tag == tag_interoperability_ifd;
}

/// IIM written as 4-byte numbers in the other byte order has its marker at the end of a word.
bool is_word_swapped(Bytes iim) {
  constexpr std::byte marker{0x1C};
  return iim.size() >= 4 && iim.front() != marker && iim.subspan(3).front() == marker;
}

std::vector<std::byte> with_words_swapped(Bytes iim) {
  std::vector<std::byte> swapped(iim.begin(), iim.end());
  for (auto rest = std::span(swapped); rest.size() >= 4; rest = rest.subspan(4))
    std::ranges::reverse(rest.first(4));
  return swapped;
}

/// Damage that ends a walk: every further step would fail alike.
bool is_final(const ParseError& error) { return error.fault == &faults::too_many_items; }

}  // namespace

Parsed<void> DirectoryWalk::chain(std::uint64_t offset, std::string_view path) {
  for (std::size_t index = 0; offset != 0; ++index) {
    TRY(parts_.budget().charge_item(tiff_.bytes()));
    const auto name = std::string(path) + "/IFD" + std::to_string(index);
    TRY_LET(const auto directory, entries(offset, Directory::Main, name, 0));
    TRY_LET(offset, directory.next_directory());
  }
  return {};
}

Parsed<ifd::Directory> DirectoryWalk::entries(std::uint64_t offset, Directory names,
                                              const std::string& path, std::uint32_t depth) {
  TRY_LET(auto directory, tiff_.directory(offset));
  while (!directory.at_end()) {
    TRY(parts_.budget().charge_item(tiff_.bytes()));
    TRY_LET(const auto next, directory.next());
    if (const auto read = entry(next, names, path, depth); !read.has_value()) {
      parts_.note(path + "/" + tag_name(names, next.tag), read.error());
      if (is_final(read.error())) return fail(read.error());
    }
  }
  return directory;
}

Parsed<void> DirectoryWalk::entry(const ifd::Entry& entry, Directory names, const std::string& path,
                                  std::uint32_t depth) {
  if (names == Directory::Main) {
    if (claim_) {
      TRY_LET(const auto claimed, claim_(entry, path));
      if (claimed) return {};
    }
    if (is_pointer(entry.tag)) return pointers(entry, names, path, depth);
    if (entry.tag == tag_xmp) {
      TRY_LET(const auto packet, tiff_.value(entry));
      return xmp::walk(packet, path + "/XMP", parts_);
    }
    if (entry.tag == tag_iptc) return iptc(entry, path + "/IPTC");
    if (entry.tag == tag_photoshop) {
      TRY_LET(const auto resources, tiff_.value(entry));
      return iptc::walk_photoshop(resources, path + "/Photoshop", parts_);
    }
  }
  TRY_LET(const auto value, tiff_.value(entry));
  TRY_LET(auto shown, text(entry, names));
  auto key = tag_name(names, entry.tag);
  Place place{path + "/" + key, value.offset(), value.size()};
  return parts_.add({Carrier::Exif, std::move(key), std::move(shown), std::move(place)}, value);
}

Parsed<void> DirectoryWalk::pointers(const ifd::Entry& entry, Directory names,
                                     const std::string& path, std::uint32_t depth) {
  if (depth >= parts_.budget().depth_max())
    return fail(ParseError{&faults::too_deep, entry.offset});
  auto sub_names = names;
  std::string name = "Exif";
  if (entry.tag == tag_gps_ifd) {
    sub_names = Directory::Gps;
    name = "GPS";
  } else if (entry.tag == tag_interoperability_ifd) {
    sub_names = Directory::Interoperability;
    name = "Interoperability";
  }
  if (entry.tag != tag_sub_ifds) {
    TRY_LET(const auto offset, tiff_.number(entry));
    TRY(entries(offset, sub_names, path + "/" + name, depth + 1));
    return {};
  }
  TRY(tiff_.number(entry));  // its type holds offsets, and there is one at least
  TRY_LET(auto value, tiff_.value(entry));
  const auto unit_bytes = ifd::value_bytes(entry.type);
  for (std::uint64_t index = 0; index < entry.count; ++index) {
    TRY(parts_.budget().charge_item(value));
    const auto at = value;
    ifd::Entry one = entry;
    one.count = 1;
    TRY_LET(one.field, value.child(unit_bytes));
    // The field is the value itself now: `number` reads it in place.
    TRY_LET(const auto offset, tiff_.number(one));
    const auto sub_path = path + "/SubIFD" + std::to_string(index);
    if (const auto walked = entries(offset, Directory::Main, sub_path, depth + 1);
        !walked.has_value()) {
      parts_.note(sub_path, walked.error());
      if (is_final(walked.error())) return at.error(faults::too_many_items);
    }
  }
  return {};
}

Parsed<std::string> DirectoryWalk::text(const ifd::Entry& entry, Directory names) {
  if (names == Directory::Main && entry.tag == tag_maker_note)
    return std::to_string(entry.count * ifd::value_bytes(entry.type)) + " bytes";
  const auto is_xp =
      names == Directory::Main && entry.tag >= tag_xp_first && entry.tag <= tag_xp_last;
  if ((!is_xp && !is_comment(names, entry.tag)) || ifd::value_bytes(entry.type) != 1)
    return ifd::value_text(tiff_, entry, parts_.budget());
  TRY_LET(auto value, tiff_.value(entry));
  TRY(parts_.budget().charge_bytes(value.remaining(), value));
  TRY_LET(const auto bytes, value.text(value.remaining()));
  if (is_xp) return guess_utf16(bytes, Endian::Little);
  return comment_text(bytes, tiff_.order());
}

Parsed<void> DirectoryWalk::iptc(const ifd::Entry& entry, const std::string& path) {
  TRY_LET(const auto value, tiff_.value(entry));
  auto in = value;
  TRY_LET(const auto bytes, in.take(in.remaining()));
  if (!is_word_swapped(bytes)) return iptc::walk(value, path, parts_);
  TRY(parts_.budget().charge_bytes(bytes.size(), value));
  const auto swapped = parts_.keep(with_words_swapped(bytes));
  return iptc::walk(Reader(swapped, value.offset()), path, parts_);
}

}  // namespace gg::exif
