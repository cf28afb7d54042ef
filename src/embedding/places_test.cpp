#include "embedding/places.h"

#include "base/whole_file.h"
#include "support/embedding.h"
#include "support/temp_dir.h"

#include <filesystem>
#include <iterator>

#include <fcntl.h>
#include <gtest/gtest.h>

namespace gg::embedding {
namespace {

std::size_t files_in(const TempDir& folder) {
  const std::filesystem::directory_iterator files(folder.text());
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

std::string content_of(const std::string& path) { return Reader::to_text(test::file_bytes(path)); }

Bytes bytes_of_text(std::string_view text) { return std::as_bytes(std::span(text)); }

TEST(NewFile, AppearsWholeOrNotAtAll) {
  const TempDir folder;
  folder.write("source", "old");
  {
    auto file = NewFile::create(folder.at("target"), folder.at("source"));
    ASSERT_TRUE(file.has_value()) << file.error().message;
    ASSERT_TRUE(file->write(3, bytes_of_text("def")).has_value());
    EXPECT_FALSE(std::filesystem::exists(folder.at("target")));
  }
  EXPECT_EQ(files_in(folder), 1U);
  auto file = NewFile::create(folder.at("target"), folder.at("source"));
  ASSERT_TRUE(file.has_value());
  ASSERT_TRUE(file->write(3, bytes_of_text("def")).has_value());
  ASSERT_TRUE(file->write(0, bytes_of_text("abc")).has_value());
  ASSERT_TRUE(file->commit().has_value());
  EXPECT_EQ(content_of(folder.at("target")), "abcdef");
  EXPECT_EQ(files_in(folder), 2U);
}

TEST(NewFile, KeepsWhatIsWrittenWhileTheDiskIsBusyWithIt) {
  const TempDir folder;
  folder.write("source", "old");
  auto file = NewFile::create(folder.at("target"), folder.at("source"));
  ASSERT_TRUE(file.has_value());
  std::string expected;
  for (char letter = 'a'; letter <= 'u'; ++letter) {
    const std::string megabyte(1U << 20, letter);
    ASSERT_TRUE(file->write(expected.size(), bytes_of_text(megabyte)).has_value());
    expected += megabyte;
  }
  for (const std::size_t at : {std::size_t{0}, std::size_t{8U << 20} - 3, expected.size() - 1}) {
    ASSERT_TRUE(file->write(at, bytes_of_text("STORE")).has_value());
    expected.resize(std::max(expected.size(), at + 5));
    expected.replace(at, 5, "STORE");
  }
  ASSERT_TRUE(file->commit().has_value());
  const auto kept = read_existing(folder.at("target"));
  ASSERT_TRUE(kept.has_value());
  EXPECT_TRUE(*kept == expected);
}

TEST(NewFile, TakesNoPlaceThatIsTaken) {
  const TempDir folder;
  folder.write("source", "old");
  folder.write("target", "other");
  const auto refused = NewFile::create(folder.at("target"), folder.at("source"));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::Conflict);
  const auto onto_source =
      NewFile::create(folder.at("source"), folder.at("source"), {.existing = Existing::Replace});
  ASSERT_FALSE(onto_source.has_value());
  EXPECT_EQ(onto_source.error().kind, ErrorKind::Conflict);

  auto late = NewFile::create(folder.at("fresh"), folder.at("source"));
  ASSERT_TRUE(late.has_value());
  folder.write("fresh", "someone else's");
  const auto committed = late->commit();
  ASSERT_FALSE(committed.has_value());
  EXPECT_EQ(committed.error().kind, ErrorKind::Conflict);
  EXPECT_EQ(content_of(folder.at("fresh")), "someone else's");
}

TEST(NewFile, ReplacesWhereAskedTo) {
  const TempDir folder;
  folder.write("source", "old");
  auto file =
      NewFile::create(folder.at("source"), folder.at("source"), {.onto_source = OntoSource::Allow});
  ASSERT_TRUE(file.has_value());
  ASSERT_TRUE(file->write(0, bytes_of_text("new")).has_value());
  EXPECT_EQ(content_of(folder.at("source")), "old");
  ASSERT_TRUE(file->commit().has_value());
  EXPECT_EQ(content_of(folder.at("source")), "new");
}

TEST(Sidecar, StandsBesideTheFile) {
  const TempDir folder;
  folder.write("reel.mxf", "media");
  const auto store = test::store_of(100);
  ASSERT_TRUE(write_sidecar(folder.at("reel.mxf"), store).has_value());
  EXPECT_TRUE(test::file_bytes(folder.at("reel.mxf.c2pa")) == store);
  const auto again = write_sidecar(folder.at("reel.mxf"), store);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().kind, ErrorKind::Conflict);
  EXPECT_TRUE(write_sidecar(folder.at("reel.mxf"), store, Existing::Replace).has_value());
  EXPECT_EQ(files_in(folder), 2U);
}

TEST(WritePlanned, StopsWhereItIsToldTo) {
  const test::ByteVector file(3U << 17, std::byte{7});
  const auto plan = plan_embedding(Format::Mxf, Reader(file), 100);
  ASSERT_TRUE(plan.has_value());
  MemorySource source(file);
  std::stop_source stop;
  std::vector<std::uint64_t> seen;
  const PassWatch watch{.progress =
                            [&](std::uint64_t done) {
                              seen.push_back(done);
                              if (done == 2U << 17) stop.request_stop();
                            },
                        .stop = stop.get_token()};
  const auto written = write_planned(*plan, source, nullptr, watch);
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(seen, (std::vector<std::uint64_t>{1U << 17, 2U << 17}));
}

TEST(WritePlanned, FileThatShrinksIsAnError) {
  const TempDir folder;
  folder.write("file", "twelve bytes");
  const Descriptor file(::open(folder.at("file").c_str(), O_RDONLY | O_CLOEXEC));
  FileSourceBytes source(file.number());
  std::vector<std::byte> into(12);
  EXPECT_TRUE(source.read(0, into).has_value());
  const auto beyond = source.read(1, into);
  ASSERT_FALSE(beyond.has_value());
  EXPECT_EQ(beyond.error().kind, ErrorKind::Unavailable);
}

}  // namespace
}  // namespace gg::embedding
