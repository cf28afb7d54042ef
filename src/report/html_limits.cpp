#include "report/html_parts.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace gg::report {
namespace {

template <class Wanted>
std::uint64_t count_files(const ReportView& view, Wanted is_wanted) {
  return static_cast<std::uint64_t>(std::ranges::count_if(
      view.scan.files,
      [&](const FileReport& file) { return std::ranges::any_of(file.evidence, is_wanted); }));
}

}  // namespace

void put_html_limits(BufferedSink& out, const ReportView& view, const HtmlOptions& options) {
  const auto put = [&out](std::string_view heading, std::string_view text) {
    out.write(fmt::format("<li><strong>{}</strong> {}</li>\n", heading, text));
  };
  out.write(
      "<section class=\"general\">\n<h2>What this report does not show</h2>\n<ul "
      "class=\"limits\">\n");
  put("Absence proves nothing.",
      "A file in which nothing is stated may still be made or altered with AI: many tools write no "
      "marks, and re-encoding, screenshots and uploads remove them.");
  put("Most statements can be forged.",
      "What is declared in metadata can be written, copied or removed by anyone who has the file.");
  const auto signed_files = count_files(
      view, [](const Evidence& evidence) { return evidence.strength <= Strength::Signed; });
  if (signed_files != 0)
    put("A signature proves who, not whether it is true.",
        fmt::format("Credentials in {} hold: nothing was changed since somebody signed. Only where "
                    "a trust list vouches for the signer is it known who that was.",
                    counted(signed_files, "file", "files")));
  const auto listed = count_files(view, [](const Evidence& evidence) {
    return evidence.kind == EvidenceKind::Credential && evidence.state == State::NotYetValidated;
  });
  if (listed != 0)
    put("Credentials are not validated yet.",
        fmt::format("Content credentials in {} were found and listed; their signatures were not "
                    "checked.",
                    counted(listed, "file", "files")));
  const auto impossible = count_files(
      view, [](const Evidence& evidence) { return evidence.state == State::NotPossible; });
  if (impossible != 0)
    put("Some formats cannot say.",
        fmt::format("{} cannot carry such statements in a way that is read "
                    "here.",
                    counted(impossible, "file", "files")));
  if (options.prompts == Prompts::Hashed)
    put("Prompts are hidden.",
        "Prompts and parameters that hold them are shown as length and SHA-256 only.");
  put("Pictures are help for the eye.",
      "Thumbnails show the first picture of a file as far as it could be decoded; no judgement "
      "rests on them.");
  out.write("</ul>\n</section>\n");
}

}  // namespace gg::report
