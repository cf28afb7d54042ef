#pragma once

#include "http/refusal.h"
#include "http/request.h"
#include "http/response.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gg::http {

/// Serves a request whose body is whole. Runs on a server thread, which serves others too: answer
/// at once or hand over to another thread.
using Handler = std::function<void(const Request&, Respond)>;

/// Takes a body as it arrives. Dropped without `finish` when the client goes away. *single thread*
class BodySink {
 public:
  BodySink() = default;
  BodySink(const BodySink&) = delete;
  BodySink& operator=(const BodySink&) = delete;
  virtual ~BodySink() = default;

  /// Takes the next bytes. A refusal is the answer to the request; the rest is thrown away.
  virtual Refused<void> write(std::string_view bytes) = 0;

  /// The body is whole. Answers, now or later.
  virtual void finish(Respond respond) = 0;
};

/// Opens a sink for an upload, or refuses it before any of the body is read.
using UploadHandler = std::function<Refused<std::unique_ptr<BodySink>>(const Request&)>;

/// What a route takes as body.
struct BodyRule {
  std::uint64_t bytes_max = 0;           ///< 0: no body at all.
  std::vector<std::string> media_types;  ///< "application/json", "image/*"; empty: any.

  static BodyRule none() { return {}; }
  static BodyRule json(std::uint64_t bytes_max = 1U << 20) {
    return {bytes_max, {"application/json"}};
  }
};

/// One thing that can be asked of the server.
struct Route {
  Method method = Method::Get;
  std::string pattern;    ///< "/api/v1/uses/{id}"; "{path...}" at the end takes all that is left.
  std::string operation;  ///< Its name in the OpenAPI document: "get_use".
  BodyRule body;
  std::variant<Handler, UploadHandler> answer;
};

}  // namespace gg::http
