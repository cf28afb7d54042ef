#include "paper/qr.h"
#include "paper/sheet.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

#include <cairo-pdf.h>

namespace gg::paper {
namespace {

constexpr double name_share = 0.27;
constexpr double gap = 14;

/// "page=3 pos=[62 120]", with a point in any locale.
std::string destination(const Sheet& sheet) {
  std::array<char, 80> text{};
  std::snprintf(text.data(), text.size(), "page=%d pos=[%d %d]", sheet.page(),
                static_cast<int>(sheet.left()), static_cast<int>(sheet.y));
  return text.data();
}

const Type& type_of(Look look) {
  switch (look) {
    case Look::Lead:
      return lead_type;
    case Look::Small:
      return small_type;
    case Look::Code:
      return code_type;
    case Look::Body:
      break;
  }
  return body_type;
}

Ink ink_of(Tone tone) {
  switch (tone) {
    case Tone::Good:
      return {0.10, 0.42, 0.20};
    case Tone::Warning:
      return {0.48, 0.29, 0};
    case Tone::Stop:
      return {0.63, 0.11, 0.11};
    case Tone::Plain:
      break;
  }
  return soft;
}

/// Sets blocks one after the other. *single thread*
class Setter {
 public:
  explicit Setter(Sheet& sheet) : sheet_(sheet) {}

  void operator()(const Heading& heading) {
    const bool is_part = heading.level == 2;
    const auto text = sheet_.lay(heading.text, is_part ? part_type : subpart_type, sheet_.width());
    constexpr double first_lines = 60;  // a heading is not left alone at the foot
    sheet_.need(text.height() + (is_part ? 20 : 12) + first_lines);
    sheet_.skip(is_part ? 20 : 12);
    // Where pages are only counted, there is no PDF.
    if (is_part && cairo_surface_get_type(sheet_.surface()) == CAIRO_SURFACE_TYPE_PDF)
      cairo_pdf_surface_add_outline(sheet_.surface(), CAIRO_PDF_OUTLINE_ROOT, heading.text.c_str(),
                                    destination(sheet_).c_str(),
                                    static_cast<cairo_pdf_outline_flags_t>(0));
    sheet_.flow(text, sheet_.left(), dark, is_part ? "H2" : "H3");
    sheet_.y += is_part ? 6 : 4;
  }

  void operator()(const Paragraph& paragraph) {
    const auto text = sheet_.lay(paragraph.text, type_of(paragraph.look), sheet_.width());
    sheet_.flow(text, sheet_.left(), paragraph.look == Look::Small ? soft : dark, "P");
    sheet_.y += 7;
  }

  void operator()(const Facts& facts) {
    const double names = sheet_.width() * name_share;
    for (const auto& fact : facts.rows) {
      const auto name = sheet_.lay(fact.name, name_type, names - gap);
      const auto value =
          sheet_.lay(fact.value, fact.is_code ? code_type : body_type, sheet_.width() - names);
      sheet_.need(std::max(name.height(), std::min(value.height(), 120.0)));
      const double top = sheet_.y;
      const auto page = sheet_.page();
      sheet_.flow(name, sheet_.left(), soft, "P");
      const double below_name = sheet_.y;
      sheet_.y = top + (fact.is_code ? 1.5 : 0);
      sheet_.flow(value, sheet_.left() + names, dark, "P");
      if (sheet_.page() == page) sheet_.y = std::max(sheet_.y, below_name);
      sheet_.y += 2.5;
    }
    sheet_.y += 5;
  }

  void operator()(const Table& table) {
    set_table(sheet_, table);
    sheet_.y += 10;
  }

  void operator()(const List& list) {
    constexpr double indent = 14;
    for (const auto& item : list.items) {
      const auto text = sheet_.lay(item, body_type, sheet_.width() - indent);
      sheet_.need(std::min(text.height(), 30.0));
      const auto dot = sheet_.lay("–", body_type, indent);
      sheet_.draw(dot.lines().front(), sheet_.left(), sheet_.y, soft);
      sheet_.flow(text, sheet_.left() + indent, dark, "LI");
      sheet_.y += 3;
    }
    sheet_.y += 5;
  }

