#include "credentials/validation.h"

#include "bytes/hex.h"
#include "credentials/codes.h"
#include "credentials/deltas.h"
#include "credentials/faults.h"
#include "credentials/metadata_fields.h"
#include "credentials/moment.h"
#include "credentials/report_json.h"
#include "credentials/unpack.h"
#include "credentials/value_json.h"
#include "support/signed_store.h"
#include "support/store_text.h"

#include <set>

#include <gtest/gtest.h>

namespace gg::credentials {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;
using namespace store_text;

Bytes bytes_in(std::string_view text) { return std::as_bytes(std::span(text)); }

/// Nobody is trusted, and it is always the same moment.
TrustTerms no_trust() {
  static const trust::TrustStore nobody({});
  return {nobody, *parse_moment("2026-11-23")};
}

/// The codes of all failures of a store beside a file that it does not bind.
std::set<std::string> failures_of(std::string_view store, const ScanLimits& limits = {}) {
  const Validation validation({Reader(bytes_in("a file"sv)), bytes_in(store)}, no_trust(),
                              {limits, {}});
  std::set<std::string> codes;
  for (const auto& status : validation.report().active)
    if (status.is_failure()) codes.emplace(status.code->text);
  for (const auto& delta : validation.report().deltas)
    for (const auto& status : delta.statuses)
      if (status.is_failure()) codes.emplace(status.code->text);
  EXPECT_EQ(validation.report().state, State::Invalid);
  return codes;
}

TEST(Codes, EachHasATextOfItsOwnASectionAndASentence) {
  std::set<std::string_view> texts;
  for (const auto* code : all_codes()) {
    EXPECT_TRUE(texts.insert(code->text).second) << code->text;
    EXPECT_EQ(find_code(code->text), code);
    EXPECT_FALSE(code->section.empty()) << code->text;
    EXPECT_TRUE(code->words.ends_with('.')) << code->text;
  }
  EXPECT_GT(texts.size(), 110U);
  EXPECT_EQ(find_code("assertion.unheard"), nullptr);
}

TEST(JumbfUri, LeadsToAManifestOrBelowTheOneItStandsIn) {
  EXPECT_EQ(parse_jumbf_uri("self#jumbf=c2pa.assertions/c2pa.actions")->manifest, "");
  EXPECT_EQ(parse_jumbf_uri("self#jumbf=/c2pa/urn:c2pa:1/c2pa.signature")->manifest, "urn:c2pa:1");
  EXPECT_EQ(parse_jumbf_uri("self#jumbf=c2pa/urn:c2pa:1")->path.size(), 0U) << "as Bing writes it";
  for (const auto* bad : {"", "http://a/b", "self#jumbf=", "self#jumbf=/c2pa", "self#jumbf=a//b",
                          "self#jumbf=/a/b/c/d/e/f/g/h/i"})
    EXPECT_FALSE(parse_jumbf_uri(bad)) << bad;
  EXPECT_EQ(absolute_uri("self#jumbf=a/b", "m"), "self#jumbf=/c2pa/m/a/b");
}

TEST(Moment, IsReadInAnyZoneAndOnlyWhole) {
  const auto noon = *parse_moment("2026-11-23T12:00:00Z");
  EXPECT_EQ(parse_moment("2026-11-23T13:00:00.25+01:00"), noon);
  EXPECT_EQ(time_text(noon), "2026-11-23T12:00:00Z");
  EXPECT_EQ(time_text(*parse_moment("2026-11-23")), "2026-11-23T00:00:00Z");
  for (const auto* bad : {"", "2026-13-01", "2026-11-23T", "2026-11-23T12:00:00", "2026-11-23 12",
                          "2026-11-23T25:00:00Z", "2026-11-23T12:00:00Zx"})
    EXPECT_FALSE(parse_moment(bad)) << bad;
}

TEST(MetadataFields, AreTheOnesThatASignerCanAnswerFor) {
  EXPECT_TRUE(is_allowed_field("http://ns.adobe.com/xap/1.0/", "AnythingAtAll"));
  EXPECT_TRUE(is_allowed_field("http://ns.adobe.com/exif/1.0/", "FNumber"));
  EXPECT_FALSE(is_allowed_field("http://ns.adobe.com/exif/1.0/", "Number")) << "no part of a name";
  EXPECT_FALSE(is_allowed_field("http://purl.org/dc/elements/1.1/", "creator"));
  EXPECT_FALSE(is_allowed_field("", "FNumber"));
}

TEST(DecimalOfHex, IsTheSameNumber) {
  EXPECT_EQ(decimal_of_hex("ff"), "255");
  EXPECT_EQ(decimal_of_hex("100000000000000000000"), "1208925819614629174706176");
}

TEST(Unbrotli, UnpacksWithinTheBudgetAlone) {
  const auto packed = stored_brotli(std::string(3000, 'x'));
  Budget budget;
  const auto plain = unbrotli(bytes_in(packed), budget, Reader(Bytes{}));
  ASSERT_TRUE(plain.has_value());
  EXPECT_EQ(plain->size(), 3000U);
  Budget small(ScanLimits{.inflate_bytes_max = 2999});
  const auto refused = unbrotli(bytes_in(packed), small, Reader(Bytes{}));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().fault, &faults::inflate_too_large);
  for (const auto& damaged : {packed.substr(0, 100), packed + "x", std::string()}) {
    const auto failed = unbrotli(bytes_in(damaged), budget, Reader(Bytes{}));
    ASSERT_FALSE(failed.has_value());
    EXPECT_EQ(failed.error().fault, &jumbf::faults::brotli_failed);
  }
}

