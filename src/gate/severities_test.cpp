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
  EXPECT_NE(problems_of(replaced(book_text(), "[talent_likeness]", "[talent_likenes]"))
                .find("'talent_likenes' is not a fact; did you mean 'talent_likeness'?"),
            std::string::npos);
  EXPECT_NE(problems_of(replaced(book_text(), "when_unsure: consult", "when_unsure: maybe"))
                .find("'maybe' is not an outcome"),
            std::string::npos);
}

struct DecisionCase {
  std::vector<std::pair<const char*, Answer>> facts;
  std::optional<Outcome> stated;
  Outcome outcome;
  Outcome asked;
};

TEST(Decide, TheStricterOfStatedAndAskedDecides) {
  using enum Outcome;
  constexpr auto no = Answer::No;
  constexpr auto yes = Answer::Yes;
  constexpr auto unsure = Answer::Unsure;
  const std::vector<DecisionCase> cases = {
      {{}, {}, Consult, Consult},
      {{}, Clear, Clear, Clear},
      {{{"final_deliverable", no}}, {}, Consult, Consult},
      {{{"final_deliverable", no},
        {"talent_likeness", no},
        {"personal_data", no},
        {"third_party_ip", no}},
       {},
       Notify,
       Notify},
      {{{"final_deliverable", yes}}, {}, Approve, Approve},
      {{{"final_deliverable", yes}}, Clear, Approve, Approve},
      {{{"final_deliverable", yes}}, Prohibit, Prohibit, Approve},
      {{{"third_party_ip", unsure}}, Notify, Consult, Consult},
      {{{"could_mislead", yes}}, Clear, Consult, Consult},
      {{{"could_mislead", no}}, Clear, Clear, Clear},
      {{{"story_relevant", yes}, {"personal_data", yes}}, {}, Approve, Approve},
  };
  const auto thresholds = default_gate_book().thresholds;
  for (std::size_t index = 0; index < cases.size(); ++index) {
    Use use;
    for (const auto& [fact, answer] : cases[index].facts) use.facts.emplace(fact, answer);
    use.outcome = cases[index].stated;
    const auto decision = decide(use, thresholds);
    EXPECT_EQ(decision.outcome, cases[index].outcome) << index;
    EXPECT_EQ(decision.asked, cases[index].asked) << index;
    EXPECT_EQ(decision.why.empty(), false) << index;
  }
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
