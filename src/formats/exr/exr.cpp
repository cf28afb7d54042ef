#include "formats/exr/exr.h"

#include "base/text.h"
#include "formats/exr/attribute.h"
#include "formats/exr/faults.h"

#include <string>

namespace gg::exr {
namespace {

constexpr std::uint32_t magic = 0x762F3101U;
constexpr std::uint8_t version_known = 2;
constexpr std::size_t short_name_bytes_max = 31;
constexpr std::size_t long_name_bytes_max = 255;

/// What the version field says. Source: OpenEXR File Layout, "Version Field".
struct Version {
  bool long_names = false;
  bool multipart = false;

  [[nodiscard]] std::size_t name_bytes_max() const {
    return long_names ? long_name_bytes_max : short_name_bytes_max;
  }
};

Parsed<Version> parse_version(Reader& in) {
  const auto at = in;
  TRY_LET(const auto raw, in.u32_le());
  if ((raw & 0xFFU) != version_known) return at.error(faults::bad_version);
  return Version{.long_names = (raw & 0x400U) != 0, .multipart = (raw & 0x1000U) != 0};
}

/// A name up to its NUL; empty where a header ends.
Parsed<std::string> read_name(Reader& in, std::size_t bytes_max) {
  const auto at = in;
  std::string name;
  TRY_LET(auto letter, in.u8());
  while (letter != 0) {
    name += static_cast<char>(letter);
    if (name.size() > bytes_max) return at.error(faults::name_too_long);
    TRY_LET(letter, in.u8());
  }
  return guess_to_utf8(name);
}

Parsed<void> add_values(const Attribute& attribute, Parts& parts) {
  TRY_LET(auto texts, value_texts(attribute, parts));
  for (auto& text : texts)
    TRY(parts.add({Carrier::ExrAttribute, attribute.name, std::move(text), attribute.place},
                  attribute.value));
  return {};
}

Parsed<void> read_window(const Attribute& attribute, Parts& parts) {
  TRY_LET(parts.picture, window_size(attribute.value));
  return {};
}

/// Reads the attributes of one part. Gives whether there were any: a header of none ends the
/// headers of a file of several parts.
Parsed<bool> walk_header(Reader& in, const Version& version, const std::string& path,
                         Parts& parts) {
  for (bool any = false;; any = true) {
    TRY(parts.budget().charge_item(in));
    const auto first = in;
    TRY_LET(auto name, read_name(in, version.name_bytes_max()));
    if (name.empty()) return any;
    TRY_LET(auto type, read_name(in, version.name_bytes_max()));
    const auto size_at = in;
    TRY_LET(const auto size, in.u32_le());
    if (size > in.remaining()) return size_at.error(faults::attribute_beyond_file);
    TRY_LET(const auto value, in.child(size));
    auto value_path = path + "/" + name;
    const Attribute attribute{
        std::move(name),
        std::move(type),
        value,
        {std::move(value_path), first.offset(), in.offset() - first.offset()}};
    parts.tolerate(attribute.place.path, add_values(attribute, parts));
    if (attribute.name == "dataWindow" && attribute.type == "box2i" && !parts.picture)
      parts.tolerate(attribute.place.path, read_window(attribute, parts));
  }
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  const auto at = file;
  TRY_LET(const auto found, file.u32());
  if (found != magic) return at.error(faults::bad_magic);
  TRY_LET(const auto version, parse_version(file));
  if (!version.multipart) {
    TRY(walk_header(file, version, "EXR", parts));
    return {};
  }
  for (std::uint32_t part = 0;; ++part) {
    TRY_LET(const auto any, walk_header(file, version, "EXR/part " + std::to_string(part), parts));
    if (!any) return {};
  }
}

}  // namespace gg::exr
