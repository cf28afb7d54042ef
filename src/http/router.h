#pragma once

#include "http/route.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gg::http {

/// What the routes say of a path and method.
struct RouteMatch {
  const Route* route = nullptr;  ///< None: `status` says why.
  std::vector<std::pair<std::string, std::string>> parameters;
  int status = 200;   ///< 404 no such path, 405 not by this method, 204 the answer to OPTIONS.
  std::string allow;  ///< The methods there are for the path, for the Allow field.
};

/// Finds the route of a request. A literal segment goes before "{id}", and "{id}" before
/// "{path...}". HEAD is answered by GET routes, OPTIONS by the router. Build it, then share it:
/// *const is thread-safe*.
class Router {
 public:
  /// `prefix`: the path a proxy serves this program under ("/goodgate"), or nothing.
  explicit Router(std::string_view prefix = "");
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;
  ~Router();

  /// Adds a route. A pattern that is not canonical, or is there already for the method, is a
  /// mistake of the program.
  Router& add(Route route);
  Router& get(std::string pattern, std::string operation, Handler handler);
  Router& post(std::string pattern, std::string operation, Handler handler,
               BodyRule body = BodyRule::json());

  [[nodiscard]] RouteMatch match(Method method, const std::vector<std::string>& segments) const;

  /// Every route, in the order added.
  [[nodiscard]] std::vector<const Route*> routes() const;

 private:
  struct Node;
  std::vector<std::string> prefix_;
  std::unique_ptr<Node> root_;
  std::vector<std::unique_ptr<Route>> routes_;
};

}  // namespace gg::http
