#include "bindings/outcome.h"
#include "container/container.h"
#include "credentials/moment.h"
#include "credentials/validation.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace gg::credentials {
namespace {

const std::filesystem::path& corpus() {
  static const std::filesystem::path root(GG_SOURCE_DIR "/../shared/corpora/credentials");
  return root;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream whole;
  whole << in.rdbuf();
  return std::move(whole).str();
}

/// Believes the test certificates that the reference signer of the corpus uses.
const trust::TrustStore& test_trust() {
  static const trust::TrustStore store([] {
    const auto pem = read_file(corpus() / "../../oracles/c2pa/trust/c2pa-rs-test-roots.pem");
    auto list = trust::TrustList::parse(
        pem, {trust::ListKind::Signers, "test", {}, {}, trust::usual_purposes()});
    return std::vector<trust::TrustList>{list.value()};
  }());
  return store;
}

State state_of(std::string_view file) {
  const Validation validation({Reader(std::as_bytes(std::span(file)))},
                              {test_trust(), *parse_moment("2026-11-23")});
  return validation.report().state;
}

/// Every place of a file that is signed: what its binding covers, and in its store the assertions
/// and the claim. (What stands beside them frames the store, or is not signed by design.)
std::vector<std::size_t> signed_places(std::string_view file) {
  const Reader reader(std::as_bytes(std::span(file)));
  const Validation validation({reader}, {test_trust(), *parse_moment("2026-11-23")});
  std::vector<std::size_t> places;
  for (const auto& range : bindings::covered_ranges(*validation.report().binding, file.size()))
    for (auto at = range.first; at < range.end; ++at) places.push_back(at);
  Budget budget;
  Parts parts(budget);
  static_cast<void>(walk_file(sniff(reader), reader, parts));
  const auto start = parts.stores.front().jumbf_offset;
  if (!start) return places;  // in pieces, with frames between them
  const auto from = file.find("c2pa.assertions", static_cast<std::size_t>(*start));
  const auto to = file.find("c2pa.signature\0", static_cast<std::size_t>(*start));
  for (auto at = from; at < to; ++at) places.push_back(at);
  return places;
}

class Mutated : public testing::TestWithParam<const char*> {};

TEST_P(Mutated, NoSignedByteCanBeChanged) {
  const auto path = corpus() / GetParam();
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no corpus at " << corpus();
  auto file = read_file(path);
  ASSERT_EQ(state_of(file), State::Trusted);
  const auto places = signed_places(file);
  ASSERT_GT(places.size(), 1000U);
  constexpr std::size_t tries = 150;
  for (std::size_t index = 0; index < tries; ++index) {
    const auto at = places[index * (places.size() - 1) / (tries - 1)];
    for (const unsigned bit : {1U, 0x80U}) {
      file[at] = static_cast<char>(static_cast<unsigned char>(file[at]) ^ bit);
      const auto state = state_of(file);
      EXPECT_TRUE(state == State::Invalid || state == State::NotStated)
          << "byte " << at << " bit " << bit << ": " << to_text(state);
      file[at] = static_cast<char>(static_cast<unsigned char>(file[at]) ^ bit);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Files, Mutated,
                         testing::Values("ref-signed/sample1.webp", "ref-signed/sample1.gif",
                                         "ref-signed/claim-v1.jpg", "ref-signed/sample1.avif"),
                         [](const auto& each) {
                           std::string name;
                           for (const char c : std::string_view(each.param))
                             if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
                           return name;
                         });

TEST(Corpus, EveryTamperedFileIsRejected) {
  if (!std::filesystem::exists(corpus())) GTEST_SKIP() << "no corpus at " << corpus();
  int tampered = 0;
  for (const auto& entry : std::filesystem::directory_iterator(corpus() / "ref-signed")) {
    const auto name = entry.path().filename().string();
    const auto state = state_of(read_file(entry.path()));
    if (name.starts_with("t-")) {
      ++tampered;
      EXPECT_TRUE(state == State::Invalid || state == State::NotStated) << name;
    }
  }
  EXPECT_GE(tampered, 9);
}

}  // namespace
}  // namespace gg::credentials
