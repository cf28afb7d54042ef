#include "prover/prove.h"
#include "rulebook/run_cases.h"
#include "support/mutations.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

namespace gg::prover {
namespace {

using rulebook::BookFilePtr;
using rulebook::BookSet;
using rulebook::Case;
namespace fs = std::filesystem;

/// How spoilt books were found out.
struct Toll {
  std::size_t mutations = 0;
  std::size_t by_cases = 0;
  std::size_t by_invariants = 0;
  std::size_t equivalent = 0;
  std::vector<std::string> survivors;
};

Toll toll_of(const BookFilePtr& book, const std::vector<Case>& cases) {
  Toll toll;
  const auto original = BookSet::join({book});
  for (const auto& mutation : test::Mutations(book).all()) {
    ++toll.mutations;
    if (!rulebook::run_cases(mutation.book, cases).empty()) {
      ++toll.by_cases;
      continue;
    }
    const auto spoilt = BookSet::join({mutation.book});
    const auto proof = prove_invariants(*spoilt);
    if (proof && !proof->holds()) {
      ++toll.by_invariants;
      continue;
    }
    const auto difference = compare(*original, *spoilt);
    if (difference && difference->none())
      ++toll.equivalent;
    else
      toll.survivors.push_back(mutation.text);
  }
  return toll;
}

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string listed(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += "  " + line + "\n";
  return text;
}

constexpr const char* unmutated_book = R"(rulebook: small
version: 1
name: A small book
notice: For tests.
facts:
  - {id: likeness, risk: yes, ask: Is a person shown}
  - {id: consented, risk: no, ask: Did that person agree}
  - {id: element, type: choice, of: [none, background, face], ask: What is made}
reviewers:
  - {id: contact, name: the contact}
  - {id: legal, name: legal}
duties:
  - {id: tell, what: Tell the contact., due: before_work, owner: partner, evidence: record}
rows:
  - {id: told, outcome: notify, duties: [tell], because: All is told.}
  - {id: likeness, when: {likeness: yes}, outcome: approve, reviewers: [contact, legal], because: So.}
  - {id: without, when: {likeness: yes, consented: no}, outcome: prohibit, because: So.}
  - {id: silence, when: {element: [none, background], likeness: no}, outcome: clear, because: So.}
  - {id: covered, when: {likeness: yes, element: face}, outcome: approve, reviewers: [legal], because: So.}
default: {outcome: consult, because: No row speaks.}
invariants:
  - {id: told, duties_include: [tell], at_least: notify}
  - {id: never-without, when: {likeness: yes, consented: no}, at_least: prohibit}
  - {id: asked, when: {likeness: yes}, at_least: approve, reviewers_include: [contact, legal]}
cases:
  - {name: A face with consent, given: {likeness: yes, consented: yes, element: face}, expect: {outcome: approve}}
  - {name: A background, given: {likeness: no, element: background}, expect: {outcome: notify}}
  - {name: A made face, given: {likeness: no, element: face}, expect: {outcome: consult}}
  - {name: Nobody knows, given: {element: none}, expect: {outcome: consult}}
)";

TEST(Mutation, EverySlipInASmallBookIsCaughtOrChangesNothing) {
  const auto book = rulebook::parse_book(unmutated_book, "small.yaml");
  ASSERT_TRUE(book.has_value()) << to_text(book.error());
  ASSERT_TRUE(rulebook::run_cases(*book, (*book)->book.cases).empty());
  const auto toll = toll_of(*book, (*book)->book.cases);
  EXPECT_EQ(listed(toll.survivors), "");
  EXPECT_GT(toll.by_cases, 0U);
  EXPECT_GT(toll.by_invariants, 0U);
  EXPECT_GT(toll.equivalent, 0U);
  EXPECT_EQ(toll.mutations, toll.by_cases + toll.by_invariants + toll.equivalent);
}

TEST(Mutation, SlipThatNoCaseAndNoInvariantSeesSurvives) {
  auto text = std::string(unmutated_book);
  text.resize(text.find("invariants:"));
  const auto book = rulebook::parse_book(text, "small.yaml");
  ASSERT_TRUE(book.has_value()) << to_text(book.error());
  const auto toll = toll_of(*book, {});
  EXPECT_NE(std::ranges::find(toll.survivors, "without gone"), toll.survivors.end());
  EXPECT_NE(std::ranges::find(toll.survivors, "told without its duty tell"), toll.survivors.end());
}

TEST(Mutation, EverySlipInTheStudiosBookIsSeenByACaseOrAnInvariant) {
  const fs::path folder = fs::path(GG_SOURCE_DIR) / "rulebooks" / "studio-genai";
  const auto book = rulebook::parse_book(text_of(folder / "2025-11-11.yaml"), "2025-11-11.yaml");
  ASSERT_TRUE(book.has_value()) << to_text(book.error());
  auto cases = (*book)->book.cases;
  for (const auto& entry : fs::directory_iterator(folder / "cases")) {
    const auto read = rulebook::parse_cases(text_of(entry.path()), entry.path().filename().string(),
                                            "studio-genai");
    ASSERT_TRUE(read.has_value()) << to_text(read.error());
    std::ranges::copy(*read, std::back_inserter(cases));
  }
  ASSERT_TRUE(rulebook::run_cases(*book, cases).empty());
  const auto toll = toll_of(*book, cases);
  RecordProperty("mutations", static_cast<int>(toll.mutations));
  RecordProperty("survivors", static_cast<int>(toll.survivors.size()));
  EXPECT_TRUE(toll.survivors.empty())
      << toll.mutations << " mutations, " << toll.by_cases << " seen by cases, "
      << toll.by_invariants << " by invariants, " << toll.equivalent
      << " change nothing; these survive:\n"
      << listed(toll.survivors);
}

}  // namespace
}  // namespace gg::prover