TEST(Validation, FileWithoutCredentialsStatesNothing) {
  const Validation validation({Reader(bytes_in("a file"sv))}, no_trust());
  EXPECT_EQ(validation.report().state, State::NotStated);
  EXPECT_EQ(validation.report().place, StorePlace::Nowhere);
}

/// What a file that states an address comes to where the address brings `content`.
class Remote : public testing::Test {
 protected:
  static std::string chunk(std::string_view type, const std::string& payload) {
    return be32(payload.size()) + std::string(type) + payload + std::string(4, '\0');
  }
  /// A PNG with further chunks behind its header, among them XMP with this address.
  static std::string png(const std::string& address, const std::string& chunks = {}) {
    auto file = test::plain_png();
    const auto text = "XML:com.adobe.xmp"s + std::string(5, '\0') +
                      "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
                      "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
                      "rdf:about='' xmlns:dcterms='http://purl.org/dc/terms/' "
                      "dcterms:provenance='" +
                      address + "'/></rdf:RDF></x:xmpmeta>";
    return file.insert(test::png_store_place, chunk("iTXt", text) + chunks);
  }
  CredentialReport report(const std::string& file, std::optional<Bytes> sidecar = {}) {
    const trust::TrustStore lists(test::test_lists());
    const FileToValidate subject{
        .file = Reader(bytes_in(file)),
        .sidecar = sidecar,
        .ask_remote = [&](const std::string& address, const std::stop_token&) {
          asked_.push_back(address);
          return RemoteAnswer{address, "text/html", content_, failure_};
        }};
    return Validation(subject, {lists, *parse_moment("2026-11-23")}).report();
  }
  void bring(std::string content) {
    content_ = std::make_shared<const std::string>(std::move(content));
  }

  const std::string address_ = "https://stores.example/still.c2pa";
  std::shared_ptr<const std::string> content_;
  std::string failure_;
  std::vector<std::string> asked_;
};

TEST_F(Remote, StoreIsCheckedAgainstTheFileAsASidecarIs) {
  const auto file = png(address_);
  bring(test::sidecar_of(file));
  const auto found = report(file);
  EXPECT_EQ(found.state, State::Trusted);
  EXPECT_EQ(found.place, StorePlace::Remote);
  EXPECT_EQ(asked_, std::vector{address_});
  EXPECT_EQ(found.asked->bytes, content_->size());
  const auto json = report_json(found);
  EXPECT_EQ(json["credentials"], "remote");
  EXPECT_EQ(json["remote"], address_);
  EXPECT_EQ(json["fetched"]["bytes"], content_->size());
  const auto spaced = png(" " + address_ + "&#10;");
  bring(test::sidecar_of(spaced));
  EXPECT_EQ(report(spaced).state, State::Trusted);
  EXPECT_EQ(asked_.back(), address_) << "without what stands around it";
  bring(test::sidecar_of("another file"));
  const auto other = report(file);
  EXPECT_EQ(other.state, State::Invalid);
  EXPECT_EQ(other.first_failure()->code, &codes::assertion_data_hash_mismatch);
  bring(content_->substr(0, content_->size() / 2));
  EXPECT_EQ(report(file).state, State::Invalid) << "a store that is cut off";
}

