#include "gate/scan.h"

#include "bytes/hex.h"
#include "files/file_source.h"
#include "gate/report_codec.h"
#include "gate/scan_file.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gg {
namespace {

namespace fs = std::filesystem;

/// A PNG of one pixel with one text chunk.
std::string png_with(std::string_view keyword, std::string_view value) {
  const auto size = keyword.size() + 1 + value.size();
  auto bytes = bytes_of("89504E470D0A1A0A 0000000D 'IHDR' 00000001 00000001 0802000000 00000000");
  auto text = Reader::to_text(bytes);
  for (const unsigned shift : {24U, 16U, 8U, 0U}) text += static_cast<char>(size >> shift & 0xFFU);
  text += "tEXt" + std::string(keyword) + '\0' + std::string(value) + std::string(4, '\0');
  return text + Reader::to_text(bytes_of("00000000 'IEND' AE426082"));
}

ScanReport scan_once(const std::vector<std::string>& roots, const ScanOptions& options = {}) {
  ScanProgress progress;
  auto report = scan(roots, options, progress, {});
  EXPECT_TRUE(report.has_value());
  return report ? *report : ScanReport{};
}

std::string encoded(const ScanReport& report) {
  std::string all;
  for (const auto& file : report.files) all += file.path + '\n' + encode_report(file);
  return all;
}

std::vector<std::string> paths_of(const ScanReport& report) {
  std::vector<std::string> paths;
  for (const auto& file : report.files) paths.push_back(file.path);
  return paths;
}

TEST(Scan, DigestsAreThoseOfFips180) {
  const TempDir dir;
  dir.write("abc.txt", "abc");
  dir.write("empty.bin", "");
  const auto report = scan_once({dir.text()});
  ASSERT_EQ(report.files.size(), 2U);
  EXPECT_EQ(report.files[0].sha256->hex(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(report.files[1].sha256->hex(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_FALSE(report.partial);
}

TEST(Scan, EveryFileHasEvidenceIfOnlyThatNothingIsStated) {
  const TempDir dir;
  dir.write("a.txt", "words");
  dir.write("clean.png", png_with("Software", "Paint"));
  for (const auto& file : scan_once({dir.text()}).files) EXPECT_FALSE(file.evidence.empty());
}

TEST(Scan, ResultIsTheSameForAnyNumberOfThreads) {
  const TempDir dir;
  for (int index = 0; index < 60; ++index)
    dir.write("f" + std::to_string(index) + ".png",
              png_with("parameters", "a hill, Steps: " + std::to_string(index)));
  dir.write("big.mov", std::string(5U << 20, '\0'));
  const auto one = encoded(scan_once({dir.text()}, {.jobs = 1}));
  for (const unsigned jobs : {2U, 3U, 8U})
    EXPECT_EQ(encoded(scan_once({dir.text()}, {.jobs = jobs})), one);
}

TEST(Scan, BigFileThroughASourceGivesTheSameAsInMemory) {
  const TempDir dir;
  auto small = png_with("parameters", "a hill\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 5");
  dir.write("small.png", small);
  const auto end = small.size() - 12;
  small.insert(end,
               Reader::to_text(bytes_of("00500000 'junk'")) + std::string(0x500000, 'x') + "crc!");
  dir.write("big.png", small);
  auto report = scan_once({dir.text()});
  ASSERT_EQ(report.files.size(), 2U);
  auto& big = report.files[0];
  auto& little = report.files[1];
  EXPECT_GT(big.size_bytes, Workspace::whole_file_bytes_max);
  ASSERT_EQ(big.evidence.size(), little.evidence.size());
  EXPECT_EQ(big.evidence[0].signal, little.evidence[0].signal);
  EXPECT_EQ(big.evidence[0].where.offset, little.evidence[0].where.offset);
  EXPECT_TRUE(big.faults.empty());
}

TEST(Scan, TruncatedFileIsUnreadableWithItsOffsetAndStillHashed) {
  const TempDir dir;
  dir.write("cut.png", png_with("Software", "Paint").substr(0, 40));
  const auto report = scan_once({dir.text()});
  const auto& file = report.files.at(0);
  EXPECT_TRUE(file.sha256.has_value());
  ASSERT_EQ(file.evidence.size(), 1U);
  EXPECT_EQ(file.evidence[0].kind, EvidenceKind::Unreadable);
  ASSERT_FALSE(file.faults.empty());
  EXPECT_EQ(file.faults.back().number, faults::truncated.number);
  EXPECT_GT(file.faults.back().where.offset, 32U);
  EXPECT_LE(file.faults.back().where.offset, 40U);
}

TEST(Scan, StopLeavesAPartialReportThatSaysSo) {
  const TempDir dir;
  for (int index = 0; index < 20; ++index) dir.write(std::to_string(index), "x");
  std::stop_source stop;
  ScanProgress progress;
  std::jthread stopper([&] { stop.request_stop(); });
  stopper.join();
  const auto report = scan({dir.text()}, {}, progress, stop.get_token());
  ASSERT_TRUE(report.has_value());
  EXPECT_TRUE(report->partial);
}

TEST(Walk, MissingRootNamesItself) {
  ScanProgress progress;
  const auto report = scan({"/no/such/folder"}, {}, progress, {});
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().kind, ErrorKind::NotFound);
  EXPECT_NE(report.error().message.find("'/no/such/folder'"), std::string::npos);
}

TEST(Walk, LoopsDanglingLinksAndPipesAreReportedNotFollowed) {
  const TempDir dir;
  dir.write("reel/a.txt", "a");
  fs::create_directory_symlink(dir.text(), dir.at("reel/up"));
  fs::create_symlink("nowhere", dir.at("gone"));
  ASSERT_EQ(mkfifo(dir.at("pipe").c_str(), 0600), 0);
  const auto report = scan_once({dir.text()});
  EXPECT_EQ(paths_of(report), std::vector<std::string>{"reel/a.txt"});
  ASSERT_EQ(report.troubles.size(), 3U);
  EXPECT_EQ(report.troubles[0].path, "gone");
  EXPECT_EQ(report.troubles[0].why, "symbolic link to nothing");
  EXPECT_EQ(report.troubles[1].path, "pipe");
  EXPECT_EQ(report.troubles[2].path, "reel/up");
  EXPECT_NE(report.troubles[2].why.find("loop"), std::string::npos);
}

TEST(Walk, UnreadableFolderIsReportedAndTheRestIsScanned) {
  if (geteuid() == 0) GTEST_SKIP() << "root may enter every folder";
  const TempDir dir;
  dir.write("closed/a.txt", "a");
  dir.write("open/b.txt", "b");
  fs::permissions(dir.at("closed"), fs::perms::none);
  const auto report = scan_once({dir.text()});
  fs::permissions(dir.at("closed"), fs::perms::owner_all);
  EXPECT_EQ(paths_of(report), std::vector<std::string>{"open/b.txt"});
  ASSERT_EQ(report.troubles.size(), 1U);
  EXPECT_EQ(report.troubles[0].path, "closed");
}

TEST(Walk, NamesOfAnyEncodingAndPatterns) {
  const TempDir dir;
  dir.write("caf\xE9.txt", "latin");
  dir.write("new\nline.txt", "n");
  dir.write("skip/x.tmp", "x");
  const auto report = scan_once({dir.text()}, {.walk = {.include = {}, .exclude = {"*.tmp"}}});
  EXPECT_EQ(paths_of(report), (std::vector<std::string>{"caf\xE9.txt", "new\nline.txt"}));
  EXPECT_EQ(scan_once({dir.text()}, {.walk = {.include = {"skip/"}}}).files.size(), 1U);
}

TEST(Walk, SeveralRootsKeepTheirNames) {
  const TempDir dir;
  dir.write("one/a.txt", "a");
  dir.write("two/a.txt", "b");
  const auto report = scan_once({dir.at("one"), dir.at("two/a.txt")});
  EXPECT_EQ(paths_of(report), (std::vector<std::string>{dir.at("one/a.txt"), dir.at("two/a.txt")}));
}

TEST(Source, ShrunkFileIsAFaultWithItsOffset) {
  const TempDir dir;
  dir.write("f", "0123456789");
  const int descriptor = open(dir.at("f").c_str(), O_RDONLY);
  FileSource source(descriptor, 20, 100);
  Reader in(source);
  EXPECT_EQ(*in.text(8), "01234567");
  const auto missing = in.u32();
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().fault, &faults::read_failed);
  EXPECT_EQ(missing.error().offset, 8U);
  EXPECT_EQ(in.take(12).error().fault, &faults::read_failed);
  close(descriptor);
}

TEST(Source, HeldBytesHaveALimitAndStayWhereTheyAre) {
  const TempDir dir;
  dir.write("f", std::string(300'000, 'a') + "tail");
  const int descriptor = open(dir.at("f").c_str(), O_RDONLY);
  FileSource source(descriptor, 300'004, 200'000);
  Reader in(source);
  const auto early = *in.take(3);
  EXPECT_EQ(in.take(250'000).error().fault, &faults::too_large);
  EXPECT_TRUE(in.take(150'000).has_value());
  ASSERT_TRUE(in.skip(300'000 - in.offset()).has_value());
  EXPECT_EQ(*in.text(4), "tail");
  EXPECT_EQ(Reader::to_text(early), "aaa");
  close(descriptor);
}

class Cached : public testing::Test {
 protected:
  void SetUp() override {
    dir.write("media/a.png", png_with("parameters", "a hill\nSteps: 20, Sampler: Euler, Seed: 5"));
    dir.write("media/cut.png", png_with("k", "v").substr(0, 30));
    cache = *ScanCache::open(dir.at("cache/scan.db"));
  }
  /// Change times cannot be set, so the settling time must really pass.
  static void settle() { std::this_thread::sleep_for(std::chrono::milliseconds(2100)); }

  ScanReport scan_cached() { return scan_once({dir.at("media")}, {.cache = cache.get()}); }

  TempDir dir;
  std::unique_ptr<ScanCache> cache;
};

TEST_F(Cached, SecondScanIsByteIdenticalAndAChangeIsSeen) {
  settle();
  const auto first = encoded(scan_cached());
  std::vector<std::optional<FileReport>> slots(2);
  const auto listing = *list_files({dir.at("media")}, {}, {});
  cache->load(listing.files, slots);
  EXPECT_TRUE(slots[0].has_value());
  EXPECT_TRUE(slots[1].has_value());
  EXPECT_EQ(encoded(scan_cached()), first);

  dir.write("media/a.png", png_with("Software", "Paint"));
  slots.assign(2, std::nullopt);
  cache->load(list_files({dir.at("media")}, {}, {})->files, slots);
  EXPECT_FALSE(slots[0].has_value());
  EXPECT_NE(encoded(scan_cached()), first);
  EXPECT_EQ(encoded(scan_cached()), encoded(scan_once({dir.at("media")})));
}

TEST_F(Cached, FileChangedJustNowIsNotKept) {
  scan_cached();
  std::vector<std::optional<FileReport>> slots(2);
  cache->load(list_files({dir.at("media")}, {}, {})->files, slots);
  EXPECT_FALSE(slots[0].has_value());
}

TEST(Cache, FileThatIsNoDatabaseIsUnavailableWithItsName) {
  const TempDir dir;
  dir.write("scan.db", std::string(4096, 'x'));
  const auto cache = ScanCache::open(dir.at("scan.db"));
  ASSERT_FALSE(cache.has_value());
  EXPECT_EQ(cache.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(cache.error().message.find("scan.db"), std::string::npos);
}

TEST(ReportCodec, GivesBackExactlyTheSameAndRefusesEveryTruncation) {
  FileReport report;
  report.size_bytes = 1ULL << 40;
  report.sha256 = Sha256{};
  report.sha256->bytes[31] = 0xFF;
  report.format = Format::Executable;
  report.extension_mismatch = true;
  report.picture = PictureSize{4096, 1};
  report.evidence.push_back({.kind = EvidenceKind::Generator,
                             .state = State::NotYetValidated,
                             .claims = {Claim::Generated, Claim::NotStated},
                             .strength = Strength::Hint,
                             .signal = "s",
                             .source_type = "t",
                             .tool = "u",
                             .model = "m",
                             .when = "w",
                             .prompt = std::string("p\0q", 3),
                             .parameters = {{"seed", "5"}},
                             .where = {"PNG/x", 1ULL << 33, 7},
                             .limits = "l"});
  report.faults.push_back({1001, "text", {"PNG", 3, 4}});
  const auto text = encode_report(report);
  std::vector<std::byte> bytes(text.size());
  std::ranges::transform(text, bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
  const auto back = decode_report(Reader(bytes));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(encode_report(*back), text);
  EXPECT_EQ(back->evidence[0].prompt.size(), 3U);
  EXPECT_EQ(back->evidence[0].where.offset, 1ULL << 33);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decode_report(Reader(Bytes(bytes).first(size))).has_value()) << size;
}

}  // namespace
}  // namespace gg
