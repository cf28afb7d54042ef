#include "base/text.h"
#include "clearance/delivery_store.h"
#include "clearance/doc.h"
#include "clearance/scanned_delivery.h"
#include "desk/caller.h"
#include "desk/content_source.h"
#include "desk/delivered.h"
#include "desk/delivery_report.h"
#include "desk/endpoints.h"
#include "desk/query.h"
#include "desk/spool.h"

#include <algorithm>
#include <charconv>

#include <fcntl.h>
#include <sys/stat.h>

namespace gg::desk {
namespace {

using clearance::KeptFile;

Result<std::int64_t> file_number_of(const http::Request& request) {
  const auto text = request.parameter("number");
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  if (std::from_chars(text.data(), end, number).ptr == end && number >= 0) return number;
  return fail(Error{ErrorKind::NotFound, "files of a delivery have numbers from 0 up"});
}

/// How a file stands by a judgement, and what is kept of it.
Json shown_file(const FileReport& file, const Json& standing, std::int64_t number) {
  Json json{{"number", number},
            {"path", to_utf8(file.path)},
            {"size", file.size_bytes},
            {"format", facts_of(file.format).name}};
  if (file.sha256) json["sha256"] = file.sha256->hex();
  if (file.picture)
    json["picture_size"] = {{"width", file.picture->width_pixels},
                            {"height", file.picture->height_pixels}};
  for (const auto* key : {"standing", "uses", "findings"})
    if (const auto* value = find_member(standing, key)) json[key] = *value;
  return json;
}

void add_kept(const KeptFile& kept, Json& json) {
  if (!kept.picture.empty()) json["has_picture"] = true;
  if (!kept.content.empty())
    json["content"] = {{"media_type", kept.media_type}, {"until", kept.until}};
}

/// What the list needs of a delivery, read together.
struct DeliveredFiles {
  ScanReport scan;
  Json standings;
  std::vector<KeptFile> kept;
};

Result<DeliveredFiles> files_of(store::Snapshot& snapshot, const http::Request& request) {
  DeliveredFiles files;
  TRY_LET(const auto delivery, delivery_of(snapshot, request));
  TRY_LET(const auto judgement, judgement_of(snapshot, request, delivery));
  files.standings = judgement.value("files", Json::array());
  TRY_LET(files.scan,
          clearance::find_scan(snapshot, clearance::text_at(delivery.doc.at("report"), "sha256")));
  TRY_LET(files.kept, clearance::kept_files(snapshot, delivery.id));
  return files;
}

Json file_at(const DeliveredFiles& files, std::size_t index) {
  const auto number = static_cast<std::int64_t>(index);
  auto json = shown_file(files.scan.files[index],
                         index < files.standings.size() ? files.standings[index] : Json(), number);
  const auto kept = std::ranges::find(files.kept, number, &KeptFile::number);
  if (kept != files.kept.end()) add_kept(*kept, json);
  return json;
}

Result<http::Response> list_files_of(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto limit, limit_of(request));
  TRY_LET(const auto files, files_of(snapshot, request));
  std::size_t first = 0;
  if (const auto cursor = request.query.find("cursor"))
    std::from_chars(cursor->data(), cursor->data() + cursor->size(), first);
  Json page{{"items", Json::array()}, {"next", nullptr}};
  const auto end = std::min(files.scan.files.size(), first + static_cast<std::size_t>(limit));
  for (auto index = first; index < end; ++index) page["items"].push_back(file_at(files, index));
  if (end < files.scan.files.size()) page["next"] = end;
  return http::json(200, page);
}

/// One file with its evidence, as the scan report has it.
Result<http::Response> read_file_of(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto number, file_number_of(request));
  TRY_LET(const auto files, files_of(snapshot, request));
  const auto index = static_cast<std::size_t>(number);
  if (index >= files.scan.files.size())
    return fail(Error{ErrorKind::NotFound, "the delivery has no file " + std::to_string(number)});
  ScanReport alone;
  alone.files.push_back(files.scan.files[index]);
  auto document = scan_document(alone);
  auto json = file_at(files, index);
  for (const auto* key : {"evidence", "faults"})
    if (const auto* value = find_member(document.at("files").at(0), key)) json[key] = *value;
  return http::json(200, json);
}

Result<KeptFile> kept_file_of(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto number, file_number_of(request));
  TRY_LET(const auto delivery, delivery_of(snapshot, request));
  TRY_LET(auto kept, clearance::find_kept_file(snapshot, delivery.id, number));
  if (kept) return *std::move(kept);
  return fail(Error{ErrorKind::NotFound, "nothing is kept of this file to look at"});
}

Result<http::Response> read_picture_of(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(auto kept, kept_file_of(snapshot, request));
  if (kept.picture.empty()) return fail(Error{ErrorKind::NotFound, "this file has no picture"});
  return picture_response(std::move(kept.picture));
}

Result<http::Response> read_content_of(const Context& context, store::Snapshot& snapshot,
                                       const http::Request& request) {
  TRY_LET(const auto kept, kept_file_of(snapshot, request));
  const auto gone = fail(Error{ErrorKind::NotFound,
                               "the content of this file is not kept, or not any more; its "
                               "evidence is"});
  if (kept.content.empty() || kept.until < text_of(context.register_.world().now())) return gone;
  Descriptor file(
      ::open(context.spool.path_of(kept.content).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct stat status{};
  if (!file.is_open() || ::fstat(file.number(), &status) != 0) return gone;
  return content_response(http::FileBytes{.file = std::move(file),
                                          .offset = 0,
                                          .size_bytes = static_cast<std::uint64_t>(status.st_size)},
                          {.name = {}, .media_type = kept.media_type, .tag = kept.content},
                          Saved::WhenNeeded);
}

}  // namespace

void add_delivered_file_routes(http::Router& router, Context& context, const std::string& prefix) {
  const auto place = prefix + "/deliveries/{id}/files";
  router.get(place, "list_delivered_files", reading_beside(context, list_files_of));
  router.get(place + "/{number}", "get_delivered_file", reading_beside(context, read_file_of));
  router.get(place + "/{number}/picture", "get_delivered_picture",
             [&context](const http::Request& request, const http::Respond& respond) {
               read(context, request, respond,
                    [&](store::Snapshot& snapshot) { return read_picture_of(snapshot, request); });
             });
  router.get(place + "/{number}/content", "get_delivered_content",
             [&context](const http::Request& request, const http::Respond& respond) {
               read(context, request, respond, [&](store::Snapshot& snapshot) {
                 return read_content_of(context, snapshot, request);
               });
             });
}

}  // namespace gg::desk
