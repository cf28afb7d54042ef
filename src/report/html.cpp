#include "report/html.h"

#include "base/base64.h"
#include "report/hashing.h"
#include "report/html_parts.h"
#include "report/markup.h"
#include "report/words.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace gg::report {
namespace {

/// Files of a report, those that ask for something first.
struct Order {
  std::vector<const FileView*> shown;
  std::size_t left_out = 0;
};

int rank_of(const FileView& view) {
  if (view.checked != nullptr && view.checked->standing == Standing::Failed) return 0;
  if (view.checked != nullptr && view.checked->standing == Standing::Held) return 1;
  if (has_problem(view)) return 1;
  if (view.checked == nullptr && view.reading == Reading::Unreadable) return 3;
  if (view.reading == Reading::Ai) return 2;
  return view.findings.empty() && view.file->faults.empty() ? 5 : 4;
}

Order order_files(const ReportView& view, std::size_t quiet_max) {
  Order order;
  for (const auto& file : view.files) order.shown.push_back(&file);
  // Within a rank in the order of the scan: the views stand in one array, in that order.
  std::ranges::sort(order.shown, {},
                    [](const FileView* file) { return std::pair(rank_of(*file), file); });
  const auto quiet =
      std::ranges::find_if(order.shown, [](const FileView* file) { return rank_of(*file) >= 4; });
  const auto count = static_cast<std::size_t>(order.shown.end() - quiet);
  order.left_out = count > quiet_max ? count - quiet_max : 0;
  order.shown.resize(order.shown.size() - order.left_out);
  return order;
}

std::string title_of(const ReportView& view) {
  if (view.check == nullptr) return "Scan: " + headline_of(view);
  return fmt::format("{}: {}", word_of(view.check->verdict), view.check->title_name);
}

std::string source_hash(std::string_view text) {
  return "'sha256-" + base64_of(bytes_of_digest(sha256_of(text))) + "'";
}

void put_head(BufferedSink& out, const ReportView& view, const HtmlOptions& options) {
  out.write("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
  out.write(fmt::format(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; "
      "script-src {}; img-src data:; base-uri 'none'; form-action 'none'\">\n",
      source_hash(html_style), source_hash(html_script)));
  out.write(
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n");
  out.write(fmt::format("<meta name=\"generator\" content=\"{} {}\">\n",
                        markup_text(options.generator.name),
                        markup_text(options.generator.version)));
  out.write(fmt::format("<title>{}</title>\n<style>", markup_text(title_of(view))));
  out.write(html_style);
  out.write("</style>\n</head>\n<body>\n");
  out.write(html_icon_sheet());
}

/// What the banner says, by verdict.
struct Banner {
  std::string_view style;
  std::string word;
  std::string_view meaning;
};

Banner banner_of(const ReportView& view) {
  if (view.check == nullptr)
    return view.counts.ai == 0
               ? Banner{"note", "Scan", "Evidence read from the files. Nothing was judged."}
               : Banner{"ai", "Scan", "Evidence read from the files. Nothing was judged."};
  switch (view.check->verdict) {
    case Verdict::Pass:
      return {"pass", "Pass", "Nothing in these files stands against delivery."};
    case Verdict::Hold:
      return {"hold", "Hold", "Do not deliver before what holds is answered."};
    case Verdict::Fail:
      return {"fail", "Fail", "Do not deliver. What fails must be resolved first."};
  }
  return {};
}

void put_banner(BufferedSink& out, const ReportView& view) {
  const auto banner = banner_of(view);
  const auto name = view.check == nullptr ? std::string("Scan") : view.check->title_name;
  out.write(fmt::format("<header class=\"banner {}\">\n<div class=\"verdict\">{}<div>\n",
                        banner.style, html_icon(banner.style)));
  if (view.check != nullptr)
    out.write(fmt::format("<p class=\"title\"><bdi>{}</bdi>{}</p>\n", markup_text(name),
                          view.check->as_of.empty() ? std::string()
                                                    : fmt::format(" · as of <time>{}</time>",
                                                                  markup_text(view.check->as_of))));
  out.write(fmt::format("<h1>{}</h1>\n<p class=\"headline\">{}</p>\n<p class=\"meaning\">{}</p>\n",
                        banner.word, headline_of(view), banner.meaning));
  out.write("</div></div>\n");
  if (view.scan.partial) {
    const auto left = view.scan.files_not_reached;
    out.write(
        fmt::format("<p class=\"partial\">{}<span><strong>Partial.</strong> The scan was "
                    "interrupted{}.</span></p>\n",
                    html_icon("unreadable"),
                    left == 0 ? std::string()
                              : ": " + counted(left, "file was", "files were") + " not reached"));
  }
  out.write("</header>\n");
}

void put_tiles(BufferedSink& out, const ReportView& view) {
  const auto put = [&out](std::string_view style, std::string_view name, std::uint64_t count) {
    out.write(fmt::format("<div class=\"tile {}\"><dt>{}</dt><dd>{}</dd></div>\n",
                          count == 0 ? std::string_view("zero") : style, name, count));
  };
  const auto& counts = view.counts;
  out.write("<dl class=\"tiles\">\n");
  if (view.check != nullptr) {
    put("fail", "fail", counts.fails);
    put("hold", "hold", counts.holds);
    put("", "notes", counts.notes);
    put("", "waived", counts.waived);
  }
  put("", "files", counts.files);
  put("ai", "AI evidence", counts.ai);
  put("", "captured", counts.captured);
  put("", "other evidence", counts.other);
  put("", "nothing stated", counts.nothing);
  put("hold", "unreadable", counts.unreadable);
  out.write("</dl>\n");
}

void put_tools(BufferedSink& out) {
  out.write(R"(<div class="tools" id="tools" role="search" aria-label="Filter files" hidden>
<div class="filters" role="group" aria-label="Show">
<button type="button" data-filter="problem" aria-pressed="false">Only problems <b></b></button>
<button type="button" data-filter="ai" aria-pressed="false">AI evidence <b></b></button>
<button type="button" data-filter="all" aria-pressed="true">All <b></b></button>
</div>
<label class="search"><span>Search</span><input type="search" id="search" placeholder="name, tool, model, hash …" autocomplete="off" spellcheck="false"></label>
<p id="shown" role="status" aria-live="polite"></p>
</div>
)");
}

void put_general(BufferedSink& out, const ReportView& view) {
  if (view.general.empty()) return;
  out.write("<section class=\"general\">\n<h2>The title as a whole</h2>\n");
  for (const auto* finding : view.general) put_html_finding(out, *finding, finding->file);
  out.write("</section>\n");
}

void put_troubles(BufferedSink& out, const ReportView& view) {
  if (view.scan.troubles.empty()) return;
  out.write("<section class=\"general\">\n<h2>Not entered</h2>\n<ul class=\"faults\">\n");
  for (const auto& trouble : view.scan.troubles)
    out.write(fmt::format("<li><code><bdi>{}</bdi></code>: {}</li>\n", markup_text(trouble.path),
                          markup_text(trouble.why)));
  out.write("</ul>\n</section>\n");
}

void put_files(BufferedSink& out, const ReportView& view, const HtmlOptions& options) {
  const auto order = order_files(view, options.files_max);
  out.write("<section class=\"files\">\n<h2>Files</h2>\n");
  for (const auto* file : order.shown) put_html_file(out, *file, options);
  out.write("<p class=\"none\" id=\"none\" hidden>No file fits this filter.</p>\n");
  if (order.left_out != 0)
    out.write(
        fmt::format("<p class=\"aside\">{} without problem and without AI evidence are "
                    "counted above but not listed here; the JSON report lists them.</p>\n",
                    counted(order.left_out, "more file", "more files")));
  if (view.files.empty()) out.write("<p class=\"aside\">There were no files to read.</p>\n");
  out.write("</section>\n");
}

}  // namespace

void write_html(const ReportView& view, const HtmlOptions& options, Sink& sink) {
  BufferedSink out(sink);
  put_head(out, view, options);
  put_banner(out, view);
  out.write("<main>\n");
  put_tiles(out, view);
  // What concerns the title comes first only if it asks for something.
  const bool is_general_first = std::ranges::any_of(view.general, counts_as_problem);
  if (is_general_first) put_general(out, view);
  put_tools(out);
  put_files(out, view, options);
  if (!is_general_first) put_general(out, view);
  put_troubles(out, view);
  put_html_limits(out, view, options);
  out.write("</main>\n<footer>");
  out.write(fmt::format("{} {}", markup_text(options.generator.name),
                        markup_text(options.generator.version)));
  if (view.check != nullptr)
    out.write(fmt::format(" · severities from {} · uses decided by {}",
                          markup_text(view.check->severities_source),
                          markup_text(rulebooks_phrase(*view.check))));
  out.write(" · this page asks nothing of the network</footer>\n<script>");
  out.write(html_script);
  out.write("</script>\n</body>\n</html>\n");
}

}  // namespace gg::report
