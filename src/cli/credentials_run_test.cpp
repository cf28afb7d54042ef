#include "cli/credentials_commands.h"
#include "cli/credentials_parts.h"
#include "support/bmff_text.h"
#include "support/signed_store.h"
#include "support/temp_dir.h"

#include <array>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

namespace gg::cli {
namespace {

const std::string& root_list() {
  static const std::string path = GG_SOURCE_DIR "/tests/fixtures/trust/root.pem";
  return path;
}

struct Ran {
  int exit_code = 0;
  std::string text;
};

/// Runs `goodgate credentials verify` as at 2026-11-23, with the lists of the tests alone.
Ran verify(CredentialsCommand command) {
  command.trust = {.at = "2026-11-23",
                   .signer_lists = {root_list()},
                   .stamp_lists = {root_list()},
                   .no_bundled = true};
  command.jobs = 1;
  testing::internal::CaptureStdout();
  const auto exit_code = run_credentials_verify(command);
  return {exit_code, testing::internal::GetCapturedStdout()};
}

struct Listed {
  std::string uri;
  std::string content;
};

std::string collection_store(const std::vector<Listed>& files) {
  test::CborWriter writer;
  writer.map(2).text("alg").text("sha256").text("uris").array(files.size());
  for (const auto& file : files)
    writer.map(2).text("uri").text(file.uri).text("hash").bytes(
        store_text::sha256_text(file.content));
  return test::signed_store("c2pa.hash.collection.data", writer.written());
}

/// The first bytes of a file of a format that has no place for a store.
struct Bare {
  const char* name;
  const char* head;
};
constexpr std::array bare{
    Bare{"reel.mxf", "060E2B34 0205 0101 0D010201 01020400 83000004 00000000"},
    Bare{"plate.exr", "762F3101 02000000 'channels' 00 'chlist' 00 01000000 00 00"},
    Bare{"plate.dpx", "'SDPX' 00000800 'V2.0' 00 000000 00000800"},
};

TEST(CredentialsVerify, ASidecarBindsWhatHasNoPlaceForAStore) {
  for (const auto& format : bare) {
    const TempDir dir;
    const auto content = Reader::to_text(bytes_of(format.head)) + std::string(100'000, 'f');
    dir.write(format.name, content);
    dir.write(std::string(format.name) + ".c2pa", test::sidecar_of(content));
    const auto held = verify({.paths = {dir.at(format.name)}});
    EXPECT_EQ(held.exit_code, 0) << held.text;
    EXPECT_NE(held.text.find(": trusted\n  credentials: in the .c2pa file beside it"),
              std::string::npos)
        << held.text;
    auto changed = content;
    changed.back() ^= 1;
    dir.write(format.name, changed);
    const auto broken = verify({.paths = {dir.at(format.name)}});
    EXPECT_EQ(broken.exit_code, 1);
    EXPECT_NE(broken.text.find("assertion.dataHash.mismatch"), std::string::npos) << broken.text;
  }
}

class Package : public testing::Test {
 protected:
  Package() {
    for (const auto& file : files_) dir_.write("imf/" + file.uri, file.content);
    dir_.write("imf/package.c2pa", collection_store(files_));
  }

  std::vector<Listed> files_{{"ASSETMAP.xml", "<AssetMap/>"},
                             {"CPL_1.xml", "<CompositionPlaylist/>"},
                             {"essence/reel_1.mxf", std::string(200'000, 'e')}};
  TempDir dir_;
};

TEST_F(Package, OfAnImfIsBoundByTheStoreInIt) {
  const auto held = verify({.paths = {dir_.at("imf/package.c2pa")}});
  EXPECT_EQ(held.exit_code, 0) << held.text;
  EXPECT_NE(held.text.find(": trusted"), std::string::npos) << held.text;
  dir_.write("imf/essence/reel_1.mxf", std::string(200'000, 'x'));
  const auto changed = verify({.paths = {dir_.at("imf/package.c2pa")}});
  EXPECT_EQ(changed.exit_code, 1);
  EXPECT_NE(changed.text.find("essence/reel_1.mxf"), std::string::npos) << changed.text;
  std::filesystem::remove(dir_.at("imf/CPL_1.xml"));
  EXPECT_NE(verify({.paths = {dir_.at("imf/package.c2pa")}})
                .text.find("assertion.collectionHash.incorrectFileCount"),
            std::string::npos);
}

TEST_F(Package, MayStandElsewhereAndWhatItDoesNotListIsTold) {
  std::filesystem::rename(dir_.at("imf/package.c2pa"), dir_.at("package.c2pa"));
  dir_.write("imf/added.mxf", "ten bytes!");
  CredentialsCommand command{.paths = {dir_.at("package.c2pa")}};
  EXPECT_EQ(verify(command).exit_code, 1) << "its own folder holds none of the files";
  command.collection = dir_.at("imf");
  const auto held = verify(command);
  EXPECT_EQ(held.exit_code, 0) << held.text;
  EXPECT_NE(held.text.find("10 bytes are not covered (not listed by the signer)"),
            std::string::npos)
      << held.text;
  command.paths.push_back(dir_.at("imf/added.mxf"));
  EXPECT_EQ(verify(command).exit_code, 65) << "a collection is of one file";
}

TEST(Fragments, AreFoundByPatternsInTheOrderInWhichPeopleCount) {
  const TempDir dir;
  for (const auto* name : {"seg_10.m4s", "seg_9.m4s", "seg_1.m4s", "other.mp4"})
    dir.write(name, name);
  const auto found = Fragments::find({dir.at("seg_*.m4s")});
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->segments().size(), 3U);
  EXPECT_TRUE(found->segments()[0].name.ends_with("seg_1.m4s"));
  EXPECT_TRUE(found->segments()[2].name.ends_with("seg_10.m4s"));
  auto file = found->segments()[1].file;
  EXPECT_EQ(file.text(9).value(), "seg_9.m4s");
  EXPECT_FALSE(Fragments::find({dir.at("none_*.m4s")}).has_value());
  EXPECT_FALSE(Fragments::find({dir.at("none.m4s")}).has_value());
}

/// A stream in files: an initialization part with the credentials, and three segments.
class Stream : public testing::Test {
 protected:
  Stream() {
    std::vector<std::string> leaves;
    for (std::size_t index = 0; index < 3; ++index) {
      const auto proof = bmff_text::proof_box(0, index, {});
      dir_.write("seg_" + std::to_string(index + 9) + ".m4s", proof + film_.fragments[index]);
      leaves.push_back(bmff_text::sha(film_.bound(index, proof.size())));
    }
    const auto store = test::signed_store("c2pa.hash.bmff.v3", film_.assertion(leaves));
    dir_.write("init.mp4",
               film_.init + bmff_text::c2pa_box("manifest", std::string(8, '\0') + store));
  }

  bmff_text::Film film_;
  TempDir dir_;
};

TEST_F(Stream, IsCheckedSegmentBySegment) {
  CredentialsCommand command{.paths = {dir_.at("init.mp4")}};
  EXPECT_EQ(verify(command).exit_code, 1) << "no segment at all";
  command.fragments = {dir_.at("seg_*.m4s")};
  const auto held = verify(command);
  EXPECT_EQ(held.exit_code, 0) << held.text;
  EXPECT_NE(held.text.find(": trusted"), std::string::npos) << held.text;
  dir_.write("seg_10.m4s", bmff_text::proof_box(0, 1, {}) + film_.fragments[0]);
  const auto changed = verify(command);
  EXPECT_EQ(changed.exit_code, 1);
  EXPECT_NE(changed.text.find("seg_10.m4s"), std::string::npos) << changed.text;
}

}  // namespace
}  // namespace gg::cli
