#include "paper/docx_parts.h"

#include "paper/html.h"
#include "paper/printable.h"

#include <array>
#include <memory>

#include <zip.h>

namespace gg::paper {
namespace {

/// Stands for the time of writing, which the bytes must not depend on: 2026-01-01.
constexpr time_t packed_at = 1767225600;

constexpr std::string_view xml_head = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

constexpr std::string_view content_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>)"
    R"(<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>)"
    R"(<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>)"
    R"(<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>)"
    R"(<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>)"
    R"(<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)"
    R"(</Types>)";

constexpr std::string_view package_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>)"
    R"(</Relationships>)";

constexpr std::string_view document_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>)"
    R"(<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>)"
    R"(<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>)"
    R"(</Relationships>)";

constexpr std::string_view word_space =
    R"( xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")";

constexpr std::string_view bullets =
    R"(<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">)"
    R"(<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>)"
    R"(<w:pPr><w:ind w:left="360" w:hanging="240"/></w:pPr></w:lvl></w:abstractNum>)"
    R"(<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>)";

constexpr std::string_view sans_fonts =
    R"(<w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans" w:cs="Noto Sans"/>)";

/// A style of paragraphs. `name` is the one that programs know it by where it is one of theirs.
struct ParagraphStyle {
  std::string_view id;
  std::string_view name;
  std::string_view paragraph;  ///< Of w:pPr, in the order of its schema.
  std::string_view run;        ///< Of w:rPr; behind the font.
  bool is_sans = true;
};

constexpr std::array paragraph_styles = {
    ParagraphStyle{"Title", "Title", R"(<w:keepNext/><w:spacing w:after="60"/>)",
                   R"(<w:b/><w:sz w:val="40"/>)", false},
    ParagraphStyle{"Subtitle", "Subtitle", R"(<w:spacing w:after="240"/>)",
                   R"(<w:color w:val="575249"/><w:sz w:val="22"/>)"},
    ParagraphStyle{
        "Kind", "Document kind", R"(<w:keepNext/><w:spacing w:after="60"/>)",
        R"(<w:b/><w:caps/><w:color w:val="2346B4"/><w:spacing w:val="14"/><w:sz w:val="16"/>)"},
    ParagraphStyle{
        "Heading1", "heading 1",
        R"(<w:keepNext/><w:spacing w:before="320" w:after="100"/><w:outlineLvl w:val="0"/>)",
        R"(<w:b/><w:sz w:val="24"/>)"},
    ParagraphStyle{
        "Heading2", "heading 2",
        R"(<w:keepNext/><w:spacing w:before="220" w:after="80"/><w:outlineLvl w:val="1"/>)",
        R"(<w:b/><w:sz w:val="20"/>)"},
    ParagraphStyle{"Lead", "Lead", R"(<w:spacing w:after="160"/>)", R"(<w:sz w:val="24"/>)", false},
    ParagraphStyle{"Small", "Small print", {}, R"(<w:color w:val="575249"/><w:sz w:val="17"/>)"},
    ParagraphStyle{"Code", "Code line", {}, {}, false},
    ParagraphStyle{"Cell", "Cell", R"(<w:spacing w:after="0"/>)", R"(<w:sz w:val="17"/>)"},
    ParagraphStyle{"ListBullet",
                   "List Bullet",
                   R"(<w:numPr><w:numId w:val="1"/></w:numPr><w:contextualSpacing/>)",
                   {},
                   false},
    ParagraphStyle{"Footer", "footer", R"(<w:spacing w:after="0"/>)",
                   R"(<w:color w:val="575249"/><w:sz w:val="15"/>)"},
};

struct NoteStyle {
  std::string_view id;
  std::string_view name;
  std::string_view color;
};

constexpr std::array note_styles = {NoteStyle{"NotePlain", "Note", "575249"},
                                    NoteStyle{"NoteGood", "Note, good", "0D6236"},
                                    NoteStyle{"NoteWarning", "Note, warning", "744C00"},
                                    NoteStyle{"NoteStop", "Note, stop", "9C211A"}};

std::string paragraph_style(std::string_view id, std::string_view name, std::string_view paragraph,
                            std::string_view run) {
  std::string xml = R"(<w:style w:type="paragraph" w:styleId=")" + std::string(id) +
                    R"("><w:name w:val=")" + std::string(name) +
                    R"("/><w:basedOn w:val="Normal"/><w:qFormat/>)";
  if (!paragraph.empty()) xml += "<w:pPr>" + std::string(paragraph) + "</w:pPr>";
  if (!run.empty()) xml += "<w:rPr>" + std::string(run) + "</w:rPr>";
  return xml + "</w:style>";
}

std::string note_style(const NoteStyle& note) {
  const std::string color(note.color);
  return paragraph_style(
      note.id, note.name,
      R"(<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color=")" + color +
          R"("/></w:pBdr><w:ind w:left="200"/>)",
      {});
}

