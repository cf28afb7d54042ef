#include "embedding/copy_ahead.h"

#include "embedding/write_planned.h"
#include "support/embedding.h"

#include <chrono>
#include <thread>

#include <gtest/gtest.h>

namespace gg::embedding {
namespace {

constexpr std::size_t file_bytes = (5U << 20) + 12'345;  // no whole number of windows

/// Bytes of which no window is like another.
test::ByteVector pattern() {
  test::ByteVector bytes(file_bytes);
  for (std::size_t index = 0; index < bytes.size(); ++index)
    bytes[index] = static_cast<std::byte>(index * 7 + (index >> 8U) * 13 + (index >> 16U));
  return bytes;
}

/// Slow, and fails from one offset on.
class SlowResult final : public ResultBytes {
 public:
  explicit SlowResult(std::uint64_t fails_from = UINT64_MAX) : fails_from_(fails_from) {}

  Result<void> write(std::uint64_t offset, Bytes bytes) override {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    ++writes_;
    thread_ = std::this_thread::get_id();
    if (offset + bytes.size() > fails_from_)
      return fail(Error{ErrorKind::Unavailable, "the disk is full"});
    return kept_.write(offset, bytes);
  }

  [[nodiscard]] const std::vector<std::byte>& bytes() const { return kept_.bytes(); }
  [[nodiscard]] int writes() const { return writes_; }
  [[nodiscard]] std::thread::id thread() const { return thread_; }

 private:
  std::uint64_t fails_from_;
  MemoryResult kept_;
  int writes_ = 0;
  std::thread::id thread_;
};

/// A file that has become shorter since it was planned.
class ShorterSource final : public SourceBytes {
 public:
  explicit ShorterSource(Bytes bytes) : bytes_(bytes) {}
  Result<void> read(std::uint64_t offset, std::span<std::byte> into) override {
    if (offset + into.size() > 3U << 20)
      return fail(Error{ErrorKind::Unavailable, "the file has become shorter"});
    return MemorySource(bytes_).read(offset, into);
  }

 private:
  Bytes bytes_;
};

WritePlan plan_for(Bytes file) {
  auto plan = plan_embedding(Format::Mxf, Reader(file), 100);
  EXPECT_TRUE(plan.has_value());
  return plan.has_value() ? *std::move(plan) : WritePlan();
}

TEST(CopyAhead, NoWindowIsFilledAgainBeforeItIsWrittenAndSeen) {
  const auto file = pattern();
  const auto plan = plan_for(file);
  MemorySource source(file);
  SlowResult result;
  test::ByteVector bound;
  const PassWatch watch{.bound = [&](std::uint64_t at, Bytes bytes) {
    // The first half is seen slower than it is written, the other one faster.
    if (at < file_bytes / 2) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(at, bound.size());
    bound.insert(bound.end(), bytes.begin(), bytes.end());
  }};
  ASSERT_TRUE(write_planned(plan, source, &result, watch).has_value());
  EXPECT_TRUE(result.bytes() == file);
  EXPECT_TRUE(bound == file);
  EXPECT_NE(result.thread(), std::this_thread::get_id());
}

TEST(CopyAhead, FailedWriteIsToldAndEndsThePass) {
  const auto file = pattern();
  const auto plan = plan_for(file);
  for (const std::uint64_t fails_from :
       {std::uint64_t{0}, std::uint64_t{2U << 20}, file_bytes - 1}) {
    MemorySource source(file);
    SlowResult result(fails_from);
    const auto written = write_planned(plan, source, &result);
    ASSERT_FALSE(written.has_value());
    EXPECT_EQ(written.error().message, "the disk is full");
    const auto before = result.bytes().size();
    EXPECT_LE(before, fails_from);
    EXPECT_EQ(result.writes(), static_cast<int>(before / (128U << 10)) + 1);
  }
}

TEST(CopyAhead, FailedReadEndsThePassWithItsOwnError) {
  const auto file = pattern();
  const auto plan = plan_for(file);
  ShorterSource source(file);
  SlowResult result;
  const auto written = write_planned(plan, source, &result);
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().message, "the file has become shorter");
  EXPECT_EQ(result.bytes().size(), 3U << 20);
}

TEST(CopyAhead, SmallResultNeedsNoThread) {
  const test::ByteVector file(1000, std::byte{7});
  const auto plan = plan_for(file);
  MemorySource source(file);
  SlowResult result;
  ASSERT_TRUE(write_planned(plan, source, &result).has_value());
  EXPECT_TRUE(result.bytes() == file);
  EXPECT_EQ(result.thread(), std::this_thread::get_id());
}

}  // namespace
}  // namespace gg::embedding
