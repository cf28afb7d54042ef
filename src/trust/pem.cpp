#include "trust/pem.h"

#include <algorithm>
#include <iterator>

namespace gg::trust {

std::vector<std::string> pem_bodies(std::string_view text, std::string_view label) {
  const auto begin = "-----BEGIN " + std::string(label) + "-----";
  const auto end = "-----END " + std::string(label) + "-----";
  std::vector<std::string> bodies;
  for (auto at = text.find(begin); at != std::string_view::npos; at = text.find(begin, at)) {
    at += begin.size();
    const auto rest = text.substr(at);
    const auto body = rest.substr(0, std::min(rest.find(end), rest.size()));
    std::string packed;
    std::ranges::copy_if(body, std::back_inserter(packed), [](char letter) {
      return letter != '\n' && letter != '\r' && letter != ' ' && letter != '\t';
    });
    bodies.push_back(std::move(packed));
    at += body.size();
  }
  return bodies;
}

}  // namespace gg::trust
