#include "json/json.h"
#include "register/outcome.h"
#include "rulebook/read_book.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>
#define VALIJSON_USE_EXCEPTIONS 1
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace gg::rulebook {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

const nlohmann::json& schema_json() {
  static const auto json =
      nlohmann::json::parse(read_file(GG_SOURCE_DIR "/schemas/rulebook.schema.json"));
  return json;
}

/// Every scalar as text: the schema reads words, as the loader does.
nlohmann::json to_json(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::Empty) return nullptr;
  if (node.kind == YamlNode::Kind::Scalar) return node.text;
  if (node.kind == YamlNode::Kind::List) {
    auto list = nlohmann::json::array();
    for (const auto& item : node.items) list.push_back(to_json(item));
    return list;
  }
  auto map = nlohmann::json::object();
  for (const auto& [key, value] : node.members) map[key] = to_json(value);
  return map;
}

/// What the schema has against a book; empty where nothing.
std::string schema_faults(const std::string& yaml) {
  valijson::Schema schema;
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json()), schema);
  Problems problems("book.yaml");
  const auto root = parse_yaml(yaml, problems);
  if (!root) return to_text(problems.take());
  const auto json = to_json(*root);
  valijson::ValidationResults results;
  valijson::Validator validator;
  if (validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(json), &results))
    return {};
  std::string text = "refused: ";
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const auto& step : error.context) text += step;
    text += ": " + error.description + "\n";
  }
  return text;
}

/// Books that ship; the book of the gate has a form of its own.
std::vector<std::filesystem::path> shipped_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& folder : std::filesystem::directory_iterator(GG_SOURCE_DIR "/rulebooks")) {
    if (!folder.is_directory() || folder.path().filename() == "gate") continue;
    for (const auto& file : std::filesystem::directory_iterator(folder))
      if (file.path().extension() == ".yaml") files.push_back(file.path());
  }
  return files;
}

TEST(RulebookSchema, AcceptsEveryShippedBook) {
  const auto files = shipped_files();
  ASSERT_GE(files.size(), 10U);
  for (const auto& file : files) {
    const auto text = read_file(file);
    EXPECT_EQ(schema_faults(text), "") << file;
    const auto book = parse_book(text, file.string());
    ASSERT_TRUE(book.has_value()) << to_text(book.error());
    EXPECT_EQ(schema_faults(write_book((*book)->book)), "") << file << " in canonical form";
  }
}

TEST(RulebookSchema, AcceptsTheDocumentedBook) {
  const auto page = read_file(GG_SOURCE_DIR "/docs/rulebook-format.md");
  constexpr std::string_view open = "```yaml\n";
  const auto at = page.find(open);
  ASSERT_NE(at, std::string::npos);
  const auto text =
      page.substr(at + open.size(), page.find("```", at + open.size()) - at - open.size());
  const auto book = parse_book(text, "rulebook-format.md");
  ASSERT_TRUE(book.has_value()) << to_text(book.error());
  EXPECT_EQ(schema_faults(text), "");
}

