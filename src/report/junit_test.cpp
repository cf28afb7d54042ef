#include "report/junit.h"

#include "report/samples.h"

#include <gtest/gtest.h>
#include <pugixml.hpp>

namespace gg::report {
namespace {

std::string junit_of(const ReportView& view) {
  StringSink sink;
  write_junit(view, {.name = "goodgate", .version = "1.2.3"}, sink);
  return sink.text;
}

TEST(WriteJunit, CheckIsOneCaseAFileWithFailures) {
  const auto check = samples::check();
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(junit_of(ReportView(check)).c_str()));
  const auto suite = document.child("testsuites").child("testsuite");
  EXPECT_EQ(suite.attribute("tests").as_uint(), check.scan.files.size() + 1);
  EXPECT_EQ(suite.attribute("failures").as_uint(), 2U);
  EXPECT_STREQ(
      suite.find_child_by_attribute("testcase", "name", "(title)").child_value("system-out"),
      "waived by B. Contact: Consent missing (on paper)\n");
  const auto file =
      suite.find_child_by_attribute("testcase", "name", std::string(samples::hostile_name).c_str());
  EXPECT_STREQ(file.child("failure").attribute("type").value(), "fail");
  const auto verdict =
      suite.child("properties").find_child_by_attribute("property", "name", "verdict");
  EXPECT_STREQ(verdict.attribute("value").value(), "fail");
}

TEST(WriteJunit, IllegalCharactersNeverReachTheXml) {
  const auto check = samples::check();
  for (const char letter : junit_of(ReportView(check)))
    EXPECT_TRUE(static_cast<unsigned char>(letter) >= 0x20 || letter == '\n');
}

TEST(WriteJunit, ScanFailsNothingButNamesUnreadableFiles) {
  const auto scan = samples::scan();
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(junit_of(ReportView(scan)).c_str()));
  const auto suite = document.child("testsuites").child("testsuite");
  EXPECT_EQ(suite.attribute("failures").as_uint(), 0U);
  EXPECT_EQ(suite.attribute("errors").as_uint(), 1U);
}

}  // namespace
}  // namespace gg::report
