#include "support/embedding.h"

#include <filesystem>
#include <map>

#include <gtest/gtest.h>

namespace gg::embedding {
namespace {

const std::filesystem::path corpora = GG_SOURCE_DIR "/../shared/corpora/credentials";
constexpr std::uintmax_t file_bytes_max = 3U << 20;

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& each : std::filesystem::recursive_directory_iterator(folder))
    if (each.is_regular_file() && each.file_size() <= file_bytes_max) files.push_back(each.path());
  std::ranges::sort(files);
  return files;
}

/// Every real file takes a store or says why not, and the walkers find that store alone.
TEST(Corpus, RealFilesHoldTheStoreOnce) {
  if (!std::filesystem::exists(corpora)) GTEST_SKIP() << "no corpora at " << corpora;
  const auto store = test::store_of(20'001);
  std::map<std::string, std::size_t> refusals;
  std::map<std::string, std::size_t> taken;
  for (const auto& path : files_below(corpora)) {
    const auto file = test::file_bytes(path);
    const auto format = sniff(Reader(file));
    if (home_of(format) == StoreHome::Beside) continue;
    SCOPED_TRACE(path);
    const auto plan = plan_embedding(format, Reader(file), store.size());
    if (!plan.has_value()) {
      ++refusals[plan.error().message.substr(0, plan.error().message.rfind(" (at"))];
      continue;
    }
    test::expect_embedding(format, file, store);
    ++taken[std::string(facts_of(format).name)];
  }
  for (const auto& [what, count] : taken) std::cout << "  " << count << " " << what << "\n";
  for (const auto& [what, count] : refusals)
    std::cout << "  " << count << " refused: " << what << "\n";
  EXPECT_GE(taken.size(), 12U);
}

std::uint64_t big_endian(Bytes bytes) {
  std::uint64_t value = 0;
  for (const auto byte : bytes) value = value << 8U | std::to_integer<std::uint64_t>(byte);
  return value;
}

/// What every chunk table of a movie leads to: 32 bytes of each chunk. Own code, so that it shares
/// no mistake with the planner.
std::string chunks_of(Bytes file, Bytes boxes) {
  std::string found;
  while (boxes.size() >= 8) {
    auto size = big_endian(boxes.first(4));
    const auto type = Reader::to_text(boxes.subspan(4, 4));
    std::size_t header = 8;
    if (size == 1 && boxes.size() >= 16) {
      size = big_endian(boxes.subspan(8, 8));
      header = 16;
    }
    if (size == 0) size = boxes.size();
    if (size < header || size > boxes.size()) break;
    const auto payload = boxes.subspan(header, static_cast<std::size_t>(size) - header);
    if (type == "moov" || type == "trak" || type == "mdia" || type == "minf" || type == "stbl") {
      found += chunks_of(file, payload);
    } else if (type == "stco" || type == "co64") {
      const std::size_t width = type == "stco" ? 4 : 8;
      const auto count = static_cast<std::size_t>(big_endian(payload.subspan(4, 4)));
      for (std::size_t index = 0; index < count; ++index) {
        const auto at = big_endian(payload.subspan(8 + index * width, width));
        if (at > file.size()) break;
        const auto rest = file.subspan(static_cast<std::size_t>(at));
        found += Reader::to_text(rest.first(std::min<std::size_t>(rest.size(), 32))) + "|";
      }
    }
    boxes = boxes.subspan(static_cast<std::size_t>(size));
  }
  return found;
}

TEST(Corpus, ChunkTablesLeadToTheSameMedia) {
  if (!std::filesystem::exists(corpora)) GTEST_SKIP() << "no corpora at " << corpora;
  std::size_t compared = 0;
  for (const auto& path : files_below(corpora)) {
    const auto file = test::file_bytes(path);
    const auto before = chunks_of(file, file);
    if (before.empty()) continue;
    SCOPED_TRACE(path);
    const auto format = sniff(Reader(file));
    for (const std::uint64_t size : {100U, 100'000U}) {
      const auto embedded = test::embed(format, file, test::store_of(size));
      ASSERT_TRUE(embedded.has_value()) << embedded.error().message;
      EXPECT_TRUE(chunks_of(embedded->bytes, embedded->bytes) == before);
    }
    ++compared;
  }
  EXPECT_GE(compared, 10U);
}

/// The store of a signed file, put back in the place from which it was taken, gives that file.
TEST(Corpus, OwnStorePutBackGivesTheSameFile) {
  if (!std::filesystem::exists(corpora)) GTEST_SKIP() << "no corpora at " << corpora;
  std::size_t compared = 0;
  for (const auto& path : files_below(corpora / "ref-signed")) {
    const auto file = test::file_bytes(path);
    const auto format = sniff(Reader(file));
    const auto stores = test::stores_in(format, file);
    if (stores.size() != 1) continue;
    SCOPED_TRACE(path);
    const EmbeddingOptions options{.merkle_boxes = MerkleBoxes::Keep};
    const auto embedded = test::embed(format, file, stores.front(), options);
    if (!embedded.has_value()) {
      ADD_FAILURE() << embedded.error().message;
      continue;
    }
    // The reference leaves the offset of the first `merkle` box empty.
    if (path.filename().string().find("merkle") == std::string::npos) {
      EXPECT_TRUE(embedded->bytes == file);
    }
    EXPECT_EQ(embedded->bytes.size(), file.size());
    ++compared;
  }
  EXPECT_GE(compared, 25U);
}

}  // namespace
}  // namespace gg::embedding
