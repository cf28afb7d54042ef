#include "report/json.h"

namespace gg::report {
namespace {

void put_findings(JsonWriter& json, const CheckReport& check) {
  json.begin_array("findings");
  for (const auto& finding : check.findings) put_finding(json, finding);
  json.end_array();
}

void put_files(JsonWriter& json, const ReportView& view, Prompts prompts) {
  json.begin_array("files");
  for (const auto& file : view.files) {
    json.begin_object();
    put_file(json, file, prompts);
    if (file.checked != nullptr) {
      json.begin_array("findings");
      for (const auto& id : file.checked->findings) json.text_item(id);
      json.end_array();
    }
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void write_json(const ReportView& view, const JsonOptions& options, Sink& sink) {
  JsonWriter json(sink, JsonLayout::Pretty);
  json.begin_object();
  put_header(json, view, options);
  put_roots(json, view.scan);
  put_summary(json, view);
  if (view.check != nullptr) put_findings(json, *view.check);
  put_files(json, view, options.prompts);
  json.end_object();
  json.end_value();
}

}  // namespace gg::report
