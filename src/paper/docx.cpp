#include "paper/docx.h"

#include "paper/docx_parts.h"
#include "paper/printable.h"

#include <algorithm>
#include <string_view>

namespace gg::paper {
namespace {

constexpr int short_twips = 11906;  // A4
constexpr int long_twips = 16838;
constexpr int margin_twips = 1134;

struct PageSize {
  int width;
  int height;
  [[nodiscard]] int text_width() const { return width - 2 * margin_twips; }
};

PageSize page_of(const Document& document) {
  return document.is_wide ? PageSize{long_twips, short_twips} : PageSize{short_twips, long_twips};
}

enum class Face : std::uint8_t { Text, Code, Strong };

/// One run; lines of the text stay lines.
std::string run(std::string_view text, Face face = Face::Text) {
  std::string properties;
  if (face == Face::Code) properties = R"(<w:rStyle w:val="CodeText"/>)";
  if (face == Face::Strong) properties = "<w:b/>";
  if (is_right_to_left(text)) properties += "<w:rtl/>";
  std::string xml = "<w:r>";
  if (!properties.empty()) xml += "<w:rPr>" + properties + "</w:rPr>";
  const auto clean = printable(text);
  for (std::size_t at = 0; at <= clean.size();) {
    const auto end = std::min(clean.find('\n', at), clean.size());
    if (at > 0) xml += "<w:br/>";
    xml += R"(<w:t xml:space="preserve">)" + xml_text(clean.substr(at, end - at)) + "</w:t>";
    at = end + 1;
  }
  return xml + "</w:r>";
}

std::string paragraph_of(std::string_view style_id, bool is_turned, const std::string& runs) {
  std::string properties;
  if (!style_id.empty()) properties = R"(<w:pStyle w:val=")" + std::string(style_id) + R"("/>)";
  if (is_turned) properties += "<w:bidi/>";
  return "<w:p>" + (properties.empty() ? properties : "<w:pPr>" + properties + "</w:pPr>") + runs +
         "</w:p>";
}

std::string set_text(std::string_view style_id, std::string_view text, Face face = Face::Text) {
  return paragraph_of(style_id, is_right_to_left(text), run(text, face));
}

std::string_view style_for(Look look) {
  switch (look) {
    case Look::Lead:
      return docx_style::lead;
    case Look::Small:
      return docx_style::small;
    case Look::Code:
      return docx_style::code;
    case Look::Body:
      break;
  }
  return {};
}

std::string_view style_for(Tone tone) {
  switch (tone) {
    case Tone::Good:
      return "NoteGood";
    case Tone::Warning:
      return "NoteWarning";
    case Tone::Stop:
      return "NoteStop";
    case Tone::Plain:
      break;
  }
  return "NotePlain";
}

std::string cell_of(std::string_view text, int width, Face face) {
  return R"(<w:tc><w:tcPr><w:tcW w:w=")" + std::to_string(width) + R"(" w:type="dxa"/></w:tcPr>)" +
         set_text(docx_style::cell, text, face) + "</w:tc>";
}

/// The beginning of a table: its style, widths and what of it is a heading.
std::string table_head(std::string_view style_id, const std::vector<int>& widths,
                       std::string_view look, const std::string& caption) {
  int all = 0;
  for (const auto width : widths) all += width;
  std::string xml = R"(<w:tbl><w:tblPr><w:tblStyle w:val=")" + std::string(style_id) +
                    R"("/><w:tblW w:w=")" + std::to_string(all) +
                    R"(" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook )" +
                    std::string(look) + "/>";
  if (!caption.empty()) xml += R"(<w:tblCaption w:val=")" + xml_text(caption) + R"("/>)";
  xml += "</w:tblPr><w:tblGrid>";
  for (const auto width : widths) xml += R"(<w:gridCol w:w=")" + std::to_string(width) + R"("/>)";
  return xml + "</w:tblGrid>";
}

/// Tables that follow each other would become one.
constexpr std::string_view table_foot =
    R"(</w:tbl><w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>)";

std::vector<int> widths_of(const Table& table, int whole) {
  double shares = 0;
  for (const auto& column : table.columns) shares += column.share;
  std::vector<int> widths;
  for (const auto& column : table.columns)
    widths.push_back(static_cast<int>(whole * column.share / std::max(shares, 0.001)));
  return widths;
}

/// Writes the blocks of a document, one behind the other.
class BodyWriter {
 public:
  explicit BodyWriter(int text_width) : text_width_(text_width) {}

