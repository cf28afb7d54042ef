#include "book_forms/dmn.h"

#include "book_forms/feel.h"
#include "book_forms/random_book_test.h"
#include "rulebook/read_book.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include <gtest/gtest.h>
#include <pugixml.hpp>
#include <rapidcheck/gtest.h>

namespace gg::book_forms {
namespace {

using Names = std::vector<std::string>;

/// Children of each element in the order of the DMN 1.3 schema; "!" marks those that must be there.
const std::map<std::string, Names>& schema_order() {
  static const std::map<std::string, Names> order = {
      {"definitions", {"description", "itemDefinition", "inputData", "decision"}},
      {"itemDefinition", {"typeRef!", "allowedValues"}},
      {"allowedValues", {"text!"}},
      {"inputData", {"description", "variable"}},
      {"variable", {}},
      {"description", {}},
      {"typeRef", {}},
      {"text", {}},
      {"decision",
       {"description", "variable", "informationRequirement", "literalExpression", "decisionTable"}},
      {"informationRequirement", {"requiredDecision", "requiredInput"}},
      {"requiredDecision", {}},
      {"requiredInput", {}},
      {"literalExpression", {"text"}},
      {"decisionTable", {"input", "output!", "annotation", "rule"}},
      {"input", {"inputExpression!", "inputValues"}},
      {"inputExpression", {"text"}},
      {"inputValues", {"text!"}},
      {"output", {}},
      {"annotation", {}},
      {"rule", {"inputEntry", "outputEntry!", "annotationEntry"}},
      {"inputEntry", {"text!"}},
      {"outputEntry", {"text"}},
      {"annotationEntry", {"text"}}};
  return order;
}

std::string plain(std::string name) {
  if (name.ends_with('!')) name.pop_back();
  return name;
}

/// What of the schema a model breaks: one line each.
std::string breaches(const pugi::xml_node& node) {
  const auto found = schema_order().find(node.name());
  if (found == schema_order().end())
    return std::string(node.name()) + " is no element of a model\n";
  std::string out;
  auto expected = found->second.begin();
  for (const auto& child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    const auto fits = [&child](const std::string& name) { return plain(name) == child.name(); };
    const auto at = std::find_if(expected, found->second.end(), fits);
    if (at == found->second.end())
      out += std::string(child.name()) + " is out of place in " + node.name() + "\n";
    else
      expected = at;
    out += breaches(child);
  }
  for (const auto& name : found->second)
    if (name.ends_with('!') && !node.child(plain(name).c_str()))
      out += plain(name) + " is missing in " + node.name() + "\n";
  return out;
}

void each(const pugi::xml_node& node, const std::function<void(const pugi::xml_node&)>& visit) {
  visit(node);
  for (const auto& child : node.children()) each(child, visit);
}

/// As `breaches`, and: ids once, references that lead somewhere, rules as wide as their table.
std::string faults_of(const std::string& xml) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size());
  if (!parsed) return parsed.description();
  auto out = breaches(document.document_element());
  Names ids;
  each(document, [&](const pugi::xml_node& node) {
    const std::string id = node.attribute("id").value();
    if (!id.empty() && std::ranges::find(ids, id) != ids.end()) out += id + " stands twice\n";
    if (!id.empty()) ids.push_back(id);
  });
  const auto count = [](const pugi::xml_node& node, const char* name) {
    return std::distance(node.children(name).begin(), node.children(name).end());
  };
  each(document, [&](const pugi::xml_node& node) {
    const std::string href = node.attribute("href").value();
    if (!href.empty() && std::ranges::find(ids, href.substr(1)) == ids.end())
      out += href + " leads nowhere\n";
    if (node.name() != std::string("rule")) return;
    const auto table = node.parent();
    if (count(node, "inputEntry") != count(table, "input"))
      out += "a rule is not as wide as its inputs\n";
    if (count(node, "outputEntry") != 1) out += "a rule has not one output\n";
    if (count(node, "annotationEntry") != count(table, "annotation"))
      out += "a rule is not as wide as its annotations\n";
  });
  return out;
}

rulebook::Book book_of(const std::string& rest) {
  const auto read = rulebook::parse_book(
      "rulebook: house\nversion: 2026-11\nname: House <rules>\nnotice: No advice.\n"
      "facts:\n"
      "  - {id: final, ask: 'Is it final?'}\n"
      "  - {id: element, type: choice, of: [none, prop, setting], ask: 'What is made?'}\n"
      "  - {id: seconds, type: number, ask: 'How long?'}\n"
      "  - {id: shown-on, type: date, ask: 'When?'}\n"
      "define:\n"
      "  - {id: secure, any: [{final: no, seconds: {until: 2.5}}, {element: {not: prop}}]}\n"
      "reviewers: [{id: contact, name: The contact}]\n"
      "default: {outcome: consult, because: Nothing speaks.}\n" +
          rest,
      "house.yaml");
  EXPECT_TRUE(read.has_value()) << to_text(read.error());
  return (*read)->book;
}

constexpr const char* dmn_rows =
    "rows:\n"
    "  - {id: every, outcome: notify, because: Always.}\n"
    "  - id: r\n"
    "    clause: '1.10'\n"
    "    applies: {territories: [US-CA], kinds: [news]}\n"
    "    in_force: {from: 2026-01-01}\n"
    "    when: {final: yes, secure: no, element: {not: [prop]}, seconds: {from: 1, until: 2}, "
    "shown-on: {until: 2030-01-01}}\n"
    "    outcome: approve\n"
    "    reviewers: [contact]\n"
    "    because: A reason.\n";

