#pragma once

#include "report/html.h"

#include <string_view>

namespace gg::report {

/// The style and the script of the report, from `html/`, built in.
extern const std::string_view html_style;
extern const std::string_view html_script;

/// Hidden drawings that `html_icon` refers to.
std::string_view html_icon_sheet();

/// An icon by name: "fail", "hold", "pass", "note", "ai", "camera", "nothing", "unreadable".
std::string html_icon(std::string_view name);

/// A name with its value in a definition list; nothing where the value is empty.
void put_html_row(BufferedSink& out, std::string_view name, std::string_view value,
                  std::string_view style = "");

/// One file as a card, with its findings and its evidence.
void put_html_file(BufferedSink& out, const FileView& view, const HtmlOptions& options);

/// One finding; `file` is named only where the finding stands away from its file.
void put_html_finding(BufferedSink& out, const Finding& finding, std::string_view file);

/// The sentences about what the report does not show.
void put_html_limits(BufferedSink& out, const ReportView& view, const HtmlOptions& options);

}  // namespace gg::report
