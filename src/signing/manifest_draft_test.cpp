#include "signing/manifest_draft.h"

#include "credentials/opened.h"
#include "signing/actions.h"
#include "signing/source_type.h"
#include "signing/update_room.h"

#include <array>

#include <gtest/gtest.h>

namespace gg::signing {
namespace {

std::string hex(const ByteArray& octets) {
  std::string text;
  for (const auto octet : octets) {
    constexpr std::string_view digits = "0123456789abcdef";
    text += digits[std::to_integer<unsigned>(octet) >> 4U];
    text += digits[std::to_integer<unsigned>(octet) & 15U];
  }
  return text;
}

TEST(Fields, WriteDeterministicCbor) {
  EXPECT_EQ(hex(Fields().text("b", "x").text("a", "").text_if_any("c", "").cbor()),
            "a261616061626178");
  EXPECT_EQ(hex(cbor_of(Json::parse(R"({"n":[1,-2,1.5,true,null,"t"]})"))),
            "a1616e860121f93e00f5f66174");
}

ClaimFacts facts_of(ClaimVersion version) {
  return {version,     ManifestKind::Standard, "urn:c2pa:1", "xmp:iid:1", "A title",
          "image/png", {"Goodgate", "1.0"}};
}

class Drafts : public testing::TestWithParam<ClaimVersion> {};

TEST_P(Drafts, AreReadAsTheyWereMeant) {
  ManifestDraft draft(facts_of(GetParam()));
  draft.add("c2pa.ingredient.v3", Fields().text("relationship", "inputTo").cbor());
  draft.add("c2pa.ingredient.v3", Fields().text("relationship", "inputTo").cbor());
  const auto index = draft.add("c2pa.hash.data", ByteArray(4));
  draft.replace(index, Fields().text("name", "bound").cbor());
  const auto manifest = draft.superbox(Fields().text("signature", "none").cbor());
  Budget budget;
  const auto bytes = store_of({manifest});
  auto store = credentials::ManifestStore::read(std::array{Bytes(bytes)}, budget).value();
  const auto open = credentials::open_manifest(store.active(), budget);
  ASSERT_TRUE(open.claim.has_value());
  EXPECT_TRUE(open.statuses.empty());
  EXPECT_EQ(open.claim->version, GetParam() == ClaimVersion::V1 ? 1 : 2);
  EXPECT_EQ(ByteArray(open.claim->signed_bytes.begin(), open.claim->signed_bytes.end()),
            draft.claim());
  ASSERT_EQ(open.assertions.size(), 3U);
  EXPECT_EQ(open.assertions[1].label, "c2pa.ingredient.v3__1");
  EXPECT_EQ(open.assertions[2].map()->text_at("name"), "bound");
  for (const auto& assertion : open.assertions)
    EXPECT_TRUE(store.digest(*assertion.box, manifest_hash).is(*assertion.reference.hash));
}

INSTANTIATE_TEST_SUITE_P(Both, Drafts, testing::Values(ClaimVersion::V1, ClaimVersion::V2));

TEST(ManifestLabels, AreNewEachTime) {
  const auto label = new_manifest_label(ClaimVersion::V2);
  EXPECT_EQ(label.size(), std::string_view("urn:c2pa:00000000-0000-4000-8000-000000000000").size());
  EXPECT_TRUE(label.starts_with("urn:c2pa:"));
  EXPECT_NE(label, new_manifest_label(ClaimVersion::V2));
  EXPECT_TRUE(new_manifest_label(ClaimVersion::V1).starts_with("urn:uuid:"));
}

TEST(SourceTypes, AreNamedOrAddressed) {
  EXPECT_EQ(source_type_address("trainedAlgorithmicMedia").value(),
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia");
  EXPECT_EQ(source_type_address("empty").value(), "http://c2pa.org/digitalsourcetype/empty");
  EXPECT_EQ(source_type_address("https://x.example/y").value(), "https://x.example/y");
  EXPECT_FALSE(source_type_address("magic").has_value());
  EXPECT_EQ(source_type_of_uses({"generated", "generated"}), "trainedAlgorithmicMedia");
  EXPECT_EQ(source_type_of_uses({"enhanced"}), "algorithmicallyEnhanced");
  EXPECT_EQ(source_type_of_uses({"generated", "enhanced"}), "compositeWithTrainedAlgorithmicMedia");
}

std::vector<std::string> actions_of(const ByteArray& assertion) {
  Budget budget;
  const auto map = cbor::parse_document(Reader(Bytes(assertion)), budget).value();
  std::vector<std::string> names;
  for (const auto& action : map.array_at("actions")) names.emplace_back(action.text_at("action"));
  return names;
}

TEST(Actions, BeginAsTheFileDid) {
  const Ingredient parent{.title = "camera.mov", .relationship = Relationship::ParentOf};
  const Ingredient part{.title = "sky.png", .relationship = Relationship::ComponentOf};
  const auto reference = Fields().text("url", "self#jumbf=x").cbor();
  History history{.source_type = "http://example/type"};
  history.actions =
      Json::parse(R"([{"action":"c2pa.color_adjustments","when":"2026-01-01T00:00:00Z"}])");
  const auto made = [&](const std::vector<UsedIngredient>& used) {
    return actions_of(
        actions_assertion(history, used, ClaimVersion::V2, ManifestKind::Standard).value());
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(made({}), (Names{"c2pa.created", "c2pa.color_adjustments"}));
  EXPECT_EQ(made({{&part, reference}, {&parent, reference}}),
            (Names{"c2pa.opened", "c2pa.edited", "c2pa.placed", "c2pa.color_adjustments"}));
  history.actions = Json::parse(R"([{"action":"c2pa.created"},{"action":"c2pa.edited"}])");
  EXPECT_EQ(made({{&part, reference}}), (Names{"c2pa.created", "c2pa.placed", "c2pa.edited"}));
}

TEST(ChangesBoundBytes, KnowsWhatIsLeftOut) {
  const ByteArray source(10, std::byte{7});
  embedding::MemorySource bytes(source);
  embedding::WritePlan plan;
  plan.source_bytes = plan.result_bytes = 10;
  plan.literals = {std::byte{7}, std::byte{8}};
  plan.pieces = {{embedding::PieceKind::Copy, 0, 4},
                 {embedding::PieceKind::Literal, 0, 1},
                 {embedding::PieceKind::Literal, 1, 1},
                 {embedding::PieceKind::Copy, 6, 4}};
  EXPECT_TRUE(changes_bound_bytes(plan, bytes).value());
  plan.excluded = {{5, 6}};
  EXPECT_FALSE(changes_bound_bytes(plan, bytes).value());
  plan.result_bytes = 11;
  EXPECT_TRUE(changes_bound_bytes(plan, bytes).value());
}

}  // namespace
}  // namespace gg::signing
