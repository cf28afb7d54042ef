#include "clearance/compare_lines.h"
#include "clearance/doc.h"
#include "clearance/sight.h"
#include "clearance/tool_terms.h"
#include "desk/acting.h"
#include "desk/caller.h"
#include "desk/content_source.h"
#include "desk/endpoints.h"
#include "desk/query.h"
#include "desk/upload.h"
#include "http/problem.h"

#include <array>

namespace gg::desk {
namespace {

using clearance::Work;
using store::Record;

constexpr std::int64_t compared_bytes_max = 4 << 20;

Result<UploadAsk> terms_said_by(const http::Request& request) {
  TRY_LET(auto upload, upload_ask(request, std::string(request.parameter("id"))));
  upload.ask.purpose = "terms";
  upload.ask.sealed_for.clear();
  upload.ask.thread.reset();
  for (const auto* member : {"date", "recheck", "url"})
    upload.asked[member] = parameter_of(request, member);
  TRY(clearance::terms_said(upload.asked));
  return upload;
}

/// The ask of an upload of terms, with what is said of them and the version of the tool.
http::Refused<UploadAsk> terms_ask(const http::Request& request) {
  TRY_LET(const auto version, version_of(request));
  auto upload = terms_said_by(request);
  if (!upload.has_value()) return fail(refusal_of(upload.error()));
  upload->asked["version"] = version;
  return *std::move(upload);
}

Result<Record> take_terms(Work& work, const Uploaded& uploaded, const Json& asked) {
  TRY_LET(const auto said, clearance::terms_said(asked));
  return clearance::store_terms(work, uploaded.ask, uploaded.arrived, said,
                                asked.at("version").get<std::int64_t>());
}

Result<Record> tool_of(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(auto tool, clearance::must_find(snapshot, "tool", request.parameter("id")));
  TRY(clearance::check_sight(caller_of(request).actor, tool));
  return tool;
}

Result<http::Response> list_terms(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto tool, tool_of(snapshot, request));
  TRY_LET(auto items, clearance::stored_terms(snapshot, tool));
  return http::json(200, {{"items", std::move(items)}, {"next", nullptr}});
}

/// The words of one of a tool's stored documents. Errors: NotFound; Conflict for what is no text.
Result<std::string> words_of_terms(store::Snapshot& snapshot, const Record& tool,
                                   const std::string& id) {
  TRY_LET(const auto document, clearance::must_find(snapshot, "attachment", id));
  if (clearance::text_at(document.doc, "object") != tool.id)
    return fail(Error{ErrorKind::NotFound, tool.id + " has no terms " + id});
  TRY_LET(const auto content, store::content_of(snapshot, id));
  if (!content) return fail(Error{ErrorKind::NotFound, id + " is not kept any more"});
  if (!content->media_type.starts_with("text/") || content->size_bytes > compared_bytes_max)
    return fail(
        Error{ErrorKind::Conflict, "only texts and web pages of at most 4 MiB are compared; " + id +
                                       " is " + content->media_type});
  std::string text;
  for (std::int64_t number = 0; std::ssize(text) < content->size_bytes; ++number) {
    TRY_LET(const auto chunk, store::content_chunk(snapshot, content->id, number));
    if (chunk.empty()) break;
    text += chunk;
  }
  return clearance::words_of_document(content->media_type, text);
}

Result<http::Response> compare_terms(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto tool, tool_of(snapshot, request));
  TRY_LET(const auto before, words_of_terms(snapshot, tool, parameter_of(request, "from")));
  TRY_LET(const auto after, words_of_terms(snapshot, tool, parameter_of(request, "to")));
  TRY_LET(const auto compared, clearance::compare_lines(before, after));
  static constexpr std::array words{"both", "before", "after"};
  Json lines = Json::array();
  for (const auto& line : compared)
    lines.push_back({{"in", words.at(static_cast<std::size_t>(line.in))}, {"text", line.text}});
  return http::json(200, {{"lines", std::move(lines)}});
}

using ReadTerms = Result<http::Response> (*)(store::Snapshot&, const http::Request&);

}  // namespace

void add_terms_routes(http::Router& router, Context& context, const std::string& prefix) {
  const auto place = prefix + "/tools/{id}/terms";
  router.add(upload_route(context, place, "store_terms", 200, terms_ask, take_terms));
  const auto reading = [&context](ReadTerms answer) {
    return [&context, answer](const http::Request& request, const http::Respond& respond) {
      context.workers.run([&context, &request, answer, respond] {
        read(context, request, respond,
             [&](store::Snapshot& snapshot) { return answer(snapshot, request); });
      });
    };
  };
  router.get(place, "list_terms", reading(list_terms));
  router.get(place + "/changes", "get_terms_changes", reading(compare_terms));
}

}  // namespace gg::desk
