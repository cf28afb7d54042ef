// The JSON reports against the schemas that are published for them, with every value of every
// enum and with values at their extremes. valijson is heavy: this is its only user.
#define VALIJSON_USE_EXCEPTIONS 1

#include "report/json.h"
#include "report/jsonl.h"
#include "report/samples.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace gg::report {
namespace {

using Document = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

Document load_schema(const std::string& name) {
  std::ifstream file(std::string(GG_SOURCE_DIR) + "/schemas/" + name + ".schema.json");
  EXPECT_TRUE(file.is_open()) << name;
  return Document::parse(file, nullptr, false);
}

/// The schema of one line of the JSON lines form: the same definitions, another root.
Document line_schema(const Document& schema) {
  return {{"$schema", schema.at("$schema")},
          {"oneOf", schema.at("definitions").at("line").at("oneOf")},
          {"definitions", schema.at("definitions")}};
}

class SchemaChecker {
 public:
  explicit SchemaChecker(const Document& schema) {
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(Adapter(schema), schema_);
  }

  /// Empty if `document` fits, else what does not.
  std::string problems_of(const Document& document) const {
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema_, Adapter(document), &results)) return {};
    std::string text = "does not fit:";
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
      text += '\n';
      for (const auto& part : error.context) text += part;
      text += ": " + error.description;
    }
    return text;
  }

 private:
  valijson::Schema schema_;
};

JsonOptions options_of(Prompts prompts) {
  return {.generator = {.name = "goodgate", .version = "1.2.3"}, .prompts = prompts};
}

Document json_of(const ReportView& view, Prompts prompts = Prompts::Hashed) {
  StringSink sink;
  write_json(view, options_of(prompts), sink);
  return Document::parse(sink.text, nullptr, false);
}

std::vector<Document> lines_of(const ReportView& view) {
  StringSink sink;
  write_jsonl(view, options_of(Prompts::Hashed), sink);
  std::vector<Document> lines;
  std::istringstream stream(sink.text);
  for (std::string line; std::getline(stream, line);)
    lines.push_back(Document::parse(line, nullptr, false));
  return lines;
}

TEST(ScanSchema, EveryEnumValueAndHostileNamesFit) {
  const SchemaChecker checker(load_schema("scan"));
  const auto scan = samples::scan();
  for (const auto prompts : {Prompts::Hashed, Prompts::Clear})
    EXPECT_EQ(checker.problems_of(json_of(ReportView(scan), prompts)), "");
}

TEST(ScanSchema, EmptyScanFits) {
  const ScanReport scan;
  EXPECT_EQ(SchemaChecker(load_schema("scan")).problems_of(json_of(ReportView(scan))), "");
}

TEST(CheckSchema, EveryVerdictFindingAndWaiverFits) {
  const SchemaChecker checker(load_schema("check"));
  for (const auto verdict : {Verdict::Pass, Verdict::Hold, Verdict::Fail}) {
    const auto check = samples::check(verdict);
    for (const auto prompts : {Prompts::Hashed, Prompts::Clear})
      EXPECT_EQ(checker.problems_of(json_of(ReportView(check), prompts)), "");
  }
}

TEST(CheckSchema, FormatsAllFit) {
  const SchemaChecker checker(load_schema("check"));
  CheckReport check;
  for (int index = 0; index <= static_cast<int>(Format::Executable); ++index) {
    check.scan.files.push_back(samples::file(std::to_string(index), {samples::absent()}));
    check.scan.files.back().format = static_cast<Format>(index);
    check.files.push_back({.path = std::to_string(index), .uses = {}, .findings = {}});
  }
  EXPECT_EQ(checker.problems_of(json_of(ReportView(check))), "");
}

TEST(LineSchema, EveryLineOfScanAndCheckFits) {
  const auto scan = samples::scan();
  const auto check = samples::check();
  const SchemaChecker scan_line(line_schema(load_schema("scan")));
  const SchemaChecker check_line(line_schema(load_schema("check")));
  for (const auto& line : lines_of(ReportView(scan))) EXPECT_EQ(scan_line.problems_of(line), "");
  for (const auto& line : lines_of(ReportView(check))) EXPECT_EQ(check_line.problems_of(line), "");
}

TEST(ScanSchema, RefusesWhatIsNotAReport) {
  const SchemaChecker checker(load_schema("scan"));
  const auto scan = samples::scan();
  const auto whole = json_of(ReportView(scan));
  const auto refuses = [&](auto change) {
    auto changed = whole;
    change(changed);
    return !checker.problems_of(changed).empty();
  };
  EXPECT_TRUE(refuses([](Document& json) { json.erase("files"); }));
  EXPECT_TRUE(refuses([](Document& json) { json["surprise"] = 1; }));
  EXPECT_TRUE(refuses([](Document& json) { json["schema"] = "urn:goodgate:schema:scan:2"; }));
  EXPECT_TRUE(refuses([](Document& json) { json["files"][0]["sha256"] = "no hash"; }));
  EXPECT_TRUE(refuses([](Document& json) { json["files"][0]["evidence"][0]["kind"] = "guess"; }));
  EXPECT_TRUE(refuses([](Document& json) { json["files"][0]["evidence"][0].erase("where"); }));
  EXPECT_TRUE(refuses(
      [](Document& json) { json["files"][0]["evidence"][0]["parameters"][0].erase("value"); }));
  EXPECT_TRUE(checker.problems_of(whole).empty());
}

/// Each word a schema lists is one that the samples bring forth, and the other way round.
TEST(CheckSchema, ListsExactlyTheWordsOfTheEnums) {
  const auto definitions = load_schema("check").at("definitions");
  const auto& evidence = definitions.at("evidence").at("properties");
  EXPECT_EQ(evidence.at("kind").at("enum").size(), samples::kinds.size());
  EXPECT_EQ(evidence.at("state").at("enum").size(), samples::states.size());
  EXPECT_EQ(evidence.at("claims").at("items").at("enum").size(), samples::claims.size());
  EXPECT_EQ(evidence.at("strength").at("enum").size(), samples::strengths.size());
  EXPECT_EQ(definitions.at("finding").at("properties").at("severity").at("enum").size(),
            samples::severities.size());
  EXPECT_EQ(definitions.at("file").at("properties").at("standing").at("enum").size(),
            samples::standings.size());
}

}  // namespace
}  // namespace gg::report
