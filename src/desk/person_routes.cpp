#include "clearance/doc.h"
#include "clearance/erasure.h"
#include "desk/acting.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "shapes/shapes.h"

namespace gg::desk {
namespace {

using clearance::Work;
using store::Record;

Result<std::string> member_like(const Json& body, std::string_view shape, const char* member) {
  TRY(check_shape(body, shape));
  return clearance::text_at(body, member);
}

Ask holding(const clearance::Noun& noun, decltype(&clearance::hold) act) {
  return [&noun, act](Work& work, const Asked& asked) -> Result<Record> {
    TRY_LET(const auto reason, member_like(asked.body, "Reason", "reason"));
    return act(work, noun, asked.id, reason, asked.version);
  };
}

void add_holds(http::Router& router, Context& context, const std::string& place,
               const clearance::Noun& noun) {
  const auto name = std::string(noun.name);
  router.post(place + "/{id}/hold", "hold_" + name,
              acting(context, 200, Versioned::Yes, holding(noun, &clearance::hold)));
  router.post(place + "/{id}/release", "release_" + name,
              acting(context, 200, Versioned::Yes, holding(noun, &clearance::release)));
}

}  // namespace

void add_person_routes(http::Router& router, Context& context, const std::string& prefix) {
  const auto people = prefix + "/people";
  router.get(
      people + "/{id}/export", "export_person",
      [&context](const http::Request& request, const http::Respond& respond) {
        read(context, request, respond, [&](store::Snapshot& snapshot) -> Result<http::Response> {
          TRY_LET(const auto held, clearance::export_person(snapshot, caller_of(request).actor,
                                                            request.parameter("id")));
          return http::json(200, held);
        });
      });
  router.post(
      people + "/{id}/erase", "erase_person",
      acting(context, 200, Versioned::Yes, [](Work& work, const Asked& asked) -> Result<Record> {
        TRY_LET(const auto ground, member_like(asked.body, "Ground", "ground"));
        return clearance::erase_person(work, asked.id, ground, asked.version);
      }));
  add_holds(router, context, people, clearance::noun("person"));
  add_holds(router, context, prefix + "/titles", clearance::noun("title"));
}

}  // namespace gg::desk
