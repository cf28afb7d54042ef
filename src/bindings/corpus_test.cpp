#include "bindings/check.h"
#include "bindings/store_location.h"
#include "container/container.h"
#include "files/open_file.h"
#include "support/manifest_bindings.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace gg::bindings {
namespace {

namespace fs = std::filesystem;

fs::path corpus_folder() {
  const char* shared = std::getenv("GG_SHARED");
  const fs::path root = shared == nullptr ? GG_SOURCE_DIR "/../shared" : shared;
  return root / "corpora/credentials";
}

/// One row of corpus_facts.tsv: what the reference says.
struct Row {
  std::string file, binding, additional;
};

std::vector<Row> load_rows() {
  std::ifstream lines(GG_SOURCE_DIR "/src/bindings/corpus_facts.tsv");
  std::vector<Row> rows;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    Row row;
    std::istringstream columns(line);
    for (auto* column : {&row.file, &row.binding, &row.additional})
      std::getline(columns, *column, '\t');
    rows.push_back(std::move(row));
  }
  return rows;
}

/// The outcome for a file, by the binding of the manifest that has one, the active first.
std::optional<Outcome> outcome_of(const fs::path& path) {
  const auto file = OpenFile::open(path, 32U << 20);
  if (!file.has_value()) return std::nullopt;
  Budget budget;
  Parts parts(budget);
  const auto format = sniff(file->reader());
  static_cast<void>(walk_file(format, file->reader(), parts));
  const auto location = locate_stores(format, file->reader(), parts);
  std::vector<test::BoundManifest> manifests;
  for (const auto* store : location.stores)
    for (auto& each : test::manifests_of(superbox_of(*store))) manifests.push_back(std::move(each));
  bool updated = false;
  for (auto each = manifests.rbegin(); each != manifests.rend(); ++each) {
    const auto* assertion = each->find("c2pa.hash.");
    for (const auto& other : each->assertions)
      if (is_hard_binding(other.label)) assertion = &other;
    if (assertion != nullptr)
      return check_hard_binding(assertion->label, {file->reader(), format, location.stores},
                                assertion->content, {},
                                {.claim_algorithm = each->algorithm, .was_updated = updated});
    updated = updated || each->is_update;
  }
  return std::nullopt;
}

std::string words(const Outcome& outcome) {
  std::string text;
  for (const auto& problem : outcome.problems)
    text += std::to_string(static_cast<int>(problem.verdict)) + " " + problem.where + ": " +
            problem.what + " at " + std::to_string(problem.offset.value_or(0)) + "\n";
  return text;
}

/// Files of which we say something else than the reference, and why that is right.
constexpr std::pair<std::string_view, std::string_view> differences[] = {
    // The reference takes the first version of the BMFF hash. C2PA 2.2 section 18.6.1 has it
    // ignored:
    // boxes could change their places unseen, so "match" would be said of a changed film.
    {"c2pa-rs/sdk/tests/fixtures/legacy.mp4", "ignored"},
};

bool is_known_difference(std::string_view file) {
  return std::ranges::any_of(differences, [&](const auto& each) { return each.first == file; });
}

/// What is covered and what is not make up the whole file, in order.
void expect_tiles(const Outcome& outcome, std::uint64_t size_bytes) {
  std::uint64_t uncovered = 0;
  std::uint64_t at = 0;
  for (const auto& gap : outcome.uncovered) {
    EXPECT_GE(gap.range.first, at);
    EXPECT_FALSE(gap.range.is_empty());
    at = gap.range.end;
    uncovered += gap.range.size();
  }
  EXPECT_LE(at, size_bytes);
  EXPECT_EQ(uncovered, outcome.uncovered_bytes);
  EXPECT_EQ(uncovered + outcome.bound_bytes, size_bytes);
}

TEST(Corpus, EveryBindingComesOutAsTheReferenceSays) {
  const auto corpus = corpus_folder();
  if (!fs::is_directory(corpus)) GTEST_SKIP() << "no corpus at " << corpus;
  std::size_t compared = 0;
  for (const auto& row : load_rows()) {
    SCOPED_TRACE(row.file);
    const auto outcome = outcome_of(corpus / row.file);
    ASSERT_TRUE(outcome.has_value());
    if (is_known_difference(row.file)) {
      EXPECT_EQ(outcome->verdict, Verdict::Ignored);
      continue;
    }
    EXPECT_EQ(outcome->matches() ? "match" : "mismatch", row.binding) << words(*outcome);
    EXPECT_EQ(outcome->additional_exclusions ? "additional" : "-", row.additional)
        << words(*outcome);
    if (outcome->matches()) {
      expect_tiles(*outcome, fs::file_size(corpus / row.file));
      EXPECT_TRUE(std::ranges::count(outcome->uncovered, Gap::Store, &Uncovered::gap) > 0);
    }
    ++compared;
  }
  EXPECT_GT(compared, 100U);
}

TEST(Corpus, AddressOfARemoteStoreIsToldAndNotFollowed) {
  const auto path = corpus_folder() / "c2pa-rs/sdk/tests/fixtures/cloud.jpg";
  if (!fs::exists(path)) GTEST_SKIP() << "no corpus at " << path;
  const auto file = OpenFile::open(path, 32U << 20);
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk_file(Format::Jpeg, file->reader(), parts).has_value());
  const auto location = locate_stores(Format::Jpeg, file->reader(), parts);
  EXPECT_TRUE(location.stores.empty());
  EXPECT_EQ(location.remote.value_or("").substr(0, 41),
            "https://cai-manifests.adobe.com/manifests");
}

}  // namespace
}  // namespace gg::bindings
