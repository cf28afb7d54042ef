#include "tables/string_escape.h"
#include "tables/table.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gg {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Table table_of(const Rows& rows, std::string sheet = "") {
  Table table{.sheet = std::move(sheet)};
  for (const auto& cells : rows) table.rows.push_back({table.rows.size() + 1, cells});
  return table;
}

/// Rows without the empty cells at their ends, which neither form keeps.
Rows rows_of(const Table& table) {
  Rows rows;
  for (auto cells : table.rows) {
    while (!cells.cells.empty() && cells.cells.back().empty()) cells.cells.pop_back();
    if (!cells.cells.empty()) rows.push_back(cells.cells);
  }
  return rows;
}

const Rows hostile = {
    {"id", "text"},
    {"007", "=1+1"},
    {"2026-11-01", "1/2"},
    {"a, b; c", "say \"no\""},
    {"two\nlines", "  blanks  "},
    {"\t", "_x0041_ \x01 \x1F"},
    {"na\xC3\xAFve \xE2\x80\xA6", "\xF0\x9F\x8E\xAC"},
    {"", "only the second"},
    {"+1", "-x"},
    {"@a", "TRUE"},
};

TEST(WriteCsv, ReadsAsTheSameCells) {
  const auto read = parse_csv(write_csv(table_of(hostile)), "t.csv", {}, Blanks::Keep);
  ASSERT_TRUE(read.has_value()) << to_text(read.error());
  EXPECT_EQ(rows_of(*read), hostile);
}

TEST(WriteCsv, IsRfc4180WithAMark) {
  EXPECT_EQ(write_csv(table_of({{"a", "b"}, {"x, \"y\""}})),
            "\xEF\xBB\xBF"
            "a,b\r\n\"x, \"\"y\"\"\",\r\n");
}

TEST(WriteWorkbook, ReadsAsTheSameSheets) {
  const auto bytes = write_workbook(
      {table_of(hostile, "first"), table_of({}, "empty"), table_of({{"x"}}, "last")});
  ASSERT_TRUE(bytes.has_value()) << bytes.error().message;
  const auto read = parse_workbook(*bytes, "t.xlsx", {}, Blanks::Keep);
  ASSERT_TRUE(read.has_value()) << to_text(read.error());
  ASSERT_EQ(read->size(), 3U);
  EXPECT_EQ((*read)[0].sheet, "first");
  EXPECT_EQ(rows_of((*read)[0]), hostile);
  EXPECT_EQ((*read)[1].sheet, "empty");
  EXPECT_EQ(rows_of((*read)[2]), (Rows{{"x"}}));
}

TEST(WriteWorkbook, GivesTheSameBytesAgain) {
  const auto one = write_workbook({table_of(hostile, "rows")});
  const auto other = write_workbook({table_of(hostile, "rows")});
  ASSERT_TRUE(one.has_value() && other.has_value());
  EXPECT_EQ(*one, *other);
}

TEST(WriteWorkbook, RefusesNamesAndTextsThatDoNotFit) {
  const auto name = write_workbook({table_of({{"x"}}, "a/b")});
  ASSERT_FALSE(name.has_value());
  EXPECT_EQ(name.error().kind, ErrorKind::InvalidInput);
  const auto text = write_workbook({table_of({{"id"}, {std::string(40'000, 'x')}}, "rows")});
  ASSERT_FALSE(text.has_value());
  EXPECT_NE(text.error().message.find("sheet rows, cell A2"), std::string::npos)
      << text.error().message;
}

TEST(ParseWorkbook, LimitsHoldForAllSheetsTogether) {
  const auto bytes =
      write_workbook({table_of({{"a"}, {"b"}}, "one"), table_of({{"c"}, {"d"}}, "two")});
  ASSERT_TRUE(bytes.has_value());
  EXPECT_TRUE(parse_workbook(*bytes, "t.xlsx", {.rows_max = 4}).has_value());
  const auto read = parse_workbook(*bytes, "t.xlsx", {.rows_max = 3});
  ASSERT_FALSE(read.has_value());
  EXPECT_NE(to_text(read.error()).find("more than 3 rows"), std::string::npos);
}

TEST(EscapeCell, MarksWhatXmlCannotHold) {
  EXPECT_EQ(escape_cell("a\rb"), "a_x000D_b");
  EXPECT_EQ(escape_cell("_x0041_"), "_x005F_x0041_");
  EXPECT_EQ(unescape_cell("_x000D_\n_x00E9_"), "\r\n\xC3\xA9");
  EXPECT_EQ(unescape_cell("_xD83D_ _x_ _x12"), "_xD83D_ _x_ _x12");
}

RC_GTEST_PROP(EscapeCell, AnyTextComesBack, ()) {
  const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "_", "x", "_x005F", "_x0001_", "0", "4", "\x01", "\r", "\xEF\xBF\xBF", "a"));
  std::string text;
  for (const auto& part : parts) text += part;
  RC_ASSERT(unescape_cell(escape_cell(text)) == text);
}

}  // namespace
}  // namespace gg
