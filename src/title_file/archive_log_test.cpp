#include "title_file/archive_log.h"

#include <utility>

#include <gtest/gtest.h>
#include <zip.h>

namespace gg {
namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;

/// A ZIP archive of these entries, by libzip's own writer.
std::string zip_of(const Entries& entries) {
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(target);
  zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
  for (const auto& [name, text] : entries)
    zip_file_add(zip, name.c_str(), zip_source_buffer(zip, text.data(), text.size(), 0), 0);
  zip_close(zip);
  zip_source_open(target);
  zip_stat_t stat;
  zip_source_stat(target, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

Entries workbook(const std::string& rows) {
  return {{"xl/workbook.xml",
           "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Notes\" sheetId=\"1\" r:id=\"rId1\"/>"
           "<sheet name=\"Log\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>"},
          {"xl/_rels/workbook.xml.rels",
           "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
           "<Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>"},
          {"xl/sharedStrings.xml",
           "<sst><si><t>Clip name</t></si><si><r><t>Sup</t></r><r><t>plier</t></r></si>"
           "<si><t>clip_1.mov</t></si></sst>"},
          {"xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"},
          {"xl/worksheets/sheet2.xml",
           "<x:worksheet xmlns:x=\"x\"><x:sheetData>" + rows + "</x:sheetData></x:worksheet>"}};
}

constexpr const char* two_rows =
    "<x:row r=\"2\"><x:c r=\"B2\" t=\"s\"><x:v>0</x:v></x:c><x:c r=\"C2\" "
    "t=\"s\"><x:v>1</x:v></x:c>"
    "<x:c r=\"D2\" t=\"inlineStr\"><x:is><x:t>Shows</x:t></x:is></x:c></x:row>"
    "<x:row r=\"7\"><x:c r=\"B7\" t=\"s\"><x:v>2</x:v></x:c>"
    "<x:c r=\"C7\" t=\"str\"><x:v>City Archive</x:v></x:c>"
    "<x:c r=\"D7\" t=\"inlineStr\"><x:is><x:t>actuality, 1931</x:t></x:is></x:c></x:row>";

std::string problems_of(const ArchiveRows& rows) {
  return rows.has_value() ? "" : to_text(rows.error());
}

TEST(ArchiveLog, ReadsASheetOfAWorkbookByName) {
  const auto rows = parse_archive_log(zip_of(workbook(two_rows)), "log.xlsx", "Log");
  ASSERT_TRUE(rows.has_value()) << problems_of(rows);
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ(rows->front().file, "clip_1.mov");
  EXPECT_EQ(rows->front().source, "City Archive");
  EXPECT_EQ(rows->front().claimed_as, ClaimedAs::Actuality);
  EXPECT_EQ(rows->front().where, "log.xlsx, sheet Log, row 7");
}

TEST(ArchiveLog, NamesTheCellThatIsWrong) {
  std::string rows = two_rows;
  rows +=
      "<x:row r=\"9\"><x:c r=\"C9\" t=\"str\"><x:v>Archive</x:v></x:c>"
      "<x:c r=\"D9\" t=\"str\"><x:v>film</x:v></x:c></x:row>";
  EXPECT_EQ(problems_of(parse_archive_log(zip_of(workbook(rows)), "log.xlsx", "Log")),
            "log.xlsx: sheet Log, cell B9: no file is named here, but the row has a source and a "
            "claim; write the file's name");
}

TEST(ArchiveLog, NamesTheSheetsThereAre) {
  EXPECT_EQ(problems_of(parse_archive_log(zip_of(workbook("")), "log.xlsx", "Lag")),
            "log.xlsx: there is no sheet 'Lag'; its sheets are Notes, Log");
  EXPECT_NE(problems_of(parse_archive_log(zip_of(workbook("")), "log.xlsx", ""))
                .find("log.xlsx: sheet Notes: no column is headed file, filename"),
            std::string::npos);
}

TEST(ArchiveLog, AWorkbookThatUnpacksBeyondItsLimitIsRefused) {
  auto entries = workbook(two_rows);
  entries.back().second += std::string(1U << 20, ' ');
  const auto bytes = zip_of(entries);
  ASSERT_LT(bytes.size(), 8000U);
  const auto rows = parse_archive_log(bytes, "log.xlsx", "Log", {.unpacked_bytes_max = 100'000});
  EXPECT_NE(problems_of(rows).find("sheet2.xml is missing, damaged, encrypted or unpacks beyond"),
            std::string::npos);
  Entries many;
  for (int index = 0; index < 20; ++index) many.emplace_back("e" + std::to_string(index), "");
  EXPECT_NE(problems_of(parse_archive_log(zip_of(many), "log.xlsx", "", {.entries_max = 19}))
                .find("is not a whole XLSX workbook"),
            std::string::npos);
}

TEST(ArchiveLog, EveryTruncationOfAWorkbookIsAProblemAndNothingElse) {
  const auto bytes = zip_of(workbook(two_rows));
  for (std::size_t size = 2; size < bytes.size(); size += 7)
    EXPECT_FALSE(parse_archive_log(bytes.substr(0, size), "log.xlsx", "Log").has_value()) << size;
}

TEST(ArchiveLog, ACellFarAwayCostsNothing) {
  const std::string rows =
      "<x:row r=\"1\"><x:c r=\"A1\" t=\"str\"><x:v>File</x:v></x:c>"
      "<x:c r=\"XFD1\" t=\"str\"><x:v>far</x:v></x:c>"
      "<x:c r=\"ZZZZ9\" t=\"str\"><x:v>bad</x:v></x:c>"
      "<x:c r=\"C1\" t=\"s\"><x:v>99999999999999999999</x:v></x:c></x:row>";
  const auto read = parse_archive_log(zip_of(workbook(rows)), "log.xlsx", "Log");
  ASSERT_TRUE(read.has_value()) << problems_of(read);
  EXPECT_TRUE(read->empty());
}

struct CsvCase {
  std::string bytes;
  std::vector<std::string> files_and_sources;
};

TEST(ArchiveLog, ReadsTextAsSpreadsheetsWriteIt) {
  const CsvCase cases[] = {
      {"File,Source\na.mov,X\n", {"a.mov|X"}},
      {"\xEF\xBB\xBF"
       "Filename;Archive\r\na.mov;\"X; Y\"\r\n\r\n",
       {"a.mov|X; Y"}},
      {"clip\tsupplier\na.mov\tX \"quoted\" Y", {"a.mov|X \"quoted\" Y"}},
      {"File,Source\n\"a \"\"b\"\".mov\",\"two\nlines\"\nb.mov,Z\n",
       {"a \"b\".mov|two\nlines", "b.mov|Z"}},
      {"Project: Harbour,,\n,,\nClip Name,Notes,Source\na.mov,x,Y\n", {"a.mov|Y"}},
      {"File,Source\na.mov,Caf\xE9\n", {"a.mov|Caf\xC3\xA9"}},
      {std::string("\xFF\xFE"
                   "F\0i\0l\0e\0\n\0a\0",
                   14),
       {"a|"}},
      {"File\nreel\\a.mov\n", {"reel/a.mov|"}},
  };
  for (const auto& one : cases) {
    const auto rows = parse_archive_log(one.bytes, "log.csv");
    ASSERT_TRUE(rows.has_value()) << problems_of(rows);
    std::vector<std::string> read;
    for (const auto& row : *rows) read.push_back(row.file + "|" + row.source);
    EXPECT_EQ(read, one.files_and_sources) << one.bytes;
  }
}

TEST(ArchiveLog, SaysWhatIsWrongWithText) {
  EXPECT_EQ(problems_of(parse_archive_log("File,Source\n\"a.mov,X\n", "log.csv")),
            "log.csv:2:1: a quote (\") opens here and is never closed; close it");
  EXPECT_EQ(problems_of(parse_archive_log("File,Source,Shows\na,b,c\n,X,film\n", "log.csv")),
            "log.csv:3:1: no file is named here, but the row has a source and a claim; write the "
            "file's name");
  EXPECT_NE(
      problems_of(parse_archive_log("Nr,Title\n1,x\n", "log.csv"))
          .find("no column is headed file, filename, file name, clip or the like in the first "
                "20 rows; the first row has 'Nr, Title'"),
      std::string::npos);
  EXPECT_NE(problems_of(parse_archive_log("", "log.csv")).find("the table is empty"),
            std::string::npos);
  EXPECT_NE(problems_of(parse_archive_log("\xD0\xCF\x11\xE0", "log.xls")).find("old Excel"),
            std::string::npos);
  EXPECT_NE(problems_of(parse_archive_log("File\na\nb\n", "log.csv", "", {.rows_max = 2}))
                .find("more than 2 rows"),
            std::string::npos);
}

TEST(ArchiveLog, OnlyAWordAloneExcuses) {
  const auto rows = parse_archive_log(
      "file,shows\na,Re-enactment\nb,AI generated\nc,no AI generated images\nd,graphics\n"
      "e,actuality footage\nf,\n",
      "log.csv");
  ASSERT_TRUE(rows.has_value()) << problems_of(rows);
  std::vector<ClaimedAs> claims;
  for (const auto& row : *rows) claims.push_back(row.claimed_as);
  EXPECT_EQ(claims, (std::vector{ClaimedAs::Recreation, ClaimedAs::Generated, ClaimedAs::Archive,
                                 ClaimedAs::Graphic, ClaimedAs::Actuality, ClaimedAs::Archive}));
}

TEST(ColumnLetters, CountAsSpreadsheetsDo) {
  EXPECT_EQ(column_letters(0), "A");
  EXPECT_EQ(column_letters(25), "Z");
  EXPECT_EQ(column_letters(26), "AA");
  EXPECT_EQ(column_letters(701), "ZZ");
  EXPECT_EQ(column_letters(702), "AAA");
}

}  // namespace
}  // namespace gg
