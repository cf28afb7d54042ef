#include "formats/dpx/dpx.h"

#include "bytes/hex.h"
#include "formats/dpx/faults.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace gg::dpx {
namespace {

/// A header with every byte undefined, and some fields written.
class Header {
 public:
  explicit Header(std::string_view magic_and_offset) : bytes_(2048, std::byte{0xFF}) {
    put(0, magic_and_offset);
  }
  Header& put(std::size_t offset, std::string_view hex) {
    const auto field = bytes_of(hex);
    std::ranges::copy(field, bytes_.begin() + static_cast<std::ptrdiff_t>(offset));
    return *this;
  }
  [[nodiscard]] const std::vector<std::byte>& bytes() const { return bytes_; }

 private:
  std::vector<std::byte> bytes_;
};

TEST(Dpx, TextsAndSizeOfABigEndianHeader) {
  const auto header = Header("'SDPX' 00000800")
                          .put(160, "'Renderer 3' 00")
                          .put(772, "00000780 00000438")
                          .put(1556, "'Scanner' 00")
                          .put(1920, "01020304");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(header.bytes()), parts).has_value());
  ASSERT_EQ(parts.fields.size(), 3U);
  EXPECT_EQ(parts.fields[0].key, "Creator");
  EXPECT_EQ(parts.fields[0].value, "Renderer 3");
  EXPECT_EQ(parts.fields[0].place.offset, 160U);
  EXPECT_EQ(parts.fields[1].value, "Scanner");
  EXPECT_EQ(parts.fields[2].value, "01:02:03:04");
  EXPECT_EQ(parts.picture->width_pixels, 1920U);
}

TEST(Dpx, LittleEndianSizeIsReadInItsOwnOrder) {
  const auto header = Header("'XPDS' 00080000").put(772, "80070000 38040000");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(header.bytes()), parts).has_value());
  EXPECT_EQ(parts.picture->height_pixels, 1080U);
  EXPECT_TRUE(parts.fields.empty());
}

TEST(Dpx, OtherMagicAndShortImageOffsetAreExactFaults) {
  Budget budget;
  Parts parts(budget);
  const auto other = walk(Reader(Header("'SDPY' 00000800").bytes()), parts);
  EXPECT_EQ(other.error().fault, &faults::bad_magic);
  EXPECT_EQ(other.error().offset, 0U);
  const auto inside = walk(Reader(Header("'SDPX' 00000010").bytes()), parts);
  EXPECT_EQ(inside.error().fault, &faults::bad_header_size);
}

TEST(Dpx, EveryTruncationIsAFaultInsideTheFile) {
  const auto header = Header("'SDPX' FFFFFFFE").put(160, "'x' 00");
  for (std::size_t size = 0; size < header.bytes().size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(header.bytes()).first(size)), parts);
    ASSERT_FALSE(walked.has_value()) << size;
    EXPECT_EQ(walked.error().fault, &faults::truncated) << size;
    EXPECT_LE(walked.error().offset, size);
  }
}

TEST(Dpx, RealFilesGiveTheirSize) {
  const std::filesystem::path corpus = GG_SOURCE_DIR "/../shared/corpora/timelines/dpx-oiio";
  if (!std::filesystem::is_directory(corpus)) GTEST_SKIP() << "no corpus at " << corpus;
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    if (entry.path().extension() != ".dpx") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::vector<char> raw{std::istreambuf_iterator<char>(in),
                                std::istreambuf_iterator<char>()};
    Budget budget;
    Parts parts(budget);
    EXPECT_TRUE(walk(Reader(std::as_bytes(std::span(raw))), parts).has_value()) << entry.path();
    EXPECT_TRUE(parts.picture.has_value() && parts.picture->width_pixels > 0) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 0);
}

}  // namespace
}  // namespace gg::dpx
