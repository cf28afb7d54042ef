#include "sample/media.h"

#include "base/sha256.h"
#include "sample/story.h"

#include <map>

#include <gtest/gtest.h>

namespace gg::sample {
namespace {

TEST(Media, EachFileOfTheSampleIsMadeTheSameEveryTime) {
  const auto media = read_part("media.yaml");
  ASSERT_TRUE(media.has_value()) << media.error().message;
  std::map<std::string, std::string> seen;
  for (const auto& file : media->at("files")) {
    const auto once = make_media(file);
    const auto twice = make_media(file);
    ASSERT_TRUE(once.has_value() && twice.has_value()) << file.dump();
    EXPECT_EQ(*once, *twice);
    const auto [other, is_new] = seen.emplace(sha256_of(*once).hex(), file.at("file"));
    EXPECT_TRUE(is_new) << file.at("file") << " is " << other->second;
  }
  EXPECT_GE(seen.size(), 20U);
}

TEST(Media, WhatIsNoFileIsRefused) { EXPECT_FALSE(make_media({{"file", "a"}}).has_value()); }

TEST(Story, NamesInBracesAreFilledIn) {
  const Meaning meaning = [](std::string_view name) -> Result<Json> {
    if (name == "scan") return Json{{"files", 2}};
    if (name == "sky") return Json("use_1");
    return fail(Error{ErrorKind::InvalidInput, std::string(name)});
  };
  const Json written{
      {"use", "{sky}"}, {"list", {"/uses/{sky}/agree", "plain"}}, {"report", "{scan}"}};
  const auto filled = filled_in(written, meaning);
  ASSERT_TRUE(filled.has_value());
  EXPECT_EQ(*filled, (Json{{"use", "use_1"},
                           {"list", {"/uses/use_1/agree", "plain"}},
                           {"report", {{"files", 2}}}}));
  EXPECT_FALSE(filled_in("a {nobody}", meaning).has_value());
}

}  // namespace
}  // namespace gg::sample
