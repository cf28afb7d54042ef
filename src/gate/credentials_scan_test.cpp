#include "gate/kept_lists.h"
#include "gate/scan.h"
#include "support/signed_store.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace gg {
namespace {

using test::SignPlan;
using trust::test::day;

CredentialTerms terms_at(trust::Time at, std::vector<trust::TrustList> lists = test::test_lists()) {
  return make_credential_terms(std::move(lists), at);
}

ScanReport scan_with(const TempDir& dir, const CredentialTerms& terms, ScanCache* cache = nullptr) {
  ScanProgress progress;
  auto report = scan({dir.text()}, {.cache = cache, .credentials = &terms}, progress, {});
  EXPECT_TRUE(report.has_value());
  return report ? *std::move(report) : ScanReport{};
}

/// The evidence of the only credential of a file.
Evidence credential_of(const ScanReport& report, std::string_view path) {
  for (const auto& file : report.files)
    for (const auto& evidence : file.evidence)
      if (file.path.ends_with(path) && evidence.kind == EvidenceKind::Credential) return evidence;
  ADD_FAILURE() << "no credential in " << path;
  return {.kind = EvidenceKind::Absent};
}

Evidence scanned(const std::string& file, const CredentialTerms& terms) {
  const TempDir dir;
  dir.write("a.png", file);
  return credential_of(scan_with(dir, terms), "a.png");
}

TEST(ScanCredentials, WhoIsOnAListIsTrusted) {
  const auto evidence = scanned(test::signed_png(), terms_at(day(2026, 11, 23)));
  EXPECT_EQ(evidence.state, State::Valid);
  EXPECT_EQ(evidence.strength, Strength::SignedTrusted);
  EXPECT_EQ(evidence.source_type, "trainedAlgorithmicMedia");
  EXPECT_TRUE(claims_ai(evidence));
  ASSERT_TRUE(evidence.credential.has_value());
  EXPECT_EQ(evidence.credential->signer, "Test es256 (Goodgate tests)");
  EXPECT_EQ(evidence.credential->list, "tests, 2026-01-01");
  EXPECT_TRUE(evidence.credential->failures.empty());
}

TEST(ScanCredentials, WhoIsOnNoListIsNot) {
  const auto evidence = scanned(test::signed_png(), terms_at(day(2026, 11, 23), {}));
  EXPECT_EQ(evidence.state, State::Valid);
  EXPECT_EQ(evidence.strength, Strength::Signed);
  EXPECT_TRUE(evidence.credential->list.empty());
  EXPECT_TRUE(claims_ai(evidence));
}

TEST(ScanCredentials, AChangedFileIsTamperingAndNoOrigin) {
  auto file = test::signed_png();
  file[file.find("IDAT") + 8] ^= 1;
  const auto evidence = scanned(file, terms_at(day(2026, 11, 23)));
  EXPECT_EQ(evidence.state, State::Invalid);
  EXPECT_EQ(evidence.strength, Strength::Tampered);
  EXPECT_EQ(evidence.claims, std::vector{Claim::NotStated});
  EXPECT_TRUE(evidence.source_type.empty() && evidence.tool.empty());
  ASSERT_FALSE(evidence.credential->failures.empty());
  EXPECT_EQ(evidence.credential->failures.front().code, "assertion.dataHash.mismatch");
}

TEST(ScanCredentials, AChangedStatementIsTamperingToo) {
  auto file = test::signed_png();
  file.replace(file.find("trainedAlgorithmicMedia"), 23, "digitalCapture_________");
  const auto evidence = scanned(file, terms_at(day(2026, 11, 23)));
  EXPECT_EQ(evidence.strength, Strength::Tampered);
  EXPECT_EQ(evidence.credential->failures.front().code, "assertion.hashedURI.mismatch");
}

TEST(ScanCredentials, AStoreThatIsCutIsTamperingWithoutClaims) {
  auto file = test::signed_png();
  file.replace(file.find("c2pa.signature") - 60, 20, std::string(20, '\xFF'));
  const auto evidence = scanned(file, terms_at(day(2026, 11, 23)));
  EXPECT_EQ(evidence.state, State::Invalid);
  EXPECT_EQ(evidence.strength, Strength::Tampered);
  EXPECT_EQ(evidence.credential->fault, CredentialFault::Tampered);
}

TEST(ScanCredentials, AnExpiredCertificateWeighsAsAnUnsignedLabel) {
  const auto evidence =
      scanned(test::signed_png({.signer = "expired"}), terms_at(day(2026, 11, 23)));
  EXPECT_EQ(evidence.state, State::Invalid);
  EXPECT_EQ(evidence.strength, Strength::Declared);
  EXPECT_EQ(evidence.credential->fault, CredentialFault::Expired);
  EXPECT_TRUE(claims_ai(evidence)) << "it says no less than metadata that nobody signed";
}

TEST(ScanCredentials, ATimeStampOutlivesTheCertificate) {
  // RSA: a token of one size, whenever it is made.
  const SignPlan plan{.stamp =
                          trust::test::StampPlan{.at = day(2026, 3, 1), .authority = "tsa-rsa"}};
  const auto evidence = scanned(test::signed_png(plan), terms_at(day(2046, 1, 1)));
  EXPECT_EQ(evidence.strength, Strength::SignedTrusted);
  EXPECT_EQ(evidence.credential->signed_at, "2026-03-01T00:00:00Z");
}

TEST(ScanCredentials, TwoStoresCountAsNoneAndWeighAsHints) {
  auto file = test::signed_png();
  const auto chunk =
      file.substr(test::png_store_place, file.find("IDAT") - 4 - test::png_store_place);
  file.insert(test::png_store_place, chunk);
  const auto evidence = scanned(file, terms_at(day(2026, 11, 23)));
  EXPECT_EQ(evidence.state, State::Invalid);
  EXPECT_EQ(evidence.strength, Strength::Hint);
  EXPECT_EQ(evidence.credential->fault, CredentialFault::Rules);
  EXPECT_TRUE(claims_ai(evidence));
}

TEST(ScanCredentials, WithoutTermsTheyAreListed) {
  const TempDir dir;
  dir.write("a.png", test::signed_png());
  ScanProgress progress;
  const auto report = scan({dir.text()}, {}, progress, {});
  const auto evidence = credential_of(*report, "a.png");
  EXPECT_EQ(evidence.state, State::NotYetValidated);
  EXPECT_EQ(evidence.strength, Strength::Declared);
  EXPECT_FALSE(evidence.credential.has_value());
}

/// A film and a still, each with a store beside it; that of the still was made for the film.
void write_files_with_stores(const TempDir& dir) {
  const std::string film = "06 0E 2B 34, as far as it matters: any bytes";
  dir.write("reel.mxf", film);
  dir.write("reel.mxf.c2pa", test::sidecar_of(film));
  dir.write("plate.dpx", film + "!");
  dir.write("plate.c2pa", test::sidecar_of(film));
}

TEST(ScanCredentials, ASidecarIsValidatedWithItsFileAndToldThere) {
  const TempDir dir;
  write_files_with_stores(dir);
  const auto report = scan_with(dir, terms_at(day(2026, 11, 23)));
  EXPECT_EQ(credential_of(report, "reel.mxf").strength, Strength::SignedTrusted);
  EXPECT_EQ(credential_of(report, "plate.dpx").strength, Strength::Tampered);
  for (const auto* sidecar : {"reel.mxf.c2pa", "plate.c2pa"}) {
    const auto evidence = credential_of(report, sidecar);
    EXPECT_EQ(evidence.state, State::NotStated);
    EXPECT_FALSE(claims_ai(evidence)) << "it is no picture";
    EXPECT_NE(evidence.limits.find("is validated there"), std::string::npos);
  }
}

TEST(ScanCredentials, AFileThatIsNamedByItselfHasTheStoreBesideIt) {
  const TempDir dir;
  write_files_with_stores(dir);
  const auto terms = terms_at(day(2026, 11, 23));
  ScanProgress progress;
  const auto scanned = [&](const std::vector<std::string>& roots, WalkOptions walk = {}) {
    return *scan(roots, {.walk = std::move(walk), .credentials = &terms}, progress, {});
  };
  const auto one = scanned({dir.at("reel.mxf")});
  EXPECT_EQ(one.files.size(), 2U);
  EXPECT_EQ(credential_of(one, "reel.mxf").strength, Strength::SignedTrusted);
  const auto both = scanned({dir.at("reel.mxf"), dir.at("plate.dpx")});
  EXPECT_EQ(credential_of(both, dir.at("reel.mxf")).strength, Strength::SignedTrusted);
  EXPECT_EQ(credential_of(both, dir.at("plate.dpx")).strength, Strength::Tampered);
  EXPECT_EQ(scanned({dir.at("reel.mxf")}, {.exclude = {"*.c2pa"}}).files.size(), 1U);
}

// ---- The cache.

/// Scans with a cache, so that files count as settled: they were changed long ago.
class CachedCredentials : public testing::Test {
 protected:
  CachedCredentials() : cache_(ScanCache::open(dir_.at("cache/scan.db")).value()) {}

