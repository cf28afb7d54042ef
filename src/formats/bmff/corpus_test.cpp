#include "formats/bmff/bmff.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace gg::bmff {
namespace {

const std::filesystem::path corpus = GG_SOURCE_DIR "/../shared/corpora/credentials";

struct Row {
  std::string file;
  std::string state;  ///< What the reference validator says of the file's credentials.
};

/// The rows of the corpus' list that name a file of boxes.
std::vector<Row> rows() {
  const std::set<std::string> extensions = {".mp4",  ".m4s",  ".mov", ".m4a",
                                            ".heic", ".heif", ".avif"};
  std::ifstream list(corpus / "MANIFEST.tsv");
  std::vector<Row> rows;
  for (std::string line; std::getline(list, line);) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
    if (cells.empty() || !extensions.contains(std::filesystem::path(cells[0]).extension()))
      continue;
    cells.resize(8);
    rows.push_back({cells[0], cells[7]});
  }
  return rows;
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

TEST(BmffCorpus, StoresAreFoundWhereTheReferenceFindsThemAndNowhereElse) {
  if (!std::filesystem::exists(corpus / "MANIFEST.tsv"))
    GTEST_SKIP() << "no corpus at " << corpus << ": nothing was compared";
  std::size_t compared = 0;
  for (const auto& row : rows()) {
    const auto file = content_of(corpus / row.file);
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(std::as_bytes(std::span(file))), parts);
    EXPECT_TRUE(walked.has_value()) << row.file;
    for (const auto& fault : parts.faults)
      ADD_FAILURE() << row.file << " " << fault.path << ": " << fault.error.fault->text << " at "
                    << fault.error.offset;
    if (row.state.empty() || row.state == "Error") continue;  // the reference could not read it
    EXPECT_EQ(row.state != "NoManifest", !parts.stores.empty()) << row.file;
    ++compared;
  }
  EXPECT_GE(compared, 20U);
}

}  // namespace
}  // namespace gg::bmff
