#include "report/thumbnail.h"

#include "base/sanitized.h"
#include "bytes/hex.h"
#include "helpers/child_process.h"

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace gg::report {
namespace {

namespace fs = std::filesystem;

/// 2 x 2 pixels, 8-bit grey: black, white, white, black.
constexpr std::string_view tiny_png =
    "89 'PNG' 0D0A1A0A 0000000D 'IHDR' 00000002 00000002 0800000000 57DD52F8"
    "0000000C 'IDAT' 78DA6360F80F8400060001FF AD2C3725"
    "00000000 'IEND' AE426082";

class ThumbnailTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "gg_thumbnail_XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  std::string write(std::string_view name, const std::vector<std::byte>& bytes) {
    const auto path = folder_ / name;
    std::ofstream file(path, std::ios::binary);
    for (const auto byte : bytes) file.put(std::to_integer<char>(byte));
    return path.string();
  }
  std::string write_script(std::string_view text) {
    const auto path = folder_ / "worker.sh";
    std::ofstream(path) << "#!/bin/sh\n" << text << "\n";
    fs::permissions(path, fs::perms::owner_all);
    return path.string();
  }
  /// The real worker where it was built; the test says loudly when it was not.
  static std::string worker() {
    const std::string path = GG_WORKER;
    return fs::exists(path) ? path : std::string();
  }

  fs::path folder_;
};

#define NEED_WORKER() \
  if (worker().empty()) GTEST_SKIP() << "goodgate-worker is not built: thumbnails are not tested"

TEST_F(ThumbnailTest, PngBecomesJpeg) {
  NEED_WORKER();
  const auto made = make_thumbnail(write("a.bin", bytes_of(tiny_png)), {.worker = worker()});
  EXPECT_EQ(made.reason, "");
  EXPECT_TRUE(made.jpeg.starts_with("\xFF\xD8\xFF"));
  EXPECT_LT(made.jpeg.size(), 2000U);
}

TEST_F(ThumbnailTest, TextIsNoPicture) {
  NEED_WORKER();
  const auto path = write("a.txt", bytes_of("'hello, this is no picture at all' 0A"));
  EXPECT_EQ(make_thumbnail(path, {.worker = worker()}).reason, "not a kind that is decoded");
}

TEST_F(ThumbnailTest, PlayListThatNamesAnotherFileIsRefused) {
  NEED_WORKER();
  const auto picture = write("a.png", bytes_of(tiny_png));
  const auto path = folder_ / "list.m3u8";
  std::ofstream(path) << "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://" << picture
                      << "\n#EXT-X-ENDLIST\n";
  EXPECT_EQ(make_thumbnail(path.string(), {.worker = worker()}).reason,
            "not a kind that is decoded");
}

TEST_F(ThumbnailTest, EveryTruncationOfAPictureIsAnOrdinaryOutcome) {
  NEED_WORKER();
  const auto bytes = bytes_of(tiny_png);
  std::vector<std::string> paths;
  for (std::size_t size = 0; size < bytes.size(); size += 5)
    paths.push_back(write(std::to_string(size) + ".png",
                          {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)}));
  for (const auto& made : make_thumbnails(paths, {.worker = worker(), .jobs = 2})) {
    EXPECT_NE(made.jpeg.empty(), made.reason.empty());
    EXPECT_EQ(made.reason.find("signal"), std::string::npos) << made.reason;
    EXPECT_EQ(made.reason.find("with code"), std::string::npos) << made.reason;
  }
}

TEST_F(ThumbnailTest, PictureOfTooManyPixelsIsRefused) {
  NEED_WORKER();
  auto bytes = bytes_of(tiny_png);
  const auto huge = bytes_of("0000FFFF 0000FFFF");
  std::copy(huge.begin(), huge.end(), bytes.begin() + 16);
  const auto reason = make_thumbnail(write("huge.png", bytes), {.worker = worker()}).reason;
  EXPECT_TRUE(reason == "picture too large to decode" || reason == "no picture could be decoded")
      << reason;
}

