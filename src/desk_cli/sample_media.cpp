#include "desk_cli/sample_media.h"

#include "base/check.h"
#include "base/whole_file.h"
#include "gate/kept_lists.h"
#include "gate/scan.h"
#include "report/json.h"
#include "report/sink.h"
#include "sample/media.h"
#include "sample/story.h"

#include <chrono>

namespace gg::desk_cli {

Result<void> make_sample_media(const std::filesystem::path& folder) {
  TRY_LET(const auto media, sample::read_part("media.yaml"));
  for (const auto& file : media.at("files")) TRY(sample::write_media(folder, file));
  TRY_LET(const auto root, sample::part_text("sample-root.pem"));
  return write_whole(folder / "sample-root.pem", root);
}

Result<std::string> media_bytes(const std::filesystem::path& file) {
  TRY_LET(auto bytes, read_whole(file));
  if (bytes) return *std::move(bytes);
  return fail(Error{ErrorKind::NotFound, file.string() + ": no file of the sample production"});
}

Result<Json> scan_media(const std::filesystem::path& all, const std::filesystem::path& folder) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  TRY_LET(const auto terms, usual_credential_terms(now));
  ScanProgress progress;
  const ScanOptions options{
      .walk = {}, .limits = {}, .jobs = 2, .cache = nullptr, .credentials = &terms};
  TRY_LET(auto scanned, scan({folder.string()}, options, progress, {}));
  scanned.roots = {folder.lexically_relative(all).string()};
  report::StringSink sink;
  report::write_json(report::ReportView(scanned), {.generator = {.version = GG_VERSION}}, sink);
  auto json = parse_json(sink.text);
  GG_CHECK(json.has_value());
  return *std::move(json);
}

}  // namespace gg::desk_cli
