#include "desk_cli/send_media.h"

#include "base/descriptor.h"
#include "base/text.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "files/file_source.h"
#include "gate/walk.h"
#include "report/safe_text.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <optional>
#include <thread>

#include <fcntl.h>

namespace gg::desk_cli {
namespace {

using desk_client::DeskClient;

constexpr std::size_t part_bytes = 8U << 20;
constexpr int tries_max = 6;
constexpr std::chrono::milliseconds ask_every{300};

Error interrupted(const std::string& what) { return {ErrorKind::Unavailable, what}; }

/// By what a file is known again in a later call: where it is, how long, and when it was changed.
struct Known {
  std::string name;
  std::uint64_t size_bytes = 0;
  std::string mark;
  auto operator<=>(const Known&) const = default;
};

Known known_as(const ListedFile& file) {
  return {to_utf8(file.path), file.stamp.size_bytes,
          std::to_string(file.stamp.modified_ns / 1'000'000)};
}

/// An upload at the desk, begun in this call or before.
struct Begun {
  std::string id;
  std::uint64_t received_bytes = 0;
};

Begun begun_from(const Json& upload) {
  return {std::string(text_member(upload, "id")), upload.value("received", std::uint64_t{0})};
}

Result<std::map<Known, Begun>> begun_before(const DeskClient& desk, const std::string& title) {
  TRY_LET(const auto uploads,
          desk.list("/uploads", "title=" + desk_client::encoded(title), 100'000));
  std::map<Known, Begun> begun;
  for (const auto& upload : uploads)
    if (!upload.contains("job"))
      begun[{std::string(text_member(upload, "name")), upload.value("size", std::uint64_t{0}),
             std::string(text_member(upload, "mark"))}] = begun_from(upload);
  return begun;
}

Result<std::string> part_of(const Descriptor& file, const std::string& path, std::uint64_t offset,
                            std::uint64_t size_bytes) {
  std::string part(std::min<std::uint64_t>(part_bytes, size_bytes - offset), '\0');
  const auto read =
      read_at(file.number(), offset, std::as_writable_bytes(std::span(part.data(), part.size())));
  if (read && *read == part.size()) return part;
  return fail(Error{ErrorKind::InvalidInput,
                    report::visible(path) + ": cannot be read, or became shorter meanwhile"});
}

class MediaSender {
 public:
  MediaSender(const DeskClient& desk, std::stop_token stop, ScanProgress& progress)
      : desk_(desk), stop_(std::move(stop)), progress_(progress) {}

  /// Sends what the desk has not of a file.
  Result<void> send(const ListedFile& file, Begun upload) {
    const Descriptor opened(::open(file.open_path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (!opened.is_open())
      return fail(Error{ErrorKind::InvalidInput, report::visible(file.path) + ": cannot be read"});
    int tries = 0;
    while (upload.received_bytes < file.stamp.size_bytes) {
      if (stop_.stop_requested())
        return fail(interrupted("interrupted: what was sent is kept; call it again to go on"));
      TRY_LET(auto part, part_of(opened, file.path, upload.received_bytes, file.stamp.size_bytes));
      const auto bytes = part.size();
      const auto sent =
          desk_.append("/uploads/" + upload.id, upload.received_bytes, std::move(part));
      if (sent.has_value()) {
        upload.received_bytes += bytes;
        progress_.bytes_done += bytes;
        tries = 0;
        continue;
      }
      if (++tries == tries_max) return sent;
      TRY(find_where_it_is(sent.error(), tries, upload));
    }
    ++progress_.files_done;
    return {};
  }

 private:
  /// The network failed, or the desk has more or less than was thought: asks it, after a while.
  Result<void> find_where_it_is(const Error& error, int tries, Begun& upload) {
    if (error.kind != ErrorKind::Unavailable && error.kind != ErrorKind::Conflict)
      return fail(error);
    if (error.kind == ErrorKind::Unavailable)
      std::this_thread::sleep_for(std::chrono::milliseconds(250 << tries));
    const auto shown = desk_.get("/uploads/" + upload.id);
    if (shown.has_value()) upload.received_bytes = begun_from(*shown).received_bytes;
    if (!shown.has_value() && shown.error().kind != ErrorKind::Unavailable)
      return fail(shown.error());
    return {};
  }

  const DeskClient& desk_;
  const std::stop_token stop_;
  ScanProgress& progress_;
};

/// Sends all files: the ids of the uploads, in their order.
Result<std::vector<std::string>> send_all(const DeskClient& desk, const Listing& listing,
                                          const std::string& title, const std::stop_token& stop,
                                          cli::Shown shown) {
  TRY_LET(auto begun, begun_before(desk, title));
  ScanProgress progress;
  progress.files_total = listing.files.size();
  for (const auto& file : listing.files) {
    const auto found = begun.find(known_as(file));
    progress.bytes_total +=
        file.stamp.size_bytes - (found == begun.end() ? 0 : found->second.received_bytes);
  }
  const cli::ProgressShow show(progress, shown);
  MediaSender sender(desk, stop, progress);
  std::vector<std::string> ids;
  for (const auto& file : listing.files) {
    const auto known = known_as(file);
    auto& upload = begun[known];
    if (upload.id.empty()) {
      TRY_LET(const auto made, desk.post("/uploads", {{"title", title},
                                                      {"name", known.name},
                                                      {"size", known.size_bytes},
                                                      {"mark", known.mark}}));
      upload = begun_from(made);
    }
    TRY(sender.send(file, upload));
    ids.push_back(upload.id);
  }
  return ids;
}

/// Waits until a job is over: the id of the delivery it made.
Result<std::string> wait_for(const DeskClient& desk, const std::string& job,
                             const std::stop_token& stop, cli::Shown shown) {
  ScanProgress progress;
  const cli::ProgressShow show(progress, shown);
  while (true) {
    TRY_LET(const auto now, desk.get("/jobs/" + job));
    const auto state = text_member(now, "state");
    if (state == "done") return std::string(text_member(now.at("result"), "delivery"));
    if (state == "failed")
      return fail(
          Error{ErrorKind::InvalidInput, std::string(text_member(now.at("problem"), "detail"))});
    if (state == "cancelled") return fail(interrupted(job + " was cancelled at the desk"));
    if (const auto* at = find_member(now, "progress")) {
      progress.files_total = at->value("files_total", std::uint64_t{0});
      progress.files_done = at->value("files_done", std::uint64_t{0});
      progress.bytes_total = at->value("bytes_total", std::uint64_t{0});
      progress.bytes_done = at->value("bytes_done", std::uint64_t{0});
    }
    if (stop.stop_requested())
      return fail(interrupted("interrupted: all is sent, and the desk goes on with " + job));
    std::this_thread::sleep_for(ask_every);
  }
}

}  // namespace

Result<std::string> send_and_scan(const DeskClient& desk, const cli::CheckCommand& command,
                                  Json delivery) {
  const cli::Interrupt interrupt;
  const auto stop = interrupt.token();
  const auto shown = command.outputs.quiet ? cli::Shown::No : cli::Shown::OnTerminal;
  TRY_LET(
      const auto listing,
      list_files(command.reading.paths,
                 {.include = command.reading.include, .exclude = command.reading.exclude}, stop));
  for (const auto& trouble : listing.troubles)
    std::fprintf(stderr, "goodgate: %s: %s\n", report::visible(trouble.path).c_str(),
                 trouble.why.c_str());
  if (listing.files.empty())
    return fail(Error{ErrorKind::InvalidInput, "there are no files to send"});
  TRY_LET(const auto uploads, send_all(desk, listing, command.title_path, stop, shown));
  delivery["uploads"] = uploads;
  TRY_LET(const auto job, desk.post("/deliveries/scan", delivery));
  return wait_for(desk, std::string(text_member(job, "id")), stop, shown);
}

}  // namespace gg::desk_cli
