#include "rulebook/read_book.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace gg::rulebook {
namespace {

namespace fs = std::filesystem;

const std::string without_reviewers = R"(rulebook: b
version: "1"
name: B
notice: A starting point.
facts:
  - {id: final, ask: Is it final}
  - {id: element, type: choice, of: [none, prop], ask: What is it}
  - {id: seconds, type: number, max: 10, ask: How long}
)";
const std::string head = without_reviewers + "reviewers: [{id: legal, name: legal}]\n";
const std::string tail = "default: {outcome: consult, because: No row.}\n";
const std::string row = "rows: [{id: r, when: {final: yes}, outcome: approve, because: So.}]\n";

struct Broken {
  std::string text;
  const char* told;
};

TEST(ParseBook, TellsEachProblemWithLineAndWhatToWrite) {
  const Broken cases[] = {
      {head + row, "default: is missing; write it"},
      {head + row + "default: {outcome: notify, because: No.}\n",
       "11:20: default.outcome: no default clears; write consult, approve or prohibit"},
      {head + "rows: [{id: r, when: {finl: yes}, outcome: approve, because: So.}]\n" + tail,
       "10:29: rows[0].when: 'finl' is neither a fact nor a definition above this line; did you "
       "mean 'final'?"},
      {head + "rows: [{id: r, when: {final: unsure}, outcome: approve, because: So.}]\n" + tail,
       "10:30: rows[0].when.final: 'unsure' is no test; write yes or no"},
      {head + "rows: [{id: r, when: {element: sky}, outcome: approve, because: So.}]\n" + tail,
       "'sky' is no test; write an option, [a, b] or {not: a} (none, prop or unsure, but never "
       "unsure)"},
      {head + "rows: [{id: r, when: {seconds: {from: 11}}, outcome: approve, because: So.}]\n" +
           tail,
       "'11' is out of range; write a number from 0 to 10"},
      {head +
           "rows: [{id: r, when: {seconds: {from: 3, until: 2}}, outcome: approve, because: "
           "So.}]\n" +
           tail,
       "ends before it begins"},
      {head + "rows: [{id: r, outcome: aprove, because: So.}]\n" + tail,
       "'aprove' is not an outcome; did you mean 'approve'?"},
      {head + "rows: [{id: r, outcome: approve, reviewers: [legl], because: So.}]\n" + tail,
       "'legl' is not listed; did you mean legal?"},
      {without_reviewers + "reviewers: [{id: legal, name: legal, after: [contact]}]\n" + row + tail,
       "reviewers after: 'contact' is not listed under reviewers"},
      {without_reviewers +
           "reviewers: [{id: a, name: A, after: [b]}, {id: b, name: B, after: [c]}, "
           "{id: c, name: C, after: [a]}]\n" +
           row + tail,
       "reviewers b: comes after itself"},
      {without_reviewers + "reviewers: [{id: a, name: A}, {id: g, name: G, any_of: [a]}]\n" + row +
           tail,
       "reviewers g: any_of names one reviewer; name two or more"},
      {without_reviewers +
           "reviewers: [{id: a, name: A}, {id: b, name: B}, {id: g, name: G, any_of: [a, b]}, "
           "{id: h, name: H, any_of: [a, g]}]\n" +
           row + tail,
       "reviewers h: 'g' stands for several itself"},
      {head +
           "rows: [{id: r, outcome: approve, because: So.}, {id: r, outcome: clear, because: "
           "So.}]\n" +
           tail,
       "rows r: this id is taken; give it another"},
      {head + "rows: [{id: r, outcome: approve, because: So., whenn: {}}]\n" + tail,
       "the key 'whenn' is not known here; did you mean 'when'?"},
      {head + tail, "a book needs at least one row"},
      {head + row + tail + "invariants: [{id: i, when: {final: yes}}]\n", "an invariant promises"},
      {"rulebook: b\nversion: \"1\"\nname: B\nnotice: N\nfacts: [{id: x, type: choice, of: [a, "
       "unsure], ask: Which}]\n" +
           row + tail,
       "'unsure' cannot be an option"},
      {"rulebook: b\nname: \"a \\N b\"\n", "2:7: an escape in this text gives no UTF-8"},
      {"- a list", "must hold keys"},
  };
  for (const auto& one : cases) {
    const auto book = parse_book(one.text, "b.yaml");
    ASSERT_FALSE(book.has_value()) << one.told;
    const auto told = to_text(book.error());
    EXPECT_NE(told.find(one.told), std::string::npos) << one.told << "\n--\n" << told;
  }
}

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> shipped_files() {
  std::vector<fs::path> files;
  for (const auto& folder : fs::directory_iterator(fs::path(GG_SOURCE_DIR) / "rulebooks"))
    if (folder.is_directory() && folder.path().filename() != "gate")
      for (const auto& file : fs::directory_iterator(folder.path()))
        if (file.path().extension() == ".yaml") files.push_back(file.path());
  return files;
}

