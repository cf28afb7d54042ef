#include "desk/delivered.h"

#include "clearance/delivery_store.h"
#include "clearance/sight.h"
#include "desk/caller.h"

#include <charconv>

namespace gg::desk {

Result<store::Record> delivery_of(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(auto delivery, clearance::must_find(snapshot, "delivery", request.parameter("id")));
  TRY(clearance::check_sight(caller_of(request).actor, delivery));
  return delivery;
}

Result<Json> judgement_of(store::Snapshot& snapshot, const http::Request& request,
                          const store::Record& delivery) {
  auto number = delivery.doc.at("judgement").get<std::int64_t>();
  if (const auto text = request.query.find("judgement")) {
    const auto* end = text->data() + text->size();
    if (std::from_chars(text->data(), end, number).ptr != end || number < 1)
      return fail(Error{ErrorKind::InvalidInput, "/judgement: write a number from 1 up"});
  }
  return clearance::find_judgement(snapshot, delivery.id, number);
}

http::Handler reading_beside(Context& context, ReadDelivery answer) {
  return [&context, answer](const http::Request& request, http::Respond respond) {
    context.workers.run([&context, &request, answer, respond = std::move(respond)] {
      read(context, request, respond,
           [&](store::Snapshot& snapshot) { return answer(snapshot, request); });
    });
  };
}

}  // namespace gg::desk
