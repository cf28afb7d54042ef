#include "base/whole_file.h"

#include "support/temp_dir.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace gg {
namespace {

mode_t mode_of(const std::filesystem::path& path) {
  struct stat status{};
  EXPECT_EQ(::stat(path.c_str(), &status), 0);
  return status.st_mode & 0777U;
}

TEST(WholeFile, IsReplacedAndForItsOwnerOnly) {
  const TempDir folder;
  const std::filesystem::path path = folder.at("kept");
  ASSERT_TRUE(write_whole(path, "first").has_value());
  ASSERT_TRUE(write_whole(path, "second").has_value());
  EXPECT_EQ(read_whole(path).value(), "second");
  EXPECT_EQ(mode_of(path), 0600U);
  EXPECT_FALSE(std::filesystem::exists(folder.at("kept.new")));
}

TEST(WholeFile, IsAddedTo) {
  const TempDir folder;
  const std::filesystem::path path = folder.at("journal");
  ASSERT_TRUE(append_to(path, "a\n").has_value());
  ASSERT_TRUE(append_to(path, "b\n").has_value());
  EXPECT_EQ(read_whole(path).value(), "a\nb\n");
  EXPECT_EQ(read_whole(folder.at("none")).value(), std::nullopt);
}

TEST(WholeFile, LinkInItsWayIsNotFollowed) {
  const TempDir folder;
  const std::filesystem::path victim = folder.at("victim");
  ASSERT_TRUE(write_whole(victim, "whole").has_value());
  std::filesystem::create_symlink(victim, folder.at("kept.new"));
  EXPECT_EQ(write_whole(folder.at("kept"), "x").error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(read_whole(victim).value(), "whole");
}

TEST(WholeFile, IsMadeOnceAndReadWithinItsLimit) {
  const TempDir folder;
  const std::filesystem::path path = folder.at("key");
  ASSERT_TRUE(create_whole(path, "secret").has_value());
  EXPECT_EQ(mode_of(path), 0600U);
  EXPECT_EQ(create_whole(path, "other").error().kind, ErrorKind::Conflict);
  std::filesystem::create_symlink(folder.at("nowhere"), folder.at("link"));
  EXPECT_EQ(create_whole(folder.at("link"), "other").error().kind, ErrorKind::Conflict);
  EXPECT_EQ(read_existing(path, 6).value(), "secret");
  EXPECT_EQ(read_existing(path, 5).error().kind, ErrorKind::LimitExceeded);
  EXPECT_EQ(read_existing(folder.at("none")).error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace gg
