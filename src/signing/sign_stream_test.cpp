#include "signing/sign_stream.h"

#include "signing/stream_outputs.h"
#include "support/signed_file.h"
#include "support/stream_files.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace gg::signing {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t segments_count = 12;

/// A folder with a stream in it.
class StreamStudio : public test::Studio {
 public:
  StreamStudio() {
    folder.write("film/init.mp4", Reader::to_text(test::init_of("iso6")));
    for (std::size_t index = 0; index < segments_count; ++index) {
      const auto name = "film/seg-" + std::to_string(index) + ".m4s";
      folder.write(name, Reader::to_text(test::segment_of(1, "media " + std::to_string(index))));
      segments.emplace_back(folder.at(name));
    }
  }

  [[nodiscard]] SignOrder stream_order() const { return order("film/init.mp4", "signed"); }

  [[nodiscard]] std::set<std::string> files() const {
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder.text()))
      names.insert(entry.path().lexically_relative(folder.text()).string());
    return names;
  }

  std::vector<fs::path> segments;
};

TEST(SignStream, StoppedAtAnyFileItLeavesNothing) {
  const StreamStudio studio;
  const auto before = studio.files();
  for (std::size_t stop_at = 0; stop_at <= segments_count + 1; ++stop_at) {
    std::stop_source source;
    std::size_t calls = 0;
    SignTools tools{studio.signer, studio.terms};
    tools.stop = source.get_token();
    tools.progress = [&](std::uint64_t done, std::uint64_t all) {
      EXPECT_LE(done, all);
      if (calls++ == stop_at) source.request_stop();
    };
    const auto result = sign_stream(studio.stream_order(), studio.segments, tools);
    if (stop_at > segments_count) {
      ASSERT_TRUE(result.has_value()) << result.error().message;
      EXPECT_EQ(result->segments, segments_count);
      EXPECT_EQ(calls, segments_count + 1);
    } else {
      ASSERT_FALSE(result.has_value()) << stop_at;
      EXPECT_EQ(result.error().kind, ErrorKind::Unavailable);
      EXPECT_EQ(studio.files(), before) << stop_at;
    }
  }
}

TEST(SignStream, NamesTheSegmentThatIsNone) {
  const StreamStudio studio;
  studio.folder.write("film/seg-7.m4s", test::pixel());
  const auto before = studio.files();
  const auto result =
      sign_stream(studio.stream_order(), studio.segments, SignTools{studio.signer, studio.terms});
  ASSERT_FALSE(result.has_value());
  EXPECT_TRUE(result.error().message.starts_with(studio.folder.at("film/seg-7.m4s") + ": "))
      << result.error().message;
  EXPECT_EQ(studio.files(), before);
}

void write_all(StreamOutputs& outputs, std::size_t count) {
  for (std::size_t index = 0; index < count; ++index) {
    const auto file = outputs.open(index);
    ASSERT_TRUE(file.has_value());
    ASSERT_TRUE((*file)->write(0, std::as_bytes(std::span("new", 3))).has_value());
    ASSERT_TRUE(outputs.close().has_value());
  }
}

TEST(StreamOutputs, WhereOneCannotBeMovedAllAreAsTheyWere) {
  const TempDir folder;
  folder.write("source", "source");
  folder.write("out/a", "old a");
  folder.write("out/deep/b", "old b");
  folder.write("out/c", "old c");
  const fs::path out = folder.at("out");
  std::vector<StreamOutputs::Target> targets;
  for (const auto* name : {"a", "deep/b", "c"}) targets.push_back({folder.at("source"), name});
  {
    auto outputs = StreamOutputs::create(out, targets, embedding::Existing::Replace);
    ASSERT_TRUE(outputs.has_value()) << outputs.error().message;
    write_all(*outputs, targets.size());
    fs::remove_all(out / "deep");
    EXPECT_FALSE(outputs->commit().has_value());
  }
  EXPECT_EQ(test::content_of(out / "a"), "old a");
  EXPECT_EQ(test::content_of(out / "c"), "old c");
  EXPECT_EQ(std::distance(fs::directory_iterator(out), fs::directory_iterator()), 2);
}

TEST(StreamOutputs, WhatComesInTheMeantimeIsNotReplaced) {
  const TempDir folder;
  folder.write("source", "source");
  const fs::path out = folder.at("out");
  const std::vector<StreamOutputs::Target> targets{{folder.at("source"), "a"},
                                                   {folder.at("source"), "b"}};
  {
    auto outputs = StreamOutputs::create(out, targets, embedding::Existing::Refuse);
    ASSERT_TRUE(outputs.has_value()) << outputs.error().message;
    write_all(*outputs, targets.size());
    folder.write("out/a", "mine");
    const auto done = outputs->commit();
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().kind, ErrorKind::Conflict);
  }
  EXPECT_EQ(test::content_of(out / "a"), "mine");
  EXPECT_FALSE(fs::exists(out / "b"));
}

}  // namespace
}  // namespace gg::signing
