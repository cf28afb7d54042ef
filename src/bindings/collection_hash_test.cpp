#include "base/sha256.h"
#include "bindings/check.h"
#include "bindings/collection_files.h"
#include "bindings/store_location.h"
#include "bytes/hex.h"
#include "container/container.h"
#include "support/cbor_writer.h"
#include "support/temp_dir.h"

#include <deque>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

namespace gg::bindings {
namespace {

using test::CborWriter;

std::string hash_text(std::string_view bytes) {
  const auto digest = sha256_of(bytes);
  return {digest.bytes.begin(), digest.bytes.end()};
}

struct Listed {
  std::string uri;
  std::string content;
};

std::string collection_of(const std::vector<Listed>& files) {
  CborWriter writer;
  writer.map(2).text("alg").text("sha256").text("uris").array(files.size());
  for (const auto& file : files)
    writer.map(2).text("uri").text(file.uri).text("hash").bytes(hash_text(file.content));
  return writer.written();
}

Outcome check(const TempDir& folder, std::string_view assertion) {
  Budget budget;
  const auto value = cbor::parse_document(Reader(std::as_bytes(std::span(assertion))), budget);
  return check_collection_hash(FolderFiles(folder.text()), *value, {});
}

TEST(CollectionHash, PackageIsBoundFileByFile) {
  const TempDir folder;
  folder.write("ASSETMAP.xml", "<map/>");
  folder.write("video/reel 1.mxf", "essence");
  const auto assertion =
      collection_of({{"ASSETMAP.xml", "<map/>"}, {"video/reel%201.mxf", "essence"}});
  const auto outcome = check(folder, assertion);
  EXPECT_TRUE(outcome.matches());
  EXPECT_EQ(outcome.bound_bytes, 13U);
  EXPECT_TRUE(outcome.uncovered.empty());
  folder.write("video/added.mxf", "unlisted");
  folder.write("package.c2pa", "manifest");
  const auto added = check(folder, assertion);
  EXPECT_TRUE(added.matches());
  ASSERT_EQ(added.uncovered.size(), 1U);
  EXPECT_EQ(added.uncovered[0].what, "video/added.mxf");
  folder.write("ASSETMAP.xml", "<mop/>");
  EXPECT_EQ(check(folder, assertion).verdict, Verdict::Mismatch);
  std::filesystem::remove(folder.at("ASSETMAP.xml"));
  EXPECT_EQ(check(folder, assertion).verdict, Verdict::WrongFileCount);
}

TEST(CollectionHash, AddressesThatLeadOutOfTheFolderAreNeverOpened) {
  const TempDir folder;
  folder.write("inside/a", "x");
  for (const auto* uri : {"../a", "inside/../a", "./inside/a", "/etc/passwd", "inside//a",
                          "%2e%2e/a", "inside\\a", "file:///etc/passwd", "", "inside/"})
    EXPECT_EQ(check(folder, collection_of({{uri, "x"}})).verdict,
              std::string_view(uri) == "inside/" ? Verdict::Unreadable : Verdict::InvalidUri)
        << uri;
  std::filesystem::create_directory_symlink("/etc", folder.at("link"));
  EXPECT_EQ(check(folder, collection_of({{"link/passwd", "x"}})).verdict, Verdict::InvalidUri);
}

TEST(CollectionHash, ShapesThatAreMalformed) {
  const TempDir folder;
  EXPECT_EQ(check(folder, CborWriter().map(1).text("alg").text("sha256").written()).verdict,
            Verdict::Malformed);
  CborWriter zipped;
  zipped.map(3).text("alg").text("sha256").text("uris").array(0);
  zipped.text("zip_central_directory_hash").bytes(std::string(32, 'h'));
  const auto of_zip = check(folder, zipped.written());
  EXPECT_EQ(of_zip.verdict, Verdict::Malformed);
  EXPECT_EQ(check(folder, collection_of({})).verdict, Verdict::Malformed);
  CborWriter silent;
  silent.map(1).text("uris").array(1).map(2).text("uri").text("a").text("hash").bytes("h");
  EXPECT_EQ(check(folder, silent.written()).verdict, Verdict::Malformed) << "no algorithm";
  CborWriter unhashed;
  unhashed.map(2).text("alg").text("sha256").text("uris").array(1).map(1).text("uri").text("a");
  EXPECT_EQ(check(folder, unhashed.written()).verdict, Verdict::Malformed);
}

/// A file of two parts, "PRIMARY" and "SECOND", each bound by a data hash of its own.
class MultiAssetHashTest : public testing::Test {
 protected:
  struct At {
    std::uint64_t first;
    std::uint64_t size;
    bool optional = false;
  };

