#include "pages/pages.h"

#include <gtest/gtest.h>

namespace gg {
namespace {

constexpr std::string_view page =
    R"(<script src="./assets/a.js"></script><link href="./icon.svg">)";
constexpr std::string_view script = "plain";
constexpr std::string_view packed = "brotli";

Embedded embedded(std::string_view path, std::string_view text) {
  return {path, text.data(), text.data() + text.size()};
}

const Embedded built[] = {embedded("assets/a.js", script), embedded("assets/a.js.br", packed),
                          embedded("index.html", page)};

std::string body_of(const http::Response& response) {
  if (const auto* shared = std::get_if<http::SharedBytes>(&response.body))
    return std::string(shared->bytes);
  return std::get<std::string>(response.body);
}

TEST(Pages, NameTheirFilesBelowThePrefix) {
  const Pages pages("/goodgate", built);
  const http::Request request;
  const std::string expected =
      R"(<script src="/goodgate/assets/a.js"></script><link href="/goodgate/icon.svg">)";
  for (const auto* path : {"", "titles/ttl_1/uses", "inbox"})
    EXPECT_EQ(body_of(pages.answer(request, path)), expected) << path;
}

TEST(Pages, AreNotAnsweredWhereTheApiWouldBe) {
  const Pages pages("", built);
  const http::Request request;
  for (const auto* path : {"api", "api/v1/nothing", "assets/gone.js"})
    EXPECT_EQ(pages.answer(request, path).status, 404) << path;
}

TEST(Pages, GoOutAsBrotliToWhomTakesIt) {
  const Pages pages("", built);
  http::Request request;
  request.headers.add("Accept-Encoding", "gzip, br");
  const auto response = pages.answer(request, "assets/a.js");
  EXPECT_EQ(response.headers.find("Content-Encoding"), "br");
  EXPECT_EQ(body_of(response), "brotli");
  EXPECT_EQ(body_of(pages.answer({}, "assets/a.js")), "plain");
}

}  // namespace
}  // namespace gg
