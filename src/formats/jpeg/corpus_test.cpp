#include "formats/jpeg/jpeg.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <gtest/gtest.h>

namespace gg::jpeg {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// One row of corpus_facts.tsv.
struct Facts {
  std::string file, make, model, software, comment, xmp, iptc;
};

std::vector<Facts> load_facts() {
  std::istringstream lines(text_of(GG_SOURCE_DIR "/src/formats/jpeg/corpus_facts.tsv"));
  std::vector<Facts> rows;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    Facts row;
    std::istringstream columns(line);
    for (auto* column :
         {&row.file, &row.make, &row.model, &row.software, &row.comment, &row.xmp, &row.iptc})
      std::getline(columns, *column, '\t');
    rows.push_back(std::move(row));
  }
  return rows;
}

/// Line ends as corpus_facts.tsv writes them.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (c == '\n')
      line += "\\n";
    else if (c == '\r')
      line += "\\r";
    else
      line += c;
  }
  return line;
}

void compare(const Facts& facts, const Parts& parts) {
  SCOPED_TRACE(facts.file);
  const auto value = [&parts](std::string_view key) {
    const auto* field = parts.find(Carrier::Exif, key);
    return field == nullptr ? std::string() : on_one_line(field->value);
  };
  EXPECT_EQ(value("Make"), facts.make);
  EXPECT_EQ(value("Model"), facts.model);
  EXPECT_EQ(value("Software"), facts.software);
  EXPECT_EQ(value("UserComment").substr(0, facts.comment.size()), facts.comment);
  const auto has = [&parts](Carrier carrier) {
    return std::ranges::any_of(parts.fields,
                               [&](const Field& field) { return field.carrier == carrier; });
  };
  EXPECT_EQ(has(Carrier::Xmp), facts.xmp == "xmp");
  EXPECT_EQ(has(Carrier::Iptc), facts.iptc == "iptc");
}

TEST(Corpus, RealFilesGiveWhatExiftoolGives) {
  const std::filesystem::path corpora = GG_SOURCE_DIR "/../shared/corpora/credentials";
  if (!std::filesystem::exists(corpora)) GTEST_SKIP() << "no corpora at " << corpora;
  std::size_t compared = 0;
  for (const auto& facts : load_facts()) {
    const auto text = text_of(corpora / facts.file);
    if (text.empty()) continue;
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(std::as_bytes(std::span(text))), parts);
    EXPECT_TRUE(walked.has_value()) << facts.file;
    compare(facts, parts);
    ++compared;
  }
  EXPECT_GE(compared, 90U);
}

}  // namespace
}  // namespace gg::jpeg
