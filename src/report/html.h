#pragma once

#include "report/hex_dump.h"
#include "report/report_view.h"
#include "report/sink.h"

#include <cstddef>
#include <optional>
#include <string>

namespace gg::report {

/// A small picture of a file, or why there is none.
struct Thumbnail {
  std::string jpeg;    ///< A JPEG stream; empty if there is none.
  std::string reason;  ///< Why there is none, a few words; empty if there is one.
};

/// What a report shows of the files themselves. The caller reads them; a report without one shows
/// drawn icons and no bytes.
class HtmlMedia {
 public:
  HtmlMedia() = default;
  HtmlMedia(const HtmlMedia&) = delete;
  HtmlMedia& operator=(const HtmlMedia&) = delete;
  virtual ~HtmlMedia() = default;

  virtual Thumbnail thumbnail_of(const FileReport& file) = 0;

  /// Bytes from `place` on, as many as `excerpt_bytes_max`; nothing if they cannot be read.
  virtual std::optional<Excerpt> excerpt_of(const FileReport& file, const Place& place) = 0;
};

/// What an HTML report is asked to hold. *value*
struct HtmlOptions {
  Generator generator;
  Prompts prompts = Prompts::Hashed;
  std::size_t files_max = 2000;  ///< Of files without a problem and without AI evidence; the rest
                                 ///< of them is counted.
  HtmlMedia* media = nullptr;
};

/// Writes a scan or a check as one HTML file that needs nothing else: no network, no script to be
/// read, light and dark, phone and paper. All text from files is inert (`markup_text`), and the
/// content security policy allows only the style and script that stand in it.
void write_html(const ReportView& view, const HtmlOptions& options, Sink& sink);

}  // namespace gg::report
