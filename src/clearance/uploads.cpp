#include "clearance/uploads.h"

#include "clearance/doc.h"
#include "clearance/policy.h"
#include "json/json.h"
#include "shapes/shapes.h"

#include <algorithm>

namespace gg::clearance {
namespace {

constexpr std::size_t name_bytes_max = 1000;
constexpr std::size_t part_bytes_max = 255;

constexpr std::string_view upload_columns =
    "SELECT id, person, title, name, size, received, coalesce(sha256, ''), coalesce(mark, ''),"
    " coalesce(job, ''), created, expires FROM upload ";

Result<Upload> upload_in(const store::Statement& row) {
  return Upload{.id = row.text(0),
                .person = row.text(1),
                .title = row.text(2),
                .name = row.text(3),
                .size_bytes = row.number(4),
                .received_bytes = row.number(5),
                .sha256 = row.text(6),
                .mark = row.text(7),
                .job = row.text(8),
                .created = row.text(9),
                .expires = row.text(10)};
}

bool is_path_part(std::string_view part) {
  return !part.empty() && part != "." && part != ".." && part.size() <= part_bytes_max;
}

Result<void> check_upload(Work& work, const Json& body, const UploadLimits& limits) {
  TRY(check_shape(body, "UploadBody"));
  if (!is_delivery_path(text_at(body, "name")))
    return fail(Error{ErrorKind::InvalidInput,
                      "/name: write the path of the file in the delivery, with / between and no . "
                      "or .. in it: reel 1/pier.mov"});
  const auto title = text_at(body, "title");
  TRY(authorise(work.actor, Right::JudgeDelivery, {title, work.actor.company}));
  TRY_LET(const auto found, work.transaction.find(title));
  if (!found || found->noun != "title")
    return fail(Error{ErrorKind::InvalidInput, "/title: there is no title " + title});
  if (body.at("size").get<std::int64_t>() > limits.file_bytes_max)
    return fail(Error{ErrorKind::LimitExceeded,
                      "one file may have " + std::to_string(limits.file_bytes_max) +
                          " bytes here; scan it where it lies and hand the report in"});
  return {};
}

Result<void> check_quota(Work& work, std::int64_t more, const UploadLimits& limits) {
  auto statement = work.transaction.connection().prepare(
      "SELECT coalesce(sum(size), 0) FROM upload WHERE person = ?1");
  statement.bind(1, work.actor.id);
  TRY(statement.next());
  if (statement.number(0) <= limits.person_bytes_max - more) return {};
  return fail(Error{ErrorKind::LimitExceeded, "your files that lie here have " +
                                                  std::to_string(statement.number(0)) +
                                                  " bytes, and all together may have " +
                                                  std::to_string(limits.person_bytes_max) +
                                                  "; have them scanned, or drop some"});
}

}  // namespace

bool is_delivery_path(std::string_view name) {
  const bool has_bad = std::ranges::any_of(
      name, [](char one) { return (one >= '\0' && one < ' ') || one == '\x7F'; });
  if (name.size() > name_bytes_max || has_bad || name.find('\\') != std::string_view::npos)
    return false;
  for (std::size_t first = 0;;) {
    const auto end = std::min(name.find('/', first), name.size());
    if (!is_path_part(name.substr(first, end - first))) return false;
    if (end == name.size()) return true;
    first = end + 1;
  }
}

Result<Upload> begin_upload(Work& work, const Json& body, const UploadLimits& limits) {
  TRY(check_upload(work, body, limits));
  const auto size = body.at("size").get<std::int64_t>();
  TRY(check_quota(work, size, limits));
  const Upload upload{.id = new_id(work, "upl"),
                      .person = work.actor.id,
                      .title = text_at(body, "title"),
                      .name = text_at(body, "name"),
                      .size_bytes = size,
                      .sha256 = text_at(body, "sha256"),
                      .mark = text_at(body, "mark"),
                      .created = text_of(work.now),
                      .expires = text_of(work.now + limits.lifetime)};
  auto statement = work.transaction.connection().prepare(
      "INSERT INTO upload (id, person, title, name, size, sha256, mark, created, expires)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  statement.bind(1, upload.id).bind(2, upload.person).bind(3, upload.title).bind(4, upload.name);
  statement.bind(5, size).bind_or_null(6, upload.sha256).bind_or_null(7, upload.mark);
  statement.bind(8, upload.created).bind(9, upload.expires);
  TRY(statement.run());
  return upload;
}

Result<Upload> find_upload(store::Snapshot& snapshot, const Actor& actor, std::string_view id) {
  const auto sql = std::string(upload_columns) + "WHERE id = ?1 AND person = ?2";
  auto statement = snapshot.connection().prepare(sql);
  statement.bind(1, id).bind(2, actor.id);
  TRY_LET(const bool is_row, statement.next());
  if (!is_row)
    return fail(Error{ErrorKind::NotFound, "there is no upload " + std::string(id) +
                                               " of yours; its time may be over: begin anew"});
  return upload_in(statement);
}

Result<std::vector<Upload>> list_uploads(store::Snapshot& snapshot, const Actor& actor,
                                         std::string_view title, std::string_view after,
                                         std::int64_t limit) {
  const auto sql = std::string(upload_columns) +
                   "WHERE person = ?1 AND id > ?2 AND (?3 = '' OR title = ?3) ORDER BY id LIMIT ?4";
  auto statement = snapshot.connection().prepare(sql);
  statement.bind(1, actor.id).bind(2, after).bind(3, title).bind(4, limit);
  return store::rows_of(statement, upload_in);
}

Result<std::vector<Upload>> uploads_of_job(store::Snapshot& snapshot, std::string_view job) {
  const auto sql = std::string(upload_columns) + "WHERE job = ?1 ORDER BY name";
  auto statement = snapshot.connection().prepare(sql);
  statement.bind(1, job);
  return store::rows_of(statement, upload_in);
}

Result<void> note_received(store::Transaction& transaction, std::string_view id,
                           std::int64_t received, Moment now, const UploadLimits& limits) {
  auto statement = transaction.connection().prepare(
      "UPDATE upload SET received = max(received, ?2), expires = ?3 WHERE id = ?1");
  const auto expires = text_of(now + limits.lifetime);
  statement.bind(1, id).bind(2, received).bind(3, expires);
  return statement.run();
}

Result<void> drop_upload(store::Transaction& transaction, const Actor& actor, std::string_view id) {
  TRY_LET(const auto upload, find_upload(transaction, actor, id));
  if (!upload.job.empty())
    return fail(
        Error{ErrorKind::Conflict, "it is being scanned by " + upload.job + "; cancel that first"});
  auto statement = transaction.connection().prepare("DELETE FROM upload WHERE id = ?1");
  statement.bind(1, id);
  return statement.run();
}

Result<void> expire_uploads(store::Transaction& transaction, Moment now) {
  const auto text = text_of(now);
  auto uploads =
      transaction.connection().prepare("DELETE FROM upload WHERE expires < ?1 AND job IS NULL");
  uploads.bind(1, text);
  TRY(uploads.run());
  auto kept = transaction.connection().prepare(
      "UPDATE delivery_file SET content = NULL, media_type = NULL, until = NULL WHERE until < ?1");
  kept.bind(1, text);
  return kept.run();
}

Result<bool> is_content_needed(store::Snapshot& snapshot, std::string_view id) {
  auto statement = snapshot.connection().prepare(
      "SELECT 1 FROM upload WHERE id = ?1 UNION ALL SELECT 1 FROM delivery_file WHERE content = "
      "?1");
  statement.bind(1, id);
  return statement.next();
}

Json to_json(const Upload& upload) {
  Json json{{"id", upload.id},
            {"title", upload.title},
            {"name", upload.name},
            {"size", upload.size_bytes},
            {"received", upload.received_bytes},
            {"complete", upload.is_complete()}};
  if (!upload.sha256.empty()) json["sha256"] = upload.sha256;
  if (!upload.mark.empty()) json["mark"] = upload.mark;
  if (!upload.job.empty()) json["job"] = upload.job;
  json["created"] = upload.created;
  json["expires"] = upload.expires;
  return json;
}

}  // namespace gg::clearance