TEST_F(ThumbnailTest, ResultsStandInTheOrderOfThePaths) {
  NEED_WORKER();
  std::vector<std::string> paths;
  for (int index = 0; index < 6; ++index)
    paths.push_back(
        write(std::to_string(index), index % 2 == 0 ? bytes_of(tiny_png) : bytes_of("'text'")));
  const auto made = make_thumbnails(paths, {.worker = worker(), .jobs = 3});
  for (std::size_t index = 0; index < made.size(); ++index)
    EXPECT_EQ(made.at(index).jpeg.empty(), index % 2 == 1) << index << made.at(index).reason;
}

TEST_F(ThumbnailTest, MissingWorkerAndMissingFileAreReasons) {
  const auto path = write("a.png", bytes_of(tiny_png));
  EXPECT_EQ(make_thumbnail(path, {}).reason, "goodgate-worker is not installed");
  EXPECT_EQ(make_thumbnail(path, {.worker = "/nowhere/worker"}).reason,
            "the decoder could not be started");
  EXPECT_EQ(make_thumbnail(path + ".gone", {.worker = "/bin/true"}).reason,
            "the file could not be opened");
  EXPECT_EQ(make_thumbnail(folder_.string(), {.worker = "/bin/true"}).reason, "not a regular file");
}

TEST_F(ThumbnailTest, WorkerThatMisbehavesIsAReason) {
  const auto path = write("a.png", bytes_of(tiny_png));
  const auto reason = [&](std::string_view script) {
    return make_thumbnail(path, {.worker = write_script(script),
                                 .deadline = std::chrono::milliseconds(300),
                                 .jpeg_bytes_max = 1000})
        .reason;
  };
  EXPECT_EQ(reason("exit 82"), "no picture could be decoded");
  EXPECT_EQ(reason("exit 3"), "decoder ended with code 3");
  EXPECT_EQ(reason("kill -SEGV $$"), "decoder stopped by signal 11");
  EXPECT_EQ(reason("while :; do :; done"), "decoding took too long");
  EXPECT_EQ(reason("while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done"),
            "the decoder wrote too much");
  EXPECT_EQ(reason("echo no picture"), "the decoder wrote no JPEG");
}

/// The line of /proc/PID/status with the mode of system call filtering, for a child of this
/// process; empty if there is none.
std::string filter_line_of_child() {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/proc", ignored)) {
    std::ifstream status(entry.path() / "status");
    bool is_child = false;
    for (std::string line; std::getline(status, line);) {
      if (line == "PPid:\t" + std::to_string(getpid())) is_child = true;
      if (is_child && line.starts_with("Seccomp:")) return line;
    }
  }
  return {};
}

TEST_F(ThumbnailTest, WorkerReadsOnlyBehindTheFilter) {
  NEED_WORKER();
  if (is_sanitized) GTEST_SKIP() << "a sanitizer does not bear the filter: not set in this build";
  std::array<int, 2> ends{-1, -1};
  ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
  const Descriptor input(ends[0]);
  Descriptor writing(ends[1]);
  // The worker waits for its first byte, which does not come until it has been looked at.
  std::jthread run([&] {
    helpers::run_child({.program = worker(), .arguments = {"thumbnail"}, .input = input.number()});
  });
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  std::string line;
  while (line != "Seccomp:\t2" && std::chrono::steady_clock::now() < end)
    line = filter_line_of_child();
  EXPECT_EQ(line, "Seccomp:\t2");
  writing.reset();
}

TEST_F(ThumbnailTest, CorpusPicturesAreDecoded) {
  NEED_WORKER();
  const fs::path corpus = fs::path(GG_SOURCE_DIR) / "../shared/corpora/pictures";
  if (!fs::exists(corpus)) GTEST_SKIP() << "no corpus of pictures at " << corpus;
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(corpus)) {
    const auto extension = entry.path().extension();
    if (extension == ".jpg" || extension == ".png") paths.push_back(entry.path().string());
    if (paths.size() == 20) break;
  }
  const auto made = make_thumbnails(paths, {.worker = worker(), .jobs = 2});
  for (std::size_t index = 0; index < made.size(); ++index)
    EXPECT_FALSE(made.at(index).jpeg.empty()) << paths.at(index) << ": " << made.at(index).reason;
}

}  // namespace
}  // namespace gg::report
