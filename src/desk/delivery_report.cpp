#include "desk/delivery_report.h"

#include "gate/judgement.h"
#include "register/word.h"
#include "report/html.h"
#include "report/json.h"
#include "report/jsonl.h"
#include "report/junit.h"

#include <array>

namespace gg::desk {
namespace {

struct FormatRow {
  ReportFormat format;
  std::string_view word;
  std::string_view media_type;
  std::string_view extension;
};

constexpr std::array format_rows = {
    FormatRow{ReportFormat::Json, "json", "application/json", "json"},
    FormatRow{ReportFormat::JsonLines, "jsonl", "application/x-ndjson", "jsonl"},
    FormatRow{ReportFormat::Junit, "junit", "application/xml", "xml"},
    FormatRow{ReportFormat::Html, "html", "text/html", "html"},
};

const FormatRow& row_of(ReportFormat format) {
  return format_rows.at(static_cast<std::size_t>(format));
}

std::string text_of_check(ReportFormat format, const CheckReport& check) {
  const report::ReportView view(check);
  const report::Generator generator{.version = GG_VERSION};
  report::StringSink sink;
  switch (format) {
    case ReportFormat::Json:
      report::write_json(view, {.generator = generator}, sink);
      break;
    case ReportFormat::JsonLines:
      report::write_jsonl(view, {.generator = generator}, sink);
      break;
    case ReportFormat::Junit:
      report::write_junit(view, generator, sink);
      break;
    case ReportFormat::Html:
      report::write_html(view, {.generator = generator}, sink);
      break;
  }
  return std::move(sink.text);
}

}  // namespace

std::string report_text(ReportFormat format, ScanReport scan, const Json& judgement) {
  return text_of_check(format, report_of(std::move(scan), judgement));
}

Result<ReportFormat> report_format(const http::Request& request) {
  if (const auto word = request.query.find("format")) {
    for (const auto& row : format_rows)
      if (row.word == *word) return row.format;
    return fail(Error{ErrorKind::InvalidInput, "/format: write json, jsonl, junit or html"});
  }
  const auto accept = request.headers.joined("Accept");
  for (const auto& row : format_rows)
    if (accept.find(row.media_type) != std::string::npos) return row.format;
  return ReportFormat::Json;
}

Json scan_document(const ScanReport& scan) {
  const report::ReportView view(scan);
  report::StringSink sink;
  report::write_json(view, {.generator = {.version = GG_VERSION}}, sink);
  return parse_json(sink.text, {.text_bytes_max = sink.text.size(), .depth_max = 64})
      .value_or(Json::object());
}

http::Response delivery_report(ReportFormat format, const std::string& delivery, ScanReport scan,
                               const Json& judgement) {
  const auto& row = row_of(format);
  auto response = http::text(200, report_text(format, std::move(scan), judgement));
  const bool is_html = format == ReportFormat::Html;
  response.headers.set("Content-Type",
                       std::string(row.media_type) + (is_html ? "; charset=utf-8" : ""));
  response.headers.set("Content-Disposition", std::string(is_html ? "attachment" : "inline") +
                                                  "; filename=\"" + delivery + "." +
                                                  std::string(row.extension) + "\"");
  return response;
}

}  // namespace gg::desk
