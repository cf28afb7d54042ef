#include "bytes/hex.h"
#include "container/container.h"
#include "credentials/assertion.h"
#include "credentials/faults.h"
#include "credentials/jumbf.h"
#include "credentials/manifest_list.h"
#include "support/store_text.h"
#include "trust/faults.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace gg::credentials {
namespace {

using namespace std::string_view_literals;
using store_text::box;
using store_text::superbox;

std::string cbor_box(std::string_view hex) { return box("cbor", Reader::to_text(bytes_of(hex))); }

CredentialStore store_of(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes, {"C2PA", 0, text.size()}, std::uint64_t{0}};
}

Parsed<std::vector<ManifestSummary>> listed(std::string_view text, const ScanLimits& limits = {}) {
  Budget budget(limits);
  return list_manifests(store_of(text), budget);
}

/// claim v2: generator Tool 2, title a.png; one actions assertion; a signature without chain.
std::string sample_manifest() {
  const auto claim =
      superbox("c2cl", "c2pa.claim.v2",
               cbor_box("A2 74 'claim_generator_info' A2 64 'name' 64 'Tool' 67 'version' 61 '2'"
                        "68 'dc:title' 65 'a.png'"));
  const auto actions =
      superbox("cbor", "c2pa.actions.v2",
               cbor_box("A2 67 'actions' 81 A4 66 'action' 6C 'c2pa.created'"
                        "72 'softwareAgentIndex' 00"
                        "71 'digitalSourceType' 67 'trained'"
                        "6A 'parameters' A2 6B 'description' 62 'AI' 6A 'ingredient' 61 'x'"
                        "6E 'softwareAgents' 81 A1 64 'name' 65 'Agent'"));
  const auto soft = superbox("cbor", "c2pa.soft-binding__1", cbor_box("A1 63 'alg' 61 'w'"));
  const auto work = superbox("json", "stds.schema-org.CreativeWork",
                             box("json", R"({"author":[{"name":"Ann"}],"n":1})"));
  const auto assertions = superbox("c2as", "c2pa.assertions", actions + soft + work);
  const auto signature = superbox("c2cs", "c2pa.signature", cbor_box("D2 84 43 A10126 A0 F6 40"));
  return superbox("c2ma", "urn:c2pa:1", assertions + claim + signature);
}

TEST(ListManifests, GivesWhatTheManifestStates) {
  const auto store = superbox("c2pa", "c2pa", sample_manifest());
  const auto manifests = listed(store);
  ASSERT_TRUE(manifests.has_value()) << manifests.error().fault->text;
  ASSERT_EQ(manifests->size(), 1U);
  const auto& manifest = manifests->front();
  EXPECT_TRUE(manifest.active);
  ASSERT_EQ(manifest.faults.size(), 1U);
  EXPECT_EQ(manifest.faults[0].error.fault, &trust::faults::no_certificates);
  EXPECT_EQ(manifest.label, "urn:c2pa:1");
  EXPECT_EQ(manifest.generator(), "Tool 2");
  EXPECT_EQ(manifest.title, "a.png");
  ASSERT_EQ(manifest.actions.size(), 1U);
  EXPECT_EQ(manifest.actions[0].action, "c2pa.created");
  EXPECT_EQ(manifest.actions[0].software_agent.name, "Agent");
  EXPECT_EQ(manifest.actions[0].digital_source_type, "trained");
  EXPECT_EQ(manifest.actions[0].description, "AI");
  EXPECT_EQ(manifest.actions[0].parameters.size(), 1U) << "a reference is no parameter";
  EXPECT_EQ(manifest.actions[0].where.path, "C2PA/c2pa/urn:c2pa:1/c2pa.assertions/c2pa.actions.v2");
  EXPECT_EQ(manifest.actions[0].where.offset, store.find("c2pa.actions.v2") - 33);
  ASSERT_EQ(manifest.source_types.size(), 1U);
  EXPECT_EQ(manifest.source_types[0].value, "trained");
  EXPECT_EQ(manifest.soft_bindings, std::vector<std::string>{"w"});
  ASSERT_EQ(manifest.statements.size(), 1U);
  EXPECT_EQ(manifest.statements[0].members[0],
            (std::pair<std::string, std::string>("author[0].name", "Ann")));
  EXPECT_TRUE(manifest.signature.present);
}

TEST(ListManifests, LastManifestIsTheActiveOne) {
  const auto store = superbox(
      "c2pa", "c2pa",
      sample_manifest() + superbox("c2um", "urn:c2pa:2", "") + superbox("xxxx", "more", ""));
  const auto manifests = listed(store);
  ASSERT_TRUE(manifests.has_value());
  ASSERT_EQ(manifests->size(), 2U);
  EXPECT_FALSE(manifests->front().active);
  EXPECT_TRUE(manifests->back().active);
  EXPECT_TRUE(manifests->back().update);
  ASSERT_EQ(manifests->back().faults.size(), 1U);
  EXPECT_EQ(manifests->back().faults[0].error.fault, &jumbf::faults::no_claim);
}

