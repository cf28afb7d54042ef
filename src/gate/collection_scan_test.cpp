#include "gate/bound_files.h"
#include "support/bound_scan.h"
#include "support/signed_store.h"

#include <filesystem>

namespace gg {
namespace {

namespace fs = std::filesystem;
using test::bound_credential;
using test::bound_credentials;
using test::bound_text;

/// Of these paths and what they are said to hold.
using Listed = std::vector<std::pair<std::string, std::string>>;

std::string collection_of(const Listed& files,
                          bindings::Algorithm algorithm = bindings::Algorithm::Sha256) {
  test::CborWriter writer;
  writer.map(2).text("alg").text(bindings::name_of(algorithm)).text("uris").array(files.size());
  for (const auto& [uri, content] : files) {
    const Bytes bytes[] = {std::as_bytes(std::span(content))};
    writer.map(2).text("uri").text(uri).text("hash").bytes(
        bindings::hash_of(algorithm, bytes).view());
  }
  return test::signed_store("c2pa.hash.collection.data", writer.written());
}

/// A folder with a package in it.
class CollectionScan : public testing::Test {
 protected:
  CollectionScan() {
    write("imf/ASSETMAP.xml", "<map/>");
    write("imf/video/reel 1.mxf", "essence");
    write("imf/credentials.c2pa", collection_of(listed_));
  }
  void write(const std::string& name, const std::string& content) const {
    dir_.write("scanned/" + name, content);
  }
  [[nodiscard]] std::string at(const std::string& name) const { return dir_.at("scanned/" + name); }
  [[nodiscard]] ScanReport scanned() const { return test::scan_of(dir_.at("scanned"), &terms_); }

  const Listed listed_{{"ASSETMAP.xml", "<map/>"}, {"video/reel%201.mxf", "essence"}};
  TempDir dir_;
  CredentialTerms terms_ =
      make_credential_terms(test::test_lists(), trust::test::day(2026, 11, 23));
};

TEST_F(CollectionScan, EachFileOfAPackageHasItsCredential) {
  const auto report = scanned();
  EXPECT_EQ(bound_credential(report, "imf/credentials.c2pa").strength, Strength::SignedTrusted);
  EXPECT_EQ(bound_text(report, "imf/credentials.c2pa"), "2 of 2 files are here as signed");
  for (const auto* file : {"imf/ASSETMAP.xml", "imf/video/reel 1.mxf"}) {
    const auto evidence = bound_credential(report, file);
    EXPECT_EQ(evidence.strength, Strength::SignedTrusted) << file;
    EXPECT_EQ(evidence.source_type, "trainedAlgorithmicMedia");
    EXPECT_EQ(evidence.credential->list, "tests, 2026-01-01");
    EXPECT_EQ(evidence.credential->bound,
              "as one of 2 files of the collection of imf/credentials.c2pa");
  }
}

TEST_F(CollectionScan, AChangedFileIsTamperingOfItAndOfTheCollection) {
  write("imf/video/reel 1.mxf", "another");
  const auto report = scanned();
  const auto changed = bound_credential(report, "imf/video/reel 1.mxf");
  EXPECT_EQ(changed.strength, Strength::Tampered);
  EXPECT_EQ(changed.credential->failures[0].code, "assertion.collectionHash.mismatch");
  EXPECT_EQ(bound_credential(report, "imf/credentials.c2pa").strength, Strength::Tampered);
  EXPECT_EQ(bound_text(report, "imf/credentials.c2pa"),
            "1 of 2 files are here as signed, 1 not as signed");
  EXPECT_EQ(bound_credential(report, "imf/ASSETMAP.xml").strength, Strength::SignedTrusted);
}

TEST_F(CollectionScan, AMissingFileIsAFailureOfTheCollection) {
  fs::remove(at("imf/video/reel 1.mxf"));
  const auto report = scanned();
  const auto collection = bound_credential(report, "imf/credentials.c2pa");
  EXPECT_EQ(collection.strength, Strength::Tampered);
  EXPECT_EQ(collection.credential->failures[0].code, "assertion.collectionHash.incorrectFileCount");
  EXPECT_EQ(collection.credential->bound, "1 of 2 files are here as signed, 1 missing");
  EXPECT_EQ(bound_credential(report, "imf/ASSETMAP.xml").strength, Strength::SignedTrusted);
}

TEST_F(CollectionScan, AFileThatIsNotListedIsToldAsNotCovered) {
  write("imf/video/added.mxf", "unlisted");
  write("beside/other.mxf", "of no package");
  const auto report = scanned();
  const auto added = bound_credential(report, "imf/video/added.mxf");
  EXPECT_EQ(added.state, State::NotStated);
  EXPECT_NE(added.limits.find("Not covered"), std::string::npos) << added.limits;
  EXPECT_TRUE(bound_credentials(report, "beside/other.mxf").empty());
  EXPECT_EQ(bound_credential(report, "imf/credentials.c2pa").strength, Strength::SignedTrusted);
}

TEST_F(CollectionScan, PathsThatLeadOutOfTheFolderAreNeverFollowed) {
  write("secret.xml", "<map/>");
  for (const auto* uri : {"../secret.xml", "/etc/passwd", "video/../../secret.xml"}) {
    write("imf/credentials.c2pa", collection_of({{uri, "<map/>"}}));
    const auto report = scanned();
    EXPECT_EQ(bound_credential(report, "imf/credentials.c2pa").credential->failures[0].code,
              "assertion.collectionHash.invalidURI")
        << uri;
    EXPECT_TRUE(bound_credentials(report, "secret.xml").empty()) << uri;
  }
}

TEST_F(CollectionScan, NoLinkIsFollowed) {
  write("elsewhere/map.xml", "<map/>");
  fs::create_symlink(at("elsewhere/map.xml"), at("imf/link.xml"));
  fs::create_directory_symlink(at("elsewhere"), at("imf/inside"));
  write("imf/credentials.c2pa",
        collection_of({{"link.xml", "<map/>"}, {"inside/map.xml", "<map/>"}}));
  const auto report = scanned();
  EXPECT_EQ(bound_credential(report, "imf/credentials.c2pa").strength, Strength::Tampered);
  for (const auto* file : {"imf/link.xml", "imf/inside/map.xml"})
    EXPECT_EQ(bound_credential(report, file).credential->failures[0].code,
              "assertion.collectionHash.invalidURI")
        << file;
}

TEST_F(CollectionScan, TwoCollectionsOfOneFileEachSpeakForThemselves) {
  write("imf/second.c2pa", collection_of({{"ASSETMAP.xml", "another"}}));
  const auto found = bound_credentials(scanned(), "imf/ASSETMAP.xml");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].strength, Strength::SignedTrusted);
  EXPECT_EQ(found[1].strength, Strength::Tampered);
}

