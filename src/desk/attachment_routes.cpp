#include "clearance/attachments.h"
#include "clearance/doc.h"
#include "clearance/sealed_evidence.h"
#include "clearance/sight.h"
#include "desk/acting.h"
#include "desk/caller.h"
#include "desk/content_source.h"
#include "desk/endpoints.h"
#include "desk/query.h"
#include "desk/signed_link.h"
#include "desk/upload.h"
#include "http/entity_tag.h"
#include "http/problem.h"
#include "shapes/shapes.h"

#include <algorithm>
#include <chrono>

namespace gg::desk {
namespace {

using clearance::Work;
using store::Record;

constexpr std::chrono::minutes play_time{10};
constexpr std::int64_t listed_max = 200;

/// An attachment as the API shows it to somebody: of what is sealed, whether they may open it.
Result<Json> shown_attachment(store::Snapshot& snapshot, const clearance::Actor& actor,
                              const Record& attachment) {
  auto json = to_json(attachment);
  if (clearance::is_sealed(attachment))
    json["may_open"] = clearance::held_by(snapshot, actor, attachment.id).has_value();
  return json;
}

http::Refused<UploadAsk> attach_ask(const http::Request& request) {
  auto ask = upload_ask(request, parameter_of(request, "object"));
  if (!ask.has_value()) return fail(refusal_of(ask.error()));
  return *std::move(ask);
}

/// What is attached to one object, all of it; or, where none is named, what somebody sees by title
/// and company, a page at a time.
Result<std::vector<Record>> listed_attachments(store::Snapshot& snapshot,
                                               const http::Request& request, std::int64_t limit) {
  const auto& actor = caller_of(request).actor;
  store::Query query{.noun = "attachment",
                     .titles = values_of(request, "title"),
                     .states = values_of(request, "state"),
                     .relies_on = parameter_of(request, "object"),
                     .after = parameter_of(request, "cursor"),
                     .limit = limit + 1};
  if (query.relies_on.empty()) {
    TRY(clearance::narrow_to_sight(actor, query));
  } else {
    TRY_LET(const auto object, snapshot.find(query.relies_on));
    if (!object || !clearance::check_sight(actor, *object).has_value())
      return fail(Error{ErrorKind::NotFound, "there is no object " + query.relies_on});
  }
  return snapshot.list(query);
}

Result<http::Response> list_attachments(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto limit, limit_of(request));
  TRY_LET(auto records, listed_attachments(snapshot, request, limit));
  Json page{{"items", Json::array()}, {"next", nullptr}};
  if (std::ssize(records) > limit) {
    records.pop_back();
    page["next"] = records.back().id;
  }
  for (const auto& record : records) {
    TRY_LET(auto shown, shown_attachment(snapshot, caller_of(request).actor, record));
    page["items"].push_back(std::move(shown));
  }
  return http::json(200, page);
}

Result<Record> attachment_of(store::Snapshot& snapshot, const http::Request& request) {
  return clearance::attachment_for(snapshot, caller_of(request).actor, request.parameter("id"));
}

Result<http::Response> get_attachment(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto attachment, attachment_of(snapshot, request));
  TRY_LET(const auto shown, shown_attachment(snapshot, caller_of(request).actor, attachment));
  auto response = http::json(200, shown);
  response.headers.set(
      "ETag", http::to_text(http::EntityTag{.opaque = "v" + std::to_string(attachment.version)}));
  return response;
}

Result<http::Response> attachment_history(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto attachment, attachment_of(snapshot, request));
  TRY_LET(const auto entries, snapshot.entries_of(attachment.id));
  return http::json(200, history_page(entries));
}

/// The content of an attachment that is not sealed. Errors: Conflict for one that is, NotFound for
/// one that was taken away.
Result<store::Content> plain_content(store::Snapshot& snapshot, const Record& attachment) {
  if (clearance::is_sealed(attachment))
    return fail(Error{
        ErrorKind::Conflict,
        "this is sealed evidence: its holders open it by /attachments/" + attachment.id + "/open"});
  TRY_LET(auto content, store::content_of(snapshot, attachment.id));
  if (content) return *std::move(content);
  return fail(Error{ErrorKind::NotFound, attachment.id + " is " + attachment.state +
                                             "; its content is not kept any more"});
}

ContentFacts content_facts_of(const Record& attachment, const store::Content& content) {
  return {.name = clearance::text_at(attachment.doc, "name"),
          .media_type = content.media_type,
          .tag = content.sha256};
}

Result<http::Response> get_content(Context& context, store::Snapshot& snapshot,
                                   const http::Request& request) {
  TRY_LET(const auto attachment, attachment_of(snapshot, request));
  TRY_LET(const auto content, plain_content(snapshot, attachment));
  const auto saved = request.query.has("download") ? Saved::Always : Saved::WhenNeeded;
  return content_response(
      http::PlacedBytes{.source = open_content(context.register_, content.id),
                        .size_bytes = static_cast<std::uint64_t>(content.size_bytes)},
      content_facts_of(attachment, content), saved);
}

