#include "formats/mpeg_audio/mpeg_audio.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

namespace gg::mpeg_audio {
namespace {

constexpr const char* corpus = GG_SOURCE_DIR "/../shared/corpora/credentials/";

std::vector<std::byte> bytes_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::vector<std::byte> bytes;
  for (std::istreambuf_iterator<char> each(in), end; each != end; ++each)
    bytes.push_back(static_cast<std::byte>(*each));
  return bytes;
}

/// Columns of one row; column 7 is what the reference reader found.
std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> columns;
  std::istringstream in(line);
  for (std::string column; std::getline(in, column, '\t');) columns.push_back(column);
  return columns;
}

bool is_ours(const std::string& name) {
  for (const std::string extension : {".mp3"})
    if (name.ends_with(extension)) return true;
  return false;
}

TEST(Mp3Corpus, StoreIsFoundWhereTheReferenceFoundOneAndNowhereElse) {
  std::ifstream manifest(std::string(corpus) + "MANIFEST.tsv");
  if (!manifest.is_open()) GTEST_SKIP() << "no credential corpus at " << corpus;
  int files = 0;
  for (std::string line; std::getline(manifest, line);) {
    const auto columns = columns_of(line);
    if (columns.size() < 8 || !is_ours(columns[0])) continue;
    const auto bytes = bytes_of_file(corpus + columns[0]);
    ASSERT_FALSE(bytes.empty()) << columns[0];
    Budget budget;
    Parts parts(budget);
    // Damaged files stop where they stop; what stands before is found.
    const auto walked = walk(Reader(bytes), parts);
    EXPECT_TRUE(walked.has_value() || walked.error().offset <= bytes.size()) << columns[0];
    const bool expected = columns[7] != "NoManifest" && columns[7] != "Error";
    EXPECT_EQ(parts.stores.size(), expected ? 1U : 0U) << columns[0] << " " << columns[7];
    ++files;
  }
  EXPECT_GE(files, 3);
}

}  // namespace
}  // namespace gg::mpeg_audio