TEST_F(CollectionScan, ACollectionThatIsCalledAsAFileIsNotItsSidecar) {
  write("imf/ASSETMAP.c2pa", collection_of(listed_));
  fs::remove(at("imf/credentials.c2pa"));
  const auto report = scanned();
  EXPECT_EQ(bound_credential(report, "imf/ASSETMAP.xml").strength, Strength::SignedTrusted);
  EXPECT_EQ(bound_text(report, "imf/ASSETMAP.c2pa"), "2 of 2 files are here as signed");
}

TEST_F(CollectionScan, FilesThatTheScanLeavesOutAreNotMissing) {
  ScanProgress progress;
  const auto report =
      scan({dir_.at("scanned")}, {.walk = {.exclude = {"imf/video/**"}}, .credentials = &terms_},
           progress, {});
  EXPECT_EQ(bound_text(*report, "imf/credentials.c2pa"), "2 of 2 files are here as signed");
}

TEST_F(CollectionScan, HashesThatTheScanDoesNotMakeAreMadeForIt) {
  write("imf/credentials.c2pa", collection_of(listed_, bindings::Algorithm::Sha512));
  EXPECT_EQ(bound_text(scanned(), "imf/credentials.c2pa"), "2 of 2 files are here as signed");
  write("imf/ASSETMAP.xml", "<mop/>");
  const auto report = scanned();
  EXPECT_EQ(bound_credential(report, "imf/ASSETMAP.xml").strength, Strength::Tampered);
  EXPECT_EQ(bound_credential(report, "imf/video/reel 1.mxf").strength, Strength::SignedTrusted);
}

TEST_F(CollectionScan, FilesMayBeKeptUnderOtherNames) {
  // As a desk keeps uploads: the listing has their names, the disk has numbers.
  write("imf/credentials.c2pa", collection_of(listed_, bindings::Algorithm::Sha384));
  Listing listing;
  for (const auto* name : {"imf/ASSETMAP.xml", "imf/credentials.c2pa", "imf/video/reel 1.mxf"}) {
    const auto kept = dir_.at("spool/" + std::to_string(listing.files.size()));
    fs::create_directories(dir_.at("spool"));
    fs::copy_file(at(name), kept);
    listing.files.push_back({name, kept, *stamp_of_file(kept)});
  }
  ScanProgress progress;
  const auto report =
      scan_listed({"delivery"}, std::move(listing), {.credentials = &terms_}, progress, {});
  EXPECT_EQ(bound_text(report, "imf/credentials.c2pa"), "2 of 2 files are here as signed");
  EXPECT_EQ(bound_credential(report, "imf/video/reel 1.mxf").strength, Strength::SignedTrusted);
}

TEST_F(CollectionScan, OfAFolderFullOfCollectionsTheFirstAreChecked) {
  fs::remove(at("imf/credentials.c2pa"));
  const auto store = collection_of(listed_);
  for (std::size_t number = 10; number < 10 + collections_max + 1; ++number)
    write("imf/" + std::to_string(number) + ".c2pa", store);
  const auto report = scanned();
  EXPECT_EQ(bound_credentials(report, "imf/ASSETMAP.xml").size(), collections_max);
  EXPECT_NE(
      bound_credentials(report, "imf/26.c2pa").front().limits.find("the first 16 are checked"),
      std::string::npos);
}

}  // namespace
}  // namespace gg
