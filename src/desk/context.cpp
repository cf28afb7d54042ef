#include "desk/context.h"

#include "clearance/doc.h"
#include "clearance/noun.h"
#include "desk/caller.h"
#include "http/entity_tag.h"
#include "http/problem.h"

#include <algorithm>
#include <charconv>

namespace gg::desk {
namespace {

/// "/facts/x: not a thing" → pointer and detail; a line without a pointer is detail alone.
http::ProblemPlace place_of(std::string_view line) {
  const auto colon = line.find(": ");
  if (!line.starts_with('/') || colon == std::string_view::npos) return {"", std::string(line)};
  return {"#" + std::string(line.substr(0, colon)), std::string(line.substr(colon + 2))};
}

std::string etag_of(std::int64_t version) {
  return http::to_text(http::EntityTag{.opaque = "v" + std::to_string(version)});
}

http::Response answer_with(const store::Record& record, int status) {
  auto response = http::json(status, to_json(record));
  response.headers.set("ETag", etag_of(record.version));
  if (status == 201)
    response.headers.set("Location", "/api/v1/" + std::string(clearance::noun(record.noun).plural) +
                                         "/" + record.id);
  return response;
}

/// An answer given before to the same request.
struct Repeated {
  int status = 0;
  std::string record;  ///< Id.
  std::int64_t version = 0;
};

Result<std::optional<Repeated>> find_repeated(store::Snapshot& snapshot, const std::string& person,
                                              const std::string& key, const std::string& request) {
  auto statement = snapshot.connection().prepare(
      "SELECT request, status, answer FROM idempotency WHERE person = ?1 AND key = ?2");
  statement.bind(1, person).bind(2, key);
  TRY_LET(const bool is_row, statement.next());
  if (!is_row) return std::optional<Repeated>();
  if (statement.text(0) != request)
    return fail(Error{ErrorKind::InvalidInput,
                      "Idempotency-Key: it was used for another request; take a fresh one"});
  const auto answer = parse_json(statement.text(2)).value_or(Json::object());
  return std::optional(Repeated{static_cast<int>(statement.number(1)),
                                clearance::text_at(answer, "id"),
                                answer.value("version", std::int64_t{0})});
}

Result<void> keep_answer(store::Transaction& transaction, const std::string& person,
                         const std::string& key, const std::string& request, int status,
                         const store::Record& record) {
  const auto answer = Json{{"id", record.id}, {"version", record.version}}.dump();
  auto statement = transaction.connection().prepare(
      "INSERT INTO idempotency (person, key, request, status, answer, created)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  statement.bind(1, person).bind(2, key).bind(3, request).bind(4, status).bind(5, answer);
  statement.bind(6, record.updated);
  return statement.run();
}

/// The record as it was when it was answered first.
Result<store::Record> as_answered(store::Snapshot& snapshot, const Repeated& repeated) {
  TRY_LET(auto record, snapshot.find(repeated.record));
  if (!record) return fail(Error{ErrorKind::NotFound, repeated.record + " is gone"});
  if (record->version == repeated.version) return *std::move(record);
  TRY_LET(const auto doc, snapshot.earlier(repeated.record, repeated.version));
  if (doc) record->doc = *doc;
  record->version = repeated.version;
  return *std::move(record);
}

clearance::UseCase once(const http::Request& request, int status, clearance::UseCase act,
                        std::string_view sent) {
  const auto key = request.headers.find("Idempotency-Key");
  if (!key || request.method != http::Method::Post) return act;
  const auto hash = sha256_of(request.raw_path + "\n" + request.body + std::string(sent)).hex();
  return [act = std::move(act), key = std::string(*key), hash,
          status](clearance::Work& work) -> Result<store::Record> {
    TRY_LET(const auto repeated, find_repeated(work.transaction, work.actor.id, key, hash));
    if (repeated) return as_answered(work.transaction, *repeated);
    TRY_LET(auto record, act(work));
    TRY(keep_answer(work.transaction, work.actor.id, key, hash, status, record));
    return record;
  };
}

}  // namespace

Json to_json(const store::Record& record) {
  Json json{{"id", record.id}, {"noun", record.noun}, {"state", record.state}};
  if (!record.title.empty() && record.noun != "title") json["title"] = record.title;
  json["version"] = record.version;
  if (!record.due.empty()) json["due"] = record.due;
  json["created"] = record.created;
  json["updated"] = record.updated;
  for (const auto& [key, value] : record.doc.items())
    if (!json.contains(key)) json[key] = value;
  return json;
}

http::Response problem_for(const Error& error, const http::Request& request) {
  auto problem = http::problem_of(error);
  problem.instance = "urn:goodgate:request:" + request.id;
  std::string_view rest = error.message;
  while (error.kind == ErrorKind::InvalidInput && rest.starts_with('/')) {
    const auto end = rest.find('\n');
    problem.errors.push_back(place_of(rest.substr(0, end)));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  if (!problem.errors.empty()) problem.status = 422;
  if (!problem.errors.empty()) problem.title = http::status_phrase(422);
  return http::problem(problem);
}

void write(Context& context, const http::Request& request, http::Respond respond, int status,
           clearance::UseCase act, std::string_view sent) {
  context.register_.submit(
      caller_of(request).actor, once(request, status, std::move(act), sent),
      [&request, respond = std::move(respond), status](Result<store::Record> result) {
        respond(result.has_value() ? answer_with(*result, status)
                                   : problem_for(result.error(), request));
      });
}

void write_many(Context& context, const http::Request& request, http::Respond respond,
                ManyCase act) {
  const auto many = std::make_shared<std::optional<clearance::Many>>();
  context.register_.submit(
      caller_of(request).actor,
      [act = std::move(act), many](clearance::Work& work) -> Result<store::Record> {
        TRY_LET(*many, act(work));
        if ((*many)->is_kept) return store::Record{};
        return fail(Error{ErrorKind::Conflict, "this was a trial"});  // undoes all of it
      },
      [&request, respond = std::move(respond), many](const Result<store::Record>& result) {
        const bool was_trial = *many && !(*many)->is_kept;
        respond(result.has_value() || was_trial ? http::json(200, (*many)->answer)
                                                : problem_for(result.error(), request));
      });
}

void read(Context& context, const http::Request& request, const http::Respond& respond,
          const std::function<Result<http::Response>(store::Snapshot&)>& reading) {
  const auto response = std::make_shared<std::optional<http::Response>>();
  context.register_.read(
      [&reading, &response](store::Snapshot& snapshot) -> Result<void> {
        TRY_LET(*response, reading(snapshot));
        return {};
      },
      [&request, respond, response](const Result<void>& result) {
        respond(result.has_value() ? std::move(**response) : problem_for(result.error(), request));
      });
}

Result<Json> body_of(const http::Request& request) {
  if (request.body.empty()) return Json::object();
  auto body = parse_json(request.body, {.text_bytes_max = 1U << 20, .depth_max = 32});
  if (!body) return fail(Error{ErrorKind::InvalidInput, "the body is not JSON"});
  return *std::move(body);
}

http::Refused<std::int64_t> version_of(const http::Request& request) {
  const auto field = request.headers.joined("If-Match");
  const auto tags = http::parse_entity_tags(field);
  if (tags.is_any) return 0;
  if (field.empty())
    return http::refuse(428,
                        "If-Match is missing: send the ETag of the version you decided on, or *");
  if (tags.tags.size() == 1 && !tags.tags.front().is_weak) {
    const auto& opaque = tags.tags.front().opaque;
    std::int64_t version = 0;
    const auto* end = opaque.data() + opaque.size();
    if (opaque.starts_with('v') && std::from_chars(opaque.data() + 1, end, version).ptr == end &&
        version > 0)
      return version;
  }
  return http::refuse(400, "If-Match: send the one ETag that was read");
}

}  // namespace gg::desk
