#include "desk/desk.h"

#include "desk/endpoints.h"
#include "shapes/shapes.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include <gtest/gtest.h>
#include <unistd.h>

namespace gg::desk {
namespace {

constexpr std::string_view prefix = "/api/v1";

class DeskTest : public testing::Test {
 protected:
  DeskTest()
      : folder_(std::filesystem::temp_directory_path() /
                ("goodgate_desk_test_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
    auto desk = Desk::start({.file = folder_ / "register.db",
                             .key_file = folder_ / "register.key",
                             .listen = "127.0.0.1:0"});
    EXPECT_TRUE(desk.has_value()) << (desk.has_value() ? "" : desk.error().message);
    if (desk.has_value()) desk_ = *std::move(desk);
  }
  ~DeskTest() override {
    desk_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  std::filesystem::path folder_;
  std::unique_ptr<Desk> desk_;
};

/// "/ledger/{tree}/tile/{path...}" as OpenAPI writes it.
std::string described(std::string path) {
  path.erase(0, prefix.size());
  if (const auto dots = path.find("...}"); dots != std::string::npos) path.erase(dots, 3);
  return path;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char one) { return static_cast<char>(one - 'A' + 'a'); });
  return text;
}

/// Method and path of every operation that the description has, by its id.
std::map<std::string, std::pair<std::string, std::string>> operations_described() {
  std::map<std::string, std::pair<std::string, std::string>> all;
  for (const auto& [path, methods] : openapi().at("paths").items())
    for (const auto& [method, operation] : methods.items())
      all[operation.at("operationId").get<std::string>()] = {method, path};
  return all;
}

TEST_F(DeskTest, EveryRouteIsDescribedAndEveryDescriptionIsARoute) {
  ASSERT_TRUE(desk_);
  auto left = operations_described();
  for (const auto& operation : desk_->operations()) {
    if (!operation.path.starts_with(prefix)) continue;  // for those who run the server
    const auto found = left.find(operation.id);
    ASSERT_NE(found, left.end()) << operation.id << " is not described";
    EXPECT_EQ(found->second.first, lower(operation.method)) << operation.id;
    EXPECT_EQ(found->second.second, described(operation.path)) << operation.id;
    left.erase(found);
  }
  for (const auto& [id, place] : left) ADD_FAILURE() << id << " is described and not there";
}

TEST_F(DeskTest, DescriptionSaysWhatIsOpenToEverybody) {
  for (const auto& [path, methods] : openapi().at("paths").items())
    for (const auto& [method, operation] : methods.items()) {
      const bool says_open = operation.contains("security") && operation.at("security").empty();
      EXPECT_EQ(says_open, is_public(operation.at("operationId").get<std::string>())) << path;
    }
}

TEST_F(DeskTest, EverySchemaThatIsReferredToIsThere) {
  const auto text = openapi().dump();
  const std::string mark = "\"$ref\":\"#";
  std::size_t count = 0;
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1), ++count) {
    const auto first = at + mark.size();
    const auto pointer = text.substr(first, text.find('"', first) - first);
    EXPECT_TRUE(openapi().contains(Json::json_pointer(pointer))) << pointer;
  }
  EXPECT_GT(count, 100U);
}

TEST_F(DeskTest, FirstLinkIsGivenOnlyWhileNobodyIsThere) {
  ASSERT_TRUE(desk_);
  EXPECT_NE(desk_->first_link().find("/first-start#ggl_"), std::string::npos);
}

}  // namespace
}  // namespace gg::desk
