#pragma once

#include "parts/parts.h"

#include <cstddef>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace gg {

inline constexpr const char* credential_corpus = GG_SOURCE_DIR "/../shared/corpora/credentials/";

inline std::vector<std::byte> bytes_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::vector<std::byte> bytes;
  for (std::istreambuf_iterator<char> each(in), end; each != end; ++each)
    bytes.push_back(static_cast<std::byte>(*each));
  return bytes;
}

/// Columns of one row; column 7 is what the reference reader found.
inline std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> columns;
  std::istringstream in(line);
  for (std::string column; std::getline(in, column, '\t');) columns.push_back(column);
  return columns;
}

inline bool ends_with_any(std::string_view name, const std::vector<std::string>& extensions) {
  for (const auto& extension : extensions)
    if (name.ends_with(extension)) return true;
  return false;
}

/// Walks every file of the credential corpus with one of `extensions`: a store must be found where
/// the reference reader found one, and nowhere else. Skips the test when the corpus is absent.
inline void expect_stores_as_the_reference(Parsed<void> (*walk)(Reader, Parts&),
                                           const std::vector<std::string>& extensions,
                                           int files_min) {
  std::ifstream manifest(std::string(credential_corpus) + "MANIFEST.tsv");
  if (!manifest.is_open()) GTEST_SKIP() << "no credential corpus at " << credential_corpus;
  int files = 0;
  for (std::string line; std::getline(manifest, line);) {
    const auto columns = columns_of(line);
    if (columns.size() < 8 || !ends_with_any(columns[0], extensions)) continue;
    const auto bytes = bytes_of_file(credential_corpus + columns[0]);
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
  EXPECT_GE(files, files_min);
}

}  // namespace gg
