#include "http/request.h"

#include <algorithm>

namespace gg::http {

bool is_request_id(std::string_view text) {
  constexpr std::size_t characters_max = 64;
  return !text.empty() && text.size() <= characters_max && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '_' || c == '-';
  });
}

}  // namespace gg::http
