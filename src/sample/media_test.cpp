#include "sample/media.h"

#include "base/sha256.h"
#include "base/whole_file.h"
#include "credentials/validation.h"
#include "sample/story.h"
#include "support/temp_dir.h"

#include <chrono>
#include <map>

#include <gtest/gtest.h>

namespace gg::sample {
namespace {

std::string written(const TempDir& folder, const Json& file) {
  const auto done = write_media(folder.text(), file);
  EXPECT_TRUE(done.has_value()) << file.dump() << (done ? "" : done.error().message);
  const auto bytes = read_existing(folder.at(text_member(file, "file")));
  return bytes ? *bytes : std::string();
}

TEST(Media, EachFileOfTheSampleIsMadeTheSameEveryTime) {
  const auto media = read_part("media.yaml");
  ASSERT_TRUE(media.has_value()) << media.error().message;
  const TempDir once;
  const TempDir twice;
  std::map<std::string, std::string> seen;
  for (const auto& file : media->at("files")) {
    const auto bytes = written(once, file);
    EXPECT_EQ(bytes, written(twice, file)) << file.at("file");
    const auto [other, is_new] = seen.emplace(sha256_of(bytes).hex(), file.at("file"));
    EXPECT_TRUE(is_new) << file.at("file") << " is " << other->second;
  }
  EXPECT_GE(seen.size(), 20U);
}

/// The state of a file's credentials and what fails, by the lists there are.
std::string found_in(const std::string& bytes, std::vector<trust::TrustList> lists) {
  using namespace std::chrono_literals;
  const trust::TrustStore store(std::move(lists));
  const credentials::TrustTerms terms{store, std::chrono::sys_days{2026y / 11 / 28}};
  const credentials::Validation validation({Reader(std::as_bytes(std::span(bytes)))}, terms);
  const auto& report = validation.report();
  std::string found(to_text(report.state));
  for (const auto& status : report.active)
    if (status.is_failure()) found.append(" ").append(status.code->text);
  return found;
}

TEST(Media, ASignedPictureHoldsAndOneThatWasChangedThenDoesNot) {
  const TempDir folder;
  const Json signed_one{{"file", "a.png"},
                        {"picture", "noon"},
                        {"credential",
                         {{"generator", "A generator"},
                          {"source_type", "trainedAlgorithmicMedia"},
                          {"manifest", "urn:c2pa:5d0f8a61-2f7b-4b61-9b25-0c6f2a1d7e44"},
                          {"instance", "xmp:iid:7f1c2a44-52be-4d0b-9a62-3c3f0f6b1a10"}}}};
  const auto bytes = written(folder, signed_one);
  EXPECT_EQ(found_in(bytes, {}), "valid signingCredential.untrusted");
  const auto root = part_text("sample-root.pem");
  ASSERT_TRUE(root.has_value());
  const auto list = trust::TrustList::parse(
      *root,
      {.kind = trust::ListKind::Signers, .name = "sample", .purposes = trust::usual_purposes()});
  ASSERT_TRUE(list.has_value());
  EXPECT_EQ(found_in(bytes, {*list}), "trusted");

  auto changed = signed_one;
  changed["file"] = "b.png";
  changed["changed"] = {{"picture", "dusk"}};
  EXPECT_EQ(found_in(written(folder, changed), {*list}), "invalid assertion.dataHash.mismatch");
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
