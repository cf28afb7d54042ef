#include "http/method.h"

#include <array>
#include <utility>

namespace gg::http {
namespace {

constexpr std::array<std::pair<std::string_view, Method>, 7> methods{
    {{"GET", Method::Get},
     {"HEAD", Method::Head},
     {"POST", Method::Post},
     {"PUT", Method::Put},
     {"PATCH", Method::Patch},
     {"DELETE", Method::Delete},
     {"OPTIONS", Method::Options}}};

}  // namespace

std::optional<Method> parse_method(std::string_view text) {
  for (const auto& [name, method] : methods)
    if (name == text) return method;
  return std::nullopt;
}

std::string_view to_text(Method method) {
  for (const auto& [name, each] : methods)
    if (each == method) return name;
  return {};
}

}  // namespace gg::http
