#include "formats/exr/exr.h"

#include "bytes/hex.h"
#include "formats/exr/faults.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace gg::exr {
namespace {

constexpr std::string_view single = "762F3101 02000000 ";
constexpr std::string_view window =
    "'displayWindow' 00 'box2i' 00 10000000 00000000 00000000 7F070000 37040000 ";
constexpr std::string_view owner = "'owner' 00 'string' 00 06000000 'Studio' ";

std::vector<std::byte> file_of(std::string_view head, std::string_view attributes) {
  return bytes_of(std::string(head) + std::string(attributes) + "00");
}

TEST(Exr, TextNumbersAndDisplayWindow) {
  const auto file = file_of(single, std::string(window) + std::string(owner) +
                                        "'n' 00 'int' 00 04000000 FEFFFFFF"
                                        "'c' 00 'chlist' 00 03000000 010203");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_EQ(parts.fields.size(), 4U);
  EXPECT_EQ(parts.picture->width_pixels, 1920U);
  EXPECT_EQ(parts.picture->height_pixels, 1080U);
  EXPECT_EQ(parts.fields[1].value, "Studio");
  EXPECT_EQ(parts.fields[1].place.path, "EXR/owner");
  EXPECT_EQ(parts.fields[1].place.offset, 48U);
  EXPECT_EQ(parts.fields[2].value, "-2");
  EXPECT_EQ(parts.fields[3].value, "chlist, 3 bytes");
}

TEST(Exr, EveryPartOfAMultiPartFileIsRead) {
  const auto file =
      file_of("762F3101 02100000", std::string(owner) + "00" + std::string(owner) + "00");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_EQ(parts.fields.size(), 2U);
  EXPECT_EQ(parts.fields[1].place.path, "EXR/part[1]/owner");
}

TEST(Exr, DamagedAttributeIsNotedAndTheNextIsRead) {
  const auto file = file_of(single, "'w' 00 'box2i' 00 02000000 0000" + std::string(owner));
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_EQ(parts.faults.size(), 1U);
  EXPECT_EQ(parts.faults[0].error.fault, &faults::truncated);
  EXPECT_EQ(parts.faults[0].error.offset, 20U);
  EXPECT_EQ(parts.fields.size(), 1U);
}

struct Hostile {
  const char* name;
  std::string hex;
  const ParseFault* fault;
  std::uint64_t offset;
};
class HostileExr : public testing::TestWithParam<Hostile> {};

TEST_P(HostileExr, GivesTheExactFaultAndOffset) {
  const auto file = bytes_of(GetParam().hex);
  Budget budget({.items_max = 50});
  Parts parts(budget);
  const auto walked = walk(Reader(file), parts);
  ASSERT_FALSE(walked.has_value());
  EXPECT_EQ(walked.error().fault, GetParam().fault);
  EXPECT_EQ(walked.error().offset, GetParam().offset);
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int round = 0; round < times; ++round) out += text;
  return out;
}

INSTANTIATE_TEST_SUITE_P(
    Headers, HostileExr,
    testing::Values(Hostile{"OtherMagic", "762F3102 02000000", &faults::bad_magic, 0},
                    Hostile{"NegativeSize", std::string(single) + "'a' 00 'int' 00 FFFFFFFF",
                            &faults::bad_attribute_size, 18},
                    Hostile{"SizeBeyondTheFile",
                            std::string(single) + "'a' 00 'int' 00 FFFFFF7F 00", &faults::truncated,
                            18},
                    Hostile{"NameWithoutEnd", std::string(single) + repeated("61", 300),
                            &faults::name_too_long, 264},
                    Hostile{"EndlessAttributes",
                            std::string(single) + repeated("'a' 00 'i' 00 00000000", 60),
                            &faults::too_many_items, 8 + 25 * 8}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Exr, EveryTruncationIsAFaultInsideTheFile) {
  const auto file = file_of(single, std::string(window) + std::string(owner));
  for (std::size_t size = 0; size < file.size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(file).first(size)), parts);
    ASSERT_FALSE(walked.has_value()) << size;
    EXPECT_LE(walked.error().offset, size);
  }
}

TEST(Exr, RealFilesGiveTheirSize) {
  const std::filesystem::path corpus =
      GG_SOURCE_DIR "/../shared/corpora/timelines/exr-openexr-images";
  if (!std::filesystem::is_directory(corpus)) GTEST_SKIP() << "no corpus at " << corpus;
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    if (entry.path().extension() != ".exr") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::vector<char> raw{std::istreambuf_iterator<char>(in),
                                std::istreambuf_iterator<char>()};
    Budget budget;
    Parts parts(budget);
    EXPECT_TRUE(walk(Reader(std::as_bytes(std::span(raw))), parts).has_value()) << entry.path();
    EXPECT_TRUE(parts.picture.has_value()) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 0);
}

}  // namespace
}  // namespace gg::exr
