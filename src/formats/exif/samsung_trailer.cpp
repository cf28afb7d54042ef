#include "formats/exif/samsung_trailer.h"

#include "base/text.h"
#include "formats/exif/faults.h"
#include "formats/ifd/value_text.h"

namespace gg::exif {
namespace {

constexpr std::string_view directory_magic = "SEFH";
constexpr std::string_view end_magic = "SEFT";
constexpr std::uint64_t end_bytes = 8;      // directory size, "SEFT"
constexpr std::uint64_t header_bytes = 12;  // "SEFH", version, count
constexpr std::uint64_t entry_bytes = 12;
constexpr std::uint64_t text_bytes_max = 256U << 10;

/// One block: two bytes of zero, its type, the size of its name, the name, its payload.
Parsed<void> read_block(Reader block, std::string_view path, Parts& parts) {
  const auto first = block.offset();
  const auto size_bytes = block.remaining();
  TRY(block.skip(4));
  TRY_LET(const auto name_bytes, block.u32_le());
  if (name_bytes > 256) return block.error(faults::bad_trailer);
  TRY_LET(const auto raw_name, block.text(name_bytes));
  auto name = guess_to_utf8(trimmed(raw_name));
  auto value = std::to_string(block.remaining()) + " bytes";
  if (block.remaining() <= text_bytes_max) {
    TRY(parts.budget().charge_bytes(block.remaining(), block));
    TRY_LET(const auto payload, block.take(block.remaining()));
    if (auto text = ifd::printable_text(payload); text && !text->empty()) value = *std::move(text);
  }
  Place place{std::string(path) + "/" + name, first, size_bytes};
  return parts.add({Carrier::Trailer, std::move(name), std::move(value), std::move(place)}, block);
}

/// The directory, from "SEFH" to the end of its entries; nothing if the file does not end in one.
Parsed<std::optional<std::uint64_t>> find_directory(const Reader& file) {
  if (file.size() < end_bytes + header_bytes) return std::nullopt;
  TRY_LET(auto end, file.from(file.size() - end_bytes));
  TRY_LET(const auto directory_bytes, end.u32_le());
  TRY_LET(const auto magic, end.text(end_magic.size()));
  if (magic != end_magic) return std::nullopt;
  if (directory_bytes < header_bytes || directory_bytes > file.size() - end_bytes)
    return end.error(faults::bad_trailer);
  return file.size() - end_bytes - directory_bytes;
}

}  // namespace

Parsed<void> walk_samsung_trailer(Reader file, std::string_view path, Parts& parts) {
  TRY_LET(const auto found, find_directory(file));
  if (!found) return {};
  TRY_LET(auto directory, file.slice(*found, file.size() - end_bytes - *found));
  const auto at_directory = directory;
  TRY_LET(const auto magic, directory.text(directory_magic.size()));
  if (magic != directory_magic) return at_directory.error(faults::bad_trailer);
  TRY(directory.skip(4));  // version
  TRY_LET(const auto count, directory.u32_le());
  if (count > directory.remaining() / entry_bytes) return at_directory.error(faults::bad_trailer);
  for (std::uint32_t index = 0; index < count; ++index) {
    TRY(parts.budget().charge_item(directory));
    const auto at_entry = directory;
    TRY(directory.skip(4));  // zero, type
    TRY_LET(const auto back_bytes, directory.u32_le());
    TRY_LET(const auto size_bytes, directory.u32_le());
    if (back_bytes > *found) {
      parts.note(std::string(path), at_entry.error(faults::bad_trailer).value());
      continue;
    }
    const auto block = file.slice(*found - back_bytes, size_bytes);
    if (!block.has_value()) {
      parts.note(std::string(path), at_entry.error(faults::bad_trailer).value());
      continue;
    }
    parts.tolerate(path, read_block(*block, path, parts));
  }
  return {};
}

}  // namespace gg::exif