TEST_F(Remote, NobodyIsAskedWhereAStoreIsInTheFileOrBesideIt) {
  auto file = test::signed_png();
  EXPECT_EQ(report(file).place, StorePlace::Embedded);
  file = png(address_, chunk("caBX", test::sidecar_of("another file")));
  EXPECT_EQ(report(file).state, State::Invalid) << "an embedded store outranks all";
  file = png(address_);
  const auto sidecar = test::sidecar_of(file);
  EXPECT_EQ(report(file, bytes_in(sidecar)).place, StorePlace::Sidecar);
  EXPECT_EQ(report(test::plain_png()).place, StorePlace::Nowhere);
  EXPECT_EQ(report(png("self#jumbf=/c2pa/urn:uuid:1")).active.size(), 0U) << "the file itself";
  EXPECT_EQ(asked_.size(), 0U);
}

TEST_F(Remote, StoresThatDoNotCountAreAsIfTheyWereNotThere) {
  const auto store = test::sidecar_of("another file");
  const auto file = png(address_, chunk("caBX", store) + chunk("caBX", store));
  bring(test::sidecar_of(file));
  const auto found = report(file);
  EXPECT_EQ(found.state, State::Trusted);
  EXPECT_EQ(found.place, StorePlace::Remote);
  EXPECT_FALSE(found.refusal.empty());
}

TEST_F(Remote, WhatCannotBeHadStatesNothingAndSaysWhy) {
  const auto file = png(address_);
  failure_ = "it answered 404";
  const auto found = report(file);
  EXPECT_EQ(found.state, State::NotStated);
  EXPECT_EQ(found.place, StorePlace::Remote);
  ASSERT_EQ(found.active.size(), 1U);
  EXPECT_EQ(found.active[0].code, &codes::manifest_inaccessible);
  EXPECT_EQ(found.active[0].url, address_);
  EXPECT_EQ(found.active[0].explanation, "it answered 404");
  EXPECT_EQ(report_json(found)["fetched"]["failure"], "it answered 404");
  failure_.clear();
  for (const auto* page : {"<!doctype html>", "", "\0\0\0\x10jum"}) {
    bring(page);
    const auto no_store = report(file);
    EXPECT_EQ(no_store.state, State::NotStated);
    ASSERT_EQ(no_store.active.size(), 1U);
    EXPECT_EQ(no_store.active[0].code, &codes::manifest_inaccessible);
    EXPECT_NE(no_store.active[0].explanation.find("no manifest store"), std::string::npos);
  }
}

TEST(Validation, WhatTheClaimNamesHasToBeThereUnchangedAndNothingElse) {
  ManifestText manifest{"m"};
  manifest.add("c2pa.actions.v2", created_action());
  manifest.add("org.test", {cbor_map({{"a", cbor_text("b")}})});
  EXPECT_EQ(failures_of(store_text_of({manifest})),
            (std::set<std::string>{"claimSignature.missing", "claim.hardBindings.missing"}));
  auto changed = manifest;
  changed.assertions[1].claimed_hash[0] ^= 1;
  EXPECT_TRUE(failures_of(store_text_of({changed})).contains("assertion.hashedURI.mismatch"));
  auto absent = manifest;
  absent.assertions[1].is_left_out = true;
  EXPECT_TRUE(failures_of(store_text_of({absent})).contains("assertion.missing"));
  auto undeclared = manifest;
  undeclared.assertions[1].is_undeclared = true;
  EXPECT_TRUE(failures_of(store_text_of({undeclared})).contains("assertion.undeclared"));
}

