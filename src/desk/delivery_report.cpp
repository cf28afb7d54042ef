#include "desk/delivery_report.h"

#include "clearance/scanned_delivery.h"
#include "gate/judgement.h"
#include "register/word.h"
#include "report/html.h"
#include "report/json.h"
#include "report/jsonl.h"
#include "report/junit.h"

#include <array>
#include <map>

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

/// Of one page that is read as a whole.
constexpr std::size_t picture_bytes_usual = 16U << 20;

/// The small pictures that were kept of a delivery's files when the desk scanned them. Reads each
/// when the page comes to it. *single thread*
class KeptPictures final : public report::HtmlMedia {
 public:
  KeptPictures(store::Snapshot& snapshot, std::string delivery, std::size_t bytes_max)
      : snapshot_(snapshot), delivery_(std::move(delivery)), bytes_left_(bytes_max) {}

  void number(const ScanReport& scan) {
    const auto kept = clearance::kept_files(snapshot_, delivery_);
    if (!kept.has_value()) return;
    for (const auto& file : *kept)
      if (!file.picture.empty() && file.number < std::ssize(scan.files))
        numbers_[&scan.files[static_cast<std::size_t>(file.number)]] = file.number;
  }

  report::Thumbnail thumbnail_of(const FileReport& file) override {
    const auto number = numbers_.find(&file);
    if (number == numbers_.end()) return {};
    const auto kept = clearance::find_kept_file(snapshot_, delivery_, number->second);
    if (!kept.has_value() || !*kept) return {};
    auto& picture = (*kept)->picture;
    if (picture.size() > bytes_left_) return {.jpeg = {}, .reason = "picture left out"};
    bytes_left_ -= picture.size();
    return {.jpeg = picture, .reason = {}};
  }

  std::optional<report::Excerpt> excerpt_of(const FileReport& /*file*/,
                                            const Place& /*place*/) override {
    return std::nullopt;
  }

 private:
  store::Snapshot& snapshot_;
  const std::string delivery_;
  std::size_t bytes_left_;
  std::map<const FileReport*, std::int64_t> numbers_;  ///< Of the files that have a picture.
};

std::string text_of_check(ReportFormat format, const CheckReport& check, KeptPictures& pictures) {
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
      pictures.number(check.scan);
      report::write_html(view, {.generator = generator, .media = &pictures}, sink);
      break;
  }
  return std::move(sink.text);
}

}  // namespace

std::string report_text(ReportFormat format, store::Snapshot& snapshot, JudgedDelivery delivery,
                        std::size_t picture_bytes_max) {
  KeptPictures pictures(snapshot, delivery.id, picture_bytes_max);
  return text_of_check(format, report_of(std::move(delivery.scan), delivery.judgement), pictures);
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

http::Response delivery_report(ReportFormat format, store::Snapshot& snapshot,
                               JudgedDelivery delivery) {
  const auto& row = row_of(format);
  const auto id = delivery.id;
  auto response =
      http::text(200, report_text(format, snapshot, std::move(delivery), picture_bytes_usual));
  const bool is_html = format == ReportFormat::Html;
  response.headers.set("Content-Type",
                       std::string(row.media_type) + (is_html ? "; charset=utf-8" : ""));
  response.headers.set("Content-Disposition", std::string(is_html ? "attachment" : "inline") +
                                                  "; filename=\"" + id + "." +
                                                  std::string(row.extension) + "\"");
  return response;
}

}  // namespace gg::desk