  void operator()(const Note& note) {
    constexpr double inset = 12;
    constexpr double pad = 8;
    const double width = sheet_.width() - 2 * inset;
    std::optional<Text> head;
    if (!note.heading.empty()) head = sheet_.lay(note.heading, subpart_type, width);
    const auto text = sheet_.lay(note.text, body_type, width);
    const double height = (head ? head->height() + 2 : 0) + text.height() + 2 * pad;
    sheet_.need(std::min(height, 200.0));
    const bool fits = height <= sheet_.room();
    const auto tone = ink_of(note.tone);
    if (fits) {
      cairo_set_source_rgba(sheet_.cairo(), tone.red, tone.green, tone.blue, 0.07);
      cairo_rectangle(sheet_.cairo(), sheet_.left(), sheet_.y, sheet_.width(), height);
      cairo_fill(sheet_.cairo());
      cairo_set_source_rgb(sheet_.cairo(), tone.red, tone.green, tone.blue);
      cairo_rectangle(sheet_.cairo(), sheet_.left(), sheet_.y, 3, height);
      cairo_fill(sheet_.cairo());
    }
    sheet_.y += pad;
    if (head) {
      sheet_.flow(*head, sheet_.left() + inset, tone, "P");
      sheet_.y += 2;
    }
    sheet_.flow(text, sheet_.left() + inset, dark, "P");
    sheet_.y += pad + 10;
  }

  void operator()(const Code& code) {
    constexpr double size = 92;
    const auto qr = qr_of(code.content);
    if (!qr.has_value()) {
      error = qr.error();
      return;
    }
    sheet_.need(size + 8);
    sheet_.skip(8);
    const double top = sheet_.y;
    {
      const Element marked(sheet_, "Figure");
      draw(*qr, size);
    }
    const auto text = sheet_.lay(code.text, small_type, sheet_.width() - size - 18);
    sheet_.y = top + std::max(0.0, (size - text.height()) / 2);
    sheet_.flow(text, sheet_.left() + size + 18, soft, "P");
    sheet_.y = std::max(sheet_.y, top + size) + 10;
  }

  void operator()(const NewPage&) {
    if (!sheet_.is_at_top()) sheet_.turn();
  }

  std::optional<Error> error;

 private:
  void draw(const Qr& qr, double size) const {
    const double field = size / static_cast<double>(qr.width);
    cairo_set_source_rgb(sheet_.cairo(), 0, 0, 0);
    for (std::size_t at = 0; at < qr.dark.size(); ++at) {
      if (!qr.dark[at]) continue;
      cairo_rectangle(sheet_.cairo(), sheet_.left() + static_cast<double>(at % qr.width) * field,
                      sheet_.y + static_cast<double>(at / qr.width) * field, field, field);
    }
    cairo_fill(sheet_.cairo());
  }

  Sheet& sheet_;
};

void set_front(Sheet& sheet, const Document& document) {
  sheet.flow(sheet.lay(document.kind, kind_type, sheet.width()), sheet.left(), accent, "P");
  sheet.y += 6;
  sheet.flow(sheet.lay(document.title, title_type, sheet.width()), sheet.left(), dark, "H1");
  if (!document.subtitle.empty()) {
    sheet.y += 3;
    sheet.flow(sheet.lay(document.subtitle, subtitle_type, sheet.width()), sheet.left(), soft, "P");
  }
  sheet.y += 12;
  sheet.rule(sheet.left(), sheet.y, sheet.width(), 0.75, line_ink);
  sheet.y += 16;
}

}  // namespace

Result<void> set_blocks(Sheet& sheet, const Document& document) {
  constexpr int pages_max = 2000;
  set_front(sheet, document);
  Setter setter(sheet);
  for (const auto& block : document.blocks) {
    std::visit(setter, block);
    if (setter.error) return fail(*setter.error);
    if (sheet.page() > pages_max)
      return fail(Error{ErrorKind::LimitExceeded, "this document has more than 2000 pages"});
  }
  sheet.finish();
  return {};
}

}  // namespace gg::paper
