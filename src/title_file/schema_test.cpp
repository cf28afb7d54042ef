#include "json/json.h"
#include "title_file/title_file.h"

#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>
#define VALIJSON_USE_EXCEPTIONS 1
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace gg {
namespace {

std::string read_file(const std::string& name) {
  std::ifstream in(GG_SOURCE_DIR "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Every scalar as text: the schema reads words, as the loader does.
nlohmann::json to_json(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::Empty:
      return nullptr;
    case YamlNode::Kind::Scalar:
      return node.text;
    case YamlNode::Kind::List: {
      auto list = nlohmann::json::array();
      for (const auto& item : node.items) list.push_back(to_json(item));
      return list;
    }
    case YamlNode::Kind::Map:
      break;
  }
  auto map = nlohmann::json::object();
  for (const auto& [key, value] : node.members) map[key] = to_json(value);
  return map;
}

bool schema_accepts(const std::string& yaml) {
  static const auto schema_json = nlohmann::json::parse(read_file("schemas/title.schema.json"));
  valijson::Schema schema;
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
  Problems problems("t.yaml");
  const auto root = parse_yaml(yaml, problems);
  if (!root) return false;
  const auto json = to_json(*root);
  valijson::Validator validator;
  return validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(json), nullptr);
}

/// The examples of docs/title-file.md as one file: each block that begins with a key of title.yaml.
std::string documented_title() {
  const auto text = read_file("docs/title-file.md");
  std::string out = "goodgate: 1\n";
  constexpr std::string_view open = "```yaml\n";
  for (auto at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
    at += open.size();
    auto block = text.substr(at, text.find("```", at) - at);
    block = block.substr(0, block.find("# or\n"));
    if (!block.starts_with("goodgate:") && !block.starts_with("file:")) out += block;
  }
  return out;
}

TEST(TitleDocument, ItsExamplesLoadTogetherAndFitTheSchema) {
  const auto text = documented_title();
  const auto title = parse_title(text, "title.yaml");
  ASSERT_TRUE(title.has_value()) << to_text(title.error()) << "\n" << text;
  EXPECT_EQ(title->waivers.size(), 2U);
  EXPECT_EQ(title->archive_log.file, "archive-log.csv");
  EXPECT_TRUE(schema_accepts(text));
}

TEST(TitleSchema, AgreesWithTheLoader) {
  const std::string head = "goodgate: 1\ntitle: {id: t, name: T, kind: news}\n";
  const std::string uses = "uses: [{id: u, summary: s}]\n";
  const std::string texts[] = {
      head,
      head + uses,
      "title: {id: t, name: T, kind: news}\n",
      "goodgate: 2\ntitle: {id: t, name: T, kind: news}\n",
      "goodgate: 1\ntitle: {id: t, name: T, kind: movie}\n",
      "goodgate: 1\ntitle: {id: 'a b', name: T, kind: news}\n",
      "goodgate: 1\ntitle: {id: t, name: T, kind: news, territories: [UK]}\n",
      "goodgate: 1\ntitle: {id: t, name: T, kind: news, territories: DE, media: all}\n",
      "goodgate: 1\ntitle: {id: t, name: T, kind: news, factual: maybe}\n",
      head + "use: []\n",
      head + "uses: [{id: u, summary: s, outcome: aprove}]\n",
      head + "uses: [{id: u, summary: s, facts: {final_deliverable: unsure}}]\n",
      head + "uses: [{id: u, summary: s, facts: yes}]\n",
      head + "uses: [{id: u, summary: s, facts: {final_deliverable: [yes]}}]\n",
      head + "rulebooks: studio-genai\n" + uses,
      head + "tools: [{id: m, product: M, facts: {tool_enterprise: yes}}]\n",
      head + uses + "duties: [{use: u, duty: human_review, date: 2026-05-03, by: Ada}]\n",
      head + uses + "duties: [{use: u, duty: human_review, date: soon, by: Ada}]\n",
      head + uses + "duties: [{use: u, duty: human_review, date: 2026-05-03}]\n",
      "goodgate: 1\ntitle: {id: t, name: T, kind: news, agreements: [], roles: [deployer], facts: "
      "{reputation_risk: no}}\n",
      "goodgate: 1\ntitle: {id: t, name: T, kind: news, roles: [owner]}\n",
      "goodgate: 1\ntitle: {id: t, name: T, kind: news, territories: [US-CA]}\n",
      head + "uses: [{id: u, summary: s, disclose: credit}]\n",
      head + "uses: [{id: u, summary: s, disclose: [banner]}]\n",
      head + uses + "approvals: [{id: a, use: u, by: Ada, date: 2026-05-03}]\n",
      head + uses + "approvals: [{id: a, use: u, by: Ada, date: 3 May}]\n",
      head + uses + "approvals: [{id: a, use: u, date: 2026-05-03}]\n",
      head + "consents: [{id: c, person: P}]\n",
      head + "licences: [{id: l, work: W, ai_alteration: never}]\n",
      head + uses + "assets: [{sha256: abc, use: u, status: final}]\n",
      head + uses + "assets: [{sha256: " + std::string(64, 'a') + ", use: u, status: final}]\n",
      head + "assets: [{sha256: " + std::string(64, 'a') + ", status: final}]\n",
      head + "assets: [{sha256: " + std::string(64, 'a') + ", status: final, kind: source}]\n",
      head + "waivers: [{by: A, reason: r, expires: 2026-01-01}]\n",
      head + "waivers: [{rule: r, finding: f, by: A, reason: r, expires: 2026-01-01}]\n",
      head + "waivers: [{rule: r, by: A, reason: r, expires: 2026-01-01}]\n",
      head + "archive_log: {sheet: x}\n",
      head + "archive_log: log.csv\nsidecars: a.yaml\n",
      head + "severities: [{rule: r, severity: bad, reason: x, by: A}]\n",
  };
  for (const auto& text : texts)
    EXPECT_EQ(schema_accepts(text), parse_title(text, "t.yaml").has_value()) << text;
}

}  // namespace
}  // namespace gg
