#include "gate/judgement.h"

#include "base/base64.h"
#include "base/text.h"
#include "gate/severities.h"

#include <array>

namespace gg {
namespace {

constexpr std::array standing_words = {
    Word<Standing>{"no_evidence", Standing::NoEvidence},
    Word<Standing>{"captured", Standing::Captured},
    Word<Standing>{"covered", Standing::Covered},
    Word<Standing>{"held", Standing::Held},
    Word<Standing>{"failed", Standing::Failed},
};

void put_if_any(Json& json, const char* key, std::string_view text) {
  if (!text.empty()) json[key] = to_utf8(text);
}

Json json_of(const Finding& finding) {
  Json json{{"id", finding.id},
            {"rule", finding.rule},
            {"title", finding.title},
            {"severity", word_of(severity_words, finding.severity)}};
  put_if_any(json, "clause", finding.clause);
  put_if_any(json, "file", finding.file);
  if (!is_utf8(finding.file)) json["file_bytes_base64"] = base64_of(finding.file);
  if (!finding.where.path.empty())
    json["where"] = {{"path", to_utf8(finding.where.path)},
                     {"offset", finding.where.offset},
                     {"size_bytes", finding.where.size_bytes}};
  put_if_any(json, "use", finding.use);
  json["expected"] = to_utf8(finding.expected);
  json["found"] = to_utf8(finding.found);
  json["to_do"] = finding.to_do;
  put_if_any(json, "waivable_by", finding.waivable_by);
  if (finding.waiver) {
    json["waiver"] = {{"by", finding.waiver->by}, {"reason", finding.waiver->reason}};
    put_if_any(json["waiver"], "expires", finding.waiver->expires);
  }
  return json;
}

std::string text_in(const Json& json, std::string_view key) {
  return std::string(text_member(json, key));
}

Finding finding_of(const Json& json) {
  Finding finding{
      .id = text_in(json, "id"), .rule = text_in(json, "rule"), .title = text_in(json, "title")};
  finding.severity =
      value_of(severity_words, text_member(json, "severity")).value_or(Severity::Fail);
  finding.clause = text_in(json, "clause");
  finding.file = parse_base64(text_member(json, "file_bytes_base64")).value_or("");
  if (finding.file.empty()) finding.file = text_in(json, "file");
  if (const auto* where = find_member(json, "where"))
    finding.where = {text_in(*where, "path"), where->value("offset", std::uint64_t{0}),
                     where->value("size_bytes", std::uint64_t{0})};
  finding.use = text_in(json, "use");
  finding.expected = text_in(json, "expected");
  finding.found = text_in(json, "found");
  finding.to_do = text_in(json, "to_do");
  finding.waivable_by = text_in(json, "waivable_by");
  if (const auto* waiver = find_member(json, "waiver"))
    finding.waiver = AppliedWaiver{text_in(*waiver, "by"), text_in(*waiver, "reason"),
                                   text_in(*waiver, "expires")};
  return finding;
}

std::vector<std::string> texts_in(const Json& json, std::string_view key) {
  std::vector<std::string> texts;
  if (const auto* list = find_member(json, key); list != nullptr && list->is_array())
    for (const auto& item : *list) texts.push_back(scalar_text(item));
  return texts;
}

Json json_of(const CheckedFile& file) {
  Json json{{"standing", word_of(standing_words, file.standing)}};
  if (!file.uses.empty()) json["uses"] = file.uses;
  if (!file.findings.empty()) json["findings"] = file.findings;
  return json;
}

template <class T, class F>
std::vector<T> each_of(const Json& json, std::string_view key, F read) {
  std::vector<T> all;
  if (const auto* list = find_member(json, key); list != nullptr && list->is_array())
    for (const auto& item : *list) all.push_back(read(item));
  return all;
}

}  // namespace

Json judgement_of(const CheckReport& report) {
  Json json{{"title", {{"id", report.title_id}, {"name", report.title_name}}},
            {"as_of", report.as_of},
            {"severities_source", report.severities_source},
            {"rulebooks", Json::array()},
            {"verdict", word_of(verdict_words, report.verdict)},
            {"findings", Json::array()},
            {"files", Json::array()}};
  for (const auto& book : report.rulebooks)
    json["rulebooks"].push_back(
        {{"id", book.id}, {"version", book.version}, {"sha256", book.sha256}});
  for (const auto& finding : report.findings) json["findings"].push_back(json_of(finding));
  for (const auto& file : report.files) json["files"].push_back(json_of(file));
  return json;
}

CheckReport report_of(ScanReport scan, const Json& judgement) {
  CheckReport report;
  report.scan = std::move(scan);
  if (const auto* title = find_member(judgement, "title")) {
    report.title_id = text_in(*title, "id");
    report.title_name = text_in(*title, "name");
  }
  report.as_of = text_in(judgement, "as_of");
  report.severities_source = text_in(judgement, "severities_source");
  report.rulebooks = each_of<BookInForce>(judgement, "rulebooks", [](const Json& book) {
    return BookInForce{text_in(book, "id"), text_in(book, "version"), text_in(book, "sha256")};
  });
  report.verdict =
      value_of(verdict_words, text_member(judgement, "verdict")).value_or(Verdict::Fail);
  report.findings = each_of<Finding>(judgement, "findings", finding_of);
  report.files = each_of<CheckedFile>(judgement, "files", [](const Json& file) {
    return CheckedFile{
        {},
        value_of(standing_words, text_member(file, "standing")).value_or(Standing::Failed),
        texts_in(file, "uses"),
        texts_in(file, "findings")};
  });
  report.files.resize(report.scan.files.size());
  for (std::size_t index = 0; index < report.files.size(); ++index)
    report.files[index].path = report.scan.files[index].path;
  return report;
}

}  // namespace gg
