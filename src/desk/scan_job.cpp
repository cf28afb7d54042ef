#include "clearance/doc.h"
#include "clearance/scanned_delivery.h"
#include "clearance/uploads.h"
#include "container/format.h"
#include "desk/delivery_report.h"
#include "desk/job_runner.h"
#include "gate/kept_lists.h"
#include "report/thumbnail.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <future>

namespace gg::desk {
namespace {

using clearance::KeptFile;
using clearance::Upload;

constexpr std::size_t pictures_max = 2000;
constexpr std::size_t pictures_together = 16;

/// What browsers show without running anything of it; a QuickTime movie where they know what is in
/// it. All else is scanned and gone.
bool is_viewable(Format format) {
  constexpr std::array shown = {Format::Png,  Format::Jpeg, Format::Gif,       Format::WebP,
                                Format::Avif, Format::Mp4,  Format::QuickTime, Format::WebM,
                                Format::Wav,  Format::Mp3,  Format::Flac,      Format::Ogg,
                                Format::M4a};
  return std::ranges::find(shown, format) != shown.end();
}

Result<Listing> listing_of(const std::vector<Upload>& uploads, Spool& spool) {
  Listing listing;
  for (const auto& upload : uploads) {
    auto path = spool.path_of(upload.id).string();
    if (upload.size_bytes == 0) TRY(spool.open(upload.id, 0, 0));  // nobody sent a byte of it
    const auto stamp = stamp_of_file(path);
    if (!stamp || static_cast<std::int64_t>(stamp->size_bytes) != upload.size_bytes)
      return fail(Error{
          ErrorKind::NotFound,
          "'" + upload.name + "' is gone from the server's folder of uploads; send it again"});
    listing.files.push_back({upload.name, std::move(path), *stamp});
  }
  return listing;
}

/// One line for each file that is not what its sender declared.
Result<void> check_hashes(const ScanReport& scan, const std::vector<Upload>& uploads,
                          const std::vector<std::string>& order) {
  std::string problems;
  for (const auto& file : scan.files) {
    const auto upload = std::ranges::find(uploads, file.path, &Upload::name);
    if (upload == uploads.end() || upload->sha256.empty() || !file.sha256) continue;
    const auto found = file.sha256->hex();
    if (found == upload->sha256) continue;
    const auto index = std::ranges::find(order, upload->id) - order.begin();
    problems += (problems.empty() ? "/uploads/" : "\n/uploads/") + std::to_string(index) + ": '" +
                upload->name + "' arrived with the SHA-256 " + found + ", and " + upload->sha256 +
                " was declared; send it again";
  }
  if (problems.empty()) return {};
  return fail(Error{ErrorKind::InvalidInput, problems});
}

/// Small pictures of the first files that have one. Ends early when it is told to.
void add_pictures(const ScanReport& scan, const std::vector<Upload>& uploads, const Spool& spool,
                  const std::stop_token& stop, std::vector<KeptFile>& kept) {
  std::vector<std::size_t> with;
  for (std::size_t index = 0; index < scan.files.size() && with.size() < pictures_max; ++index)
    if (report::may_have_picture(scan.files[index].format)) with.push_back(index);
  const report::ThumbnailOptions options{.worker = report::find_worker()};
  for (std::size_t first = 0; first < with.size() && !stop.stop_requested();
       first += pictures_together) {
    std::vector<std::string> paths;
    const auto count = std::min(pictures_together, with.size() - first);
    for (std::size_t at = 0; at < count; ++at) {
      const auto upload =
          std::ranges::find(uploads, scan.files[with[first + at]].path, &Upload::name);
      paths.push_back(spool.path_of(upload->id).string());
    }
    auto made = report::make_thumbnails(paths, options);
    for (std::size_t at = 0; at < count; ++at)
      kept[with[first + at]].picture = std::move(made[at].jpeg);
  }
}

std::vector<KeptFile> kept_of(const ScanReport& scan, const std::vector<Upload>& uploads,
                              const ScanSettings& settings, Moment now) {
  std::vector<KeptFile> kept(scan.files.size());
  for (std::size_t index = 0; index < kept.size(); ++index) {
    const auto& file = scan.files[index];
    kept[index].number = static_cast<std::int64_t>(index);
    if (!is_viewable(file.format) || file.size_bytes > settings.view_bytes_max) continue;
    kept[index].content = std::ranges::find(uploads, file.path, &Upload::name)->id;
    kept[index].media_type = facts_of(file.format).media_type;
    kept[index].until = text_of(now + settings.view_lifetime);
  }
  return kept;
}

/// Without the member that only the request has.
Json body_of_delivery(Json request) {
  request.erase("uploads");
  return request;
}

}  // namespace

Result<std::optional<store::Record>> scan_uploads(clearance::Clearance& desk, Spool& spool,
                                                  const ScanSettings& settings,
                                                  RunningJob& running) {
  const auto& job = running.job;
  const auto stop = running.stop.get_token();
  std::vector<Upload> uploads;
  TRY(desk.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(uploads, clearance::uploads_of_job(snapshot, job.id));
    return {};
  }));
  TRY_LET(auto listing, listing_of(uploads, spool));
  const auto at = std::chrono::floor<std::chrono::seconds>(desk.world().now());
  TRY_LET(const auto terms, usual_credential_terms(at));
  // A scan that is interrupted goes on where it was: reports of whole files are in the cache.
  const auto cache = ScanCache::open((spool.folder() / "scan.db").string());
  auto scan =
      scan_listed({clearance::text_at(job.request, "name")}, std::move(listing),
                  {.cache = cache.has_value() ? cache->get() : nullptr, .credentials = &terms},
                  running.progress, stop);
  if (stop.stop_requested()) return std::optional<store::Record>();
  TRY(check_hashes(scan, uploads, clearance::texts_at(job.request, "uploads")));
  auto kept = kept_of(scan, uploads, settings, desk.world().now());
  running.stage = "pictures";
  add_pictures(scan, uploads, spool, stop, kept);
  if (stop.stop_requested()) return std::optional<store::Record>();
  running.stage = "judging";
  const auto document = scan_document(scan);
  TRY_LET(const auto handed,
          clearance::handed_scan(body_of_delivery(job.request), document, std::move(scan)));
  std::erase_if(kept,
                [](const KeptFile& one) { return one.picture.empty() && one.content.empty(); });
  clearance::Actor actor;
  actor.id = job.person;
  actor.scope = job.scope;
  std::promise<Result<store::Record>> told;
  auto answer = told.get_future();
  desk.submit(
      actor,
      [&](clearance::Work& work) { return clearance::take_scanned(work, job, handed, kept); },
      [&told](Result<store::Record> record) { told.set_value(std::move(record)); });
  TRY_LET(auto delivery, answer.get());
  for (const auto& upload : uploads)
    if (std::ranges::find(kept, upload.id, &KeptFile::content) == kept.end())
      spool.remove(upload.id);
  return std::optional(std::move(delivery));
}

}  // namespace gg::desk
