#include "prover/prove.h"
#include "prover/render.h"
#include "support/random_books.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gg::prover {
namespace {

using rulebook::BookSet;
using test::RandomBooks;

constexpr const char* usual_facts =
    "  - {id: risky, risk: yes, ask: Is it risky}\n"
    "  - {id: size, type: choice, of: [none, large], ask: How large}\n";

constexpr const char* usual_reviewers = "  - {id: contact, name: the contact}\n";

BookSet version(const std::string& rows, const std::string& facts = usual_facts,
                const std::string& reviewers = usual_reviewers) {
  const auto book = rulebook::parse_book(
      "rulebook: house\nversion: 1\nname: House rules\nnotice: For tests.\nfacts:\n" + facts +
          "reviewers:\n" + reviewers +
          "duties:\n  - {id: tell, what: Tell., due: before_work, owner: "
          "partner, evidence: record}\n"
          "rows:\n" +
          rows + "default: {outcome: consult, because: No row speaks.}\n",
      "book.yaml");
  EXPECT_TRUE(book.has_value()) << to_text(book.error());
  return *BookSet::join({*book});
}

Difference difference_of(const BookSet& before, const BookSet& after) {
  auto difference = compare(before, after);
  EXPECT_TRUE(difference.has_value()) << difference.error().message;
  return difference ? *std::move(difference) : Difference();
}

std::vector<std::string> told(const Difference& difference) {
  std::vector<std::string> lines;
  for (const auto& change : difference.changes)
    lines.push_back(std::string(word_of(change_kind_words, change.kind)) + " " + change.subject +
                    (change.version == Change::Version::Before ? " before" : " after"));
  return lines;
}

constexpr const char* risk_row =
    "  - {id: risk, when: {risky: yes}, outcome: approve, because: So.}\n";
constexpr const char* silence =
    "  - {id: silence, when: {risky: no}, outcome: clear, because: So.}\n";

TEST(Compare, OtherWordsAndOrderAreNoDifference) {
  const auto before = version(std::string(risk_row) + silence);
  const auto after = version(
      std::string(silence) +
      "  - {id: renamed, when: {risky: {not: no}}, outcome: approve, because: New words.}\n");
  EXPECT_TRUE(difference_of(before, after).none());
}

TEST(Compare, MilderRowIsShownWithBothDecisions) {
  const auto before = version(std::string(risk_row) + silence);
  const auto after =
      version("  - {id: risk, when: {risky: yes}, outcome: consult, because: So.}\n" +
              std::string(silence));
  const auto difference = difference_of(before, after);
  EXPECT_EQ(told(difference), (std::vector<std::string>{"milder house/risk before"}));
  const auto& change = difference.changes.front();
  EXPECT_EQ(to_yaml(change.declaration, ""), "facts:\n  risky: yes\n");
  EXPECT_EQ(change.before.outcome, Outcome::Approve);
  EXPECT_EQ(change.after.outcome, Outcome::Consult);
}

TEST(Compare, NewRowIsStricterWhereItDecides) {
  const auto before = version(std::string(risk_row) + silence);
  const auto after =
      version(std::string(risk_row) + silence +
              "  - {id: large, when: {size: large}, outcome: prohibit, because: So.}\n");
  const auto difference = difference_of(before, after);
  const auto lines = told(difference);
  EXPECT_NE(std::ranges::find(lines, "stricter house/large after"), lines.end());
  for (const auto& change : difference.changes)
    EXPECT_LT(change.before.outcome, change.after.outcome);
}

TEST(Compare, WhoIsAskedIsComparedWhereTheOutcomeStays) {
  const auto before = version(std::string(risk_row) + silence);
  const auto after = version(
      "  - {id: risk, when: {risky: yes}, outcome: approve, reviewers: [contact], duties: [tell], "
      "because: So.}\n" +
      std::string(silence));
  EXPECT_EQ(told(difference_of(before, after)),
            (std::vector<std::string>{"added_reviewer contact after", "added_duty tell after"}));
  EXPECT_EQ(
      told(difference_of(after, before)),
      (std::vector<std::string>{"dropped_reviewer contact after", "dropped_duty tell after"}));
}

constexpr const char* both_asked =
    "  - {id: risk, when: {risky: yes}, outcome: approve, reviewers: [contact, legal], because: "
    "So.}\n";

std::string reviewers(const std::string& legal) {
  return std::string(usual_reviewers) +
         "  - {id: counsel, name: counsel}\n  - {id: union, name: the union}\n"
         "  - {id: legal, name: legal" +
         legal + "}\n";
}

TEST(Compare, ReviewerWhoseTurnComesLaterIsTold) {
  const auto before = version(both_asked, usual_facts, reviewers(""));
  const auto after = version(both_asked, usual_facts, reviewers(", after: [contact, union]"));
  const auto difference = difference_of(before, after);
  ASSERT_EQ(told(difference), (std::vector<std::string>{"reordered_reviewer legal after"}));
  const auto& change = difference.changes.front();
  EXPECT_EQ(to_yaml(change.declaration, ""), "facts: {}\n");  // a row that is unsure asks too
  EXPECT_TRUE(change.named_before.empty());
  EXPECT_EQ(change.named_after, (std::vector<std::string>{"contact", "union"}));
  EXPECT_NE(in_words(change).find("legal waits for nobody\n"), std::string::npos);
  EXPECT_NE(in_words(change).find("legal after contact, union\n"), std::string::npos);
  // Whom no use asks for beside legal holds nobody up.
  const auto idle = version(both_asked, usual_facts, reviewers(", after: [union]"));
  EXPECT_TRUE(difference_of(before, idle).none());
}

TEST(Compare, GroupOfWhomOneSufficesIsTold) {
  const auto before = version(both_asked, usual_facts, reviewers(", any_of: [counsel, contact]"));
  const auto same = version(both_asked, usual_facts, reviewers(", any_of: [contact, counsel]"));
  const auto after = version(both_asked, usual_facts, reviewers(", any_of: [counsel, union]"));
  EXPECT_TRUE(difference_of(before, same).none());
  const auto difference = difference_of(before, after);
  ASSERT_EQ(told(difference), (std::vector<std::string>{"regrouped_reviewer legal after"}));
  EXPECT_NE(in_words(difference.changes.front()).find("one suffices of counsel, union"),
            std::string::npos);
}

TEST(Compare, QuestionThatOnlyOneVersionAsksIsUnansweredInTheOther) {
  const auto before = version(std::string(risk_row) + silence);
  const auto after =
      version(std::string(risk_row) + silence +
                  "  - {id: far, when: {seconds: {from: 3}}, outcome: approve, because: So.}\n",
              std::string(usual_facts) +
                  "  - {id: seconds, type: number, min: 0, max: 60, ask: How long}\n");
  const auto difference = difference_of(before, after);
  const auto lines = told(difference);
  EXPECT_NE(std::ranges::find(lines, "stricter house/far after"), lines.end());
  const auto back = told(difference_of(after, before));
  EXPECT_NE(std::ranges::find(back, "milder house/far before"), back.end());
}

TEST(Compare, OptionThatOnlyOneVersionKnowsIsUnansweredInTheOther) {
  const auto facts = [](const std::string& options) {
    return "  - {id: risky, risk: yes, ask: Is it risky}\n  - {id: size, type: choice, of: [" +
           options + "], ask: How large}\n";
  };
  const std::string large =
      "  - {id: large, when: {size: large}, outcome: approve, because: So.}\n";
  const auto before = version(large + silence, facts("none, large"));
  const auto after = version(large + silence, facts("none, large, huge"));
  const auto difference = difference_of(before, after);
  // huge: not known before, so unsure; now an answer, and not large
  ASSERT_EQ(told(difference), (std::vector<std::string>{"milder house/large before"}));
  EXPECT_EQ(to_yaml(difference.changes.front().declaration, ""), "facts:\n  size: huge\n");
}

TEST(Compare, FactOfAnotherTypeIsAnotherQuestion) {
  const auto before = version(std::string(risk_row) + silence);
  const auto after =
      version(std::string(risk_row) + silence +
                  "  - {id: sized, when: {size: {from: 3}}, outcome: approve, because: So.}\n",
              "  - {id: risky, risk: yes, ask: Is it risky}\n"
              "  - {id: size, type: number, min: 0, max: 60, ask: How large}\n");
  const auto difference = difference_of(before, after);
  EXPECT_TRUE(difference.unknown.empty());
  EXPECT_FALSE(difference.none());
}

RC_GTEST_PROP(Compare, EmptyMeansThatSamplesAgreeAndEachWitnessDiffers, ()) {
  auto first = RandomBooks::book("one");
  auto changed = std::make_shared<rulebook::BookFile>(*first);
  auto& row =
      changed->book
          .rows[static_cast<std::size_t>(*rc::gen::inRange(0, 100)) % changed->book.rows.size()];
  row = RandomBooks::book("one")->book.rows.front();
  row.when.clear();
  const auto before = BookSet::join({first});
  const auto after = BookSet::join({changed});
  const auto difference = compare(*before, *after);
  RC_ASSERT(difference.has_value());
  RC_ASSERT(difference->unknown.empty());
  for (const auto& change : difference->changes) RC_ASSERT(!(change.before == change.after));
  if (!difference->changes.empty()) return;
  rulebook::Evaluator old_evaluator(*before);
  rulebook::Evaluator new_evaluator(*after);
  for (int count = 0; count < 20; ++count) {
    const auto declaration = RandomBooks::declaration();
    RC_ASSERT(old_evaluator.outcome(*rulebook::slots_of(*before, declaration)) ==
              new_evaluator.outcome(*rulebook::slots_of(*after, declaration)));
  }
}

RC_GTEST_PROP(Compare, ABookIsItself, ()) {
  const auto book = RandomBooks::book("one");
  const auto set = BookSet::join({book});
  RC_ASSERT(compare(*set, *set)->none());
}

}  // namespace
}  // namespace gg::prover