TEST(ListManifests, StoreInPiecesSaysThatOffsetsCountInTheStore) {
  const auto text = superbox("c2pa", "c2pa", sample_manifest());
  auto store = store_of(text);
  store.jumbf_offset.reset();
  Budget budget;
  const auto manifests = list_manifests(store, budget);
  ASSERT_TRUE(manifests.has_value());
  EXPECT_TRUE(manifests->front().where.path.ends_with(" (offset in the store)"));
}

TEST(ListManifests, DamagedAssertionIsNotedAndTheRestIsRead) {
  auto store = superbox("c2pa", "c2pa", sample_manifest());
  store[store.find("softwareAgentIndex")] = '\xFF';
  store[store.find("{\"author")] = 'x';
  const auto manifests = listed(store);
  ASSERT_TRUE(manifests.has_value());
  ASSERT_EQ(manifests->front().faults.size(), 3U) << "with that of its signature";
  EXPECT_EQ(manifests->front().faults[1].error.fault, &jumbf::faults::bad_assertion_json);
  EXPECT_EQ(manifests->front().generator(), "Tool 2");
}

TEST(ListManifests, CompressedManifestIsNamed) {
  const auto manifests =
      listed(superbox("c2pa", "c2pa", superbox("c2cm", "urn:c2pa:3", box("brob", "x"))));
  ASSERT_TRUE(manifests.has_value());
  ASSERT_EQ(manifests->front().faults.size(), 1U);
  EXPECT_EQ(manifests->front().faults[0].error.fault, &jumbf::faults::compressed_manifest);
}

struct Hostile {
  const char* name;
  std::string bytes;
  const ParseFault* fault;
  std::uint64_t offset;
};

class HostileStore : public testing::TestWithParam<Hostile> {};

TEST_P(HostileStore, GivesTheExactFaultAndOffset) {
  const auto manifests = listed(GetParam().bytes, {.depth_max = 3});
  ASSERT_FALSE(manifests.has_value());
  EXPECT_EQ(manifests.error().fault, GetParam().fault) << manifests.error().fault->text;
  EXPECT_EQ(manifests.error().offset, GetParam().offset);
}

std::string nested(int depth) {
  return depth == 0 ? superbox("c2pa", "x", "") : superbox("c2pa", "x", nested(depth - 1));
}