  Outcome check_parts(std::initializer_list<At> parts) {
    CborWriter writer;
    writer.map(1).text("parts").array(parts.size());
    std::size_t number = 0;
    for (const auto& part : parts) {
      writer.map(3).text("location").map(2).text("byteOffset").number(part.first).text("length");
      writer.number(part.size).text("hashAssertion").map(1).text("url");
      writer.text("self#jumbf=c2pa.assertions/part" + std::to_string(number++));
      writer.text("optional").boolean(part.optional);
    }
    return check_written(writer.written());
  }

  Outcome check_written(std::string_view written) {
    Budget budget;
    const auto value = cbor::parse_document(Reader(std::as_bytes(std::span(written))), budget);
    const auto hash = [&](std::string_view bytes) {
      written_.push_back(CborWriter()
                             .map(2)
                             .text("alg")
                             .text("sha256")
                             .text("hash")
                             .bytes(hash_text(bytes))
                             .written());
      return *cbor::parse_document(Reader(std::as_bytes(std::span(written_.back()))), budget);
    };
    const std::vector<cbor::Value> contents = {hash("PRIMARY"), hash("SECOND")};
    const Asset asset{Reader(std::as_bytes(std::span(file_))), Format::Jpeg, {}};
    return check_multi_asset_hash(asset, *value,
                                  [&](std::string_view uri) -> std::optional<NamedAssertion> {
                                    const auto index = static_cast<std::size_t>(uri.back() - '0');
                                    if (index >= contents.size()) return std::nullopt;
                                    return NamedAssertion{
                                        "c2pa.hash.data.part__" + std::to_string(index + 1),
                                        &contents[index]};
                                  },
                                  {});
  }

