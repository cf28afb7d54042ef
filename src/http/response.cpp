#include "http/response.h"

#include "base/match.h"
#include "json/json.h"

#include <optional>

namespace gg::http {

Response json(int status, const Json& document) {
  constexpr auto not_utf8 = Json::error_handler_t::replace;
  return {.status = status,
          .headers = {{"Content-Type", "application/json"}},
          .body = document.dump(-1, ' ', false, not_utf8)};
}

Response text(int status, std::string body) {
  return {.status = status,
          .headers = {{"Content-Type", "text/plain; charset=utf-8"}},
          .body = std::move(body)};
}

Response no_content() { return {.status = 204, .headers = {}, .body = {}}; }

Response redirect(std::string location, int status) {
  return {.status = status, .headers = {{"Location", std::move(location)}}, .body = {}};
}

std::optional<std::uint64_t> size_bytes_of(const Body& body) {
  using Size = std::optional<std::uint64_t>;
  return std::visit(Match{[](const std::string& bytes) { return Size(bytes.size()); },
                          [](const SharedBytes& shared) { return Size(shared.bytes.size()); },
                          [](const FileBytes& file) { return Size(file.size_bytes); },
                          [](const PlacedBytes& placed) { return Size(placed.size_bytes); },
                          [](const std::shared_ptr<ByteSource>&) { return Size(); }},
                    body);
}

}  // namespace gg::http
