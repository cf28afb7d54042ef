#include "http/router.h"

#include "base/check.h"

#include <algorithm>
#include <map>
#include <span>

namespace gg::http {

/// What follows one beginning of a path.
struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;  ///< Any one segment.
  std::unique_ptr<Node> rest;       ///< All segments that are left, at least one.
  std::vector<const Route*> here;   ///< The routes that end here, one a method.

  Node& child(std::string_view segment) {
    if (!segment.starts_with('{')) return made(literals[std::string(segment)]);
    return made(segment.ends_with("...}") ? rest : parameter);
  }

  [[nodiscard]] const Node* find(std::span<const std::string> segments) const {
    if (segments.empty()) return here.empty() ? nullptr : this;
    const auto literal = literals.find(segments.front());
    if (literal != literals.end())
      if (const auto* found = literal->second->find(segments.subspan(1))) return found;
    if (parameter)
      if (const auto* found = parameter->find(segments.subspan(1))) return found;
    return rest.get();
  }

  [[nodiscard]] const Route* by(Method method) const {
    for (const auto* route : here)
      if (route->method == method) return route;
    return nullptr;
  }

 private:
  static Node& made(std::unique_ptr<Node>& node) {
    if (!node) node = std::make_unique<Node>();
    return *node;
  }
};

namespace {

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> segments;
  GG_CHECK(path.empty() || path.starts_with('/'));
  while (path.size() > 1) {
    path.remove_prefix(1);
    const auto slash = std::min(path.find('/'), path.size());
    GG_CHECK(slash != 0);
    segments.emplace_back(path.substr(0, slash));
    path.remove_prefix(slash);
  }
  return segments;
}

std::string join(std::span<const std::string> segments) {
  std::string path;
  for (const auto& segment : segments) path += (path.empty() ? "" : "/") + segment;
  return path;
}

/// The texts that stood for the pattern's parameters.
std::vector<std::pair<std::string, std::string>> parameters_of(
    const Route& route, std::span<const std::string> segments) {
  std::vector<std::pair<std::string, std::string>> parameters;
  const auto pattern = split(route.pattern);
  for (std::size_t index = 0; index < pattern.size(); ++index) {
    const std::string_view part = pattern[index];
    if (part.ends_with("...}"))
      parameters.emplace_back(part.substr(1, part.size() - 5), join(segments.subspan(index)));
    else if (part.starts_with('{'))
      parameters.emplace_back(part.substr(1, part.size() - 2), segments[index]);
  }
  return parameters;
}

std::string allow_of(const std::vector<const Route*>& routes) {
  std::string allow;
  for (const auto* route : routes) {
    allow += std::string(to_text(route->method)) + ", ";
    if (route->method == Method::Get) allow += "HEAD, ";
  }
  return allow + "OPTIONS";
}

}  // namespace

Router::Router(std::string_view prefix) : prefix_(split(prefix)), root_(std::make_unique<Node>()) {}
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

Router& Router::add(Route route) {
  GG_CHECK(route.pattern.starts_with('/'));
  Node* node = root_.get();
  for (const auto& segment : split(route.pattern)) node = &node->child(segment);
  GG_CHECK(node->by(route.method) == nullptr);
  routes_.push_back(std::make_unique<Route>(std::move(route)));
  node->here.push_back(routes_.back().get());
  return *this;
}

Router& Router::get(std::string pattern, std::string operation, Handler handler) {
  return add({.method = Method::Get,
              .pattern = std::move(pattern),
              .operation = std::move(operation),
              .body = BodyRule::none(),
              .answer = std::move(handler)});
}

Router& Router::post(std::string pattern, std::string operation, Handler handler, BodyRule body) {
  return add({.method = Method::Post,
              .pattern = std::move(pattern),
              .operation = std::move(operation),
              .body = std::move(body),
              .answer = std::move(handler)});
}

RouteMatch Router::match(Method method, const std::vector<std::string>& segments) const {
  const std::span<const std::string> all(segments);
  if (all.size() < prefix_.size() || !std::ranges::equal(all.first(prefix_.size()), prefix_))
    return {.status = 404};
  const auto path = all.subspan(prefix_.size());
  const auto* node = root_->find(path);
  if (node == nullptr) return {.status = 404};
  RouteMatch match{.allow = allow_of(node->here)};
  match.route = node->by(method);
  if (match.route == nullptr && method == Method::Head) match.route = node->by(Method::Get);
  if (match.route == nullptr)
    match.status = method == Method::Options ? 204 : 405;
  else
    match.parameters = parameters_of(*match.route, path);
  return match;
}

std::vector<const Route*> Router::routes() const {
  std::vector<const Route*> list;
  for (const auto& route : routes_) list.push_back(route.get());
  return list;
}

}  // namespace gg::http