  void operator()(const Heading& heading) {
    xml_ += set_text(heading.level == 2 ? "Heading1" : "Heading2", heading.text);
  }
  void operator()(const Paragraph& paragraph) {
    xml_ += set_text(style_for(paragraph.look), paragraph.text,
                     paragraph.look == Look::Code ? Face::Code : Face::Text);
  }
  void operator()(const Facts& facts) {
    const std::vector<int> widths{text_width_ / 4, text_width_ - text_width_ / 4};
    xml_ += table_head(docx_style::fact_table, widths,
                       R"(w:firstRow="0" w:firstColumn="1" w:noHBand="1" w:noVBand="1")", {});
    for (const auto& fact : facts.rows)
      xml_ += "<w:tr>" + cell_of(fact.name, widths[0], Face::Text) +
              cell_of(fact.value, widths[1], fact.is_code ? Face::Code : Face::Text) + "</w:tr>";
    xml_ += table_foot;
  }
  void operator()(const Table& table) {
    const auto widths = widths_of(table, text_width_);
    xml_ += table_head(docx_style::grid_table, widths,
                       R"(w:firstRow="1" w:firstColumn="0" w:noHBand="1" w:noVBand="1")",
                       table.caption);
    xml_ += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    for (std::size_t at = 0; at < widths.size(); ++at)
      xml_ += cell_of(table.columns[at].heading, widths[at], Face::Text);
    xml_ += "</w:tr>";
    for (const auto& row : table.rows) {
      xml_ += "<w:tr>";
      for (std::size_t at = 0; at < widths.size() && at < row.size(); ++at)
        xml_ += cell_of(row[at], widths[at], table.columns[at].is_code ? Face::Code : Face::Text);
      xml_ += "</w:tr>";
    }
    xml_ += table_foot;
  }
  void operator()(const List& list) {
    for (const auto& item : list.items) xml_ += set_text(docx_style::item, item);
  }
  void operator()(const Note& note) {
    auto runs = note.heading.empty() ? std::string() : run(note.heading + "\n", Face::Strong);
    runs += run(note.text);
    xml_ += paragraph_of(style_for(note.tone), is_right_to_left(note.text), runs);
  }
  void operator()(const Code& code) {
    xml_ += set_text({}, code.text) + set_text(docx_style::code, code.content, Face::Code);
  }
  void operator()(const NewPage&) { xml_ += R"(<w:p><w:r><w:br w:type="page"/></w:r></w:p>)"; }

  [[nodiscard]] const std::string& xml() const { return xml_; }

 private:
  int text_width_;
  std::string xml_;
};

constexpr std::string_view head_of_part =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view spaces =
    R"( xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
    R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";

std::string section_of(const Document& document) {
  const auto page = page_of(document);
  const auto margin = std::to_string(margin_twips);
  return R"(<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w=")" +
         std::to_string(page.width) + R"(" w:h=")" + std::to_string(page.height) + R"(")" +
         (document.is_wide ? R"( w:orient="landscape")" : "") + R"(/><w:pgMar w:top=")" + margin +
         R"(" w:right=")" + margin + R"(" w:bottom=")" + margin + R"(" w:left=")" + margin +
         R"(" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>)";
}

std::string body_part(const Document& document) {
  BodyWriter writer(page_of(document).text_width());
  for (const auto& block : document.blocks) std::visit(writer, block);
  std::string front = set_text(docx_style::kind, document.kind) + set_text("Title", document.title);
  if (!document.subtitle.empty()) front += set_text("Subtitle", document.subtitle);
  return std::string(head_of_part) + "<w:document" + std::string(spaces) + "><w:body>" + front +
         writer.xml() + section_of(document) + "</w:body></w:document>";
}

std::string footer_part(const Document& document) {
  const auto field = [](const char* name) {
    return std::string(R"(<w:fldSimple w:instr=")") + name +
           R"("><w:r><w:t>1</w:t></w:r></w:fldSimple>)";
  };
  std::string xml;
  for (const auto& line : document.footer) xml += set_text("Footer", line);
  xml +=
      paragraph_of("Footer", false, run("Page ") + field("PAGE") + run(" of ") + field("NUMPAGES"));
  return std::string(head_of_part) + "<w:ftr" + std::string(spaces) + ">" + xml + "</w:ftr>";
}

}  // namespace

Result<std::string> to_docx(const Document& document) {
  auto parts = standing_parts(document);
  parts.push_back({"word/document.xml", body_part(document)});
  parts.push_back({"word/footer1.xml", footer_part(document)});
  return packed(parts);
}

}  // namespace gg::paper
