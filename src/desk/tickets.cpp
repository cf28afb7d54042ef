#include "desk/tickets.h"

#include "base/sha256.h"
#include "secrets/encoding.h"

#include <algorithm>

namespace gg::desk {

std::string Tickets::give(Opening opening, Moment now) {
  auto text = secrets::base64url(secrets::random_bytes(32));
  openings_.with([&](auto& openings) {
    std::erase_if(openings, [&](const auto& one) { return one.second.until <= now; });
    if (openings.size() >= kept_max) {
      const auto oldest =
          std::ranges::min_element(openings, {}, [](const auto& one) { return one.second.until; });
      openings.erase(oldest);
    }
    openings.emplace(sha256_of(text).hex(), std::move(opening));
  });
  return text;
}

std::optional<Opening> Tickets::take(std::string_view text, Moment now) {
  return openings_.with([&](auto& openings) -> std::optional<Opening> {
    const auto found = openings.find(sha256_of(text).hex());
    if (found == openings.end() || found->second.until <= now) return std::nullopt;
    auto opening = found->second;
    if (opening.is_once) openings.erase(found);
    return opening;
  });
}

}  // namespace gg::desk