  std::string file_ = "PRIMARYSECOND";
  std::deque<std::string> written_;
};

TEST_F(MultiAssetHashTest, EveryPartIsBoundByItsOwnAssertion) {
  EXPECT_TRUE(check_parts({{0, 7}, {7, 6}}).matches());
  file_.back() = 'X';
  const auto changed = check_parts({{0, 7}, {7, 6}});
  EXPECT_EQ(changed.verdict, Verdict::Mismatch);
  EXPECT_EQ(changed.problems.at(0).where, "/parts/1/hashAssertion/hash");
}

TEST_F(MultiAssetHashTest, OptionalPartAtTheEndMayBeGone) {
  file_ = "PRIMARY";
  EXPECT_TRUE(check_parts({{0, 7}, {7, 6, true}}).matches());
  EXPECT_EQ(check_parts({{0, 7}, {7, 6}}).verdict, Verdict::MissingPart);
}

TEST_F(MultiAssetHashTest, PartsMakeUpTheWholeFile) {
  EXPECT_EQ(check_parts({{0, 7}}).verdict, Verdict::Malformed);
  EXPECT_EQ(check_parts({{0, 7}, {6, 7}}).verdict, Verdict::Malformed) << "overlap";
  EXPECT_EQ(check_parts({{0, 7}, {8, 5}}).verdict, Verdict::Malformed) << "a hole";
  EXPECT_EQ(check_parts({{0, 99}}).verdict, Verdict::Malformed);
  EXPECT_EQ(check_parts({}).verdict, Verdict::Malformed);
  EXPECT_EQ(check_written(CborWriter().map(0).written()).verdict, Verdict::Malformed);
}

TEST_F(MultiAssetHashTest, PartsHaveALimit) {
  for (const auto count : {parts_max, parts_max + 1}) {
    CborWriter writer;
    writer.map(1).text("parts").array(count);
    for (std::size_t index = 0; index < count; ++index) {
      writer.map(2).text("location").map(2).text("byteOffset").number(0).text("length").number(0);
      writer.text("hashAssertion").map(1).text("url").text("self#jumbf=c2pa.assertions/part0");
    }
    const auto outcome = check_written(writer.written());
    ASSERT_EQ(outcome.verdict, Verdict::Malformed);
    EXPECT_EQ(outcome.problems.at(0).what.starts_with("lists more than"), count > parts_max);
  }
}

TEST(FindSidecar, TheMoreExactNameWins) {
  const TempDir folder;
  folder.write("shot.exr", "picture");
  EXPECT_FALSE(find_sidecar(folder.at("shot.exr")).has_value());
  folder.write("shot.c2pa", "store");
  EXPECT_EQ(find_sidecar(folder.at("shot.exr"))->filename(), "shot.c2pa");
  folder.write("shot.exr.c2pa", "store");
  EXPECT_EQ(find_sidecar(folder.at("shot.exr"))->filename(), "shot.exr.c2pa");
  EXPECT_FALSE(find_sidecar(folder.at("shot.c2pa")).has_value());
  folder.write("package/ASSETMAP.xml", "<map/>");
  folder.write("package.c2pa", "store");
  EXPECT_EQ(find_sidecar(folder.at("package/"))->filename(), "package.c2pa");
}

StoreLocation located(Format format, Bytes file, std::vector<CredentialStore> stores) {
  static Budget budget;
  static std::deque<Parts> kept;  // the location points into its parts
  auto& parts = kept.emplace_back(budget);
  parts.stores = std::move(stores);
  auto location = locate_stores(format, Reader(file), parts);
  EXPECT_EQ(location.stores.size() + location.refused, parts.stores.size());
  return location;
}

CredentialStore store_at(std::uint64_t offset, StoreRole role = StoreRole::Manifest) {
  CredentialStore store;
  store.place.offset = offset;
  store.role = role;
  return store;
}

TEST(LocateStores, SeveralStoresInOneFileAreNone) {
  EXPECT_EQ(located(Format::Png, {}, {store_at(1)}).stores.size(), 1U);
  const auto refused = located(Format::Png, {}, {store_at(1), store_at(2)});
  EXPECT_TRUE(refused.stores.empty());
  EXPECT_EQ(refused.refused, 2U);
  EXPECT_EQ(refused.problems.size(), 1U);
}

TEST(LocateStores, BoxesAreOneStoreOrAnOriginalWithItsUpdate) {
  const auto count = [](std::vector<StoreRole> roles) {
    std::vector<CredentialStore> stores;
    for (const auto role : roles) stores.push_back(store_at(stores.size(), role));
    return located(Format::Mp4, {}, std::move(stores)).stores.size();
  };
  using enum StoreRole;
  EXPECT_EQ(count({Manifest}), 1U);
  EXPECT_EQ(count({Original, Update}), 2U);
  EXPECT_EQ(count({Manifest, Manifest}), 0U);
  EXPECT_EQ(count({Manifest, Update}), 0U);
  EXPECT_EQ(count({Update}), 0U);
  EXPECT_EQ(count({Original, Update, Update}), 0U);
}

TEST(LocateStores, EachUpdateOfAPdfMayHaveOneStore) {
  const auto file = bytes_of("'1234' '%%EOF' '1234' '%%%EOF' '12345'");
  const auto one_each = located(Format::Pdf, file, {store_at(16), store_at(1)});
  ASSERT_EQ(one_each.stores.size(), 2U);
  EXPECT_EQ(one_each.stores[0]->place.offset, 1U) << "the older first";
  const auto two_in_one = located(Format::Pdf, file, {store_at(1), store_at(2), store_at(12)});
  ASSERT_EQ(two_in_one.stores.size(), 1U);
  EXPECT_EQ(two_in_one.stores[0]->place.offset, 12U);
}

TEST(SuperboxOf, PaddingBehindTheFirstBoxIsNotOfTheStore) {
  const auto bytes = bytes_of("0000000A 'jumb' 'ab' 0000");
  CredentialStore store;
  store.jumbf = bytes;
  EXPECT_EQ(superbox_of(store).size(), 10U);
  store.jumbf = Bytes(bytes).first(9);
  EXPECT_EQ(superbox_of(store).size(), 9U) << "a length beyond what is there is left to its reader";
}

}  // namespace
}  // namespace gg::bindings