TEST(RulebookSchema, AgreesWithTheLoader) {
  const std::string head = "rulebook: b\nversion: 2026-11\nname: N\nnotice: No advice.\n";
  const std::string facts = "facts: [{id: f, ask: Is it}, {id: n, type: number, ask: How many}]\n";
  const std::string rows = "rows: [{id: r, outcome: clear, because: so}]\n";
  const std::string tail = "default: {outcome: consult, because: so}\n";
  const std::string whole = head + facts + rows + tail;
  const std::string texts[] = {
      whole,
      head + facts + rows,
      head + facts + "rows: []\n" + tail,
      facts + rows + tail,
      head + facts + rows + "default: {outcome: notify, because: so}\n",
      head + facts + rows + "default: {outcome: consult}\n",
      "rulebook: 'a b'\nversion: 1\nname: N\nnotice: No.\n" + facts + rows + tail,
      whole + "row: []\n",
      whole + "sources: [{id: s, title: T, confidence: A, read: 2026-01-02}]\n",
      whole + "sources: [{id: s, title: T, confidence: D}]\n",
      whole + "sources: [{id: s, title: T, read: May}]\n",
      whole + "sources: [{id: s}]\n",
      whole + "applies: {kinds: [news], factual: no, territories: [DE, US-CA], roles: deployer}\n",
      whole + "applies: {kinds: [movie]}\n",
      whole + "applies: {territories: [UK]}\n",
      whole + "applies: {kind: news}\n",
      whole + "in_force: {from: 2026-01-01, until: 2026-12-31}\n",
      whole + "in_force: {since: 2026-01-01}\n",
      head + "facts: [{id: f}]\n" + rows + tail,
      head + "facts: [{id: f, ask: a, type: choice, of: [a, b]}]\n" + rows + tail,
      head + "facts: [{id: f, ask: a, type: choice, of: [a]}]\n" + rows + tail,
      head + "facts: [{id: f, ask: a, type: choice, of: [a, a]}]\n" + rows + tail,
      head + "facts: [{id: f, ask: a, type: choice, of: [a, unsure]}]\n" + rows + tail,
      head + "facts: [{id: f, ask: a, type: choice}]\n" + rows + tail,
      head + "facts: [{id: f, ask: a, type: text}]\n" + rows + tail,
      head + "facts: [{id: f, ask: a, risk: high}]\n" + rows + tail,
      head + "facts: [{id: f.g, ask: a}]\n" + rows + tail,
      head + "facts: [{id: f, ask: a, type: number, min: 0.5, max: 10}]\n" + rows + tail,
      head + "facts: [{id: f, ask: a, type: number, max: 0.1234}]\n" + rows + tail,
      head + "facts: [{id: f, ask: a, changeable: perhaps}]\n" + rows + tail,
      whole + "define: [{id: d, when: {f: yes}}]\n",
      whole + "define: [{id: d, any: [{f: yes}, {n: {from: 3}}]}]\n",
      whole + "define: [{id: d}]\n",
      whole + "reviewers: [{id: v, name: V, applies: {roles: [provider]}}]\n",
      whole + "reviewers: [{id: v}]\n",
      whole +
          "reviewers: [{id: v, name: V}, {id: w, name: W, after: [v]},"
          " {id: g, name: G, any_of: [v, w]}]\n",
      whole + "reviewers: [{id: v, name: V, before: [w]}]\n",
      whole + "duties: [{id: u, what: Do, due: before_work, owner: partner, lead_hours: 48}]\n",
      whole + "duties: [{id: u, what: Do, due: soon, owner: partner}]\n",
      whole + "duties: [{id: u, what: Do, due: before_work}]\n",
      whole + "duties: [{id: u, what: Do, due: before_work, owner: p, lead_hours: 1.5}]\n",
      whole + "duties: [{id: u, what: Do, due: before_work, owner: p, evidence: photo}]\n",
      head + facts +
          "rows: [{id: r, when: {f: yes, n: {from: 1, until: 2}}, outcome: clear, because: so}]\n" +
          tail,
      head + facts + "rows: [{id: r, when: {n: {least: 1}}, outcome: clear, because: so}]\n" + tail,
      head + facts + "rows: [{id: r, when: {f: {}}, outcome: clear, because: so}]\n" + tail,
      head + facts + "rows: [{id: r, outcome: aprove, because: so}]\n" + tail,
      head + facts + "rows: [{id: r, outcome: approve}]\n" + tail,
      head + facts + "rows: [{id: r, outcome: approve, because: so, reviewer: x}]\n" + tail,
      whole + "invariants: [{id: i, when: {f: yes}, at_least: clear}]\n",
      whole + "invariants: [{id: i, when: {f: yes}}]\n",
      whole + "cases: [{name: c, given: {f: unsure}, expect: {outcome: clear, rows: []}}]\n",
      whole +
          "cases: [{name: c, title: {kind: news, agreements: []}, as_of: 2026-01-01, expect: "
          "{outcome: clear}}]\n",
      whole + "cases: [{name: c, given: {f: [yes]}, expect: {outcome: clear}}]\n",
      whole + "cases: [{name: c, given: {f: yes}}]\n",
      whole + "cases: [{given: {f: yes}, expect: {outcome: clear}}]\n",
  };
  for (const auto& text : texts) {
    const auto read = parse_book(text, "book.yaml");
    EXPECT_EQ(schema_faults(text).empty(), read.has_value())
        << text << schema_faults(text) << (read ? "" : to_text(read.error()));
  }
}

template <class E, std::size_t N>
void expect_words(const nlohmann::json& listed, const std::array<Word<E>, N>& words) {
  std::vector<std::string> expected;
  for (const auto word : texts_of(words)) expected.emplace_back(word);
  EXPECT_EQ(listed.get<std::vector<std::string>>(), expected);
}

TEST(RulebookSchema, ListsTheWordsOfTheLoader) {
  const auto& all = schema_json()["definitions"];
  expect_words(all["outcome"]["enum"], outcome_words);
  expect_words(all["confidence"]["enum"], confidence_words);
  expect_words(all["kind"]["enum"], title_kind_words);
  expect_words(all["role"]["enum"], role_words);
  expect_words(all["fact"]["properties"]["type"]["enum"], fact_type_words);
  expect_words(all["fact"]["properties"]["from"]["enum"], fact_from_words);
  expect_words(all["fact"]["properties"]["risk"]["oneOf"][1]["enum"], risk_words);
  expect_words(all["duty"]["properties"]["due"]["enum"], due_words);
  expect_words(all["duty"]["properties"]["evidence"]["enum"], duty_evidence_words);
}

}  // namespace
}  // namespace gg::rulebook
