#include "pipeline/find_outputs.h"

#include "base/descriptor.h"
#include "base/text.h"
#include "gate/scan_file.h"
#include "pipeline/generation_facts.h"
#include "register/date.h"
#include "report/thumbnail.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <optional>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>

namespace gg::pipeline {
namespace {

constexpr std::chrono::milliseconds settle_untold{2000};
constexpr unsigned threads_max = 16;

std::string day_of(const FileStamp& stamp) {
  const std::chrono::sys_time<std::chrono::nanoseconds> moment{
      std::chrono::nanoseconds(stamp.modified_ns)};
  return Date{std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(moment))}.text();
}

std::string why_unreadable(const FileReport& report) {
  for (const auto& evidence : report.evidence)
    if (evidence.kind == EvidenceKind::Unreadable) return to_utf8(evidence.limits);
  return "cannot be read to its end";
}

/// What reading a file gave. The picture is empty where there is none.
struct ReadFile {
  FileReport report;
  report::Thumbnail picture;
};

report::Thumbnail picture_of(const ListedFile& file, const FileReport& report,
                             const std::string& worker) {
  if (worker.empty() || !report::may_have_picture(report.format)) return {};
  return report::make_thumbnail(file.open_path, {.worker = worker});
}

/// Reads each file once, in parallel; a slot stays empty only when the scan stopped half-way.
std::vector<std::optional<ReadFile>> read_all(const std::vector<ListedFile>& files) {
  std::vector<std::optional<ReadFile>> reads(files.size());
  const auto worker = report::find_worker();
  std::atomic<std::size_t> next{0};
  const ScanLimits limits;
  const auto read_some = [&](const std::stop_token& stop) {
    Workspace workspace;
    for (auto index = next++; index < files.size(); index = next++) {
      auto report = scan_file({files[index]}, {limits}, workspace, stop);
      if (!report) continue;
      auto picture = picture_of(files[index], *report, worker);
      reads[index] = ReadFile{*std::move(report), std::move(picture)};
    }
  };
  const auto wanted = std::clamp(std::thread::hardware_concurrency(), 1U, threads_max);
  const auto count = std::min<std::size_t>(wanted, files.size());
  std::vector<std::jthread> threads;
  for (std::size_t number = 1; number < count; ++number) threads.emplace_back(read_some);
  read_some({});
  return reads;
}

/// True when the file is still as it was listed, so that what was read is all of it.
bool is_as_listed(const ListedFile& file) {
  struct stat now{};
  if (::stat(file.open_path.c_str(), &now) != 0) return false;
  const auto nanoseconds = [](const timespec& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
  };
  return static_cast<std::uint64_t>(now.st_size) == file.stamp.size_bytes &&
         nanoseconds(now.st_mtim) == file.stamp.modified_ns &&
         nanoseconds(now.st_ctim) == file.stamp.changed_ns;
}

void sort_in(const ListedFile& file, const ReadFile& read, const std::string& status,
             Findings& findings) {
  if (!is_as_listed(file)) return findings.open.push_back(file.path);
  findings.read[file.path] = file.stamp;
  if (!read.report.sha256)
    return findings.failed.push_back(to_utf8(file.path) + ": " + why_unreadable(read.report));
  findings.assets.push_back(asset_of(read.report, status, day_of(file.stamp)));
  add_picture(findings.assets.back(), read.picture);
}

}  // namespace

Writers writers_of(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.is_open()) return Writers::Unknown;
  // A read lease is given only while nobody has the file open for writing. Somebody who opens it
  // before we let go waits for us; the signal that tells us so is not wanted.
  std::signal(SIGIO, SIG_IGN);
  if (::fcntl(file.number(), F_SETLEASE, F_RDLCK) != 0)
    return errno == EAGAIN ? Writers::Some : Writers::Unknown;
  ::fcntl(file.number(), F_SETLEASE, F_UNLCK);
  return Writers::None;
}

Result<std::vector<ListedFile>> OutputFinder::list() const {
  TRY_LET(auto listing, list_files({search_.root.string()}, search_.walk, {}));
  const auto own = std::string(OutputFolder::state_folder) + "/";
  std::erase_if(listing.files, [&](const ListedFile& file) { return file.path.starts_with(own); });
  return std::move(listing.files);
}

Result<Stamps> OutputFinder::stamps() const {
  TRY_LET(const auto files, list());
  Stamps stamps;
  for (const auto& file : files) stamps[file.path] = file.stamp;
  return stamps;
}

bool OutputFinder::is_complete(const ListedFile& file) {
  const auto now = std::chrono::steady_clock::now();
  auto& seen = seen_.try_emplace(file.path, Seen{file.stamp, now}).first->second;
  if (!(seen.stamp == file.stamp)) seen = {file.stamp, now};
  const auto unchanged = now - seen.since;
  const auto writers = writers_of(file.open_path);
  if (writers == Writers::Some) return false;
  const auto settle =
      writers == Writers::None ? search_.settle : std::max(search_.settle, settle_untold);
  return unchanged >= settle;
}

Result<Findings> OutputFinder::find(const Stamps& before) {
  TRY_LET(const auto files, list());
  Findings findings;
  std::vector<ListedFile> complete;
  for (const auto& file : files) {
    const auto known = before.find(file.path);
    if (known != before.end() && known->second == file.stamp) continue;
    if (!is_complete(file)) {
      findings.open.push_back(file.path);
    } else if (file.stamp.size_bytes == 0) {
      findings.read[file.path] = file.stamp;
      findings.empty.push_back(file.path);
    } else {
      complete.push_back(file);
    }
  }
  const auto reads = read_all(complete);
  for (std::size_t index = 0; index < complete.size(); ++index)
    if (reads[index]) sort_in(complete[index], *reads[index], search_.status, findings);
  return findings;
}

}  // namespace gg::pipeline
