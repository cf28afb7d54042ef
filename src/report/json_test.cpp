#include "report/json.h"

#include "base/base64.h"
#include "base/sha256.h"
#include "base/text.h"
#include "gate/judgement.h"
#include "gate/read_report.h"
#include "json/json.h"
#include "report/jsonl.h"
#include "report/samples.h"

#include <sstream>

#include <gtest/gtest.h>

namespace gg::report {
namespace {

constexpr JsonLimits limits{.text_bytes_max = 64U << 20};
const JsonOptions hashed{.generator = {.name = "goodgate", .version = "1.2.3"}};
const JsonOptions clear{.generator = {.name = "goodgate", .version = "1.2.3"},
                        .prompts = Prompts::Clear};

std::string text_of(const ReportView& view, const JsonOptions& options = hashed) {
  StringSink sink;
  write_json(view, options, sink);
  return sink.text;
}

Json json_of(const ReportView& view, const JsonOptions& options = hashed) {
  auto json = parse_json(text_of(view, options), limits);
  EXPECT_TRUE(json.has_value());
  return json.value_or(Json());
}

TEST(JsonWriter, EscapesWhatRfc8259Asks) {
  StringSink sink;
  {
    JsonWriter json(sink, JsonLayout::Line);
    json.begin_object();
    json.text("a", std::string_view("\"\\\n\r\t\x01\0/\x7F\xC3\xA9", 11));
    json.text("b", "\xFF|\xE9");
    json.end_object();
    json.end_value();
  }
  EXPECT_EQ(sink.text,
            "{\"a\":\"\\\"\\\\\\n\\r\\t\\u0001\\u0000/"
            "\x7F\xC3\xA9\",\"b\":\"\xEF\xBF\xBD|\xEF\xBF\xBD\"}\n");
}

TEST(JsonWriter, PrettyHasTwoSpacesAndEmptyListsStayOnTheirLine) {
  StringSink sink;
  {
    JsonWriter json(sink, JsonLayout::Pretty);
    json.begin_object();
    json.begin_array("none");
    json.end_array();
    json.begin_array("some");
    json.text_item("x");
    json.end_array();
    json.end_object();
    json.end_value();
  }
  EXPECT_EQ(sink.text, "{\n  \"none\": [],\n  \"some\": [\n    \"x\"\n  ]\n}\n");
}

TEST(WriteJson, PromptsAreHashedUnlessAsked) {
  const auto scan = samples::scan();
  const auto text = text_of(ReportView(scan));
  EXPECT_EQ(text.find("secret"), std::string::npos);
  EXPECT_EQ(text.find("blurry"), std::string::npos);
  const auto file = json_of(ReportView(scan)).at("files").at(0);
  const auto evidence = file.at("evidence").at(0);
  EXPECT_EQ(evidence.at("prompt_sha256"), sha256_of(samples::prompt).hex());
  EXPECT_EQ(evidence.at("prompt_chars"), 28);
  EXPECT_FALSE(evidence.contains("prompt"));
  EXPECT_EQ(evidence.at("parameters").at(0).at("value"), "42");
  EXPECT_FALSE(evidence.at("parameters").at(1).contains("value"));
  EXPECT_FALSE(evidence.at("parameters").at(2).contains("value"));
  const auto shown = json_of(ReportView(scan), clear).at("files").at(0).at("evidence").at(0);
  EXPECT_EQ(shown.at("prompt"), samples::prompt);
  EXPECT_EQ(shown.at("parameters").at(1).at("value"), "blurry, hands");
}

TEST(WriteJson, PathThatIsNotUtf8IsKeptWhole) {
  const auto scan = samples::scan();
  const auto json = json_of(ReportView(scan));
  const auto& file = json.at("files").at(1);
  EXPECT_EQ(file.at("path"), "stills/caf\xEF\xBF\xBD.png");
  EXPECT_EQ(file.at("path_bytes_base64"), base64_of(samples::not_utf8_name));
  EXPECT_FALSE(json.at("files").at(0).contains("path_bytes_base64"));
}

TEST(WriteJson, WholeTextIsUtf8WhateverTheNames) {
  const auto check = samples::check();
  EXPECT_TRUE(is_utf8(text_of(ReportView(check), clear)));
}

TEST(WriteJson, CheckHasVerdictAndFindingsByFile) {
  const auto check = samples::check();
  const auto json = json_of(ReportView(check));
  EXPECT_EQ(json.at("schema"), check_schema_id);
  EXPECT_EQ(json.at("verdict"), "fail");
  EXPECT_EQ(json.at("counts").at("fail"), 1);
  EXPECT_EQ(json.at("counts").at("hold"), 1);
  EXPECT_EQ(json.at("counts").at("waived"), 2);
  EXPECT_EQ(json.at("findings").size(), 5U);
  EXPECT_EQ(json.at("files").at(0).at("findings").size(), 3U);
  EXPECT_EQ(json.at("files").at(0).at("standing"), "failed");
  EXPECT_EQ(json.at("findings").at(1).at("file_bytes_base64"), base64_of(samples::not_utf8_name));
}

TEST(WriteJson, IsReadBackAsTheScanItWasWrittenOf) {
  const auto check = samples::check();
  const auto read = read_report(json_of(ReportView(check), clear));
  ASSERT_TRUE(read.has_value()) << read.error().message;
  // What it says of all files together is counted anew, not believed.
  auto scan = check.scan;
  scan.size_bytes = 0;
  for (const auto& file : scan.files) scan.size_bytes += file.size_bytes;
  EXPECT_EQ(text_of(ReportView(*read), clear), text_of(ReportView(scan), clear));
}

TEST(WriteJson, JudgementGivesTheReportItWasMadeOf) {
  const auto check = samples::check();
  const auto again = report_of(check.scan, judgement_of(check));
  EXPECT_EQ(text_of(ReportView(again)), text_of(ReportView(check)));
}

TEST(WriteJson, GreatestNumbersStayExact) {
  const auto scan = samples::scan();
  EXPECT_NE(text_of(ReportView(scan)).find("9223372036854775807"), std::string::npos);
}

TEST(WriteJsonl, HeaderThenOneLineAFileThenSummary) {
  const auto check = samples::check();
  StringSink sink;
  write_jsonl(ReportView(check), hashed, sink);
  std::istringstream lines(sink.text);
  std::vector<std::string> types;
  std::size_t findings = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto json = parse_json(line, limits);
    ASSERT_TRUE(json.has_value()) << line;
    types.emplace_back(json->at("type"));
    if (json->contains("findings")) findings += json->at("findings").size();
  }
  ASSERT_EQ(types.size(), check.scan.files.size() + 2);
  EXPECT_EQ(types.front(), "header");
  EXPECT_EQ(types.at(1), "file");
  EXPECT_EQ(types.back(), "summary");
  EXPECT_EQ(findings, check.findings.size());
}

/// A sink that knows only how much it was given at once.
class MeasuringSink : public Sink {
 public:
  void write(std::string_view piece) override { largest = std::max(largest, piece.size()); }
  std::size_t largest = 0;
};

TEST(WriteJson, StreamsInSmallPieces) {
  ScanReport scan;
  for (int index = 0; index < 5000; ++index)
    scan.files.push_back(samples::file("f" + std::to_string(index), {samples::absent()}));
  MeasuringSink sink;
  write_json(ReportView(scan), hashed, sink);
  EXPECT_LT(sink.largest, std::size_t{80} << 10);
}

}  // namespace
}  // namespace gg::report
