#pragma once

#include "http/response.h"
#include "http/stream.h"

#include <memory>

struct MHD_Connection;

namespace gg::http {

/// Hands a response to the library; `stream` where its body grows. False when it does not take it.
bool transmit(MHD_Connection* connection, Response response, const std::shared_ptr<Stream>& stream);

}  // namespace gg::http
