#include "book_forms/sheets.h"

#include "book_forms/boxes.h"
#include "book_forms/random_book_test.h"
#include "book_forms/test_columns.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gg::book_forms {
namespace {

using rulebook::Book;
using rulebook::write_book;
namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The shipped books, each with the cases beside it, so that the sheet of cases is full too.
std::vector<Book> shipped_books() {
  std::vector<Book> books;
  for (const auto& folder : fs::directory_iterator(GG_SOURCE_DIR "/rulebooks")) {
    if (!folder.is_directory() || folder.path().filename() == "gate") continue;
    for (const auto& file : fs::directory_iterator(folder)) {
      if (file.path().extension() != ".yaml") continue;
      const auto read = rulebook::parse_book(read_file(file.path()), file.path().string());
      if (!read) continue;  // the book's own tests say so
      books.push_back((*read)->book);
      if (!fs::exists(folder.path() / "cases")) continue;
      for (const auto& cases : fs::directory_iterator(folder.path() / "cases"))
        if (auto more = rulebook::parse_cases(read_file(cases.path()), "cases", books.back().id))
          std::ranges::move(*more, std::back_inserter(books.back().cases));
    }
  }
  return books;
}

TEST(Sheets, EveryShippedBookComesBackFromAWorkbook) {
  const auto books = shipped_books();
  ASSERT_GE(books.size(), 10U);
  for (const auto& book : books) {
    const auto bytes = write_book_xlsx(book);
    ASSERT_TRUE(bytes.has_value()) << bytes.error().message;
    const auto read = parse_book_xlsx(*bytes, "book.xlsx");
    ASSERT_TRUE(read.has_value()) << book.title() << "\n" << to_text(read.error());
    EXPECT_EQ(write_book((*read)->book), write_book(book)) << book.title();
    EXPECT_EQ(*write_book_xlsx((*read)->book), *bytes) << book.title();
  }
}

TEST(Sheets, EveryShippedBookComesBackFromText) {
  for (const auto& book : shipped_books()) {
    const auto bytes = write_book_csv(book);
    ASSERT_TRUE(bytes.has_value()) << bytes.error().message;
    const auto read = parse_book_csv(*bytes, "book.csv");
    ASSERT_TRUE(read.has_value()) << book.title() << "\n" << to_text(read.error());
    EXPECT_EQ(write_book((*read)->book), write_book(book)) << book.title();
  }
}

TEST(Sheets, AFactOfAShippedBookHasOneColumn) {
  for (const auto& book : shipped_books()) {
    const auto sheets = write_sheets(book);
    ASSERT_TRUE(sheets.has_value());
    for (const auto& sheet : *sheets) {
      auto headings = sheet.rows.front().cells;
      std::ranges::sort(headings);
      EXPECT_EQ(std::ranges::adjacent_find(headings), headings.end())
          << book.title() << ", " << sheet.sheet;
    }
  }
}

RC_GTEST_PROP(Sheets, AnyBookComesBackFromAWorkbook, ()) {
  const auto book = random_book();
  const auto canonical = write_book(book);
  const auto yaml = rulebook::parse_book(canonical, "book.yaml");
  if (!yaml) RC_FAIL(to_text(yaml.error()) + "\n" + canonical);
  const auto bytes = write_book_xlsx(book);
  if (!bytes) RC_FAIL(bytes.error().message);
  const auto read = parse_book_xlsx(*bytes, "book.xlsx");
  if (!read) RC_FAIL(to_text(read.error()) + "\n" + canonical);
  RC_ASSERT(write_book((*read)->book) == canonical);
}

RC_GTEST_PROP(Sheets, AnyBookComesBackFromText, ()) {
  const auto book = random_book();
  const auto bytes = write_book_csv(book);
  if (!bytes) RC_FAIL(bytes.error().message);
  const auto read = parse_book_csv(*bytes, "book.csv");
  if (!read) RC_FAIL(to_text(read.error()) + "\n" + write_book(book));
  RC_ASSERT(write_book((*read)->book) == write_book(book));
}

/// A small book as text; `rows` are the lines of its sheet of rows.
std::string small_book(const std::string& rows) {
  return "book,key,value\n"
         "book,rulebook,house\nbook,version,2026-11\nbook,name,House rules\nbook,notice,No "
         "advice.\n"
         "book,default outcome,consult\nbook,default because,No row speaks.\n"
         "facts,id,ask,type,of\nfacts,final,Is it final?,,\nfacts,element,What?,choice,\"none, "
         "prop, setting\"\n"
         "facts,seconds,How long?,number,\n"
         "reviewers,id,name\nreviewers,contact,the contact\n" +
         rows;
}

std::string problems_of(const std::string& text) {
  const auto read = parse_book_csv(text, "house.csv");
  return read ? "" : to_text(read.error());
}

constexpr const char* headings =
    "rows,id,when final,when element,when seconds,outcome,reviewers,because\n";

TEST(Sheets, ReadsWhatAPersonWrites) {
  const auto read = parse_book_csv(
      small_book(std::string(headings) +
                 "rows, a , yes ,\"not none, prop\",>= 3,approve,\"contact,\",A reason.\n"
                 ",,,,,,,\nNotes to me,whatever\n"),
      "house.csv");
  ASSERT_TRUE(read.has_value()) << to_text(read.error());
  const auto& row = (*read)->book.rows.front();
  EXPECT_EQ(row.id, "a");
  ASSERT_EQ(row.when.size(), 3U);
  EXPECT_EQ(row.when[0].options, (std::vector<std::string>{"yes"}));
  EXPECT_EQ(row.when[1].sense, rulebook::Sense::IsNot);
  EXPECT_EQ(row.when[2].first, 3000);
  EXPECT_EQ(row.reviewers, (std::vector<std::string>{"contact"}));
}

TEST(Sheets, SayWhichLineIsWrongAndWhatToWrite) {
  const std::string good = "rows,a,yes,,,approve,contact,A reason.\n";
  const std::pair<std::string, std::string> cases[] = {
      {headings + good + "rows,b,maybe,,,approve,,A reason.\n",
       "house.csv:16:3: rows: when final: 'maybe' is no test; write yes or no"},
      {headings + good + "rows,b,,wall,,approve,,A reason.\n",
       "house.csv:16:4: rows: when element: 'wall' is no test; write options (a, b) or what it is "
       "not (not a) "
       "(none, prop, setting or unsure, but never unsure)"},
      {headings + good + "rows,b,,,3-10,approve,,A reason.\n",
       "house.csv:16:5: rows: when seconds: '3-10' is no test; write a value, >= 3, <= 10 or 3 .. "
       "10"},
      {headings + good + "rows,b,yes,,,aprove,,A reason.\n",
       "house.csv:16:6: rows: outcome: 'aprove' is not an outcome; did you mean 'approve'? write "
       "one of clear, "
       "notify, consult, approve, prohibit"},
      {headings + good + "rows,b,yes,,,approve,,\n",
       "house.csv:16:8: rows: because: is missing; write it"},
      {headings + good + "rows,a,yes,,,approve,,A reason.\n",
       "house.csv:16:2: rows: a: this id is taken; give it another"},
      {headings + good + "row,b\n",
       "house.csv:16:2: row: there is no sheet 'row' in a book; did you mean 'rows'? Notes of your "
       "own go into a "
       "sheet whose name begins with 'notes'"},
      {"rows,id,outcom,because\nrows,a,approve,A reason.\n",
       "house.csv:14:3: rows: 'outcom' is not known here; did you mean 'outcome'?"},
      {"rows,id,when finale,outcome,because\nrows,a,yes,approve,A reason.\n",
       "house.csv:15:3: rows: when: 'finale' is neither a fact nor a definition above this line; "
       "did you mean "
       "'final'?"},
      {"rows,id,outcome,because,\nrows,a,approve,A reason.,stray\n",
       "house.csv:15:5: rows: this column has no heading; write one, or clear it"},
      {"rows,id,outcome,because,duties\nrows,a,approve,A reason.,\"\"\"x\"\n",
       "house.csv:15:5: rows: '\"x' opens a quote (\") and never closes it; close it"},
      {headings + good + ",b,yes,,,approve,,A reason.\n",
       "house.csv:16:1: the first cell of a line names its sheet, as in rows; write it"},
  };
  for (const auto& [rows, problem] : cases) EXPECT_EQ(problems_of(small_book(rows)), problem);
}

TEST(Sheets, SayWhichCellOfAWorkbookIsWrong) {
  const auto read = parse_book_csv(
      small_book(std::string(headings) + "rows,a,yes,,,approve,,A reason.\n"), "house.csv");
  ASSERT_TRUE(read.has_value()) << to_text(read.error());
  auto sheets = *write_sheets((*read)->book);
  const auto rows = std::ranges::find(sheets, "rows", &Table::sheet);
  const auto& names = rows->rows.front().cells;
  const auto column = static_cast<std::size_t>(std::ranges::find(names, "outcome") - names.begin());
  rows->rows[1].cells[column] = "aprove";
  const auto broken = parse_book_xlsx(*write_workbook(sheets), "house.xlsx");
  ASSERT_FALSE(broken.has_value());
  EXPECT_EQ(to_text(broken.error()),
            "house.xlsx: sheet rows, cell E2: outcome: 'aprove' is not an outcome; did you mean "
            "'approve'? write "
            "one of clear, notify, consult, approve, prohibit");
}

TEST(Sheets, WithoutTheSheetOfTheBookSaySo) {
  EXPECT_EQ(problems_of("rows,id\nrows,a\n"),
            "house.csv: there is no sheet 'book', which says rulebook, version, name and default");
  EXPECT_EQ(problems_of(""),
            "house.csv: there is no sheet 'book', which says rulebook, version, name and default");
}

TEST(LayOut, KeepsTheOrderOfEveryRow) {
  const std::vector<RowTests> rows = {
      {{"a", "1"}, {"b", "2"}}, {{"b", "3"}, {"a", "4"}}, {{"c", "5"}}};
  const auto columns = lay_out(rows, {"c", "b", "a"});
  EXPECT_EQ(columns.subjects, (std::vector<std::string>{"c", "b", "a", "b"}));
  EXPECT_EQ(columns.boxes[0], (std::vector<std::string>{"", "", "1", "2"}));
  EXPECT_EQ(columns.boxes[1], (std::vector<std::string>{"", "3", "4", ""}));
}

TEST(Boxes, ListsComeBack) {
  for (const auto& list : std::vector<std::vector<std::string>>{{},
                                                                {"none"},
                                                                {"a", "b c"},
                                                                {"writers, 2023", "say \"no\""},
                                                                {" x ", "two\nlines"},
                                                                {""}}) {
    const auto read = parse_list(write_list(list));
    ASSERT_TRUE(read.has_value()) << write_list(list);
    EXPECT_EQ(*read, list);
  }
  EXPECT_EQ(write_list({"none", "writers, 2023"}), "none, \"writers, 2023\"");
  EXPECT_EQ(write_list({"none"}), "\"none\"");
  EXPECT_EQ(*parse_list("a,\nb\n, c,"), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_FALSE(parse_list("\"a\" b").has_value());
}

TEST(Boxes, GuardWhatAProgramWouldChange) {
  for (const auto* text :
       {"007", "2026-11-01", "=1+1", "-x", "@a", "TRUE", "10 May", "May 10", "$5", " 1", "'x"})
    EXPECT_EQ(guard(text), "'" + std::string(text));
  for (const auto* text : {"", "approve", ">= 3", "a, b", "(in our words)", "may be", "because"})
    EXPECT_EQ(guard(text), text);
  EXPECT_EQ(unguard("'tis so"), "'tis so");
}

RC_GTEST_PROP(Boxes, AnyCellComesBackFromItsGuard, (const std::string& text)) {
  RC_ASSERT(unguard(guard(text)) == text);
}

}  // namespace
}  // namespace gg::book_forms
