#include "report/html_parts.h"
#include "report/markup.h"
#include "report/words.h"

#include <fmt/format.h>

namespace gg::report {
namespace {

std::string place_phrase(const Place& place) {
  if (place.path.empty()) return {};
  return fmt::format("{} @ {} (0x{:X})", place.path, place.offset, place.offset);
}

std::string waiver_phrase(const AppliedWaiver& waiver) {
  auto text = fmt::format("{}: {}", waiver.by, waiver.reason);
  if (!waiver.expires.empty()) text += ", until " + waiver.expires;
  return text;
}

}  // namespace

void put_html_finding(BufferedSink& out, const Finding& finding, std::string_view file) {
  const auto word = finding.waiver ? std::string_view("waived") : word_of(finding.severity);
  const auto icon = finding.waiver ? std::string_view("note") : word_of(finding.severity);
  out.write(
      fmt::format("<section class=\"finding {0}\">\n<h4>{1}<span class=\"word\">{0}</span> {2}"
                  "</h4>\n<dl>\n",
                  word, html_icon(icon), markup_text(finding.title)));
  put_html_row(out, "File", file);
  put_html_row(out, "Expected", finding.expected);
  put_html_row(out, "Found", finding.found);
  if (finding.waiver) {
    put_html_row(out, "Waived by", waiver_phrase(*finding.waiver));
  } else {
    put_html_row(out, "To do", finding.to_do, "todo");
    put_html_row(out, "Can be waived by", finding.waivable_by);
  }
  put_html_row(out, "Evidence", place_phrase(finding.where), "mono");
  put_html_row(out, "Use", finding.use, "mono");
  put_html_row(out, "Clause", finding.clause);
  put_html_row(out, "Finding", finding.id, "mono");
  out.write("</dl>\n</section>\n");
}

}  // namespace gg::report
