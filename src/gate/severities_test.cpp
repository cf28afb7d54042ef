#include "gate/severities.h"

#include "gate/coverage.h"
#include "gate/reconcile_rules.h"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

namespace gg {
namespace {

std::string book_text() {
  std::ifstream in(GG_SOURCE_DIR "/rulebooks/gate/2026-11.yaml", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string problems_of(const std::string& text) {
  const auto book = parse_gate_book(text, "book.yaml");
  return book.has_value() ? "" : to_text(book.error());
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(GateBook, TheBuiltInOneIsTheFileInRulebooks) {
  const auto read = parse_gate_book(book_text(), "book.yaml");
  ASSERT_TRUE(read.has_value()) << to_text(read.error());
  EXPECT_EQ(default_gate_book().source_name(), read->source_name());
  EXPECT_EQ(default_gate_book().rules.size(), rule_ids().size());
  EXPECT_EQ(read->find("undeclared-ai")->severity, Severity::Fail);
  EXPECT_EQ(read->find("no-such-rule"), nullptr);
}

TEST(GateBook, AMissingRowIsNamed) {
  const auto text = replaced(book_text(), "- id: undeclared-ai", "- id: undeclared-air");
  const auto problems = problems_of(text);
  EXPECT_NE(problems.find("'undeclared-air' is not a rule of the gate; did you mean "
                          "'undeclared-ai'?"),
            std::string::npos)
      << problems;
  EXPECT_NE(problems.find("has no row for 'undeclared-ai'; add it"), std::string::npos);
}

TEST(GateBook, ARowThatStandsTwiceIsRefused) {
  const auto text = replaced(book_text(), "- id: partly-read", "- id: unreadable");
  EXPECT_NE(problems_of(text).find("'unreadable' stands twice"), std::string::npos);
}

TEST(GateBook, SeveritiesFactsAndOutcomesAreClosedWords) {
  EXPECT_NE(problems_of(replaced(book_text(), "severity: hold", "severity: hald"))
                .find("'hald' is not a severity; did you mean 'hold'?"),
            std::string::npos);
}

TEST(SameTool, ForgivesCaseSignsVersionsAndUsualNames) {
  const auto book = default_gate_book();
  EXPECT_TRUE(same_tool("Adobe Firefly", "firefly", book));
  EXPECT_TRUE(same_tool("DALL·E", "OpenAI", book));
  EXPECT_TRUE(same_tool("Midjourney v6.1", "Midjourney", book));
  EXPECT_TRUE(same_tool("Stable Diffusion web UI (A1111)", "AUTOMATIC1111", book));
  EXPECT_TRUE(same_tool("Adobe_Firefly/1.0", "Adobe Firefly", book));
  EXPECT_TRUE(same_tool("House Model 3", "house-model", book) ||
              same_tool("House Model 3", "House Model", book));
  EXPECT_FALSE(same_tool("Adobe", "Adobe Firefly", book));
  EXPECT_FALSE(same_tool("OpenAI Sora", "OpenAI", book));
  EXPECT_FALSE(same_tool("", "", book));
  EXPECT_FALSE(same_tool("Midjourney", "Runway", book));
}

}  // namespace
}  // namespace gg
