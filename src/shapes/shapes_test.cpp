#include "shapes/shapes.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace gg {
namespace {

Json use_body() {
  return {{"title", "ttl_01JDABCDEFGHJKMNPQRSTVWXYZ"},
          {"company", "cmp_01JDABCDEFGHJKMNPQRSTVWXYZ"},
          {"summary", "Matte painting of the old harbour"}};
}

TEST(Shapes, EverySchemaCompilesAndRefusesSomething) {
  for (const auto& [name, schema] : openapi().at("components").at("schemas").items()) {
    const auto refuses_one = !problems_with(Json(false), name).empty();
    EXPECT_TRUE(refuses_one) << name;
  }
}

TEST(Shapes, RightDocumentHasNoProblem) {
  EXPECT_TRUE(problems_with(use_body(), "UseBody").empty());
}

TEST(Shapes, MissingMemberIsNamedAtItsOwnPlace) {
  auto body = use_body();
  body.erase("summary");
  body["cost"] = {{"currency", "EUR"}};
  std::vector<std::string> pointers;
  for (const auto& problem : problems_with(body, "UseBody")) {
    pointers.push_back(problem.pointer);
    EXPECT_EQ(problem.message, "this is missing");
  }
  std::ranges::sort(pointers);
  EXPECT_EQ(pointers, (std::vector<std::string>{"/cost/expected", "/summary"}));
}

TEST(Shapes, ProblemsNameTheirPlace) {
  struct Case {
    const char* pointer;
    Json value;
    const char* expected;
  };
  const Case cases[] = {
      {"/title", "somewhere", "/title"},
      {"/facts", {{"final_deliverable", true}}, "/facts/final_deliverable"},
      {"/tools", {"tol_01JDABCDEFGHJKMNPQRSTVWXYZ", 7}, "/tools/1"},
      {"/cost", {{"currency", "kroner"}, {"expected", 10}}, "/cost/currency"},
      {"/summary", "", "/summary"},
  };
  for (const auto& one : cases) {
    auto body = use_body();
    body[Json::json_pointer(one.pointer)] = one.value;
    const auto problems = problems_with(body, "UseBody");
    ASSERT_EQ(problems.size(), 1U) << one.expected;
    EXPECT_EQ(problems[0].pointer, one.expected);
    EXPECT_FALSE(problems[0].message.empty());
  }
}

TEST(Shapes, UnknownMemberIsRefused) {
  auto body = use_body();
  body["outcome"] = "clear";
  EXPECT_FALSE(problems_with(body, "UseBody").empty());
}

}  // namespace
}  // namespace gg
