#include "http/router.h"

#include <gtest/gtest.h>

namespace gg::http {
namespace {

void nothing(const Request&, const Respond&) {}

Router sample() {
  Router router;
  router.get("/uses", "list_uses", nothing)
      .post("/uses", "declare_use", nothing)
      .get("/uses/{id}", "get_use", nothing)
      .get("/uses/mine", "my_uses", nothing)
      .get("/uses/{id}/facts/{fact}", "get_fact", nothing)
      .get("/{path...}", "page", nothing);
  return router;
}

TEST(Router, PrefersLiteralsThenParametersThenTheRest) {
  const auto router = sample();
  const auto operation = [&router](std::vector<std::string> path, Method method = Method::Get) {
    const auto match = router.match(method, path);
    return match.route == nullptr ? std::to_string(match.status) : match.route->operation;
  };
  EXPECT_EQ(operation({"uses"}), "list_uses");
  EXPECT_EQ(operation({"uses"}, Method::Head), "list_uses");
  EXPECT_EQ(operation({"uses"}, Method::Post), "declare_use");
  EXPECT_EQ(operation({"uses"}, Method::Delete), "405");
  EXPECT_EQ(operation({"uses"}, Method::Options), "204");
  EXPECT_EQ(operation({"uses", "mine"}), "my_uses");
  EXPECT_EQ(operation({"uses", "7"}), "get_use");
  EXPECT_EQ(operation({"uses", "mine", "facts", "f"}), "get_fact");
  EXPECT_EQ(operation({"uses", "7", "else"}), "page");
  EXPECT_EQ(operation({"assets", "a.js"}), "page");
  EXPECT_EQ(operation({}), "404");
}

TEST(Router, GivesParameters) {
  const auto router = sample();
  using Parameters = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(router.match(Method::Get, {"uses", "7", "facts", "a/b"}).parameters,
            (Parameters{{"id", "7"}, {"fact", "a/b"}}));
  EXPECT_EQ(router.match(Method::Get, {"a", "b", "c"}).parameters, (Parameters{{"path", "a/b/c"}}));
  EXPECT_EQ(router.match(Method::Delete, {"uses"}).allow, "GET, HEAD, POST, OPTIONS");
}

TEST(Router, ListsItsRoutes) {
  const auto router = sample();
  std::string list;
  for (const auto* route : router.routes())
    list +=
        std::string(to_text(route->method)) + " " + route->pattern + " " + route->operation + "\n";
  EXPECT_TRUE(
      list.starts_with("GET /uses list_uses\nPOST /uses declare_use\nGET /uses/{id} get_use\n"))
      << list;
}

TEST(RouterDeathTest, TakesARouteOnce) {
  auto router = sample();
  EXPECT_DEATH(router.get("/uses/{other}", "again", nothing), "check failed");
  EXPECT_DEATH(router.get("uses", "relative", nothing), "check failed");
  EXPECT_DEATH(router.get("/a//b", "empty", nothing), "check failed");
}

}  // namespace
}  // namespace gg::http
