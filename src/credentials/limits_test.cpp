// What a store may cost at most: nesting, manifests, ingredients, assertions, memory and time. Each
// store here is within the limits of bytes and items, and took minutes or gigabytes before there
// was an index, a limit or a kept digest for what it abuses.

#include "credentials/faults.h"
#include "credentials/identity.h"
#include "credentials/moment.h"
#include "credentials/report_json.h"
#include "credentials/sidecar.h"
#include "support/hostile_store.h"
#include "support/store_text.h"
#include "support/temp_dir.h"
#include "trust/faults.h"

#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <time.h>

namespace gg::credentials {
namespace {

using namespace std::string_view_literals;
using namespace store_text;

Bytes bytes_of_text(std::string_view text) { return std::as_bytes(std::span(text)); }

/// CPU seconds of this thread.
double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// What validating and telling one store came to. *value*
struct Costs {
  std::set<std::string> failures;
  std::size_t manifests = 0;
  std::size_t links = 0;
  std::size_t unchecked = 0;   ///< Signatures beyond what a file may have.
  std::size_t told_bytes = 0;  ///< Of both reports in JSON.
  double seconds = 0;
};

/// No store may take longer, in a build with sanitizers and without optimisation. An optimised one
/// takes a twentieth.
constexpr double seconds_max = 12;

/// Whom the keys of the fixtures sign and stamp for.
const trust::TrustStore& fixtures_store() {
  using namespace trust::test;
  static const trust::TrustStore store({list_of(trust::ListKind::Signers, "root"),
                                        list_of(trust::ListKind::TimeStamps, "root"),
                                        list_of(trust::ListKind::Identities, "root")});
  return store;
}

Costs costs_of(std::string_view store, const ValidationOptions& options = {}) {
  const auto begin = cpu_seconds();
  const Validation validation({Reader(bytes_of_text("a file"sv)), bytes_of_text(store)},
                              {fixtures_store(), *parse_moment("2026-11-23")}, options);
  Costs costs;
  const auto& report = validation.report();
  costs.told_bytes = report_json(report).dump().size() + c2patool_json(validation).dump().size();
  costs.seconds = cpu_seconds() - begin;
  costs.manifests = report.manifests.size();
  for (const auto& manifest : report.manifests)
    if (manifest.signature && manifest.signature->malformed &&
        manifest.signature->malformed->fault == &trust::faults::too_much_to_check)
      ++costs.unchecked;
  if (validation.lineage() != nullptr) costs.links = validation.lineage()->links.size();
  const auto take = [&](const std::vector<Status>& statuses) {
    for (const auto& status : statuses)
      if (status.is_failure()) costs.failures.emplace(status.code->text);
  };
  take(report.active);
  for (const auto& delta : report.deltas) take(delta.statuses);
  EXPECT_EQ(report.state, State::Invalid);
  EXPECT_LT(costs.seconds, seconds_max);
  testing::Test::RecordProperty("cpu_ms", static_cast<int>(1000 * costs.seconds));
  return costs;
}

std::string numbered(std::string_view word, std::size_t number) {
  return std::string(word) + std::to_string(number);
}

/// A list of more items than `cbor_list` writes.
std::string long_text(std::size_t size, char fill = 'x') {
  return "\x7a" + be32(size) + std::string(size, fill);
}

TEST(Limits, ManifestsOfAStore) {
  for (const auto count : {manifests_max, manifests_max + 1}) {
    std::string many;
    for (std::size_t index = 0; index < count; ++index)
      many += superbox("c2ma", numbered("m", index), "");
    Budget budget;
    const auto store = superbox("c2pa", "c2pa", many);
    const Bytes stores[] = {bytes_of_text(store)};
    const auto read = ManifestStore::read(stores, budget);
    ASSERT_EQ(read.has_value(), count == manifests_max);
    if (read) continue;
    EXPECT_EQ(read.error().fault, &jumbf::faults::too_many_manifests);
  }
}

TEST(Limits, AllManifestsOfAStoreInOneChain) {
  std::vector<ManifestText> manifests;
  for (std::size_t index = 0; index < manifests_max; ++index) {
    ManifestText manifest{numbered("m", index)};
    if (index > 0) manifest.add("c2pa.ingredient.v3", ingredient_of(numbered("m", index - 1)));
    manifests.push_back(std::move(manifest));
  }
  const auto costs = costs_of(store_text_of(manifests));
  EXPECT_EQ(costs.manifests, manifests_max);
  EXPECT_EQ(costs.links, manifests_max - 1);
}

TEST(Limits, EveryManifestUsesEveryOneBeforeIt) {
  constexpr std::size_t count = 60;
  std::vector<ManifestText> manifests;
  for (std::size_t index = 0; index < count; ++index) {
    ManifestText manifest{numbered("m", index)};
    for (std::size_t before = 0; before < index; ++before)
      manifest.add(numbered("c2pa.ingredient.v3__", before + 1),
                   ingredient_of(numbered("m", before)));
    manifests.push_back(std::move(manifest));
  }
  const auto costs = costs_of(store_text_of(manifests));
  EXPECT_EQ(costs.manifests, count);
  EXPECT_EQ(costs.links, count * (count - 1) / 2);
}

TEST(Limits, LabelsAreShort) {
  for (const auto size : {jumbf::label_bytes_max, jumbf::label_bytes_max + 1}) {
    Budget budget;
    const auto store = superbox("c2pa", "c2pa", superbox("c2ma", std::string(size, 'm'), ""));
    const Bytes stores[] = {bytes_of_text(store)};
    const auto read = ManifestStore::read(stores, budget);
    ASSERT_EQ(read.has_value(), size == jumbf::label_bytes_max);
    if (read) continue;
    EXPECT_EQ(read.error().fault, &jumbf::faults::label_too_long);
  }
}

TEST(Limits, BoxesNestAsDeepAsTheScanAllows) {
  const ScanLimits limits;
  // The store is at depth 0, its manifest at 1, and what nests in that below.
  for (const auto depth : {limits.depth_max - 1, limits.depth_max}) {
    std::string inner;
    for (std::uint32_t index = 0; index < depth; ++index) inner = superbox("c2as", "a", inner);
    Budget budget(limits);
    const auto store = superbox("c2pa", "c2pa", superbox("c2ma", "m", inner));
    const Bytes stores[] = {bytes_of_text(store)};
    const auto read = ManifestStore::read(stores, budget);
    ASSERT_EQ(read.has_value(), depth < limits.depth_max);
    if (read) continue;
    EXPECT_EQ(read.error().fault, &faults::too_deep);
  }
}

TEST(Limits, CborNestsAsDeepAsTheScanAllows) {
  const ScanLimits limits;
  for (const auto depth : {limits.depth_max, limits.depth_max + 1}) {
    ManifestText manifest{"m"};
    manifest.add("c2pa.actions.v2", created_action());
    manifest.add("c2pa.metadata", {std::string(depth, '\x81') + "\x01"});
    EXPECT_EQ(costs_of(store_text_of({manifest})).failures.contains("assertion.cbor.invalid"),
              depth > limits.depth_max);
  }
}

TEST(Limits, ItemsOfAllAssertionsTogether) {
  ManifestText manifest{"m"};
  manifest.add("c2pa.actions.v2", created_action());
  // Twice as many as a file may have.
  for (int index = 1; index <= 4; ++index)
    manifest.add(numbered("c2pa.metadata__", static_cast<std::size_t>(index)),
                 {"\x9a" + be32(100'000) + std::string(100'000, '\1')});
  EXPECT_TRUE(costs_of(store_text_of({manifest})).failures.contains("assertion.cbor.invalid"));
}

TEST(Limits, OneAssertionOfZerosNamedAgainAndAgain) {
  ManifestText manifest{"m"};
  manifest.add("c2pa.actions.v2", created_action());
  manifest.assertions.push_back(
      {"c2pa.metadata", superbox("cbor", "c2pa.metadata", box("uuid", std::string(4U << 20, '\0'))),
       "x"});
  for (int again = 0; again < 4000; ++again)
    manifest.assertions.push_back({"c2pa.metadata", "", "x"});
  EXPECT_TRUE(
      costs_of(store_text_of({manifest})).failures.contains("assertion.hashedURI.mismatch"));
}

TEST(Limits, AssertionsByTheThousandAllReferredTo) {
  constexpr std::size_t count = 12'000;
  ManifestText manifest{"m"};
  std::vector<std::string> references;
  for (std::size_t index = 0; index < count; ++index) {
    const auto label = numbered("org.example.a__", index + 1);
    manifest.assertions.push_back({label, superbox("cbor", label, ""), "x"});
    if (index % 2 == 0)
      references.push_back(cbor_map(
          {{"url", cbor_text("self#jumbf=c2pa.assertions/" + label)}, {"hash", cbor_bytes("x")}}));
  }
  manifest.add(
      "cawg.identity",
      {cbor_map({{"signer_payload", cbor_map({{"sig_type", cbor_text("x")},
                                              {"referenced_assertions", cbor_list(references)}})},
                 {"signature", cbor_bytes("x")}})});
  costs_of(store_text_of({manifest}));
}

TEST(Limits, IngredientsThatNameOneBigClaimByAWrongHash) {
  ManifestText big{"big"};
  big.metadata = long_text(2U << 20);
  ManifestText manifest{"m"};
  manifest.add("c2pa.actions.v2", created_action());
  for (std::size_t index = 1; index <= 3000; ++index)
    manifest.add(numbered("c2pa.ingredient.v2__", index),
                 {cbor_map({{"relationship", cbor_text("componentOf")},
                            {"c2pa_manifest", cbor_map({{"url", cbor_text("self#jumbf=/c2pa/big")},
                                                        {"hash", cbor_bytes("x")}})}})});
  const auto costs = costs_of(store_text_of({big, manifest}));
  EXPECT_TRUE(costs.failures.contains("ingredient.manifest.mismatch"));
  EXPECT_EQ(costs.links, 3000U);
}

TEST(Limits, OneBigHeldCredentialNamedByWrongHashes) {
  ManifestText manifest{"m"};
  manifest.held_credential = "\"" + std::string(2U << 20, 'x') + "\"";
  std::vector<std::string> references(
      5000,
      cbor_map({{"url", cbor_text("self#jumbf=c2pa.credentials/1")}, {"hash", cbor_bytes("x")}}));
  manifest.add("c2pa.actions.v2", created_action());
  manifest.add("org.example.people", {cbor_map({{"people", cbor_list(references)}})});
  manifest.add("c2pa.metadata", {cbor_map({{"people", cbor_list(references)}})});
  costs_of(store_text_of({manifest}));
}

TEST(Limits, NameOfAToolThatEveryActionRepeats) {
  constexpr std::size_t actions = 8000;
  std::vector<std::string> list(actions, cbor_map({{"action", cbor_text("c2pa.edited")},
                                                   {"softwareAgentIndex", cbor_of("00")}}));
  ManifestText manifest{"m"};
  manifest.add(
      "c2pa.actions.v2",
      {cbor_map({{"actions", cbor_list(list)},
                 {"softwareAgents", cbor_list({cbor_map({{"name", long_text(1U << 20)}})})}})});
  const auto costs = costs_of(store_text_of({manifest}));
  EXPECT_LT(costs.told_bytes, 16U << 20);
}

TEST(Limits, LongNameAboveThousandsOfEmptyMembers) {
  ManifestText manifest{"m"};
  manifest.add("c2pa.actions.v2", created_action());
  manifest.add("c2pa.metadata", {"\xa1" + long_text(1U << 20) +
                                 cbor_list(std::vector<std::string>(20'000, cbor_text("")))});
  EXPECT_LT(costs_of(store_text_of({manifest})).told_bytes, 16U << 20);
}

TEST(Limits, NamedActors) {
  for (const auto count : {identities_max, identities_max + 1}) {
    ManifestText manifest{"m"};
    for (std::size_t index = 1; index <= count; ++index)
      manifest.add(numbered("cawg.identity__", index),
                   {cbor_map({{"signer_payload", cbor_map({{"sig_type", cbor_text("x")}})},
                              {"signature", cbor_bytes("x")}})});
    EXPECT_EQ(costs_of(store_text_of({manifest})).failures.contains("general.error"),
              count > identities_max);
  }
}

std::string sealed_by(const trust::Signer& signer, Bytes claim) {
  const Bytes payload[] = {claim};
  return Reader::to_text(
      trust::encode_sign1(trust::sign_detached(signer, payload).value()).value());
}

hostile_store::SignClaim signed_by_fixture() {
  return [signer = std::make_shared<trust::Signer>(
              trust::test::signer_of("es256", trust::Algorithm::Es256))](Bytes claim, std::size_t) {
    return sealed_by(*signer, claim);
  };
}

/// What a chain whose path is looked for in one list costs, apart from the signature by its leaf.
std::uint64_t units_of_chain(const std::vector<hostile_store::Octets>& chain) {
  std::uint64_t cost = 2;  // a search at the time, one at any; in each a signature by the anchor
  for (std::size_t index = 0; index < chain.size(); ++index) {
    cost += trust::units::of_certificate(chain[index].size());
    if (index > 0)
      cost += 2 * trust::units::of_verification(trust::parse_certificate(chain[index]).value());
  }
  return cost;
}

ValidationOptions with_units(std::uint64_t units) {
  return {.signature_units = static_cast<std::uint32_t>(units)};
}

TEST(Limits, ManifestsOfOneSignerCostTheirChainOnce) {
  constexpr std::size_t count = 400;  // as many as a store may have would cost 2,000 units and it
  const auto chain = units_of_chain(trust::test::certificates_of("es256"));
  const auto costs =
      costs_of(hostile_store::chained_store(count, signed_by_fixture()), with_units(chain + count));
  EXPECT_EQ(costs.manifests, count);
  EXPECT_EQ(costs.unchecked, 0U);
  EXPECT_FALSE(costs.failures.contains("general.error"));
}

TEST(Limits, SignaturesOfAFileTogether) {
  constexpr std::size_t count = 10;
  const auto store = hostile_store::chained_store(count, signed_by_fixture());
  const auto chain = units_of_chain(trust::test::certificates_of("es256"));
  const auto enough = costs_of(store, with_units(chain + count));
  EXPECT_EQ(enough.unchecked, 0U);
  EXPECT_FALSE(enough.failures.contains("general.error"));
  const auto short_of_one = costs_of(store, with_units(chain + count - 1));
  EXPECT_EQ(short_of_one.unchecked, 1U);
  EXPECT_TRUE(short_of_one.failures.contains("general.error"));
  EXPECT_EQ(costs_of(store, with_units(chain)).unchecked, count);
}

TEST(Limits, LongKeysAndLongChainsCostWhatTheyTake) {
  constexpr std::size_t count = 6;
  for (const auto& [certificates, modulus_bytes, verification] :
       {std::tuple{1U, 1024U, 20U}, {16U, 256U, 4U}}) {
    const auto chain_of = [&](std::size_t number) {
      return hostile_store::made_up_chain(certificates, modulus_bytes,
                                          static_cast<std::uint32_t>(number + 1));
    };
    const auto store = hostile_store::chained_store(count, [&](Bytes, std::size_t number) {
      return hostile_store::made_up_signature(chain_of(number), modulus_bytes);
    });
    const auto each = units_of_chain(chain_of(0)) + verification;
    for (const std::size_t checked : {0U, 1U, 5U, 6U}) {
      EXPECT_EQ(costs_of(store, with_units(checked * each)).unchecked, count - checked);
      if (checked == 0) continue;
      EXPECT_EQ(costs_of(store, with_units(checked * each - 1)).unchecked, count - checked + 1);
    }
  }
}

TEST(Limits, NamedActorsShareWhatSignaturesMayCost) {
  const auto chain = hostile_store::made_up_chain(2, 256, 1);
  const auto store =
      hostile_store::chained_store(1, signed_by_fixture(), [&](ManifestText& manifest) {
        manifest.add(
            "cawg.identity",
            {cbor_map({{"signer_payload", cbor_map({{"sig_type", cbor_text("cawg.x509.cose")}})},
                       {"signature", cbor_bytes(hostile_store::made_up_signature(chain, 256))}})});
      });
  const auto needed =
      units_of_chain(trust::test::certificates_of("es256")) + 1 + units_of_chain(chain) + 4;
  EXPECT_TRUE(
      costs_of(store, with_units(needed)).failures.contains("cawg.x509.signature.mismatch"));
  const auto failures = costs_of(store, with_units(needed - 1)).failures;
  EXPECT_TRUE(failures.contains("general.error"));
  EXPECT_FALSE(failures.contains("cawg.x509.signature.mismatch"));
}

TEST(Limits, SizeOfASidecar) {
  const TempDir folder;
  folder.write("fits.c2pa", std::string(16U << 20, '\0'));
  folder.write("more.c2pa", std::string((16U << 20) + 1, '\0'));
  EXPECT_TRUE(read_store_file(folder.at("fits.c2pa")).has_value());
  const auto refused = read_store_file(folder.at("more.c2pa"));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::LimitExceeded);
}

}  // namespace
}  // namespace gg::credentials
