#include "bytes/hex.h"
#include "formats/bmff/bmff.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace gg::bmff {
namespace {

/// A file of six gigabytes of which only the head and the tail exist; what lies between must not
/// be asked for. *single thread*
class HollowFile : public Source {
 public:
  HollowFile(std::vector<std::byte> head, std::uint64_t gap_bytes, std::vector<std::byte> tail)
      : head_(std::move(head)), tail_first_(head_.size() + gap_bytes), tail_(std::move(tail)) {}

  [[nodiscard]] std::uint64_t size() const override { return tail_first_ + tail_.size(); }
  Parsed<Bytes> peek(std::uint64_t offset, std::uint64_t size) override {
    return view(offset, size);
  }
  Parsed<Bytes> hold(std::uint64_t offset, std::uint64_t size) override {
    held_bytes += size;
    return view(offset, size);
  }
  Parsed<void> read_into(std::uint64_t offset, std::span<std::byte> into) override {
    TRY_LET(const auto bytes, view(offset, into.size()));
    std::ranges::copy(bytes, into.begin());
    return {};
  }

  std::uint64_t held_bytes = 0;

 private:
  [[nodiscard]] Parsed<Bytes> view(std::uint64_t offset, std::uint64_t size) const {
    if (offset + size <= head_.size()) return Bytes(head_).subspan(offset, size);
    if (offset < tail_first_) return fail(ParseError{&faults::read_failed, offset});
    return Bytes(tail_).subspan(offset - tail_first_, size);
  }

  std::vector<std::byte> head_;
  std::uint64_t tail_first_;
  std::vector<std::byte> tail_;
};

TEST(BmffSource, MetadataBehindSixGigabytesIsReadWithoutTouchingThem) {
  constexpr std::uint64_t gap_bytes = 0x1'8000'0000;
  HollowFile file(bytes_of("00000010 'ftyp' 'isom' 00000000 00000001 'mdat' 0000000180000010"),
                  gap_bytes,
                  bytes_of("0000001E 'moov' 00000016 'udta' 0000000E A9 'too' 0002 55C4 'ab'"));
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_EQ(parts.fields.size(), 1U);
  EXPECT_EQ(parts.fields[0].value, "ab");
  EXPECT_EQ(parts.fields[0].place.offset, 32 + gap_bytes + 16);
  EXPECT_LE(file.held_bytes, 64U);
}

}  // namespace
}  // namespace gg::bmff