TEST(Validation, ClaimHasToStateWhatAClaimStates) {
  ManifestText manifest{"m"};
  manifest.add("c2pa.actions.v2", created_action());
  for (const auto* field : {"instanceID", "created_assertions", "claim_generator_info"}) {
    auto lacking = manifest;
    lacking.without = field;
    EXPECT_TRUE(failures_of(store_text_of({lacking})).contains("claim.malformed")) << field;
  }
  auto other = store_text_of({manifest});
  other.replace(other.find("c2cl"), 4, "c2cm");
  EXPECT_TRUE(failures_of(other).contains("claim.malformed")) << "in a box of another type";
  auto twice = manifest;
  twice.has_second_claim = true;
  EXPECT_TRUE(failures_of(store_text_of({twice})).contains("claim.multiple"));
}

// ---- Redaction: what a manifest takes out of its ingredient's.

constexpr std::string_view redactable = "c2pa.metadata";

/// A manifest with actions, a hard binding of nothing and something to redact.
ManifestText ingredient_manifest() {
  ManifestText manifest{"parent"};
  manifest.add("c2pa.actions.v2", created_action());
  manifest.add("c2pa.hash.data", {cbor_map({{"alg", cbor_text("sha256")}})});
  manifest.add(std::string(redactable), {R"({"@context":{}})", true});
  return manifest;
}

/// The failures of a manifest that uses it and says that it redacted one of its assertions.
std::set<std::string> failures_when_redacted(const ManifestText& parent, std::string_view label) {
  ManifestText user{"user"};
  user.add("c2pa.actions.v2", created_action());
  user.add("c2pa.ingredient.v3", ingredient_of("parent"));
  if (!label.empty())
    user.redacted = {"self#jumbf=/c2pa/parent/c2pa.assertions/" + std::string(label)};
  return failures_of(store_text_of({parent, user}));
}

TEST(Redaction, LeavesNothingOfTheAssertionOrZeros) {
  auto parent = ingredient_manifest();
  EXPECT_TRUE(failures_when_redacted(parent, redactable).contains("assertion.notRedacted"));
  parent.blank(std::string(redactable));
  const auto blanked = failures_when_redacted(parent, redactable);
  EXPECT_FALSE(blanked.contains("assertion.notRedacted"));
  EXPECT_FALSE(blanked.contains("assertion.hashedURI.mismatch"));
  EXPECT_TRUE(failures_when_redacted(parent, "").contains("assertion.hashedURI.mismatch"))
      << "zeros that nobody declared are a change";
  parent.assertions.back().is_left_out = true;
  EXPECT_FALSE(failures_when_redacted(parent, redactable).contains("assertion.missing"));
  EXPECT_TRUE(failures_when_redacted(parent, "").contains("assertion.missing"));
}

TEST(Redaction, NeverTakesActionsOrWhatBindsTheFile) {
  auto parent = ingredient_manifest();
  parent.blank("c2pa.actions.v2");
  EXPECT_TRUE(
      failures_when_redacted(parent, "c2pa.actions.v2").contains("assertion.action.redacted"));
  parent = ingredient_manifest();
  parent.blank("c2pa.hash.data");
  EXPECT_TRUE(
      failures_when_redacted(parent, "c2pa.hash.data").contains("assertion.dataHash.redacted"));
}

TEST(Redaction, IsOfOthersAlone) {
  for (const auto* uri : {"self#jumbf=/c2pa/m/c2pa.assertions/c2pa.metadata",
                          "self#jumbf=c2pa.assertions/c2pa.metadata"}) {
    ManifestText manifest{"m"};
    manifest.add("c2pa.actions.v2", created_action());
    manifest.redacted = {uri};
    EXPECT_TRUE(failures_of(store_text_of({manifest})).contains("assertion.selfRedacted")) << uri;
  }
}

TEST(C2patoolJson, TellsMetadataAndHeldCredentialsAsTheyStand) {
  ManifestText manifest{"m"};
  manifest.add("c2pa.actions.v2", created_action());
  manifest.metadata = cbor_list({cbor_map({{"dateTime", cbor_text("2026-01-01T00:00:00Z")}})});
  manifest.held_credential = R"({"issuer":"did:example:1"})";
  const auto store = store_text_of({manifest});
  const Validation validation({Reader(bytes_in("a file"sv)), bytes_in(store)}, no_trust());
  const auto json = c2patool_json(validation).at("manifests").at("m");
  EXPECT_EQ(json.at("metadata").at(0).at("dateTime"), "2026-01-01T00:00:00Z");
  EXPECT_EQ(json.at("credentials").at(0).at("issuer"), "did:example:1");
}

