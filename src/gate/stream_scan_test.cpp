#include "gate/bound_files.h"
#include "gate/report_codec.h"
#include "signing/sign_stream.h"
#include "support/bound_scan.h"
#include "support/signed_file.h"
#include "support/stream_files.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace gg {
namespace {

namespace fs = std::filesystem;
using test::bound_credential;
using test::bound_text;

constexpr std::size_t segments_count = 12;

/// A folder with signed streams in it. Their trees all have the identifiers 1 and 1.
class StreamScan : public testing::Test {
 protected:
  /// Signs `NAME` + init.mp4, seg-0.m4s … of its own media.
  void sign(const std::string& name, const std::string& media) {
    const signing::test::Studio studio;
    studio.folder.write("in/" + name + "init.mp4", Reader::to_text(signing::test::init_of(media)));
    std::vector<fs::path> segments;
    for (std::size_t index = 0; index < segments_count; ++index) {
      const auto segment = "in/" + name + "seg-" + std::to_string(index) + ".m4s";
      studio.folder.write(
          segment, Reader::to_text(signing::test::segment_of(1, media + std::to_string(index))));
      segments.emplace_back(studio.folder.at(segment));
    }
    auto order = studio.order("in/" + name + "init.mp4", "out");
    order.history.source_type =
        "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
    const auto result = signing::sign_stream(order, segments, {studio.signer, studio.terms});
    ASSERT_TRUE(result.has_value()) << result.error().message;
    const auto folder = fs::path(at(name)).parent_path();
    fs::create_directories(folder);
    fs::copy(studio.folder.at("out"), folder, fs::copy_options::recursive);
  }

  [[nodiscard]] std::string at(const std::string& name) const { return dir_.at("scanned/" + name); }
  [[nodiscard]] std::string content(const std::string& name) const {
    return signing::test::content_of(at(name));
  }
  void write(const std::string& name, const std::string& content) const {
    dir_.write("scanned/" + name, content);
  }
  /// In its media.
  void change(const std::string& name) const {
    auto bytes = content(name);
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    write(name, bytes);
  }
  [[nodiscard]] ScanReport scanned(unsigned jobs = 2, ScanCache* cache = nullptr) const {
    return test::scan_of(dir_.at("scanned"), &terms_, cache, jobs);
  }