  void write(const std::string& name, const std::string& content) {
    dir_.write("files/" + name, content);
  }
  Evidence scan_at(trust::Time at, std::vector<trust::TrustList> lists = test::test_lists()) {
    ScanProgress progress;
    const auto terms = terms_at(at, std::move(lists));
    const auto report =
        scan({dir_.at("files")}, {.cache = cache_.get(), .credentials = &terms}, progress, {});
    return credential_of(*report, "a.png");
  }

  TempDir dir_;
  std::unique_ptr<ScanCache> cache_;
};

TEST_F(CachedCredentials, AreValidatedAgainWhenACertificateEndsOrAListChanges) {
  write("a.png", test::signed_png());
  std::this_thread::sleep_for(std::chrono::milliseconds(2200));  // the cache keeps settled files
  EXPECT_EQ(scan_at(day(2026, 11, 23)).strength, Strength::SignedTrusted);
  EXPECT_EQ(scan_at(day(2026, 11, 24)).strength, Strength::SignedTrusted);
  EXPECT_EQ(scan_at(day(2046, 1, 1)).strength, Strength::Declared) << "it ran out in 2045";
  EXPECT_EQ(scan_at(day(2026, 11, 23)).strength, Strength::SignedTrusted);
  EXPECT_EQ(scan_at(day(2026, 11, 23), {}).strength, Strength::Signed);
}

TEST_F(CachedCredentials, OfASecondFileAreNeverKept) {
  write("a.png", test::plain_png());
  write("a.png.c2pa", test::sidecar_of(test::plain_png()));
  std::this_thread::sleep_for(std::chrono::milliseconds(2200));
  EXPECT_EQ(scan_at(day(2026, 11, 23)).strength, Strength::SignedTrusted);
  write("a.png.c2pa", test::sidecar_of("another file"));
  EXPECT_EQ(scan_at(day(2026, 11, 23)).strength, Strength::Tampered);
}

TEST(StillHolds, OnlyForTheSameTermsInItsTime) {
  const auto terms = terms_at(day(2026, 11, 23));
  const auto now = terms.at.time_since_epoch().count();
  EXPECT_TRUE(still_holds({terms.digest(), now, now + 1}, &terms));
  EXPECT_FALSE(still_holds({terms.digest(), now + 1, now + 2}, &terms));
  EXPECT_FALSE(still_holds({terms.digest(), now - 1, now}, &terms));
  EXPECT_FALSE(still_holds({terms.digest(), now, now + 1}, nullptr));
  EXPECT_FALSE(still_holds({}, &terms));
  EXPECT_TRUE(still_holds({}, nullptr));
}

// ---- Lists that are kept.

TEST(KeptLists, AreAddedReplacedAndRemoved) {
  const TempDir dir;
  const std::filesystem::path folder = dir.at("trust");
  const auto bundled = trust::bundled_lists().size();
  EXPECT_EQ(lists_in_force(folder)->size(), bundled) << "no folder keeps none";
  const std::filesystem::path root(GG_SOURCE_DIR "/tests/fixtures/trust/root.pem");
  EXPECT_FALSE(keep_list(folder, root, {.name = "House"}).has_value()) << "for whom?";
  const auto kept = keep_list(folder, root, {trust::ListKind::Signers, "House"});
  ASSERT_TRUE(kept.has_value()) << kept.error().message;
  EXPECT_EQ(kept->facts().name, "House");
  ASSERT_EQ(lists_in_force(folder)->size(), bundled + 1);
  EXPECT_EQ(lists_in_force(folder)->back().facts().name, "House");
  ASSERT_TRUE(keep_list(folder, root, {.name = "C2PA Trust List"}).has_value());
  const auto lists = lists_in_force(folder);
  ASSERT_EQ(lists->size(), bundled + 1) << "it takes the place of the one in the program";
  EXPECT_EQ(lists->front().anchors().size(), 1U);
  EXPECT_EQ(lists->front().facts().purposes, trust::bundled_lists().front().facts().purposes);
  ASSERT_TRUE(remove_list(folder, "C2PA Trust List").has_value());
  ASSERT_TRUE(remove_list(folder, "House").has_value());
  EXPECT_EQ(lists_in_force(folder)->size(), bundled);
  EXPECT_FALSE(remove_list(folder, "House").has_value());
}

TEST(KeptLists, AnOlderOneDoesNotReplaceANewer) {
  const TempDir dir;
  const auto certificate =
      R"({"LoTE":{"ListAndSchemeInformation":{"SchemeName":[{"lang":"en","value":"C2PA Trust List"}],)"
      R"("ListIssueDateTime":"2020-01-01T00:00:00Z"},"TrustedEntitiesList":[{"TrustedEntityServices":)"
      R"([{"ServiceInformation":{"ServiceDigitalIdentity":{"X509Certificates":[{"val":")" +
      trust::pem_bodies(trust::test::fixture("root.pem"), "CERTIFICATE").front() + R"("}]}}}]}]}})";
  dir.write("old.json", certificate);
  const auto kept = keep_list(dir.at("trust"), dir.at("old.json"), {});
  ASSERT_FALSE(kept.has_value());
  EXPECT_EQ(kept.error().kind, ErrorKind::Conflict) << kept.error().message;
}

}  // namespace
}  // namespace gg
