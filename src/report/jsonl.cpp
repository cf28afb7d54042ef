#include "report/jsonl.h"

#include <span>

namespace gg::report {
namespace {

void put_findings(JsonWriter& json, std::span<const Finding* const> findings) {
  json.begin_array("findings");
  for (const auto* finding : findings) put_finding(json, *finding);
  json.end_array();
}

}  // namespace

void write_jsonl(const ReportView& view, const JsonOptions& options, Sink& sink) {
  JsonWriter json(sink, JsonLayout::Line);
  json.begin_object();
  json.text("type", "header");
  put_header(json, view, options);
  put_roots(json, view.scan);
  json.end_object();
  json.end_value();
  for (const auto& file : view.files) {
    json.begin_object();
    json.text("type", "file");
    put_file(json, file, options.prompts);
    if (view.check != nullptr) put_findings(json, file.findings);
    json.end_object();
    json.end_value();
  }
  json.begin_object();
  json.text("type", "summary");
  put_summary(json, view);
  if (view.check != nullptr) put_findings(json, view.general);
  json.end_object();
  json.end_value();
}

}  // namespace gg::report
