#include "container/container.h"
#include "signals/signals.h"
#include "signals/words.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gg {
namespace {

namespace fs = std::filesystem;

const fs::path root = GG_SOURCE_DIR "/../shared/corpora/credentials";

struct Expected {
  std::string claim;
  std::string tool;
  std::string model;
  std::string source_type;
  std::string parameter;  ///< "name=value" or empty.
};

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == mark)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

struct Expectations {
  std::multimap<std::string, Expected> files;  ///< A file has a row for each mark of another kind.
  std::vector<std::string> sets;
};

Expectations load_expectations() {
  constexpr std::string_view sets_word = "# sets: ";
  Expectations read;
  std::ifstream file(GG_SOURCE_DIR "/tests/expectations/corpus.tsv");
  std::string line;
  while (std::getline(file, line)) {
    if (line.starts_with(sets_word)) read.sets = split(line.substr(sets_word.size()), ' ');
    if (line.empty() || line.starts_with('#')) continue;
    auto columns = split(line, '\t');
    columns.resize(6);
    read.files.insert({columns[0], {columns[1], columns[2], columns[3], columns[4], columns[5]}});
  }
  return read;
}

std::vector<Evidence> scan(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const Reader reader(std::as_bytes(std::span(text)));
  Budget budget;
  Parts parts(budget);
  const auto format = sniff(reader);
  // Damage is met in this corpus on purpose: what was read before it counts.
  const auto walked = walk_file(format, reader, parts);
  (void)walked;
  return read_signals(parts);
}

std::string shown(const std::vector<Evidence>& evidence) {
  std::string text;
  for (const auto& one : evidence) {
    text += "\n  " + one.signal + " tool=" + one.tool + " model=" + one.model +
            " type=" + one.source_type + " claims=";
    for (const auto claim : one.claims) text += std::string(to_word(claim)) + ",";
    text += " at " + one.where.path;
  }
  return text;
}

bool fits(const Evidence& evidence, const Expected& expected) {
  const auto has_claim = std::ranges::any_of(
      evidence.claims, [&](Claim claim) { return to_word(claim) == expected.claim; });
  const auto has_parameter = std::ranges::any_of(evidence.parameters, [&](const auto& parameter) {
    return parameter.first + "=" + parameter.second == expected.parameter;
  });
  return has_claim && claims_ai(evidence) &&
         evidence.tool.find(expected.tool) != std::string::npos &&
         evidence.model.find(expected.model) != std::string::npos &&
         (expected.source_type.empty() || evidence.source_type == expected.source_type) &&
         (expected.parameter.empty() || has_parameter);
}

TEST(Corpus, EveryFileThatBearsMarksGivesThem) {
  if (!fs::exists(root)) GTEST_SKIP() << "no corpus at " << root;
  const auto files = load_expectations().files;
  ASSERT_GE(files.size(), 59U) << "the list was cut short";
  for (const auto& [name, expected] : files) {
    SCOPED_TRACE(name);
    ASSERT_TRUE(fs::exists(root / name));
    const auto evidence = scan(root / name);
    const auto match =
        std::ranges::find_if(evidence, [&](const Evidence& one) { return fits(one, expected); });
    EXPECT_NE(match, evidence.end()) << shown(evidence);
  }
}

TEST(Corpus, NoOtherFileClaimsAi) {
  if (!fs::exists(root)) GTEST_SKIP() << "no corpus at " << root;
  const auto expectations = load_expectations();
  ASSERT_FALSE(expectations.sets.empty());
  for (const auto& set : expectations.sets) {
    std::size_t read = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root / set)) {
      const auto name = fs::relative(entry.path(), root).generic_string();
      if (!entry.is_regular_file() || expectations.files.contains(name)) continue;
      const auto evidence = scan(entry.path());
      EXPECT_TRUE(std::ranges::none_of(evidence, claims_ai)) << name << shown(evidence);
      ++read;
    }
    EXPECT_GT(read, 0U) << set;
  }
}

TEST(Corpus, CamerasOfExifSamplesAreFound) {
  if (!fs::exists(root)) GTEST_SKIP() << "no corpus at " << root;
  int cameras = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root / "exif-samples")) {
    if (!entry.is_regular_file()) continue;
    const auto evidence = scan(entry.path());
    cameras += std::ranges::any_of(
        evidence, [](const Evidence& one) { return one.kind == EvidenceKind::Camera; });
  }
  EXPECT_EQ(cameras, 27);  // those with make, model and a capture setting, by exiftool too
  RecordProperty("cameras", cameras);
}

}  // namespace
}  // namespace gg
