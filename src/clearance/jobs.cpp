#include "clearance/jobs.h"

#include "clearance/deliveries.h"
#include "clearance/doc.h"
#include "clearance/uploads.h"
#include "shapes/shapes.h"

#include <map>

namespace gg::clearance {
namespace {

constexpr std::int64_t attempts_max = 3;

constexpr std::string_view job_columns =
    "SELECT id, kind, person, scope, title, state, request, coalesce(result, ''),"
    " coalesce(problem, ''), attempts, created, coalesce(started, ''), coalesce(ended, '') FROM "
    "job ";

Result<Job> job_in(const store::Statement& row) {
  const auto scope = parse_json(row.text(3)).value_or(Json::object());
  return Job{.id = row.text(0),
             .kind = row.text(1),
             .person = row.text(2),
             .scope = {texts_at(scope, "titles"), texts_at(scope, "roles")},
             .title = row.text(4),
             .state = row.text(5),
             .request = parse_json(row.text(6)).value_or(Json::object()),
             .result = row.text(7),
             .problem = row.text(8),
             .attempts = row.number(9),
             .created = row.text(10),
             .started = row.text(11),
             .ended = row.text(12)};
}

Result<std::optional<Job>> job_by(store::Statement& statement) {
  TRY_LET(const bool is_row, statement.next());
  if (!is_row) return std::optional<Job>();
  TRY_LET(auto job, job_in(statement));
  return std::optional(std::move(job));
}

Result<std::optional<Job>> job_with_key(Work& work, const std::string& key, const Json& body) {
  if (key.empty()) return std::optional<Job>();
  const auto sql = std::string(job_columns) + "WHERE person = ?1 AND key = ?2";
  auto statement = work.transaction.connection().prepare(sql);
  statement.bind(1, work.actor.id).bind(2, key);
  TRY_LET(auto job, job_by(statement));
  if (job && job->request != body)
    return fail(Error{ErrorKind::InvalidInput,
                      "Idempotency-Key: it was used for another request; take a fresh one"});
  return job;
}

/// One line for each upload that a scan of this title cannot take.
Result<std::string> problems_with_uploads(Work& work, const Json& body) {
  std::string problems;
  std::map<std::string, std::size_t, std::less<>> names;
  const auto ids = texts_at(body, "uploads");
  for (std::size_t index = 0; index < ids.size(); ++index) {
    const auto add = [&problems, index](const std::string& what) {
      problems +=
          (problems.empty() ? "/uploads/" : "\n/uploads/") + std::to_string(index) + ": " + what;
    };
    const auto upload = find_upload(work.transaction, work.actor, ids[index]);
    if (!upload.has_value() && upload.error().kind != ErrorKind::NotFound)
      return fail(upload.error());
    if (!upload.has_value()) {
      add(upload.error().message);
      continue;
    }
    if (upload->title != text_at(body, "title")) add("it is of the title " + upload->title);
    if (!upload->is_complete())
      add(std::to_string(upload->received_bytes) + " of " + std::to_string(upload->size_bytes) +
          " bytes are here; send the rest");
    if (!upload->job.empty()) add("it is being scanned by " + upload->job);
    const auto [other, is_new] = names.emplace(upload->name, index);
    if (!is_new) add("it has the name of /uploads/" + std::to_string(other->second));
  }
  return problems;
}

Result<void> give_uploads(Work& work, const std::string& job, const std::vector<std::string>& ids) {
  for (const auto& id : ids) {
    auto statement =
        work.transaction.connection().prepare("UPDATE upload SET job = ?2 WHERE id = ?1");
    statement.bind(1, id).bind(2, job);
    TRY(statement.run());
  }
  return {};
}

Result<void> release_uploads(store::Transaction& transaction, std::string_view job) {
  auto statement = transaction.connection().prepare("UPDATE upload SET job = NULL WHERE job = ?1");
  statement.bind(1, job);
  return statement.run();
}

Result<void> end_job(store::Transaction& transaction, std::string_view id, std::string_view state,
                     std::string_view result, std::string_view problem, Moment now) {
  auto statement = transaction.connection().prepare(
      "UPDATE job SET state = ?2, result = ?3, problem = ?4, ended = ?5"
      " WHERE id = ?1 AND state IN ('waiting', 'running')");
  const auto at = text_of(now);
  statement.bind(1, id).bind(2, state).bind_or_null(3, result).bind_or_null(4, problem).bind(5, at);
  TRY(statement.run());
  if (transaction.connection().changed_rows() == 1) return {};
  return fail(Error{ErrorKind::Conflict, std::string(id) + " is over"});
}

}  // namespace

Result<Job> begin_scan(Work& work, const Json& body, const std::string& key) {
  TRY(check_shape(body, "DeliveryScanBody"));
  TRY(check_may_deliver(work.actor, body));
  TRY_LET(auto known, job_with_key(work, key, body));
  if (known) return *std::move(known);
  TRY(check_may_replace(work.transaction, work.actor, body));
  TRY_LET(const auto problems, problems_with_uploads(work, body));
  if (!problems.empty()) return fail(Error{ErrorKind::InvalidInput, problems});
  Job job{.id = new_id(work, "job"),
          .kind = "scan",
          .person = work.actor.id,
          .scope = work.actor.scope,
          .title = text_at(body, "title"),
          .state = "waiting",
          .request = body,
          .created = text_of(work.now)};
  auto statement = work.transaction.connection().prepare(
      "INSERT INTO job (id, kind, person, scope, title, state, request, key, created)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  const auto scope = Json{{"titles", job.scope.titles}, {"roles", job.scope.roles}}.dump();
  const auto request = body.dump();
  statement.bind(1, job.id).bind(2, job.kind).bind(3, job.person).bind(4, scope);
  statement.bind(5, job.title).bind(6, job.state).bind(7, request).bind_or_null(8, key);
  statement.bind(9, job.created);
  TRY(statement.run());
  TRY(give_uploads(work, job.id, texts_at(body, "uploads")));
  return job;
}

Result<Job> find_job(store::Snapshot& snapshot, const Actor& actor, std::string_view id) {
  const auto sql = std::string(job_columns) + "WHERE id = ?1 AND person = ?2";
  auto statement = snapshot.connection().prepare(sql);
  statement.bind(1, id).bind(2, actor.id);
  TRY_LET(auto job, job_by(statement));
  if (job) return *std::move(job);
  return fail(Error{ErrorKind::NotFound, "there is no job " + std::string(id) + " of yours"});
}

Result<std::vector<Job>> list_jobs(store::Snapshot& snapshot, const Actor& actor,
                                   std::string_view before, std::int64_t limit) {
  const auto sql = std::string(job_columns) +
                   "WHERE person = ?1 AND (?2 = '' OR id < ?2) ORDER BY id DESC LIMIT ?3";
  auto statement = snapshot.connection().prepare(sql);
  statement.bind(1, actor.id).bind(2, before).bind(3, limit);
  return store::rows_of(statement, job_in);
}

Result<Job> cancel_job(Work& work, std::string_view id) {
  TRY_LET(auto job, find_job(work.transaction, work.actor, id));
  TRY(end_job(work.transaction, id, "cancelled", "", "", work.now));
  TRY(release_uploads(work.transaction, id));
  return find_job(work.transaction, work.actor, id);
}

Result<bool> has_waiting_job(store::Snapshot& snapshot) {
  auto statement =
      snapshot.connection().prepare("SELECT 1 FROM job WHERE state = 'waiting' LIMIT 1");
  return statement.next();
}

Result<std::optional<Job>> take_job(store::Transaction& transaction, Moment now) {
  const auto sql = std::string(job_columns) + "WHERE state = 'waiting' ORDER BY id LIMIT 1";
  std::optional<Job> job;
  {
    auto statement = transaction.connection().prepare(sql);
    TRY_LET(job, job_by(statement));
  }
  if (!job) return job;
  job->state = "running";
  job->started = text_of(now);
  ++job->attempts;
  auto statement = transaction.connection().prepare(
      "UPDATE job SET state = 'running', started = ?2, attempts = ?3 WHERE id = ?1");
  statement.bind(1, job->id).bind(2, job->started).bind(3, job->attempts);
  TRY(statement.run());
  return job;
}

Result<void> put_job_back(store::Transaction& transaction, std::string_view id) {
  auto statement = transaction.connection().prepare(
      "UPDATE job SET state = 'waiting', attempts = attempts - 1 WHERE id = ?1 AND state = "
      "'running'");
  statement.bind(1, id);
  return statement.run();
}

Result<void> fail_job(store::Transaction& transaction, std::string_view id,
                      const std::string& problem, Moment now) {
  TRY(end_job(transaction, id, "failed", "", problem, now));
  return release_uploads(transaction, id);
}

Result<void> finish_job(store::Transaction& transaction, std::string_view id,
                        const std::string& result, Moment now) {
  return end_job(transaction, id, "done", result, "", now);
}

Result<void> recover_jobs(store::Transaction& transaction, Moment now) {
  std::vector<Job> interrupted;
  {
    const auto sql = std::string(job_columns) + "WHERE state = 'running'";
    auto statement = transaction.connection().prepare(sql);
    TRY_LET(interrupted, store::rows_of(statement, job_in));
  }
  for (const auto& job : interrupted) {
    if (job.attempts >= attempts_max)
      TRY(fail_job(transaction, job.id,
                   "the server ended " + std::to_string(attempts_max) +
                       " times while it worked on this; scan the files where they lie, and hand "
                       "the report in",
                   now));
    auto statement = transaction.connection().prepare(
        "UPDATE job SET state = 'waiting' WHERE id = ?1 AND state = 'running'");
    statement.bind(1, job.id);
    TRY(statement.run());
  }
  return {};
}

Json to_json(const Job& job) {
  Json json{{"id", job.id},       {"kind", job.kind},
            {"title", job.title}, {"name", text_at(job.request, "name")},
            {"state", job.state}, {"created", job.created}};
  if (!job.started.empty()) json["started"] = job.started;
  if (!job.ended.empty()) json["ended"] = job.ended;
  if (!job.result.empty()) json["result"] = {{"delivery", job.result}};
  if (!job.problem.empty()) json["problem"] = {{"detail", job.problem}};
  return json;
}

}  // namespace gg::clearance
