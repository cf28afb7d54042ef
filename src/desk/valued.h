#pragma once

#include "desk/caller.h"
#include "desk/context.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace gg::desk {

/// Runs a use case that gives something other than a record, for the caller, in one transaction,
/// and answers with what `answer` makes of it.
template <class T>
void write_valued(Context& context, const http::Request& request, http::Respond respond,
                  std::function<Result<T>(clearance::Work&)> act,
                  std::function<http::Response(const T&)> answer) {
  const auto value = std::make_shared<std::optional<T>>();
  context.register_.submit(
      caller_of(request).actor,
      [act = std::move(act), value](clearance::Work& work) -> Result<store::Record> {
        TRY_LET(*value, act(work));
        return store::Record{};
      },
      [&request, respond = std::move(respond), answer = std::move(answer),
       value](const Result<store::Record>& done) {
        respond(done.has_value() ? answer(**value) : problem_for(done.error(), request));
      });
}

}  // namespace gg::desk
