#include "bytes/reader.h"

#include "bytes/hex.h"
#include "bytes/inflate.h"

#include <algorithm>
#include <array>
#include <vector>

#include <gtest/gtest.h>
#include <zlib.h>

namespace gg {
namespace {

/// A file that counts what is held, so that a test sees that skipping reads nothing.
class CountingSource final : public Source {
 public:
  explicit CountingSource(std::vector<std::byte> bytes) : bytes_(std::move(bytes)) {}
  [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
  Parsed<Bytes> peek(std::uint64_t offset, std::uint64_t size) override {
    return Bytes(bytes_).subspan(offset, size);
  }
  Parsed<Bytes> hold(std::uint64_t offset, std::uint64_t size) override {
    held_bytes += size;
    return Bytes(bytes_).subspan(offset, size);
  }
  Parsed<void> read_into(std::uint64_t offset, std::span<std::byte> into) override {
    std::ranges::copy(Bytes(bytes_).subspan(offset, into.size()), into.begin());
    return {};
  }
  std::uint64_t held_bytes = 0;

 private:
  std::vector<std::byte> bytes_;
};

TEST(Reader, NumbersOfEitherOrderAndTheOffsetOfTheFirstMissingByte) {
  const auto bytes = bytes_of("01 02 03 04 05 06 07 08 09");
  Reader in(bytes, 100);
  EXPECT_EQ(*in.u32(), 0x01020304U);
  EXPECT_EQ(*in.u16_le(), 0x0605U);
  EXPECT_EQ(in.offset(), 106U);
  const auto missing = in.u32();
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().fault, &faults::truncated);
  EXPECT_EQ(missing.error().offset, 106U);
  EXPECT_EQ(in.remaining(), 3U);
}

TEST(Reader, ChildCannotSeePastItsEndAndTheParentHasMovedOn) {
  const auto bytes = bytes_of("01 02 03 04 05 06");
  Reader in(bytes);
  auto child = *in.child(2);
  EXPECT_EQ(*child.u16(), 0x0102U);
  EXPECT_EQ(child.u8().error().offset, 2U);
  EXPECT_EQ(*in.u8(), 3U);
}

TEST(Reader, SliceCountsFromTheStartAndRefusesWrapAround) {
  const auto bytes = bytes_of("01 02 03 04");
  Reader in(bytes, 10);
  ASSERT_TRUE(in.skip(3).has_value());
  EXPECT_EQ(*in.slice(1, 2)->u16(), 0x0203U);
  EXPECT_EQ(in.slice(2, ~0ULL).error().fault, &faults::truncated);
  EXPECT_EQ(in.from(5).error().fault, &faults::truncated);
  EXPECT_TRUE(in.from(4)->at_end());
}

TEST(Reader, SourceAndSpanGiveTheSameAndSkippingHoldsNothing) {
  const auto bytes = bytes_of("00 00 00 04 AA BB CC DD 0102030405060708");
  CountingSource source(bytes);
  for (auto in : {Reader(bytes), Reader(source)}) {
    const auto size = *in.u32();
    auto box = *in.child(size);
    EXPECT_EQ(*in.u64(), 0x0102030405060708U);
    EXPECT_TRUE(in.expect_end().has_value());
    EXPECT_EQ(box.take(2)->size(), 2U);
    EXPECT_EQ(box.offset(), 6U);
    EXPECT_EQ(box.expect_end().error().fault, &faults::trailing_bytes);
  }
  EXPECT_EQ(source.held_bytes, 2U);
}

TEST(Reader, WindowsOfSourceAndSpanGiveAllBytesInOrder) {
  const auto bytes = bytes_of("01 02 03 04 05 06 07");
  CountingSource source(bytes);
  for (auto in : {Reader(bytes), Reader(source)}) {
    std::array<std::byte, 3> window{};
    std::vector<std::byte> seen;
    while (!in.at_end()) {
      const auto view = *in.take_window(window);
      ASSERT_LE(view.size(), window.size());
      seen.insert(seen.end(), view.begin(), view.end());
    }
    EXPECT_EQ(seen, bytes);
  }
  EXPECT_EQ(source.held_bytes, 0U);
}

TEST(Inflate, BombStopsAtTheBudget) {
  const std::vector<Bytef> zeros(4U << 20);
  std::vector<std::byte> packed(compressBound(zeros.size()));
  auto packed_bytes = static_cast<uLongf>(packed.size());
  ASSERT_EQ(compress(reinterpret_cast<Bytef*>(packed.data()), &packed_bytes, zeros.data(),
                     zeros.size()),
            Z_OK);
  packed.resize(packed_bytes);
  Budget budget({.inflate_bytes_max = 1U << 20});
  const auto refused = inflate(packed, Wrapping::Zlib, budget, Reader(packed, 7));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().fault, &faults::inflate_too_large);
  EXPECT_EQ(refused.error().offset, 7U);

  Budget wide;
  EXPECT_EQ(inflate(packed, Wrapping::Zlib, wide, Reader(packed))->size(), zeros.size());
  packed.pop_back();
  EXPECT_EQ(inflate(packed, Wrapping::Zlib, wide, Reader(packed)).error().fault,
            &faults::inflate_failed);
}

}  // namespace
}  // namespace gg
