#include "clearance/content_kind.h"

#include <gtest/gtest.h>

namespace gg::clearance {
namespace {

using namespace std::string_view_literals;

std::string media_type_of(std::string_view content) { return kind_of_content(content).media_type; }

TEST(ContentKind, IsToldByBytes) {
  EXPECT_EQ(media_type_of("%PDF-1.7\n"), "application/pdf");
  EXPECT_EQ(media_type_of("only words\n"), "text/plain");
  EXPECT_EQ(media_type_of("<!DOCTYPE html><p>x</p>"), "text/html");
  EXPECT_EQ(media_type_of("From: a@b.example\r\nSubject: x\r\n\r\nYes\r\n"), "message/rfc822");
  EXPECT_EQ(media_type_of("From here on: words\nand more\n"), "text/plain");
}

TEST(ContentKind, ProgramsAreProgramsWhateverTheirName) {
  EXPECT_TRUE(kind_of_content("#!/bin/sh\n").is_program);
  EXPECT_TRUE(kind_of_content("\x7F"
                              "ELF\x02\x01\x01"sv)
                  .is_program);
  EXPECT_TRUE(kind_of_content("\0asm\1\0\0\0"sv).is_program);
  EXPECT_FALSE(kind_of_content("# a title\n").is_program);
  EXPECT_FALSE(remark_on_name("sky.png", kind_of_content("#!/bin/sh\n")).has_value());
  EXPECT_FALSE(remark_on_name("start.BAT", kind_of_content("format c:\r\n")).has_value());
}

TEST(ContentKind, ANameThatClaimsAnotherKindIsToldBack) {
  const auto words = kind_of_content("only words\n");
  EXPECT_EQ(remark_on_name("clip.mp4", words).value(),
            "its name ends in .mp4, but what it holds is: text");
  EXPECT_EQ(remark_on_name("notes.md", words).value(), "");
  EXPECT_EQ(remark_on_name("README", words).value(), "");
}

TEST(FileName, IsWhatStandsBehindTheLastSlash) {
  EXPECT_EQ(file_name_of("../../etc/passwd").value(), "passwd");
  EXPECT_EQ(file_name_of("C:\\temp\\sky.png").value(), "sky.png");
  EXPECT_EQ(file_name_of("Größe 漢字.txt").value(), "Größe 漢字.txt");
}

TEST(FileName, HidesNothing) {
  for (const auto name : {""sv, ".."sv, "a/"sv, "a\r\nb"sv, "a\0b"sv, "evil\u202Egnp.exe"sv,
                          "zero\u200Bwidth"sv, "\xFF\xFE"sv})
    EXPECT_FALSE(file_name_of(name).has_value()) << name;
  EXPECT_TRUE(file_name_of(std::string(255, 'x')).has_value());
  EXPECT_FALSE(file_name_of(std::string(256, 'x')).has_value());
}

}  // namespace
}  // namespace gg::clearance