struct ActionRule {
  const char* name;
  std::string actions;
  const char* failure;
};

TEST(Actions, FollowTheirRules) {
  const auto edited = cbor_map({{"action", cbor_text("c2pa.edited")}});
  const auto created = cbor_map({{"action", cbor_text("c2pa.created")}});
  const auto opened = cbor_map({{"action", cbor_text("c2pa.opened")}});
  const auto redacted = cbor_map({{"action", cbor_text("c2pa.redacted")}});
  const ActionRule rules[] = {
      {"none", cbor_list({}), "assertion.action.malformed"},
      {"begins with an edit", cbor_list({edited}), "assertion.action.malformed"},
      {"created twice", cbor_list({created, created}), "assertion.action.malformed"},
      {"opened what", cbor_list({opened}), "assertion.action.ingredientMismatch"},
      {"redacted what", cbor_list({created, redacted}), "assertion.action.redactionMismatch"}};
  for (const auto& rule : rules) {
    ManifestText manifest{"m"};
    manifest.add("c2pa.actions.v2", {cbor_map({{"actions", rule.actions}})});
    EXPECT_TRUE(failures_of(store_text_of({manifest})).contains(rule.failure)) << rule.name;
  }
}

TEST(Contents, FollowTheirRules) {
  const auto failures = [](std::string_view label, const std::string& content, bool is_json) {
    ManifestText manifest{"m"};
    manifest.add("c2pa.actions.v2", created_action());
    manifest.add(std::string(label), {content, is_json});
    return failures_of(store_text_of({manifest}));
  };
  EXPECT_TRUE(failures("c2pa.cloud-data", cbor_map({{"label", cbor_text("x")}}), false)
                  .contains("assertion.cloud-data.malformed"));
  EXPECT_TRUE(failures("c2pa.cloud-data",
                       cbor_map({{"label", cbor_text("c2pa.hash.data")},
                                 {"size", cbor_of("01")},
                                 {"location", cbor_map({})},
                                 {"content_type", cbor_text("a/b")}}),
                       false)
                  .contains("assertion.cloud-data.hardBinding"));
  EXPECT_TRUE(
      failures("c2pa.time-stamp", cbor_map({}), false).contains("assertion.timestamp.malformed"));
  EXPECT_TRUE(failures("c2pa.metadata", R"({"@context":{"x":"y"},"x:secret":1})", true)
                  .contains("assertion.metadata.disallowed"));
  EXPECT_TRUE(
      failures("c2pa.metadata", R"({"@context":)", true).contains("assertion.json.invalid"));
  EXPECT_TRUE(failures("c2pa.actions.v2__1", "\xFF", false).contains("assertion.cbor.invalid"));
  EXPECT_TRUE(failures("c2pa.ingredient.v3", cbor_map({{"dc:title", cbor_text("x")}}), false)
                  .contains("assertion.ingredient.malformed"));
  EXPECT_TRUE(failures("c2pa.asset-ref",
                       cbor_map({{"url", cbor_text("self#jumbf=c2pa.databoxes/c2pa.data")},
                                 {"hash", cbor_of("40")}}),
                       false)
                  .contains("hashedURI.missing"));
}

TEST(Updates, ChangeNothingOfTheContent) {
  ManifestText update{"m"};
  update.type = "c2um";
  update.add("c2pa.actions.v2", created_action());
  const auto failures = failures_of(store_text_of({update}));
  EXPECT_TRUE(failures.contains("manifest.update.invalid")) << "c2pa.created";
  EXPECT_TRUE(failures.contains("manifest.update.wrongParents"));
}

TEST(Compressed, IsReadAsWhatIsInIt) {
  ManifestText manifest{"m"};
  manifest.add("c2pa.actions.v2", created_action());
  const auto plain = store_text_of({manifest});
  manifest.is_compressed = true;
  const auto packed = store_text_of({manifest});
  EXPECT_EQ(failures_of(packed), failures_of(plain));
  EXPECT_EQ(failures_of(packed, {.inflate_bytes_max = 100}),
            std::set<std::string>{"general.error"});
  const auto broken = superbox("c2pa", "c2pa", superbox("c2cm", "m", box("brob", "x")));
  EXPECT_EQ(failures_of(broken), std::set<std::string>{"manifest.compressed.invalid"});
}