  TempDir dir_;
  CredentialTerms terms_ = make_credential_terms(
      {trust::test::list_of(trust::ListKind::Signers, "root")}, trust::test::day(2026, 11, 23));
};

std::string segment_name(std::size_t index) { return "seg-" + std::to_string(index) + ".m4s"; }

TEST_F(StreamScan, EachSegmentOfAWholeStreamHasItsCredential) {
  sign("", "isom");
  const auto report = scanned();
  const auto init = bound_credential(report, "init.mp4");
  EXPECT_EQ(init.strength, Strength::SignedTrusted);
  EXPECT_EQ(init.credential->bound, "all 12 segments are here as they were signed");
  for (std::size_t index = 0; index < segments_count; ++index) {
    const auto evidence = bound_credential(report, segment_name(index));
    EXPECT_EQ(evidence.state, State::Valid);
    EXPECT_EQ(evidence.strength, Strength::SignedTrusted);
    EXPECT_EQ(evidence.source_type, "trainedAlgorithmicMedia");
    EXPECT_TRUE(claims_ai(evidence));
    EXPECT_EQ(evidence.credential->signer, "Test es256 (Goodgate tests)");
    EXPECT_EQ(evidence.credential->bound,
              "as segment " + std::to_string(index + 1) + " of 12 of the stream of init.mp4");
    EXPECT_EQ(evidence.where.path, "MP4/uuid[C2PA merkle]");
    EXPECT_EQ(test::scanned_file(report, segment_name(index)).evidence.size(), 1U)
        << "it is not absent";
  }
}

TEST_F(StreamScan, AChangedSegmentIsTamperingOfItAndOfTheStream) {
  sign("", "isom");
  change(segment_name(7));
  const auto report = scanned();
  const auto changed = bound_credential(report, segment_name(7));
  EXPECT_EQ(changed.strength, Strength::Tampered);
  EXPECT_EQ(changed.claims, std::vector{Claim::NotStated});
  ASSERT_EQ(changed.credential->failures.size(), 1U);
  EXPECT_EQ(changed.credential->failures[0].code, "assertion.bmffHash.mismatch");
  EXPECT_EQ(changed.credential->failures[0].explanation, "is not the fragment that was bound");
  EXPECT_EQ(bound_credential(report, "init.mp4").strength, Strength::Tampered);
  EXPECT_EQ(bound_text(report, "init.mp4"),
            "11 of 12 segments are here as they were signed, 1 not as signed");
  EXPECT_EQ(bound_credential(report, segment_name(6)).strength, Strength::SignedTrusted);
}

TEST_F(StreamScan, SegmentsThatAreMissingAreCounted) {
  sign("", "isom");
  fs::remove(at(segment_name(2)));
  fs::remove(at(segment_name(11)));
  const auto report = scanned();
  EXPECT_EQ(bound_credential(report, "init.mp4").strength, Strength::SignedTrusted);
  EXPECT_EQ(bound_text(report, "init.mp4"),
            "10 of 12 segments are here as they were signed, 2 missing");
  EXPECT_EQ(bound_credential(report, segment_name(3)).strength, Strength::SignedTrusted);
}

TEST_F(StreamScan, WithoutItsInitializationSegmentNoSegmentHolds) {
  sign("", "isom");
  auto init = content("init.mp4");
  const auto last = init.rfind("isom");
  ASSERT_NE(last, std::string::npos);
  init[last] = 'I';
  write("init.mp4", init);
  auto report = scanned();
  for (const auto* file : {"init.mp4", "seg-0.m4s", "seg-11.m4s"}) {
    const auto evidence = bound_credential(report, file);
    EXPECT_EQ(evidence.strength, Strength::Tampered) << file;
    EXPECT_TRUE(evidence.credential->failures[0].explanation.starts_with(
        "the initialization part is not the one that was bound"))
        << evidence.credential->failures[0].explanation;
  }
  fs::remove(at("init.mp4"));
  report = scanned();
  for (std::size_t index = 0; index < segments_count; ++index) {
    const auto evidence = bound_credential(report, segment_name(index));
    EXPECT_EQ(evidence.state, State::NotYetValidated);
    EXPECT_FALSE(claims_ai(evidence));
    EXPECT_NE(evidence.limits.find("is not among these files"), std::string::npos);
  }
}

TEST_F(StreamScan, AnInitializationSegmentAloneShowsNothing) {
  sign("", "isom");
  for (std::size_t index = 0; index < segments_count; ++index) fs::remove(at(segment_name(index)));
  const auto evidence = bound_credential(scanned(), "init.mp4");
  EXPECT_EQ(evidence.state, State::NotYetValidated);
  EXPECT_EQ(evidence.strength, Strength::Declared);
  EXPECT_NE(evidence.limits.find("none of them was found"), std::string::npos) << evidence.limits;
}

TEST_F(StreamScan, RenditionsInFoldersBesideEachOtherAreKeptApart) {
  sign("high/", "iso5");
  sign("low/", "iso6");
  change("low/seg-4.m4s");
  const auto report = scanned();
  EXPECT_EQ(bound_text(report, "high/init.mp4"), "all 12 segments are here as they were signed");
  EXPECT_EQ(bound_credential(report, "high/seg-4.m4s").strength, Strength::SignedTrusted);
  EXPECT_EQ(bound_credential(report, "low/init.mp4").strength, Strength::Tampered);
  EXPECT_EQ(bound_credential(report, "low/seg-4.m4s").strength, Strength::Tampered);
  EXPECT_EQ(bound_credential(report, "low/seg-5.m4s").strength, Strength::SignedTrusted);
}

TEST_F(StreamScan, RenditionsInOneFolderAreToldApartByTheirBytes) {
  sign("a-", "iso5");
  sign("b-", "iso6");
  // Names say nothing: the second stream's initialization segment comes first.
  fs::rename(at("a-init.mp4"), at("z-init.mp4"));
  change("a-seg-3.m4s");
  const auto report = scanned();
  EXPECT_EQ(bound_text(report, "b-init.mp4"), "all 12 segments are here as they were signed");
  EXPECT_EQ(bound_text(report, "z-init.mp4"),
            "11 of 12 segments are here as they were signed, 1 not as signed");
  EXPECT_EQ(bound_credential(report, "b-seg-3.m4s").strength, Strength::SignedTrusted);
  EXPECT_EQ(bound_text(report, "a-seg-2.m4s"), "as segment 3 of 12 of the stream of z-init.mp4");
  EXPECT_EQ(bound_credential(report, "a-seg-3.m4s").strength, Strength::Tampered);
  EXPECT_EQ(bound_text(report, "a-seg-3.m4s"), "as segment 4 of 12 of the stream of z-init.mp4");
}

TEST_F(StreamScan, InitializationSegmentsMayStandInAFolderOfTheirOwn) {
  sign("media/a/", "iso5");
  sign("media/b/", "iso6");
  fs::create_directories(at("init"));
  fs::rename(at("media/a/init.mp4"), at("init/1.mp4"));
  fs::rename(at("media/b/init.mp4"), at("init/0.mp4"));
  const auto report = scanned();
  EXPECT_EQ(bound_text(report, "init/1.mp4"), "all 12 segments are here as they were signed");
  EXPECT_EQ(bound_text(report, "init/0.mp4"), "all 12 segments are here as they were signed");
  EXPECT_EQ(bound_text(report, "media/b/seg-0.m4s"),
            "as segment 1 of 12 of the stream of init/0.mp4");
}

TEST_F(StreamScan, OrphansOfAnotherStreamAccuseNobody) {
  sign("film/", "iso5");
  sign("trailer/", "iso6");
  fs::remove(at("trailer/init.mp4"));
  const auto report = scanned();
  EXPECT_EQ(bound_text(report, "film/init.mp4"), "all 12 segments are here as they were signed");
  EXPECT_EQ(bound_credential(report, "film/init.mp4").strength, Strength::SignedTrusted);
  const auto orphan = bound_credential(report, "trailer/seg-0.m4s");
  EXPECT_EQ(orphan.state, State::NotYetValidated);
  EXPECT_NE(orphan.limits.find("film/init.mp4 begins another"), std::string::npos) << orphan.limits;
}

TEST_F(StreamScan, AWholeFolderOfChangedSegmentsIsStillTampering) {
  sign("film/", "iso5");
  fs::create_directories(at("film/parts"));
  for (std::size_t index = 0; index < segments_count; ++index) {
    change("film/" + segment_name(index));
    fs::rename(at("film/" + segment_name(index)), at("film/parts/" + segment_name(index)));
  }
  const auto report = scanned();
  EXPECT_EQ(bound_credential(report, "film/init.mp4").strength, Strength::Tampered);
  EXPECT_EQ(bound_credential(report, "film/parts/seg-0.m4s").strength, Strength::Tampered);
}

TEST_F(StreamScan, NamesThatCountTellTheOrder) {
  sign("", "isom");
  const auto third = content(segment_name(3));
  write(segment_name(3), content(segment_name(7)));
  write(segment_name(7), third);
  EXPECT_EQ(bound_credential(scanned(), "init.mp4").strength, Strength::Tampered);
  EXPECT_EQ(bound_credential(scanned(), segment_name(4)).credential->failures[0].explanation,
            "comes out of its order");
  for (std::size_t index = 0; index < segments_count; ++index)  // names that do not
    fs::rename(at(segment_name(index)),
               at(std::string(1, static_cast<char>('a' + index * 5 % 12))));
  EXPECT_EQ(bound_text(scanned(), "init.mp4"), "all 12 segments are here as they were signed");
}

TEST_F(StreamScan, TheReportIsTheSameForAnyNumberOfThreads) {
  sign("a/", "iso5");
  sign("b-", "iso6");
  sign("c-", "iso7");
  change("a/seg-4.m4s");
  const auto one = scanned(1);
  const auto many = scanned(7);
  ASSERT_EQ(one.files.size(), many.files.size());
  for (std::size_t index = 0; index < one.files.size(); ++index)
    EXPECT_EQ(encode_report(one.files[index]), encode_report(many.files[index]))
        << one.files[index].path;
}

TEST_F(StreamScan, TheCacheNeverKnowsAStreamBetterThanItsFiles) {
  sign("", "isom");
  std::this_thread::sleep_for(std::chrono::milliseconds(2200));  // the cache keeps settled files
  const auto cache = ScanCache::open(dir_.at("cache/scan.db")).value();
  EXPECT_EQ(bound_credential(scanned(2, cache.get()), segment_name(5)).strength,
            Strength::SignedTrusted);
  EXPECT_EQ(bound_credential(scanned(2, cache.get()), segment_name(5)).strength,
            Strength::SignedTrusted);
  change(segment_name(4));
  const auto changed = scanned(2, cache.get());
  EXPECT_EQ(bound_credential(changed, "init.mp4").strength, Strength::Tampered)
      << "it was not read";
  EXPECT_EQ(bound_credential(changed, segment_name(4)).strength, Strength::Tampered);
  fs::remove(at("init.mp4"));
  EXPECT_EQ(bound_credential(scanned(2, cache.get()), segment_name(5)).state,
            State::NotYetValidated);
}

TEST_F(StreamScan, StoppedItLeavesReportsAsTheyWere) {
  sign("", "isom");
  Listing listing = list_files({dir_.at("scanned")}, {}, {}).value();
  ScanSlots slots;
  for (const auto& file : listing.files) {
    Workspace workspace;
    slots.push_back(scan_file({file}, {{}, &terms_}, workspace, {}));
  }
  const auto before = encode_report(*slots.back());
  std::stop_source stop;
  stop.request_stop();
  ScanProgress progress;
  check_bound_files(listing.files, {.credentials = &terms_}, progress, stop.get_token(), slots);
  EXPECT_EQ(encode_report(*slots.back()), before);
  check_bound_files(listing.files, {.credentials = &terms_}, progress, {}, slots);
  EXPECT_NE(encode_report(*slots.back()), before);
}

TEST_F(StreamScan, FilesThatAreNamedTwiceAreThereOnce) {
  sign("film/", "isom");
  ScanProgress progress;
  const auto film = at("film");
  const auto report = scan({film, film}, {.credentials = &terms_}, progress, {});
  ASSERT_EQ(report->files.size(), 2 * (segments_count + 1));
  for (const auto& file : report->files)
    EXPECT_EQ(file.evidence.front().strength, Strength::SignedTrusted) << file.path;
}

TEST_F(StreamScan, WithoutListsNothingIsSaidOfWhoSigned) {
  sign("", "isom");
  const auto report = test::scan_of(dir_.at("scanned"), nullptr);
  EXPECT_EQ(bound_credential(report, segment_name(0)).state, State::NotYetValidated);
  EXPECT_FALSE(bound_credential(report, segment_name(0)).credential.has_value());
}

TEST(ReportCodec, KeepsWhatABindingNeeds) {
  FileReport report;
  report.bond = Bond{.trees = {{1, 2, 300}, {4, 5, 6}},
                     .segment = SegmentPlace{7, 8, 9, {"MP4/uuid", 10, 11}},
                     .is_collection = true};
  const auto bytes = encode_report(report);
  const auto read = decode_report(Reader(std::as_bytes(std::span(bytes))));
  ASSERT_TRUE(read.has_value() && read->bond.has_value());
  EXPECT_EQ(encode_report(*read), bytes);
  EXPECT_EQ(read->bond->trees.size(), 2U);
  EXPECT_EQ(read->bond->segment->location, 9U);
  EXPECT_TRUE(read->bond->is_collection);
}

}  // namespace
}  // namespace gg
