#include "clearance/content_kind.h"

#include "base/text.h"
#include "container/container.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace gg::clearance {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t file_name_bytes_max = 255;
constexpr std::size_t mail_head_bytes = 16U << 10;

struct OfficeRow {
  std::string_view mark;  ///< What only archives of this kind have in their first members.
  std::string_view name;
  std::string_view media_type;
};

constexpr std::array office_rows = {
    OfficeRow{"word/"sv, "Word document",
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    OfficeRow{"xl/"sv, "Excel workbook",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    OfficeRow{"ppt/"sv, "PowerPoint presentation",
              "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    OfficeRow{"application/vnd.oasis.opendocument.text"sv, "OpenDocument text",
              "application/vnd.oasis.opendocument.text"},
    OfficeRow{"application/vnd.oasis.opendocument.spreadsheet"sv, "OpenDocument spreadsheet",
              "application/vnd.oasis.opendocument.spreadsheet"},
    OfficeRow{"application/epub+zip"sv, "EPUB", "application/epub+zip"},
};

/// Beginnings of programs that the formats of media do not count as such: scripts, WebAssembly,
/// links of Windows, classes of Java.
constexpr std::array program_heads = {"#!"sv, "\0asm"sv, "L\0\0\0\1\x14\2\0"sv,
                                      "\xCA\xFE\xBA\xBE"sv};

/// Texts that systems run when they are opened.
constexpr std::array program_extensions = {
    "bat"sv, "cmd"sv, "com"sv, "command"sv, "exe"sv, "hta"sv, "jar"sv, "js"sv,  "jse"sv,
    "lnk"sv, "msi"sv, "ps1"sv, "scr"sv,     "sh"sv,  "vbe"sv, "vbs"sv, "wsf"sv, "desktop"sv};

/// What the front of a text claims about itself where a browser would believe it.
bool is_html(std::string_view head) {
  return contains_ignoring_case(head, "<!doctype html") || contains_ignoring_case(head, "<html");
}

bool is_field_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || one == '-' ||
           (one >= '0' && one <= '9');
  });
}

/// A message with its header (RFC 5322 section 2.2): From, and Date, Subject or Message-ID.
bool is_mail(std::string_view head) {
  head = head.substr(0, mail_head_bytes);
  bool has_from = false;
  bool has_more = false;
  while (!head.empty()) {
    const auto end = std::min(head.find('\n'), head.size());
    auto line = head.substr(0, end);
    head.remove_prefix(std::min(end + 1, head.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') continue;
    const auto name = line.substr(0, line.find(':'));
    if (name.size() == line.size() || !is_field_name(name)) return false;
    has_from |= equals_ignoring_case(name, "From");
    for (const auto other : {"Date"sv, "Subject"sv, "Message-ID"sv})
      has_more |= equals_ignoring_case(name, other);
  }
  return has_from && has_more;
}

ContentKind kind_of_office(std::string_view head) {
  for (const auto& row : office_rows)
    if (head.find(row.mark) != std::string_view::npos)
      return {Format::OfficeZip, std::string(row.name), std::string(row.media_type)};
  return {Format::OfficeZip, "office document", "application/zip"};
}

ContentKind kind_of_text(std::string_view head) {
  if (is_html(head)) return {Format::Xml, "HTML page", "text/html"};
  if (is_mail(head)) return {Format::Text, "e-mail", "message/rfc822"};
  return {Format::Text, "text", "text/plain"};
}

std::string extension_of(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : ascii_lower(name.substr(dot + 1));
}

/// An extension of a format that is no text: of a text it is a lie.
bool claims_media(std::string_view extension) {
  static constexpr std::array not_text{Format::Png, Format::Jpeg,      Format::Gif, Format::WebP,
                                       Format::Mp4, Format::QuickTime, Format::Wav, Format::Mp3,
                                       Format::Pdf, Format::OfficeZip, Format::Zip};
  const auto name = "x." + std::string(extension);
  return !extension.empty() &&
         std::ranges::any_of(not_text, [&](Format format) { return extension_fits(format, name); });
}

/// Characters that are not seen, or that make a name look like another: U+200B–U+200F,
/// U+202A–U+202E, U+2066–U+2069, U+FEFF.
bool hides_something(std::string_view name) {
  for (std::size_t at = 0; at + 2 < name.size(); ++at) {
    const auto byte = [&](std::size_t more) { return static_cast<unsigned char>(name[at + more]); };
    const bool is_general =
        byte(0) == 0xE2 && byte(1) == 0x80 &&
        ((byte(2) >= 0x8B && byte(2) <= 0x8F) || (byte(2) >= 0xA8 && byte(2) <= 0xAE));
    const bool is_isolate =
        byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;
    const bool is_mark = byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF;
    if (is_general || is_isolate || is_mark) return true;
  }
  return false;
}

auto bad_name(const std::string& what) {
  return fail(Error{ErrorKind::InvalidInput, "/name: " + what});
}

}  // namespace

ContentKind kind_of_content(std::string_view head) {
  head = head.substr(0, kind_head_bytes);
  const auto format = sniff(Reader(std::as_bytes(std::span(head.data(), head.size()))));
  const bool is_program =
      format == Format::Executable ||
      std::ranges::any_of(program_heads, [&](auto mark) { return head.starts_with(mark); });
  if (is_program) return {format, "program", "application/octet-stream", true};
  if (format == Format::OfficeZip) return kind_of_office(head);
  if (format == Format::Text || (format == Format::Xml && is_html(head))) return kind_of_text(head);
  const auto& facts = facts_of(format);
  return {format, std::string(facts.name), std::string(facts.media_type)};
}

Result<std::string> file_name_of(std::string_view name) {
  if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos)
    name.remove_prefix(slash + 1);
  const bool has_control = std::ranges::any_of(
      name, [](char one) { return static_cast<unsigned char>(one) < 0x20 || one == '\x7F'; });
  if (name.empty() || name == "." || name == "..") return bad_name("write the name of the file");
  if (has_control || !is_utf8(name) || hides_something(name))
    return bad_name("it has characters that cannot be shown; give the file a plain name");
  if (name.size() > file_name_bytes_max)
    return bad_name("it is longer than " + std::to_string(file_name_bytes_max) +
                    " bytes; shorten it");
  return std::string(name);
}

Result<std::string> remark_on_name(const std::string& name, const ContentKind& kind) {
  const auto extension = extension_of(name);
  const bool is_script =
      std::ranges::find(program_extensions, extension) != program_extensions.end();
  if (kind.is_program || is_script)
    return fail(Error{ErrorKind::InvalidInput,
                      "/name: " + name + " is a program; programs are not kept here"});
  const bool is_claim =
      kind.format == Format::Text ? claims_media(extension) : !extension_fits(kind.format, name);
  if (!is_claim) return std::string();
  return "its name ends in ." + extension + ", but what it holds is: " + kind.name;
}

bool is_shown_in_place(std::string_view media_type) {
  static constexpr std::array types{"image/png"sv,  "image/jpeg"sv, "image/gif"sv,
                                    "image/webp"sv, "image/avif"sv, "text/plain"sv};
  return media_type.starts_with("video/") || media_type.starts_with("audio/") ||
         std::ranges::find(types, media_type) != types.end();
}

}  // namespace gg::clearance
