#include "clearance/doc.h"
#include "clearance/nouns.h"
#include "clearance/sight.h"
#include "desk/acting.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "desk/query.h"
#include "http/entity_tag.h"
#include "shapes/shapes.h"

#include <algorithm>

namespace gg::desk {
namespace {

using clearance::Noun;

constexpr std::int64_t records_max = 200;
constexpr std::int64_t excerpts_max = 2000;  // some members of each record

Result<store::Query> query_of(const http::Request& request, const Noun& noun, std::int64_t most) {
  store::Query query{.noun = std::string(noun.name),
                     .titles = values_of(request, "title"),
                     .untitled = false,
                     .company = parameter_of(request, "company"),
                     .states = values_of(request, "state"),
                     .updated_after = parameter_of(request, "updated_after"),
                     .due_before = parameter_of(request, "due_before"),
                     .relies_on = parameter_of(request, "relies_on"),
                     .text = parameter_of(request, "q"),
                     .after = parameter_of(request, "cursor"),
                     .limit = 0};
  TRY_LET(query.limit, limit_of(request, most));
  TRY(clearance::narrow_to_sight(caller_of(request).actor, query));
  return query;
}

void link_next(http::Response& response, std::int64_t limit, const std::string& last) {
  response.headers.set("Link",
                       "<?limit=" + std::to_string(limit) + "&cursor=" + last + ">; rel=\"next\"");
}

/// A page of excerpts, put together as texts: nothing of it is parsed.
Result<http::Response> excerpts_of(store::Snapshot& snapshot, const http::Request& request,
                                   const Noun& noun, const std::vector<std::string>& fields) {
  TRY_LET(auto query, query_of(request, noun, excerpts_max));
  const auto wanted = query.limit;
  ++query.limit;
  TRY_LET(auto excerpts, snapshot.excerpts(query, fields));
  const bool has_more = std::ssize(excerpts) > wanted;
  if (has_more) excerpts.pop_back();
  std::string page = R"({"items":[)";
  for (const auto& excerpt : excerpts) {
    if (&excerpt != &excerpts.front()) page += ',';
    page += excerpt.json;
  }
  page += R"(],"next":)" + (has_more ? Json(excerpts.back().id).dump() : "null") + "}";
  auto response = http::text(200, std::move(page));
  response.headers.set("Content-Type", "application/json");
  if (has_more) link_next(response, wanted, excerpts.back().id);
  return response;
}

Result<http::Response> page_of(store::Snapshot& snapshot, const http::Request& request,
                               const Noun& noun) {
  TRY_LET(const auto fields, fields_of(request));
  if (!fields.empty()) return excerpts_of(snapshot, request, noun, fields);
  TRY_LET(auto query, query_of(request, noun, records_max));
  const auto wanted = query.limit;
  ++query.limit;  // one more tells whether there is a next page
  TRY_LET(auto records, snapshot.list(query));
  const bool has_more = std::ssize(records) > wanted;
  if (has_more) records.pop_back();
  Json page{{"items", Json::array()}};
  for (const auto& record : records) page["items"].push_back(to_json(record));
  page["next"] = has_more ? Json(records.back().id) : Json();
  auto response = http::json(200, page);
  if (has_more) link_next(response, wanted, records.back().id);
  return response;
}

Result<http::Response> one_of(store::Snapshot& snapshot, const http::Request& request,
                              const Noun& noun) {
  TRY_LET(const auto record, clearance::must_find(snapshot, noun.name, request.parameter("id")));
  TRY(clearance::check_sight(caller_of(request).actor, record));
  auto response = http::json(200, to_json(record));
  response.headers.set(
      "ETag", http::to_text(http::EntityTag{.opaque = "v" + std::to_string(record.version)}));
  return response;
}

Result<http::Response> history_of(store::Snapshot& snapshot, const http::Request& request,
                                  const Noun& noun) {
  TRY_LET(const auto record, clearance::must_find(snapshot, noun.name, request.parameter("id")));
  TRY(clearance::check_sight(caller_of(request).actor, record));
  TRY_LET(const auto entries, snapshot.entries_of(record.id));
  return http::json(200, history_page(entries));
}

void add_reading(http::Router& router, Context& context, const std::string& place,
                 const Noun& noun) {
  const auto plural = std::string(noun.plural);
  const auto name = std::string(noun.name);
  const auto reading = [&](auto answer) {
    return [&context, &noun, answer](const http::Request& request, const http::Respond& respond) {
      read(context, request, respond,
           [&](store::Snapshot& snapshot) { return answer(snapshot, request, noun); });
    };
  };
  if (name != "rulebook") {  // shipped ones stand beside the studio's own (rulebook_routes.cpp)
    router.get(place, "list_" + plural, reading(page_of));
    router.get(place + "/{id}", "get_" + name, reading(one_of));
  }
  router.get(place + "/{id}/history", "get_" + name + "_history", reading(history_of));
}

Result<store::Record> retire_for(clearance::Work& work, const Noun& noun, const Asked& asked) {
  TRY(check_shape(asked.body, "Reason"));
  return clearance::retire(work, noun, asked.id, clearance::text_at(asked.body, "reason"),
                           asked.version);
}

/// Nouns whose objects are written as they are: they have a shape. A delivery has one too, and is
/// made by an act, as uses are.
bool is_plain(const Noun& noun) {
  return !noun.shape.empty() && noun.name != "use" && noun.name != "delivery";
}

void add_writing(http::Router& router, Context& context, const std::string& place,
                 const Noun& noun) {
  const auto name = std::string(noun.name);
  // A webhook is made with a secret that is shown once (post_routes.cpp).
  if (name != "webhook")
    router.post(
        place, "create_" + name,
        acting(context, 201, Versioned::No, [&noun](clearance::Work& work, const Asked& asked) {
          return clearance::create(work, noun, asked.body);
        }));
  router.add({.method = http::Method::Patch,
              .pattern = place + "/{id}",
              .operation = "amend_" + name,
              .body = http::BodyRule::json(),
              .answer = acting(
                  context, 200, Versioned::Yes, [&noun](clearance::Work& work, const Asked& asked) {
                    return clearance::amend(work, noun, asked.id, asked.body, asked.version);
                  })});
  router.post(
      place + "/{id}/retire", "retire_" + name,
      acting(context, 200, Versioned::Yes, [&noun](clearance::Work& work, const Asked& asked) {
        return retire_for(work, noun, asked);
      }));
}

}  // namespace

Json history_page(const std::vector<store::StoredEntry>& entries) {
  Json items = Json::array();
  for (const auto& entry : entries) {
    Json item{{"tree", entry.tree},
              {"position", entry.position},
              {"act", entry.act},
              {"time", entry.time}};
    if (!entry.record.empty()) item["entry"] = parse_json(entry.record).value_or(Json());
    if (!entry.erased.empty()) item["erased"] = parse_json(entry.erased).value_or(Json());
    items.push_back(std::move(item));
  }
  return {{"items", std::move(items)}, {"next", nullptr}};
}

void add_noun_routes(http::Router& router, Context& context, const std::string& prefix) {
  for (const auto& noun : clearance::nouns()) {
    const auto place = prefix + "/" + std::string(noun.plural);
    // What hangs on something is seen by whoever sees that (attachment_routes.cpp).
    if (noun.name == "attachment") continue;
    add_reading(router, context, place, noun);
    if (is_plain(noun)) add_writing(router, context, place, noun);
  }
}

}  // namespace gg::desk
