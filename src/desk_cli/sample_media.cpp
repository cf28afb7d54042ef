#include "desk_cli/sample_media.h"

#include "base/check.h"
#include "base/whole_file.h"
#include "gate/scan.h"
#include "report/json.h"
#include "report/sink.h"
#include "sample/media.h"
#include "sample/story.h"

namespace gg::desk_cli {

Result<void> make_sample_media(const std::filesystem::path& folder) {
  TRY_LET(const auto media, sample::read_part("media.yaml"));
  for (const auto& file : media.at("files")) {
    const auto path = folder / text_member(file, "file");
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    TRY_LET(const auto bytes, sample::make_media(file));
    TRY(write_whole(path, bytes));
  }
  return {};
}

Result<std::string> media_bytes(const std::filesystem::path& file) {
  TRY_LET(auto bytes, read_whole(file));
  if (bytes) return *std::move(bytes);
  return fail(Error{ErrorKind::NotFound, file.string() + ": no file of the sample production"});
}

Result<Json> scan_media(const std::filesystem::path& all, const std::filesystem::path& folder) {
  ScanProgress progress;
  TRY_LET(auto scanned,
          scan({folder.string()}, {.walk = {}, .limits = {}, .jobs = 2}, progress, {}));
  scanned.roots = {folder.lexically_relative(all).string()};
  report::StringSink sink;
  report::write_json(report::ReportView(scanned), {.generator = {.version = GG_VERSION}}, sink);
  auto json = parse_json(sink.text);
  GG_CHECK(json.has_value());
  return *std::move(json);
}

}  // namespace gg::desk_cli