/// A chain of manifests, each with the next as ingredient twice: 2^depth ways, depth manifests.
std::string diamonds(int depth) {
  std::vector<ManifestText> manifests;
  for (int level = 0; level < depth; ++level) {
    ManifestText manifest{"m" + std::to_string(level)};
    manifest.add("c2pa.actions.v2", created_action());
    if (level > 0)
      for (const auto* label : {"c2pa.ingredient.v3", "c2pa.ingredient.v3__1"})
        manifest.add(label, ingredient_of("m" + std::to_string(level - 1)));
    manifests.push_back(std::move(manifest));
  }
  return store_text_of(manifests);
}

TEST(Lineage, DiamondsCostNoMoreThanTheirManifests) {
  const auto store = diamonds(60);
  const Validation validation({Reader(bytes_in("a file"sv)), bytes_in(store)}, no_trust());
  EXPECT_EQ(validation.report().manifests.size(), 60U);
  EXPECT_EQ(validation.lineage()->links.size(), 118U);
}

TEST(Lineage, IngredientOfItselfEnds) {
  ManifestText manifest{"m"};
  manifest.add("c2pa.actions.v2", created_action());
  manifest.add("c2pa.ingredient.v3", ingredient_of("m"));
  const auto store = store_text_of({manifest});
  const Validation validation({Reader(bytes_in("a file"sv)), bytes_in(store)}, no_trust());
  EXPECT_EQ(validation.report().manifests.size(), 1U);
}

TEST(Lineage, ManifestThatNothingLeadsToSaysNothing) {
  const auto store = store_text_of({ManifestText{"stray"}, ManifestText{"m"}});
  const Validation validation({Reader(bytes_in("a file"sv)), bytes_in(store)}, no_trust());
  EXPECT_EQ(validation.report().manifests.size(), 1U);
  EXPECT_EQ(validation.report().unreferenced, std::vector<std::string>{"stray"});
}

TEST(Store, TwoManifestsOfOneLabelAreNotToldApart) {
  const auto twice = [](std::string_view second) {
    return superbox("c2pa", "c2pa", superbox("c2ma", "m", "") + superbox("c2ma", "m", second));
  };
  EXPECT_EQ(failures_of(twice(box("free", ""))), std::set<std::string>{"general.error"});
  EXPECT_TRUE(failures_of(twice("")).contains("claim.missing")) << "the same once more";
}

TEST(Deltas, WhatAUserRecordedIsNoNews) {
  const Status untrusted{&codes::signing_credential_untrusted, "u", ""};
  const Status expired{&codes::signing_credential_expired, "u", ""};
  const Status changed{&codes::assertion_hashed_uri_mismatch, "u", ""};
  const std::vector<IngredientDelta> found{{"i", {untrusted, expired, changed}}};
  EXPECT_EQ(new_results(found, {}).front().statuses.size(), 3U);
  const auto left = new_results(found, {{"i", "signingCredential.untrusted", "u"},
                                        {"i", "claimSignature.insideValidity", "u"}});
  ASSERT_EQ(left.front().statuses.size(), 1U);
  EXPECT_TRUE(left.front().statuses.front().is(codes::assertion_hashed_uri_mismatch));
}

TEST(Judge, OnlyWhatWasCheckedAndKnownIsTrusted) {
  const Status trusted{&codes::signing_credential_trusted, "", ""};
  const Status untrusted{&codes::signing_credential_untrusted, "", ""};
  const Status changed{&codes::assertion_data_hash_mismatch, "", ""};
  EXPECT_EQ(judge({trusted}, {}), State::Trusted);
  EXPECT_EQ(judge({trusted}, {{"i", {untrusted}}}), State::Valid);
  EXPECT_EQ(judge({untrusted}, {}), State::Valid);
  EXPECT_EQ(judge({}, {}), State::Valid);
  EXPECT_EQ(judge({trusted, changed}, {}), State::Invalid);
  EXPECT_EQ(judge({trusted}, {{"i", {changed}}}), State::Invalid);
}

}  // namespace
}  // namespace gg::credentials
