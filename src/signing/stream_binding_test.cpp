#include "signing/stream_binding.h"

#include "support/bound_file.h"
#include "support/stream_files.h"

#include <gtest/gtest.h>

namespace gg::signing {
namespace {

using bindings::Algorithm;
using test::ByteVector;
using test::init_of;
using test::segment_of;

StreamFiles files_of(const ByteVector& init, const std::vector<ByteVector>& segments) {
  return {Format::Mp4, Reader(init), segments.size(),
          [&](std::size_t index) -> Result<Reader> { return Reader(segments[index]); }};
}

struct WrittenStream {
  ByteVector init;
  std::vector<ByteVector> segments;
};

ByteVector written(const embedding::WritePlan& plan, const ByteVector& source,
                   StreamBinding& binding, const StreamFile& file) {
  embedding::MemorySource bytes(source);
  embedding::MemoryResult result;
  binding.begin(file);
  const embedding::PassWatch watch{
      .bound = [&](std::uint64_t offset, Bytes run) { binding.add(offset, run); }};
  EXPECT_TRUE(embedding::write_planned(plan, bytes, &result, watch).has_value());
  if (plan.store_bytes != 0) {
    EXPECT_TRUE(embedding::put_store(plan, result, embedding::test::store_of(plan.store_bytes))
                    .has_value());
  }
  return result.bytes();
}

bindings::Outcome check_stream(const WrittenStream& stream, const ByteVector& assertion) {
  std::vector<bindings::Segment> segments;
  for (const auto& segment : stream.segments)
    segments.push_back({"segment " + std::to_string(segments.size() + 1), Reader(segment)});
  const bindings::Asset asset{Reader(stream.init), Format::Mp4, {}};
  return bindings::check_hard_binding("c2pa.hash.bmff.v3", asset, assertion, segments,
                                      {.effort = {.threads = 2}});
}

/// Two qualities of one film, one with sound in the same list of segments.
class StreamTest : public testing::Test {
 protected:
  void SetUp() override {
    sources_ = {{init_of("iso6"),
                 {segment_of(1, "high one"), segment_of(2, "sound"), segment_of(1, "high two")}},
                {init_of("cmfc"), {segment_of(1, "low one"), segment_of(1, "low two")}}};
    for (const auto& source : sources_) {
      auto plan = plan_stream(files_of(source.init, source.segments), plans_.size() + 1, 500);
      ASSERT_TRUE(plan.has_value()) << plan.error().message;
      plans_.push_back(*std::move(plan));
    }
    auto binding = StreamBinding::plan(plans_, Algorithm::Sha256);
    ASSERT_TRUE(binding.has_value());
    const auto size = binding->assertion_bytes();
    for (std::size_t index = 0; index < sources_.size(); ++index) write(index, *binding);
    assertion_ = binding->finish();
    EXPECT_EQ(assertion_.size(), size);
  }

  void write(std::size_t index, StreamBinding& binding) {
    const auto& source = sources_[index];
    WrittenStream stream;
    for (std::size_t each = 0; each < source.segments.size(); ++each)
      stream.segments.push_back(
          written(plans_[index].segments[each], source.segments[each], binding, {index, each}));
    stream.init = written(plans_[index].init, source.init, binding, {index, std::nullopt});
    streams_.push_back(std::move(stream));
  }

  std::vector<WrittenStream> sources_;
  std::vector<StreamPlan> plans_;
  std::vector<WrittenStream> streams_;
  ByteVector assertion_;
};

std::string problems_of(const bindings::Outcome& outcome) { return test::words_of(outcome); }

TEST_F(StreamTest, BindsEveryQualityByOneAssertion) {
  for (const auto& stream : streams_) {
    const auto outcome = check_stream(stream, assertion_);
    EXPECT_TRUE(outcome.matches()) << problems_of(outcome);
    EXPECT_FALSE(outcome.additional_exclusions);
  }
}

TEST_F(StreamTest, FindsWhatWasChangedSwappedOrTakenFromAnotherQuality) {
  auto swapped = streams_[1];
  std::swap(swapped.segments[0], swapped.segments[1]);
  EXPECT_FALSE(check_stream(swapped, assertion_).matches());
  auto mixed = streams_[1];
  mixed.segments[1] = streams_[0].segments[2];
  EXPECT_FALSE(check_stream(mixed, assertion_).matches());
  auto other_head = streams_[1];
  other_head.init.back() ^= std::byte{1};
  EXPECT_FALSE(check_stream(other_head, assertion_).matches());
  for (const std::size_t back : {1U, 12U, 40U}) {
    auto changed = streams_[0];
    auto& segment = changed.segments[2];
    segment[segment.size() - back] ^= std::byte{1};
    EXPECT_FALSE(check_stream(changed, assertion_).matches()) << back;
  }
}

TEST_F(StreamTest, PlannedAgainIsTheSame) {
  const auto plan = plan_stream(files_of(streams_[1].init, streams_[1].segments), 2, 500);
  ASSERT_TRUE(plan.has_value()) << plan.error().message;
  embedding::MemorySource source(streams_[1].segments[0]);
  embedding::MemoryResult result;
  ASSERT_TRUE(embedding::write_planned(plan->segments[0], source, &result).has_value());
  EXPECT_TRUE(result.bytes() == streams_[1].segments[0]);
}

TEST(Stream, WhatIsNoneIsRefusedInWords) {
  const auto init = init_of("iso6");
  const auto segment = segment_of(1, "media");
  const auto refusal = [](const ByteVector& first, const std::vector<ByteVector>& segments) {
    const auto plan = plan_stream(files_of(first, segments), 1, 500);
    return plan.has_value() ? std::string() : plan.error().message;
  };
  EXPECT_NE(refusal(init, {}).find("has segments"), std::string::npos);
  EXPECT_NE(refusal(init, {segment, init}).find("segment 2: "), std::string::npos);
  EXPECT_NE(refusal(segment, {segment}).find("initialization segment"), std::string::npos);
  auto twice = segment;
  twice.insert(twice.end(), segment.begin(), segment.end());
  const auto store = embedding::test::embed(Format::Mp4, init, embedding::test::store_of(100));
  ASSERT_TRUE(store.has_value());
  const auto& box = store->plan.excluded.front();
  auto signed_alone = segment;
  signed_alone.insert(signed_alone.begin(),
                      store->bytes.begin() + static_cast<std::ptrdiff_t>(box.first),
                      store->bytes.begin() + static_cast<std::ptrdiff_t>(box.end));
  EXPECT_NE(refusal(init, {signed_alone}).find("where none belongs"), std::string::npos);
  EXPECT_NE(refusal(init, {twice}).find("one moof box"), std::string::npos);
}

TEST_F(StreamTest, BoxOfHashesGoesAlongWithTheFragment) {
  const auto& segment = streams_[0].segments[1];
  const auto text = Reader::to_text(segment);
  const auto index = text.find("sidx");
  Reader in(segment);
  ASSERT_TRUE(in.skip(index + 20).has_value());
  EXPECT_EQ(in.u32().value(), 0U);  // the first byte behind the index
  ASSERT_TRUE(in.skip(4).has_value());
  EXPECT_EQ(in.u32().value(), segment.size() - (index - 4) - 44);
}

}  // namespace
}  // namespace gg::signing
