#include "report/html.h"

#include "base/base64.h"
#include "base/text.h"
#include "report/hashing.h"
#include "report/html_parts.h"
#include "report/samples.h"

#include <gtest/gtest.h>

namespace gg::report {
namespace {

/// Media that gives each file the same picture and bytes with markup and a prompt in them.
class SampleMedia : public HtmlMedia {
 public:
  Thumbnail thumbnail_of(const FileReport& file) override {
    if (file.format == Format::Png) return {.jpeg = "\xFF\xD8\xFF jpeg", .reason = {}};
    return {.jpeg = {}, .reason = "no <picture>"};
  }
  std::optional<Excerpt> excerpt_of(const FileReport& /*file*/, const Place& place) override {
    Excerpt excerpt{.offset = place.offset, .bytes = {}};
    for (const char letter : std::string_view("\0\0\0\x10tEXtprompt <script>secret", 26))
      excerpt.bytes.push_back(static_cast<std::byte>(letter));
    return excerpt;
  }
};

std::string html_of(const ReportView& view, HtmlOptions options = {}) {
  StringSink sink;
  write_html(view, options, sink);
  return sink.text;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

/// `text` without what is ours to write: the style and the script.
std::string content_of(std::string text) {
  for (const auto asset : {html_style, html_script})
    text.replace(text.find(asset), asset.size(), "");
  return text;
}

TEST(WriteHtml, HostileNamesAndValuesAreInert) {
  const auto check = samples::check();
  SampleMedia media;
  const auto text =
      content_of(html_of(ReportView(check), {.prompts = Prompts::Clear, .media = &media}));
  EXPECT_EQ(count_of(text, "<script"), 1U);
  EXPECT_EQ(count_of(text, "<b>"), 3U);  // of the filter buttons
  EXPECT_EQ(count_of(text, "secret</b>"), 0U);
  EXPECT_NE(text.find("&lt;script&gt;alert(&#39;x&#39;)&lt;/"), std::string::npos);
  EXPECT_TRUE(is_utf8(text));
  EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST(WriteHtml, PolicyAllowsOnlyItsOwnStyleAndScript) {
  const auto scan = samples::scan();
  const auto text = html_of(ReportView(scan));
  const auto hash = [](std::string_view asset) {
    return "'sha256-" + base64_of(bytes_of_digest(sha256_of(asset))) + "'";
  };
  EXPECT_NE(text.find("content=\"default-src 'none'; style-src " + hash(html_style) +
                      "; script-src " + hash(html_script) + "; img-src data:;"),
            std::string::npos);
  EXPECT_EQ(count_of(content_of(text), " style="), 0U);
  EXPECT_EQ(count_of(content_of(text), " onclick=") + count_of(content_of(text), " onload="), 0U);
  EXPECT_EQ(count_of(text, "http://") + count_of(text, "https://"), 0U);
}

TEST(WriteHtml, VerdictIsWordAndIconNotColourAlone) {
  for (const auto& [verdict, word] :
       {std::pair{Verdict::Pass, "Pass"}, {Verdict::Hold, "Hold"}, {Verdict::Fail, "Fail"}}) {
    const auto check = samples::check(verdict);
    const auto text = html_of(ReportView(check));
    EXPECT_NE(text.find("<h1>" + std::string(word) + "</h1>"), std::string::npos);
    EXPECT_NE(text.find("#i-" + ascii_lower(word)), std::string::npos);
  }
}

TEST(WriteHtml, EvidenceOpensToItsBytesInHexAndDecimal) {
  ScanReport scan;
  auto evidence = samples::generator();
  evidence.prompt.clear();
  evidence.parameters.clear();
  scan.files = {samples::file("a.png", {evidence})};
  SampleMedia media;
  const auto text = html_of(ReportView(scan), {.media = &media});
  EXPECT_NE(text.find("41 (0x29)"), std::string::npos);
  EXPECT_NE(text.find("00000029  00 00 00 10 74 45 58 74"), std::string::npos);
  EXPECT_NE(text.find("src=\"data:image/jpeg;base64,"), std::string::npos);
}

TEST(WriteHtml, HashedPromptsDoNotStandInTheBytesEither) {
  const auto scan = samples::scan();
  SampleMedia media;
  const auto text = html_of(ReportView(scan), {.media = &media});
  EXPECT_EQ(text.find("secret"), std::string::npos);
  EXPECT_EQ(text.find("70 72 6F 6D 70 74"), std::string::npos);
  EXPECT_NE(text.find("Only the head is shown"), std::string::npos);
  EXPECT_NE(html_of(ReportView(scan), {.prompts = Prompts::Clear, .media = &media}).find("secret"),
            std::string::npos);
}

TEST(WriteHtml, WithoutScriptEverythingStands) {
  const auto check = samples::check();
  const auto text = content_of(html_of(ReportView(check)));
  EXPECT_EQ(count_of(text, "<article"), check.scan.files.size());
  EXPECT_EQ(count_of(text, " hidden>"), 2U);  // the tools, which need it, and "no file fits"
}

TEST(WriteHtml, QuietFilesBeyondTheLimitAreCountedAndSaid) {
  ScanReport scan;
  for (int index = 0; index < 20; ++index)
    scan.files.push_back(samples::file(std::to_string(index), {samples::absent()}));
  scan.files.push_back(samples::file("z.png", {samples::generator()}));
  const auto text = html_of(ReportView(scan), {.files_max = 5});
  EXPECT_EQ(count_of(text, "<article"), 6U);
  EXPECT_NE(text.find("15 more files"), std::string::npos);
  EXPECT_LT(text.find("z.png"), text.find("<bdi>0</bdi>"));
}

TEST(WriteHtml, SaysWhatItDoesNotShow) {
  auto evidence = samples::generator();
  evidence.kind = EvidenceKind::Credential;
  evidence.state = State::NotYetValidated;
  ScanReport scan;
  scan.files = {samples::file("a.png", {evidence})};
  const auto text = html_of(ReportView(scan));
  EXPECT_NE(text.find("Absence proves nothing."), std::string::npos);
  EXPECT_NE(text.find("Credentials are not validated yet."), std::string::npos);
}

}  // namespace
}  // namespace gg::report