constexpr std::string_view table_styles =
    R"(<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>)"
    R"(<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>)"
    R"(<w:bottom w:w="0" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>)"
    R"(<w:style w:type="table" w:styleId="Facts"><w:name w:val="Facts"/><w:basedOn w:val="TableNormal"/>)"
    R"(<w:tblStylePr w:type="firstCol"><w:rPr><w:color w:val="575249"/></w:rPr></w:tblStylePr></w:style>)"
    R"(<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr>)"
    R"(<w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="DFDAD0"/>)"
    R"(<w:insideH w:val="single" w:sz="4" w:space="0" w:color="DFDAD0"/></w:tblBorders>)"
    R"(<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/></w:tblCellMar></w:tblPr>)"
    R"(<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="575249"/></w:rPr><w:tcPr><w:tcBorders>)"
    R"(<w:bottom w:val="single" w:sz="12" w:space="0" w:color="DFDAD0"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>)";

/// A run of text from right to left is of the language that `bidi` names, of East Asian characters
/// of the one that `eastAsia` names: what programs check spelling by.
std::string defaults_of(const Document& document) {
  return R"(<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Noto Serif" w:hAnsi="Noto Serif" w:cs="Noto Serif"/>)"
         R"(<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val=")" +
         xml_text(document.language) +
         R"(" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>)"
         R"(<w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>)"
         R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>)"
         R"(<w:style w:type="character" w:styleId="CodeText"><w:name w:val="Code"/><w:rPr>)"
         R"(<w:rFonts w:ascii="DejaVu Sans Mono" w:hAnsi="DejaVu Sans Mono" w:cs="DejaVu Sans Mono"/><w:noProof/>)"
         R"(<w:sz w:val="16"/></w:rPr></w:style>)";
}

std::string styles_of(const Document& document) {
  std::string xml = defaults_of(document);
  for (const auto& style : paragraph_styles)
    xml += paragraph_style(style.id, style.name, style.paragraph,
                           std::string(style.is_sans ? sans_fonts : "") + std::string(style.run));
  for (const auto& note : note_styles) xml += note_style(note);
  return xml + std::string(table_styles);
}

std::string core_of(const Document& document) {
  std::string xml =
      R"(<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties")"
      R"( xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/")"
      R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>)" +
      xml_text(document.title + " · " + document.kind) + "</dc:title>";
  if (!document.author.empty()) xml += "<dc:creator>" + xml_text(document.author) + "</dc:creator>";
  xml += "<dc:language>" + xml_text(document.language) + "</dc:language>";
  if (document.created.size() >= 19)
    xml += R"(<dcterms:created xsi:type="dcterms:W3CDTF">)" +
           xml_text(document.created.substr(0, 19)) + "Z</dcterms:created>";
  return xml + "</cp:coreProperties>";
}

std::string of_word(std::string_view element, std::string_view inner) {
  const std::string name(element);
  return std::string(xml_head) + "<w:" + name + std::string(word_space) + ">" + std::string(inner) +
         "</w:" + name + ">";
}

struct DropZip {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct DropSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using ZipSource = std::unique_ptr<zip_source_t, DropSource>;

auto not_packed(const std::string& why) {
  return fail(Error{ErrorKind::Internal, "the document cannot be written: " + why});
}

bool add_part(zip_t* archive, const Part& part) {
  auto* source = zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
  if (source == nullptr) return false;
  const auto index = zip_file_add(archive, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) zip_source_free(source);
  return index >= 0 &&
         zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), packed_at, 0) == 0;
}

/// What was written to a source that a closed archive left.
Result<std::string> bytes_in(zip_source_t* source) {
  std::string bytes;
  std::array<char, 65536> block{};
  if (zip_source_open(source) != 0) return not_packed("it cannot be read again");
  zip_int64_t count = 0;
  while ((count = zip_source_read(source, block.data(), block.size())) > 0)
    bytes.append(block.data(), static_cast<std::size_t>(count));
  zip_source_close(source);
  if (count < 0) return not_packed("it cannot be read again");
  return bytes;
}

}  // namespace

std::string xml_text(std::string_view text) { return escaped(printable(text)); }

std::vector<Part> standing_parts(const Document& document) {
  const std::string head(xml_head);
  return {
      {"[Content_Types].xml", head + std::string(content_types)},
      {"_rels/.rels", head + std::string(package_relations)},
      {"docProps/core.xml", head + core_of(document)},
      {"word/_rels/document.xml.rels", head + std::string(document_relations)},
      {"word/styles.xml", of_word("styles", styles_of(document))},
      {"word/settings.xml",
       of_word(
           "settings",
           R"(<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val=")" +
               xml_text(document.language) + R"("/>)")},
      {"word/numbering.xml", of_word("numbering", bullets)}};
}

Result<std::string> packed(const std::vector<Part>& parts) {
  const ZipSource source(zip_source_buffer_create(nullptr, 0, 0, nullptr));
  if (!source) return not_packed("no memory for it");
  zip_source_keep(source.get());  // the archive lets go of it once
  std::unique_ptr<zip_t, DropZip> archive(
      zip_open_from_source(source.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr));
  if (!archive) {
    zip_source_free(source.get());
    return not_packed("no memory for it");
  }
  for (const auto& part : parts)
    if (!add_part(archive.get(), part)) return not_packed(zip_strerror(archive.get()));
  if (zip_close(archive.get()) != 0) return not_packed(zip_strerror(archive.get()));
  static_cast<void>(archive.release());
  return bytes_in(source.get());
}

}  // namespace gg::paper
