#pragma once

#include "paper/document.h"
#include "paper/fonts.h"

#include <string>
#include <string_view>
#include <vector>

#include <cairo.h>

namespace gg::paper {

inline constexpr double short_side = 595.276;  ///< Of A4, in points.
inline constexpr double long_side = 841.89;

/// One line of laid-out text, relative to the top left of its layout.
struct Line {
  PangoLayoutLine* line;
  double left, top, bottom, baseline;
};

/// Text broken into lines for a width. *single thread*
class Text {
 public:
  Text(PangoContext* context, std::string_view text, const Type& type, double width);
  [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }
  [[nodiscard]] double height() const { return lines_.empty() ? 0 : lines_.back().bottom; }

 private:
  Owned<PangoLayout> layout_;
  std::vector<Line> lines_;
};

/// The pages of one document: where the next thing goes, and what stands on every page. *single
/// thread*
class Sheet {
 public:
  /// `pages_in_all` is what the feet say; 0 while they are being counted.
  Sheet(cairo_surface_t* surface, PangoFontMap& fonts, const Document& document, int pages_in_all);
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;
  ~Sheet();

  [[nodiscard]] cairo_t* cairo() const { return cairo_; }
  [[nodiscard]] cairo_surface_t* surface() const { return surface_; }
  [[nodiscard]] int page() const { return page_; }
  [[nodiscard]] double left() const;
  [[nodiscard]] double width() const;
  [[nodiscard]] double room() const;  ///< Left on this page, in points.
  [[nodiscard]] bool is_at_top() const;

  double y = 0;  ///< Where the next thing goes.

  [[nodiscard]] Text lay(std::string_view text, const Type& type, double width) const;

  void turn();               ///< Goes on to the next page.
  void need(double height);  ///< The same, where there is less room and the page is not new.
  void skip(double height);  ///< Space, which does not begin a page.
  void draw(const Line& line, double x, double top, const Ink& ink) const;
  void rule(double x, double at, double width, double weight, const Ink& ink) const;

  /// Text from `x` on, over as many pages as it takes, each part an element of structure.
  void flow(const Text& text, double x, const Ink& ink, const char* element);

  /// Ends the last page.
  void finish();

 private:
  void draw_foot() const;
  void draw_head() const;

  cairo_surface_t* surface_;
  cairo_t* cairo_;
  Owned<PangoContext> context_;
  const Document& document_;
  int pages_in_all_;
  int page_ = 1;
};

/// An element of the document's structure (ISO 32000-2 §14.8) around what is drawn while it lives.
class Element {
 public:
  Element(const Sheet& sheet, const char* name) : sheet_(sheet), name_(name) {
    cairo_tag_begin(sheet.cairo(), name, nullptr);
  }
  Element(const Element&) = delete;
  Element& operator=(const Element&) = delete;
  ~Element() { cairo_tag_end(sheet_.cairo(), name_); }

 private:
  const Sheet& sheet_;
  const char* name_;
};

/// Draws every block of a document.
Result<void> set_blocks(Sheet& sheet, const Document& document);

/// Draws a table over as many pages as it takes.
void set_table(Sheet& sheet, const Table& table);

}  // namespace gg::paper
