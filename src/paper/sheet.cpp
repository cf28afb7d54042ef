#include "paper/sheet.h"

#include "paper/printable.h"

#include <algorithm>

namespace gg::paper {
namespace {

constexpr double margin_side = 62;
constexpr double margin_top = 62;
constexpr double margin_foot = 66;
constexpr double foot_rule = 44;  // above the lower edge

double page_width(const Document& document) { return document.is_wide ? long_side : short_side; }
double page_height(const Document& document) { return document.is_wide ? short_side : long_side; }

double points(int pango) { return pango_units_to_double(pango); }

Owned<PangoContext> context_of(PangoFontMap& fonts, const Document& document) {
  Owned<PangoContext> context(pango_font_map_create_context(&fonts));
  pango_context_set_language(context.get(), pango_language_from_string(document.language.c_str()));
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context.get(), options);
  cairo_font_options_destroy(options);
  pango_cairo_context_set_resolution(context.get(), 72);
  return context;
}

}  // namespace

Text::Text(PangoContext* context, std::string_view text, const Type& type, double width)
    : layout_(pango_layout_new(context)) {
  const auto clean = printable(text);
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, type.family);
  pango_font_description_set_weight(font, type.weight);
  pango_font_description_set_absolute_size(font, type.size * PANGO_SCALE);
  pango_layout_set_font_description(layout_.get(), font);
  pango_font_description_free(font);
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_line_height_new_absolute(
                                         pango_units_from_double(type.size * type.leading)));
  pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
  if (type.spacing > 0)
    pango_attr_list_insert(attributes,
                           pango_attr_letter_spacing_new(pango_units_from_double(type.spacing)));
  pango_layout_set_attributes(layout_.get(), attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_width(layout_.get(), pango_units_from_double(width));
  pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text(layout_.get(), clean.c_str(), static_cast<int>(clean.size()));
  PangoLayoutIter* at = pango_layout_get_iter(layout_.get());
  do {
    PangoRectangle extents;
    pango_layout_iter_get_line_extents(at, nullptr, &extents);
    lines_.push_back({.line = pango_layout_iter_get_line_readonly(at),
                      .left = points(extents.x),
                      .top = points(extents.y),
                      .bottom = points(extents.y + extents.height),
                      .baseline = points(pango_layout_iter_get_baseline(at))});
  } while (pango_layout_iter_next_line(at) != FALSE);
  pango_layout_iter_free(at);
}

Sheet::Sheet(cairo_surface_t* surface, PangoFontMap& fonts, const Document& document,
             int pages_in_all)
    : y(margin_top),
      surface_(surface),
      cairo_(cairo_create(surface)),
      context_(context_of(fonts, document)),
      document_(document),
      pages_in_all_(pages_in_all) {}

Sheet::~Sheet() { cairo_destroy(cairo_); }

double Sheet::left() const { return margin_side; }
double Sheet::width() const { return page_width(document_) - 2 * margin_side; }
double Sheet::room() const { return page_height(document_) - margin_foot - y; }
bool Sheet::is_at_top() const { return y <= margin_top + 0.5; }

Text Sheet::lay(std::string_view text, const Type& type, double width) const {
  return {context_.get(), text, type, width};
}

void Sheet::turn() {
  draw_foot();
  cairo_show_page(cairo_);
  ++page_;
  y = margin_top;
  draw_head();
}

void Sheet::need(double height) {
  if (height > room() && !is_at_top()) turn();
}

void Sheet::skip(double height) {
  if (!is_at_top()) y += height;
}

void Sheet::draw(const Line& line, double x, double top, const Ink& ink) const {
  cairo_set_source_rgb(cairo_, ink.red, ink.green, ink.blue);
  cairo_move_to(cairo_, x + line.left, top + line.baseline);
  pango_cairo_show_layout_line(cairo_, line.line);
}

void Sheet::rule(double x, double at, double width, double weight, const Ink& ink) const {
  cairo_set_source_rgb(cairo_, ink.red, ink.green, ink.blue);
  cairo_rectangle(cairo_, x, at - weight / 2, width, weight);
  cairo_fill(cairo_);
}

void Sheet::flow(const Text& text, double x, const Ink& ink, const char* element) {
  const auto& lines = text.lines();
  std::size_t first = 0;
  while (first < lines.size()) {
    const double start = lines[first].top;
    auto end = first;
    while (end < lines.size() && lines[end].bottom - start <= room()) ++end;
    // No line alone: neither the last on a new page nor the first on the old one.
    if (end + 1 == lines.size() && end > first + 2) --end;
    if (end == first + 1 && end < lines.size() && !is_at_top()) end = first;
    if (end == first && !is_at_top()) {
      turn();
      continue;
    }
    end = std::max(end, first + 1);
    const Element marked(*this, element);
    for (auto at = first; at < end; ++at) draw(lines[at], x, y - start, ink);
    y += lines[end - 1].bottom - start;
    first = end;
  }
}

void Sheet::draw_head() const {
  const auto words = lay(document_.kind + "  ·  " + document_.title, foot_type, width());
  if (!words.lines().empty()) draw(words.lines().front(), left(), margin_top / 2 - 6, soft);
  rule(left(), margin_top / 2 + 8, width(), 0.5, line_ink);
}

void Sheet::draw_foot() const {
  const double edge = page_height(document_);
  const double top = edge - foot_rule + 5;
  rule(left(), edge - foot_rule, width(), 0.5, line_ink);
  const auto count = std::to_string(page_) + " / " + std::to_string(pages_in_all_);
  const auto number = lay(count, foot_type, 60);
  PangoRectangle extents;
  pango_layout_line_get_extents(number.lines().front().line, nullptr, &extents);
  draw(number.lines().front(), left() + width() - points(extents.width), top, soft);
  double at = top;
  for (const auto& line : document_.footer) {
    const auto words = lay(line, foot_type, width() - 60);
    for (const auto& one : words.lines()) draw(one, left(), at, soft);
    at += words.height();
  }
}

void Sheet::finish() {
  draw_foot();
  cairo_show_page(cairo_);
}

}  // namespace gg::paper
