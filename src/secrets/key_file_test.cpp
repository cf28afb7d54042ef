#include "secrets/key_file.h"

#include "support/temp_dir.h"

#include <cstdlib>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace gg::secrets {
namespace {

unsigned mode_of(const std::string& path) {
  struct stat status{};
  EXPECT_EQ(stat(path.c_str(), &status), 0);
  return status.st_mode & 0777U;
}

TEST(KeyFile, IsMadeOnceForItsOwnerOnly) {
  const TempDir folder;
  const auto path = folder.at("installation.key");
  EXPECT_EQ(load_key(path).error().kind, ErrorKind::NotFound);
  const auto made = load_or_create_key(path);
  ASSERT_TRUE(made.has_value()) << made.error().message;
  EXPECT_EQ(mode_of(path), 0600U);
  EXPECT_TRUE(*load_or_create_key(path) == *made);
  EXPECT_TRUE(*load_key(path) == *made);
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.text()))
    files += entry.path() == path ? 1 : 100;
  EXPECT_EQ(files, 1);
}

TEST(KeyFile, OfManyAtOnceIsOne) {
  const TempDir folder;
  const auto path = folder.at("installation.key");
  std::vector<std::string> keys(8);
  {
    std::vector<std::jthread> threads;
    for (auto& key : keys)
      threads.emplace_back([&key, &path] { key = load_or_create_key(path).value().reveal(); });
  }
  for (const auto& key : keys) EXPECT_EQ(key, keys.front());
}

TEST(KeyFile, RefusesWhatOthersMayReadAndSaysTheCure) {
  const TempDir folder;
  const auto path = folder.at("installation.key");
  ASSERT_TRUE(load_or_create_key(path).has_value());
  for (const unsigned mode : {0640U, 0604U, 0620U, 0602U, 0644U}) {
    ASSERT_EQ(chmod(path.c_str(), mode), 0);
    const auto key = load_or_create_key(path);
    ASSERT_FALSE(key.has_value()) << mode;
    EXPECT_NE(key.error().message.find("chmod 600 " + path), std::string::npos)
        << key.error().message;
  }
}

TEST(KeyFile, RefusesWhatIsNoKey) {
  const TempDir folder;
  const auto path = folder.at("k");
  const auto good = key_text(Key::random());
  for (const auto& text : {std::string(), std::string("secret"), good.substr(1), good + "A",
                           "ggkey2." + good.substr(7), std::string(5000, 'A')}) {
    folder.write("k", text);
    ASSERT_EQ(chmod(path.c_str(), 0600), 0);
    const auto key = load_or_create_key(path);
    ASSERT_FALSE(key.has_value()) << text.substr(0, 60);
    EXPECT_EQ(key.error().kind, ErrorKind::InvalidInput);
  }
  EXPECT_FALSE(load_or_create_key(folder.text()).has_value());
  EXPECT_FALSE(load_or_create_key(folder.at("no/such/folder")).has_value());
  ASSERT_EQ(mkfifo(folder.at("pipe").c_str(), 0600), 0);
  EXPECT_FALSE(load_key(folder.at("pipe")).has_value());
}

TEST(KeyOfEnvironment, ReadsTheSameText) {
  const auto key = Key::random();
  ASSERT_EQ(setenv("GG_TEST_KEY", (key_text(key) + "\n").c_str(), 1), 0);
  EXPECT_TRUE(*key_of_environment("GG_TEST_KEY") == key);
  ASSERT_EQ(setenv("GG_TEST_KEY", "hunter2", 1), 0);
  const auto bad = key_of_environment("GG_TEST_KEY");
  ASSERT_FALSE(bad.has_value());
  EXPECT_EQ(bad.error().message.find("hunter2"), std::string::npos);
  ASSERT_EQ(unsetenv("GG_TEST_KEY"), 0);
  EXPECT_EQ(key_of_environment("GG_TEST_KEY").error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace gg::secrets
