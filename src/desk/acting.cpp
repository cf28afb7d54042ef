#include "desk/acting.h"

#include "http/problem.h"

namespace gg::desk {

http::Handler acting(Context& context, int status, Versioned versioned, Ask ask) {
  return [&context, status, versioned, ask = std::move(ask)](const http::Request& request,
                                                             http::Respond respond) {
    Asked asked{.id = std::string(request.parameter("id")), .body = {}, .version = 0, .detail = {}};
    if (request.parameters.size() > 1) asked.detail = request.parameters[1].second;
    if (versioned == Versioned::Yes) {
      const auto version = version_of(request);
      if (!version.has_value()) return respond(http::problem(version.error()));
      asked.version = *version;
    }
    auto body = body_of(request);
    if (!body.has_value()) return respond(problem_for(body.error(), request));
    asked.body = *std::move(body);
    write(context, request, std::move(respond), status,
          [ask, asked = std::move(asked)](clearance::Work& work) { return ask(work, asked); });
  };
}

}  // namespace gg::desk
