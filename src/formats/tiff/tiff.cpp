#include "formats/tiff/tiff.h"

#include "formats/exif/directory_walk.h"
#include "formats/tiff/faults.h"

#include <algorithm>
#include <limits>

namespace gg::tiff {
namespace {

constexpr std::uint16_t tag_width = 0x0100;
constexpr std::uint16_t tag_length = 0x0101;
constexpr std::uint16_t tag_c2pa = 0xCD41;
constexpr std::string_view first_directory = "TIFF/IFD0";

/// "TIFF/IFD0", and not "TIFF/IFD0/Exif".
bool is_of_chain(std::string_view directory) { return std::ranges::count(directory, '/') == 1; }

/// What a TIFF file has beyond an Exif block: the size of its picture and a credential store.
class FileFields {
 public:
  FileFields(const ifd::Tiff& tiff, Parts& parts) : tiff_(tiff), parts_(parts) {}

  /// Looks at one field; true where nobody else need see it.
  Parsed<bool> claim(const ifd::Entry& entry, std::string_view directory) {
    if (entry.tag == tag_c2pa && is_of_chain(directory)) {
      TRY(give_store(entry, directory));
      return true;
    }
    if (directory != first_directory) return false;
    if (entry.tag == tag_width) TRY(measure(entry, size_.width_pixels));
    if (entry.tag == tag_length) TRY(measure(entry, size_.height_pixels));
    if (size_.width_pixels != 0 && size_.height_pixels != 0) parts_.picture = size_;
    return false;
  }

 private:
  Parsed<void> measure(const ifd::Entry& entry, std::uint32_t& pixels) {
    TRY_LET(const auto number, tiff_.number(entry));
    if (number <= std::numeric_limits<std::uint32_t>::max())
      pixels = static_cast<std::uint32_t>(number);
    return {};
  }

  Parsed<void> give_store(const ifd::Entry& entry, std::string_view directory) {
    TRY_LET(auto value, tiff_.value(entry));
    if (ifd::value_bytes(entry.type) != 1)
      return fail(ParseError{&faults::bad_store_type, entry.offset});
    TRY(parts_.budget().charge_item(value));
    TRY(parts_.budget().charge_bytes(value.size(), value));
    const Place place{std::string(directory) + "/C2PA", value.offset(), value.size()};
    TRY_LET(const auto jumbf, value.take(value.remaining()));
    parts_.stores.push_back({jumbf, place, std::nullopt, {range_of(place)}});
    return {};
  }

  const ifd::Tiff& tiff_;
  Parts& parts_;
  PictureSize size_;
};

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  TRY_LET(auto tiff, ifd::Tiff::open(file));
  FileFields fields(tiff, parts);
  exif::DirectoryWalk directories(tiff, parts);
  directories.set_claim([&fields](const ifd::Entry& entry, std::string_view directory) {
    return fields.claim(entry, directory);
  });
  return directories.chain(tiff.first_directory(), "TIFF");
}

}  // namespace gg::tiff