TEST(WriteBook, IsAFixedPointAndLosesNothingForEveryShippedBook) {
  const auto files = shipped_files();
  ASSERT_GE(files.size(), 10U);
  for (const auto& path : files) {
    const auto book = parse_book(text_of(path), path.string());
    ASSERT_TRUE(book.has_value()) << to_text(book.error());
    const auto canonical = write_book((*book)->book);
    const auto again = parse_book(canonical, "canonical");
    ASSERT_TRUE(again.has_value()) << path << "\n" << to_text(again.error());
    EXPECT_EQ(write_book((*again)->book), canonical) << path;
    EXPECT_EQ((*again)->sha256, (*book)->sha256) << path;
    EXPECT_EQ((*again)->book.rows.size(), (*book)->book.rows.size());
  }
}

TEST(WriteBook, QuotesWhatYamlWouldTakeForSomethingElse) {
  const auto with = [](const std::string& because) {
    Book book;
    book.id = "b";
    book.version = "1";
    book.name = "B";
    book.notice = "N";
    book.otherwise.because = "No row.";
    book.rows.push_back({.id = "r", .outcome = Outcome::Approve, .because = because});
    return write_book(book);
  };
  for (const std::string because :
       {"a: b",       "yes",       "# no remark", "- dash",   "\"quoted\"", "back\\slash",
        "two\nlines", "tab\there", "{brace",      "null",     "~",          "trailing ",
        "ümlaut →",   "1.0",       "2026-11-01",  "'single'", "[x]",        "a, b",
        "what?",      "percent %", "@at",         "`tick`",   "!bang",      "&anchor",
        "*star",      "|pipe",     ">fold",       "\x01"}) {
    const auto book = parse_book(with(because), "b");
    ASSERT_TRUE(book.has_value()) << because << "\n" << to_text(book.error());
    EXPECT_EQ((*book)->book.rows[0].because, because);
  }
}

/// Entry by entry as the vocabulary has it: the shared words of the shipped books.
TEST(ShippedBooks, UseTheVocabularyWordForWord) {
  auto text = text_of(fs::path(GG_SOURCE_DIR) / "rulebooks" / "vocabulary.yaml");
  text +=
      "\nrulebook: vocabulary\nversion: \"1\"\nname: V\nnotice: N\nrows: [{id: r, outcome: clear, "
      "because: B.}]\n"
      "default: {outcome: consult, because: D.}\n";
  const auto vocabulary = parse_book(text, "vocabulary.yaml");
  ASSERT_TRUE(vocabulary.has_value()) << to_text(vocabulary.error());
  const auto lines_of = [](const Book& book) {
    Book words;
    words.facts = book.facts;
    words.reviewers = book.reviewers;
    words.duties = book.duties;
    return write_book(words);
  };
  for (const auto& path : shipped_files()) {
    if (path.parent_path().filename() == "template") continue;
    const auto book = parse_book(text_of(path), path.string());
    ASSERT_TRUE(book.has_value());
    auto expected = (*vocabulary)->book;
    const auto used = [&](const auto& nouns) {
      return [&nouns](const auto& one) {
        return std::ranges::none_of(nouns, [&](const auto& other) { return other.id == one.id; });
      };
    };
    std::erase_if(expected.facts, used((*book)->book.facts));
    std::erase_if(expected.reviewers, used((*book)->book.reviewers));
    std::erase_if(expected.duties, used((*book)->book.duties));
    EXPECT_EQ(lines_of((*book)->book), lines_of(expected)) << path;
  }
}

TEST(ParseCases, RefusesCasesOfAnotherBook) {
  const auto cases = parse_cases("{cases_for: other, cases: []}", "c.yaml", "b");
  ASSERT_FALSE(cases.has_value());
  EXPECT_NE(to_text(cases.error()).find("these are cases of 'other', not of 'b'"),
            std::string::npos);
}

TEST(ParseCases, AUsualAnswerCanBeTakenAway) {
  const auto cases = parse_cases(
      "{cases_for: b, usual: {as_of: 2026-01-01, given: {x: yes, y: no}}, cases: [{name: N, given: "
      "{x: unanswered}, expect: {outcome: clear}}]}",
      "c.yaml", "b");
  ASSERT_TRUE(cases.has_value()) << to_text(cases.error());
  EXPECT_EQ(cases->at(0).given.answers.size(), 1U);
  EXPECT_EQ(cases->at(0).where, "c.yaml:1");
}

}  // namespace
}  // namespace gg::rulebook
