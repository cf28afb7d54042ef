#include "report/terminal.h"

#include "report/safe_text.h"
#include "report/samples.h"
#include "report/terminal_lines.h"

#include <sstream>

#include <gtest/gtest.h>

namespace gg::report {
namespace {

std::string terminal_of(const ReportView& view, const TerminalOptions& options = {}) {
  StringSink sink;
  write_terminal(view, options, sink);
  return sink.text;
}

std::size_t widest_line_of(const std::string& text) {
  std::istringstream lines(text);
  std::size_t widest = 0;
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, columns_of(line));
  return widest;
}

TEST(WriteTerminal, CheckBeginsWithTheVerdict) {
  const auto check = samples::check();
  const auto text = terminal_of(ReportView(check));
  EXPECT_EQ(text.substr(0, text.find('\n')),
            "FAIL  The Lost Archive <b>: 1 finding fails, 1 finding holds, 1 note, 2 waived");
  EXPECT_NE(text.find("PARTIAL  interrupted: 3 files not read"), std::string::npos);
}

TEST(WriteTerminal, FindingNamesExpectedFoundToDoAndPlace) {
  const auto check = samples::check();
  const auto text = terminal_of(ReportView(check));
  EXPECT_NE(text.find("  fail  AI evidence with no declared use\n"
                      "      expected   a declared use that covers stills/\n"
                      "      found      ComfyUI says it generated the picture & more\n"
                      "      to do      Declare the use, or replace the picture.\n"
                      "      evidence   PNG/tEXt[prompt] @ 41 (0x29)\n"),
            std::string::npos)
      << text;
}

TEST(WriteTerminal, NothingFromAFileControlsTheTerminal) {
  const auto check = samples::check();
  const auto text =
      terminal_of(ReportView(check), {.listed = Listed::All, .prompts = Prompts::Clear});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
  EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_NE(text.find("stills/\\x1B[31mred\\x07\\u{202E}gnp.exe\\n.png"), std::string::npos);
}

TEST(WriteTerminal, ColourOnlyWhenAsked) {
  const auto check = samples::check();
  EXPECT_EQ(terminal_of(ReportView(check)).find('\x1b'), std::string::npos);
  EXPECT_EQ(terminal_of(ReportView(check), {.colour = Colour::Yes}).substr(0, 15),
            "\x1b[1;31mFAIL\x1b[0m");
}

TEST(WriteTerminal, LinesFitTheWidth) {
  const auto check = samples::check();
  const auto scan = samples::scan();
  for (const std::size_t columns : {40U, 60U, 80U, 200U}) {
    const TerminalOptions options{.listed = Listed::All, .columns = columns};
    EXPECT_LE(widest_line_of(terminal_of(ReportView(check), options)), columns);
    EXPECT_LE(widest_line_of(terminal_of(ReportView(scan), options)), columns);
  }
}

TEST(WriteTerminal, FilesWithNothingAreOnlyCountedUnlessAsked) {
  ScanReport scan;
  scan.files = {samples::file("a.png", {samples::absent()}),
                samples::file("b.png", {samples::generator()})};
  const auto text = terminal_of(ReportView(scan));
  EXPECT_EQ(text.find("a.png"), std::string::npos);
  EXPECT_NE(text.find("b.png"), std::string::npos);
  EXPECT_NE(text.find("1 nothing stated"), std::string::npos);
  EXPECT_NE(terminal_of(ReportView(scan), {.listed = Listed::All}).find("a.png"),
            std::string::npos);
}

TEST(ReportView, WhatIsFoundOfAUseInOneFileStandsBesideThatFile) {
  CheckReport check;
  check.scan.files = {samples::file("a.png", {samples::absent()}),
                      samples::file("b.png", {samples::absent()}),
                      samples::file("c.png", {samples::absent()})};
  check.files = {{.uses = {"sky", "sea"}}, {.uses = {"sea"}}, {}};
  check.findings = {{.id = "1", .rule = "approval-missing", .use = "sky"},
                    {.id = "2", .rule = "approval-missing", .use = "sea"},
                    {.id = "3", .rule = "use-not-found", .use = "gone"}};
  const ReportView view(check);
  ASSERT_EQ(view.files[0].findings.size(), 1U);
  EXPECT_EQ(view.files[0].findings[0]->id, "1");
  EXPECT_TRUE(view.files[1].findings.empty());
  ASSERT_EQ(view.general.size(), 2U);
  EXPECT_EQ(view.general[0]->id, "2");
  EXPECT_EQ(view.general[1]->id, "3");
}

TEST(WriteTerminal, PromptIsShownOnlyWhenAsked) {
  const auto scan = samples::scan();
  EXPECT_EQ(terminal_of(ReportView(scan)).find("secret"), std::string::npos);
  EXPECT_NE(terminal_of(ReportView(scan), {.prompts = Prompts::Clear}).find("secret"),
            std::string::npos);
}

TEST(TerminalLines, LongWordsBreakAndHang) {
  StringSink sink;
  {
    TerminalLines lines(sink, Colour::No, 40);
    lines.entry(6, "found", std::string(50, 'x') + " end");
  }
  EXPECT_EQ(sink.text, "      found      " + std::string(23, 'x') + "\n" + std::string(17, ' ') +
                           std::string(23, 'x') + "\n" + std::string(17, ' ') + "xxxx end\n");
}

}  // namespace
}  // namespace gg::report