Result<Record> remove_attached(Work& work, const Asked& asked) {
  TRY(check_shape(asked.body, "Reason"));
  return clearance::remove_attachment(work, asked.id, clearance::text_at(asked.body, "reason"),
                                      asked.version);
}

/// `handler`, and then what it left behind is taken away.
http::Handler with_sweep(Context& context, http::Handler handler) {
  return [&context, handler = std::move(handler)](const http::Request& request,
                                                  const http::Respond& respond) {
    handler(request, [&context, respond](http::Response response) {
      context.carriers.run([&context] { static_cast<void>(sweep_leaving(context.register_)); });
      respond(std::move(response));
    });
  };
}

http::Response opened_by_ticket(Context& context, const http::Request& request) {
  auto opening = context.tickets.take(request.parameter("ticket"), context.register_.world().now());
  if (!opening)
    return problem_for({ErrorKind::NotFound,
                        "this opens nothing any more; go back to where it was and open it again"},
                       request);
  auto response = content_response(http::PlacedBytes{.source = opening->source(),
                                                     .size_bytes = opening->size_bytes,
                                                     .is_random = !opening->is_once},
                                   opening->facts, Saved::WhenNeeded);
  if (opening->is_once) {
    response.headers.remove("ETag");
    response.headers.set("Cache-Control", "no-store");
  }
  return response;
}

/// The clips of the one thing that a signed link is for.
Result<std::vector<Record>> clips_by_link(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(auto attached,
          clearance::attachments_on(snapshot, clearance::text_at(link_of(request).doc, "object")));
  std::erase_if(attached, [](const Record& one) {
    return one.state != clearance::attached_state || clearance::is_sealed(one) ||
           clearance::text_at(one.doc, "purpose") != "clip";
  });
  if (std::ssize(attached) > listed_max) attached.resize(listed_max);
  return attached;
}

Result<http::Response> clips_page(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto clips, clips_by_link(snapshot, request));
  Json page{{"items", Json::array()}, {"next", nullptr}};
  for (const auto& clip : clips) {
    Json shown{{"id", clip.id}};
    for (const auto* member : {"name", "media_type", "size_bytes"})
      shown[member] = clip.doc.at(member);
    page["items"].push_back(std::move(shown));
  }
  return http::json(200, page);
}

/// A ticket for a page's player, which cannot show the link itself.
Result<http::Response> open_clip(Context& context, store::Snapshot& snapshot,
                                 const http::Request& request) {
  TRY_LET(const auto clips, clips_by_link(snapshot, request));
  const auto clip = std::ranges::find(clips, request.parameter("id"), &Record::id);
  if (clip == clips.end()) return fail(Error{ErrorKind::NotFound, "this link has no such clip"});
  TRY_LET(const auto content, plain_content(snapshot, *clip));
  const auto now = context.register_.world().now();
  const auto until = now + play_time;
  auto ticket = context.tickets.give(
      {.facts = content_facts_of(*clip, content),
       .size_bytes = static_cast<std::uint64_t>(content.size_bytes),
       .source = [&context, id = content.id] { return open_content(context.register_, id); },
       .until = until},
      now);
  auto response =
      http::json(200, {{"content", "/api/v1/opened/" + ticket}, {"expires", text_of(until)}});
  response.compression = http::Response::Compression::Never;
  return response;
}

}  // namespace

void add_attachment_routes(http::Router& router, Context& context, const std::string& prefix) {
  const auto place = prefix + "/attachments";
  const auto reading = [&context](auto answer) {
    return [&context, answer](const http::Request& request, const http::Respond& respond) {
      read(context, request, respond,
           [&](store::Snapshot& snapshot) { return answer(snapshot, request); });
    };
  };
  const auto opening = [&context](auto answer) {
    return [&context, answer](const http::Request& request, const http::Respond& respond) {
      read(context, request, respond,
           [&](store::Snapshot& snapshot) { return answer(context, snapshot, request); });
    };
  };
  router.add(upload_route(context, place, "create_attachment", 201, attach_ask,
                          [](Work& work, const Uploaded& uploaded, const Json&) {
                            return clearance::attach(work, uploaded.ask, uploaded.arrived);
                          }));
  router.get(place, "list_attachments", reading(list_attachments));
  router.get(place + "/{id}", "get_attachment", reading(get_attachment));
  router.get(place + "/{id}/history", "get_attachment_history", reading(attachment_history));
  router.get(place + "/{id}/content", "get_attachment_content", opening(get_content));
  router.post(place + "/{id}/remove", "remove_attachment",
              with_sweep(context, acting(context, 200, Versioned::Yes, remove_attached)));
  router.get(prefix + "/opened/{ticket}", "get_opened",
             [&context](const http::Request& request, const http::Respond& respond) {
               respond(opened_by_ticket(context, request));
             });
  router.get(prefix + "/link/clips", "list_clips_by_link", reading(clips_page));
  router.post(prefix + "/link/clips/{id}/open", "open_clip_by_link", opening(open_clip));
}

}  // namespace gg::desk
