#include "base/text.h"
#include "container/sniff.h"

#include <algorithm>
#include <array>

namespace gg::sniffing {
namespace {

using namespace std::string_view_literals;

constexpr std::uint32_t local_header = 0x04034B50;
constexpr int members_max = 16;
constexpr std::uint16_t name_bytes_max = 512;
constexpr std::uint32_t media_type_bytes_max = 128;

/// One member: its name, and its text when it is a stored file called "mimetype".
struct Member {
  std::string name;
  std::string media_type;
  bool size_known;
};

/// Reads a local file header and moves behind its data. Source: APPNOTE.TXT 6.3.10 section 4.3.7.
Parsed<Member> next_member(Reader& in) {
  TRY_LET(const auto signature, in.u32_le());
  if (signature != local_header) return in.error(faults::bad_magic);
  TRY(in.skip(2));  // version needed
  TRY_LET(const auto flags, in.u16_le());
  TRY_LET(const auto method, in.u16_le());
  TRY(in.skip(8));  // time, date, crc-32
  TRY_LET(const auto packed_bytes, in.u32_le());
  TRY(in.skip(4));  // uncompressed size
  TRY_LET(const auto name_bytes, in.u16_le());
  TRY_LET(const auto extra_bytes, in.u16_le());
  if (name_bytes > name_bytes_max) return in.error(faults::too_large);
  TRY_LET(auto name, in.text(name_bytes));
  TRY(in.skip(extra_bytes));
  const bool size_known = (flags & 8U) == 0 && packed_bytes != 0xFFFFFFFFU;
  Member member{std::move(name), {}, size_known};
  if (!size_known) return member;
  TRY_LET(auto data, in.child(packed_bytes));
  if (member.name == "mimetype" && method == 0 && packed_bytes <= media_type_bytes_max) {
    TRY_LET(member.media_type, data.text(packed_bytes));
  }
  return member;
}

/// A media type that the first member states: OpenDocument, EPUB, OpenRaster, Krita.
std::optional<Format> by_media_type(std::string_view type) {
  type = trimmed(type);
  if (type == "image/openraster" || type == "application/x-krita") return Format::ProjectZip;
  if (type.starts_with("application/vnd.oasis.opendocument") || type == "application/epub+zip")
    return Format::OfficeZip;
  return std::nullopt;
}

constexpr std::array office_names{"[Content_Types].xml"sv, "_rels/.rels"sv, "FixedDocSeq.fdseq"sv};
constexpr std::array office_folders{"word/"sv, "xl/"sv, "ppt/"sv, "visio/"sv};
/// Members that only project archives have: DaVinci Resolve (drp), Procreate, Krita, OpenRaster,
/// Sketch, Figma, motion-graphics templates of After Effects.
constexpr std::array project_names{"project.xml"sv,  "Document.archive"sv, "maindoc.xml"sv,
                                   "stack.xml"sv,    "document.json"sv,    "canvas.fig"sv,
                                   "MpFolder.xml"sv, "definition.json"sv};
constexpr std::array project_ends{".usda"sv, ".usdc"sv, ".usd"sv, ".aegraphic"sv};

std::optional<Format> by_name(std::string_view name) {
  if (std::ranges::find(office_names, name) != office_names.end()) return Format::OfficeZip;
  for (const auto folder : office_folders)
    if (name.starts_with(folder)) return Format::OfficeZip;
  if (std::ranges::find(project_names, name) != project_names.end()) return Format::ProjectZip;
  for (const auto end : project_ends)
    if (name.ends_with(end)) return Format::ProjectZip;
  return std::nullopt;
}

}  // namespace

Format kind_of_zip(Reader file) {
  for (int index = 0; index < members_max; ++index) {
    const auto member = next_member(file);
    if (!member) return Format::Zip;
    if (const auto kind = by_media_type(member->media_type)) return *kind;
    if (const auto kind = by_name(member->name)) return *kind;
    if (!member->size_known) return Format::Zip;
  }
  return Format::Zip;
}

}  // namespace gg::sniffing
