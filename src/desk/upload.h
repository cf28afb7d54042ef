#pragma once

#include "clearance/attachments.h"
#include "desk/content_intake.h"
#include "desk/context.h"
#include "http/router.h"

#include <functional>
#include <memory>

namespace gg::desk {

/// An upload that came whole, and what was asked with it.
struct Uploaded {
  clearance::AttachAsk ask;
  clearance::ArrivedContent arrived;
};

/// What is done with it, in one act.
using UploadAct =
    std::function<Result<store::Record>(clearance::Work&, const Uploaded&, const Json& asked)>;

/// What an upload route reads of a request before any of the body: the ask, and what else its act
/// needs. Errors are answered without reading on.
struct UploadAsk {
  clearance::AttachAsk ask;
  std::string sha256;  ///< As announced; empty: not.
  Json asked = Json::object();
};
using ReadUpload = std::function<http::Refused<UploadAsk>(const http::Request&)>;

/// A route that takes a file as its body: streamed beside the register, hashed and judged by its
/// content on the way, then into the register a bit at a time, then attached by `act`.
http::Route upload_route(Context& context, std::string pattern, std::string operation, int status,
                         ReadUpload read, UploadAct act);

/// An error as it is answered before the body is read.
http::Refusal refusal_of(const Error& error);

/// The ask that the query of a request makes for `object`. Errors: InvalidInput with a pointer.
Result<UploadAsk> upload_ask(const http::Request& request, std::string object);

}  // namespace gg::desk