INSTANTIATE_TEST_SUITE_P(
    Boxes, HostileStore,
    testing::Values(
        Hostile{"Empty", "", &jumbf::faults::truncated, 0},
        Hostile{"NotJumbf", box("ftyp", "isom"), &jumbf::faults::not_a_superbox, 0},
        Hostile{"SizeSeven", std::string("\0\0\0\7jumb", 8), &jumbf::faults::bad_box_size, 0},
        Hostile{"SizePastTheEnd", std::string("\xFF\xFF\xFF\xFFjumb", 8), &jumbf::faults::truncated,
                8},
        Hostile{"LongSizeTooSmall", std::string("\0\0\0\1jumb\0\0\0\0\0\0\0\x0F", 16),
                &jumbf::faults::bad_box_size, 0},
        Hostile{"LongSizeOfAll", std::string("\0\0\0\1jumb\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 16),
                &jumbf::faults::truncated, 16},
        Hostile{"NoDescription", box("jumb", box("cbor", "")), &jumbf::faults::missing_description,
                8},
        Hostile{
            "LabelWithoutEnd",
            box("jumb", box("jumd", std::string("c2pa\0\x11\0\x10\x80\0\0\xAA\0\x38\x9B\x71", 16) +
                                        "\x03xy")),
            &jumbf::faults::bad_label, 33},
        Hostile{"LabelTooLong", superbox("c2pa", std::string(513, 'x'), ""),
                &jumbf::faults::label_too_long, 33},
        Hostile{
            "HashThatIsNotThere",
            box("jumb", box("jumd", std::string("c2pa\0\x11\0\x10\x80\0\0\xAA\0\x38\x9B\x71", 16) +
                                        std::string("\x0Bxy\0", 4))),
            &jumbf::faults::bad_description, 32},
        Hostile{
            "BytesBehindTheLabel",
            box("jumb", box("jumd", std::string("c2pa\0\x11\0\x10\x80\0\0\xAA\0\x38\x9B\x71", 16) +
                                        std::string("\x03xy\0z", 5))),
            &jumbf::faults::bad_description, 32},
        Hostile{"AnotherType", superbox("json", "c2pa", ""), &jumbf::faults::not_a_manifest_store,
                0},
        Hostile{"NoManifest", superbox("c2pa", "c2pa", ""), &jumbf::faults::no_manifest, 0},
        Hostile{"TooDeep", nested(4), &jumbf::faults::too_deep, 4 * 35 + 8}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Jumbf, EveryTruncationNamesAnOffsetInsideTheStore) {
  const auto store = superbox("c2pa", "c2pa", sample_manifest());
  for (std::size_t size = 0; size < store.size(); ++size) {
    const auto manifests = listed(std::string_view(store).substr(0, size));
    ASSERT_FALSE(manifests.has_value()) << size;
    EXPECT_LE(manifests.error().offset, size);
  }
}

TEST(Jumbf, BoxesAreCharged) {
  std::string many;
  for (int index = 0; index < 200; ++index) many += box("free", "");
  const auto manifests = listed(superbox("c2pa", "c2pa", many), {.items_max = 100});
  ASSERT_FALSE(manifests.has_value());
  EXPECT_EQ(manifests.error().fault, &jumbf::faults::too_many_items);
}

TEST(BaseLabel, DropsOnlyANumberBehindTwoUnderscores) {
  EXPECT_EQ(base_label("c2pa.actions__12"), "c2pa.actions");
  EXPECT_EQ(base_label("c2pa.actions__v2"), "c2pa.actions__v2");
  EXPECT_EQ(base_label("c2pa.actions__"), "c2pa.actions__");
}

// ---- Stores of real media, compared with what a reference validator listed.

struct Expected {
  std::string path, state, generator, issuer, algorithm, source_types;
};

std::vector<Expected> expectations(const std::filesystem::path& root) {
  std::vector<Expected> rows;
  std::ifstream manifest(root / "MANIFEST.tsv");
  std::string line;
  while (std::getline(manifest, line)) {
    std::vector<std::string> column;
    std::stringstream in(line);
    for (std::string word; std::getline(in, word, '\t');) column.push_back(word);
    column.resize(14);
    if (column[5] != "media" || column[7].empty() || column[7] == "NoManifest" ||
        column[7] == "Error")
      continue;
    rows.push_back({column[0], column[7], column[10], column[11], column[12], column[13]});
  }
  return rows;
}

/// Files whose store is not where the reference found it, or that state another thing, and why.
struct Exception {
  std::string_view path;
  std::string_view reason;
};
constexpr std::array exceptions{
    Exception{
        "c2pa-rs/sdk/src/identity/tests/fixtures/validation_method/malformed_cbor.jpg",
        "the reference refuses the whole store for one damaged assertion; a listing reads on"},
};

std::string_view last_word(std::string_view url) {
  const auto slash = url.find_last_of('/');
  return slash == std::string_view::npos ? url : url.substr(slash + 1);
}

void compare(const Expected& expected, const std::vector<ManifestSummary>& manifests) {
  ASSERT_FALSE(manifests.empty()) << expected.path;
  const auto& active = manifests.back();
  const auto& generator = expected.generator;
  bool named = active.claim_generator == generator;
  for (const auto& software : active.generators)
    named |= generator == software.name || generator == software.name + "/" + software.version ||
             generator == software.name + " " + software.version;
  EXPECT_TRUE(named) << expected.path << ": " << generator << " is not " << active.claim_generator
                     << " or " << active.generator();
  EXPECT_EQ(active.signature.algorithm, expected.algorithm) << expected.path;
  if (!expected.issuer.empty()) {
    EXPECT_TRUE(active.signature.organization == expected.issuer ||
                active.signature.common_name == expected.issuer)
        << expected.path << ": " << active.signature.organization;
  }
  std::stringstream words(expected.source_types);
  for (std::string word; std::getline(words, word, ',');) {
    const bool stated = std::ranges::any_of(manifests, [&](const ManifestSummary& manifest) {
      return std::ranges::any_of(manifest.source_types, [&](const SourceType& type) {
        return last_word(type.value) == word;
      });
    });
    EXPECT_TRUE(stated) << expected.path << ": " << word;
  }
  if (expected.source_types.empty())
    for (const auto& type : active.source_types)
      ADD_FAILURE() << expected.path << " states " << type.value;
}

/// The manifests of all stores of a file: an update of a video stands in a store of its own.
std::vector<ManifestSummary> manifests_of(const Parts& parts, Budget& budget,
                                          const std::string& path) {
  std::vector<ManifestSummary> all;
  for (const auto& store : parts.stores) {
    auto manifests = list_manifests(store, budget);
    EXPECT_TRUE(manifests.has_value()) << path << ": " << manifests.error().fault->text;
    if (manifests) std::ranges::move(*manifests, std::back_inserter(all));
  }
  return all;
}

TEST(ListManifestsCorpus, AgreesWithTheReferenceOnGeneratorSignerAndSourceType) {
  const std::filesystem::path root(GG_SOURCE_DIR "/../shared/corpora/credentials");
  if (!std::filesystem::exists(root)) GTEST_SKIP() << "no corpus at " << root;
  int compared = 0;
  for (const auto& expected : expectations(root)) {
    if (std::ranges::find(exceptions, expected.path, &Exception::path) != exceptions.end())
      continue;
    std::ifstream in(root / expected.path, std::ios::binary);
    std::stringstream whole;
    whole << in.rdbuf();
    const auto text = std::move(whole).str();
    const Reader file(std::as_bytes(std::span(text)));
    Budget budget;
    Parts parts(budget);
    static_cast<void>(walk_file(sniff(file), file, parts));
    if (parts.stores.empty()) {
      ADD_FAILURE() << expected.path << ": no store found";
      continue;
    }
    compare(expected, manifests_of(parts, budget, expected.path));
    ++compared;
  }
  EXPECT_GT(compared, 100);
}

}  // namespace
}  // namespace gg::credentials