pugi::xml_node decision(const pugi::xml_document& document, const char* name) {
  return document.child("definitions").find_child_by_attribute("decision", "name", name);
}

Names texts_of_entries(const pugi::xml_node& rule, const char* name) {
  Names texts;
  for (const auto& entry : rule.children(name))
    texts.emplace_back(entry.child("text").text().get());
  return texts;
}

TEST(WriteDmn, EveryShippedBookFitsTheSchema) {
  std::size_t books = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(GG_SOURCE_DIR "/rulebooks")) {
    if (entry.path().extension() != ".yaml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const auto read = rulebook::parse_book(text, "book.yaml");
    if (!read) continue;  // cases, the vocabulary, the book of the gate
    ++books;
    EXPECT_EQ(faults_of(write_dmn((*read)->book)), "") << entry.path();
  }
  EXPECT_GE(books, 10U);
}

RC_GTEST_PROP(WriteDmn, AnyBookFitsTheSchema, ()) {
  const auto xml = write_dmn(random_book());
  if (const auto faults = faults_of(xml); !faults.empty()) RC_FAIL(faults + xml);
}

TEST(WriteDmn, ARowIsARuleThatCollectsItsSeverity) {
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(write_dmn(book_of(dmn_rows)).c_str()));
  const auto definitions = document.child("definitions");
  EXPECT_STREQ(definitions.attribute("xmlns").value(),
               "https://www.omg.org/spec/DMN/20191111/MODEL/");
  EXPECT_STREQ(definitions.attribute("name").value(), "House <rules>");
  const auto table = decision(document, "rows_that_speak").child("decisionTable");
  EXPECT_STREQ(table.attribute("hitPolicy").value(), "COLLECT");
  EXPECT_STREQ(table.attribute("aggregation").value(), "MAX");
  Names inputs;
  for (const auto& input : table.children("input"))
    inputs.emplace_back(input.child("inputExpression").child("text").text().get());
  EXPECT_EQ(inputs, (Names{"title_kind", "title_territories", "as_of", "final", "element",
                           "seconds", "shown_on", "secure"}));
  const auto rule = table.child("rule");
  EXPECT_EQ(texts_of_entries(rule, "inputEntry"),
            (Names{"\"news\"",
                   "some t in ? satisfies (t = \"world\" or t = \"US-CA\" or starts with(t, "
                   "\"US-CA-\") or t = \"US\")",
                   ">= date(\"2026-01-01\")", "true", "\"none\", \"setting\"", "[1..2]",
                   "<= date(\"2030-01-01\")", "false"}));
  EXPECT_EQ(texts_of_entries(rule, "outputEntry"), (Names{"3"}));
  EXPECT_EQ(texts_of_entries(rule, "annotationEntry"),
            (Names{"r", "1.10", "", "contact", "", "A reason.", ""}));
}

TEST(WriteDmn, BaselineRowsAndTheDefaultMakeTheOutcome) {
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(write_dmn(book_of(dmn_rows)).c_str()));
  EXPECT_EQ(
      texts_of_entries(decision(document, "baseline_rows").child("decisionTable").child("rule"),
                       "outputEntry"),
      (Names{"1"}));
  EXPECT_STREQ(
      decision(document, "the_outcome").child("literalExpression").child("text").text().get(),
      "[\"clear\", \"notify\", \"consult\", \"approve\", \"prohibit\"][max([if rows_that_speak = "
      "null then 2 else "
      "rows_that_speak, if baseline_rows = null then 0 else baseline_rows]) + 1]");
}

TEST(WriteDmn, ADefinitionStaysUnknownWhereItsFactsAre) {
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(write_dmn(book_of(dmn_rows)).c_str()));
  EXPECT_STREQ(decision(document, "secure").child("literalExpression").child("text").text().get(),
               "(not(final) and seconds <= 2.5) or ((if element = null then null else list "
               "contains([\"none\", "
               "\"setting\"], element)))");
}

TEST(WriteDmn, ABookThatDoesNotApplyClears) {
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(
      write_dmn(book_of(std::string(dmn_rows) + "applies: {factual: yes}\n")).c_str()));
  EXPECT_EQ(
      texts_of_entries(decision(document, "book_applies").child("decisionTable").child("rule"),
                       "inputEntry"),
      (Names{"true"}));
  const std::string outcome =
      decision(document, "the_outcome").child("literalExpression").child("text").text().get();
  EXPECT_TRUE(outcome.starts_with("if book_applies = true then [")) << outcome;
  EXPECT_TRUE(outcome.ends_with("else \"clear\"")) << outcome;
}

TEST(FeelNames, AreEachOnceAndNoWordsOfTheLanguage) {
  FeelNames names;
  EXPECT_EQ(names.name("a-b"), "a_b");
  EXPECT_EQ(names.name("a.b"), "a_b_");
  EXPECT_EQ(names.name("a-b"), "a_b");
  EXPECT_EQ(names.name("function"), "function_");
  EXPECT_EQ(names.name("007"), "n_007");
  EXPECT_EQ(feel_text("say \"no\"\\"), "\"say \\\"no\\\"\\\\\"");
}

}  // namespace
}  // namespace gg::book_forms
