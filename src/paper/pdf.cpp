#include "paper/pdf.h"

#include "paper/attachments.h"
#include "paper/sheet.h"

#include <cairo-pdf.h>

namespace gg::paper {
namespace {

using Surface = std::unique_ptr<cairo_surface_t, FreedBy<cairo_surface_destroy>>;

cairo_status_t take_bytes(void* out, const unsigned char* data, unsigned int size) {
  auto& bytes = *static_cast<std::string*>(out);
  bytes.append(data, data + size);
  return CAIRO_STATUS_SUCCESS;
}

Surface surface_of(const Document& document, std::string& out) {
  return Surface(
      document.is_wide
          ? cairo_pdf_surface_create_for_stream(take_bytes, &out, long_side, short_side)
          : cairo_pdf_surface_create_for_stream(take_bytes, &out, short_side, long_side));
}

void describe(cairo_surface_t* surface, const Document& document) {
  const auto set = [&](cairo_pdf_metadata_t field, const std::string& text) {
    if (!text.empty()) cairo_pdf_surface_set_metadata(surface, field, text.c_str());
  };
  set(CAIRO_PDF_METADATA_TITLE, document.title + " · " + document.kind);
  set(CAIRO_PDF_METADATA_AUTHOR, document.author);
  set(CAIRO_PDF_METADATA_SUBJECT, document.subtitle);
  set(CAIRO_PDF_METADATA_CREATOR, "Goodgate");
  // Without a date of its own the library would take the clock's.
  const auto created = document.created.empty() ? std::string("2000-01-01T00:00:00Z")
                                                : document.created.substr(0, 19) + "Z";
  set(CAIRO_PDF_METADATA_CREATE_DATE, created);
  set(CAIRO_PDF_METADATA_MOD_DATE, created);
}

Result<int> count_pages(PangoFontMap& fonts, const Document& document) {
  const Surface surface(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr));
  Sheet sheet(surface.get(), fonts, document, 0);
  TRY(set_blocks(sheet, document));
  return sheet.page();
}

Result<std::string> set_pages(PangoFontMap& fonts, const Document& document) {
  TRY_LET(const int pages, count_pages(fonts, document));
  std::string bytes;
  {
    const auto surface = surface_of(document, bytes);
    describe(surface.get(), document);
    {
      Sheet sheet(surface.get(), fonts, document, pages);
      TRY(set_blocks(sheet, document));
    }
    cairo_surface_finish(surface.get());
    const auto status = cairo_surface_status(surface.get());
    if (status != CAIRO_STATUS_SUCCESS)
      return fail(Error{ErrorKind::Unavailable,
                        std::string("the PDF cannot be set: ") + cairo_status_to_string(status)});
  }
  return bytes;
}

}  // namespace

Result<std::string> to_pdf(const Document& document, const std::vector<Attachment>& attachments) {
  TRY_LET(const auto pages, with_fonts([&](PangoFontMap& fonts) -> Result<std::string> {
            return set_pages(fonts, document);
          }));
  return finish_pdf(pages, document, attachments);
}

}  // namespace gg::paper
