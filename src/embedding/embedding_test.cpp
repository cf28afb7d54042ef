#include "embedding/embedding.h"

#include "bytes/hex.h"
#include "support/embedding.h"

#include <string_view>

#include <gtest/gtest.h>

namespace gg::embedding {
namespace {

using test::ByteVector;

ByteVector from_text(std::string_view text) {
  const auto view = std::as_bytes(std::span(text));
  return {view.begin(), view.end()};
}

std::string as_text(const ByteVector& bytes) { return Reader::to_text(bytes); }

// The smallest file of each container; see docs of the formats for the fields.
constexpr std::string_view png =
    "89504E470D0A1A0A 0000000D 'IHDR' 00000001 00000001 08 00 00 00 00 3A7E9B55"
    "0000000A 'IDAT' 789C6360000000020001 48AFA471 00000000 'IEND' AE426082";
constexpr std::string_view gif =
    "'GIF89a' 0100 0100 80 00 00 000000 FFFFFF 2C 0000 0000 0100 0100 00 02 02 4401 00 3B";
constexpr std::string_view jpeg =
    "FFD8 FFE0 0010 'JFIF' 00 0101 00 0001 0001 0000 FFE1 0008 'Exif' 0000"
    "FFFE 0004 'ab' FFC0 000B 08 0001 0001 01 01 11 00 FFDA 0008 01 01 00 00 3F 00 D0 FFD9";
constexpr std::string_view wav =
    "'RIFF' 28000000 'WAVE' 'fmt ' 10000000 0100 0100 401F0000 803E0000 0200 1000"
    "'data' 04000000 01020304";
constexpr std::string_view wav_of_odd_length =
    "'RIFF' 28000000 'WAVE' 'fmt ' 10000000 0100 0100 401F0000 401F0000 0100 0800"
    "'data' 03000000 010203 00";
constexpr std::string_view rf64 =
    "'RF64' FFFFFFFF 'WAVE' 'ds64' 1C000000 4C00000000000000 0400000000000000 0200000000000000"
    "00000000 'fmt ' 10000000 0100 0100 401F0000 803E0000 0200 1000 'data' FFFFFFFF 01020304";
constexpr std::string_view tiff_little =
    "'II' 2A00 08000000 0200 0001 0300 01000000 01000000 0101 0300 01000000 01000000 00000000";
constexpr std::string_view tiff_big_endian =
    "'MM' 002A 00000009 FF 0003 0100 0003 00000001 00010000 0101 0003 00000001 00010000"
    "FFFE 0007 00000001 01000000 00000000";
constexpr std::string_view big_tiff =
    "'II' 2B00 0800 0000 1000000000000000 0100000000000000"
    "0001 0300 0100000000000000 0100000000000000 0000000000000000";
constexpr std::string_view jpeg_xl =
    "0000000C 'JXL ' 0D0A870A 00000014 'ftyp' 'jxl ' 00000000 'jxl ' 0000000A 'jxlc' FF0A";
constexpr std::string_view flac =
    "'fLaC' 80 000022 1000 1000 000000 000000 0AC442F0 00000000"
    "00000000000000000000000000000000";

struct Container {
  const char* name;
  Format format;
  ByteVector file;
  bool removal_restores = true;  ///< Taking the store out gives the file as it was.
};

std::ostream& operator<<(std::ostream& out, const Container& container) {
  return out << container.name;
}

ByteVector plain_mp3() {
  Octets frames;
  for (int index = 1; index <= 4; ++index) {
    frames.u32(0xFFFB9064);
    while (frames.size() < static_cast<std::uint64_t>(417 * index)) frames.u8(0);
  }
  return frames.bytes();
}

/// With a tag of version 3: a title, and sixteen bytes of padding.
ByteVector tagged_mp3() {
  Octets tagged;
  tagged.text("ID3").u8(3).u16(0).u32(32).text("TIT2").u32(6).u16(0).u8(0).text("title");
  return tagged.u64(0).u64(0).add(plain_mp3()).bytes();
}

/// A PDF of these objects, numbered from 1; the first is the catalog.
ByteVector pdf_of(const std::vector<std::string_view>& objects) {
  const auto padded = [](std::size_t offset) {
    const auto digits = std::to_string(offset);
    return std::string(10 - digits.size(), '0') + digits;
  };
  std::string text = "%PDF-1.7\n";
  std::string references;
  for (std::size_t index = 0; index < objects.size(); ++index) {
    references += padded(text.size()) + " 00000 n \n";
    text += std::to_string(index + 1) + " 0 obj\n" + std::string(objects[index]) + "\nendobj\n";
  }
  const auto first = text.size();
  const auto count = std::to_string(objects.size() + 1);
  text += "xref\n0 " + count + "\n0000000000 65535 f \n" + references + "trailer\n<< /Size " +
          count + " /Root 1 0 R >>\nstartxref\n" + std::to_string(first) + "\n%%EOF\n";
  return from_text(text);
}

ByteVector small_pdf() {
  return pdf_of({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                 "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] >>"});
}

constexpr std::string_view svg_plain =
    "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\">"
    "<title>a &lt;b&gt;</title></svg>\n";
constexpr std::string_view svg_with_metadata =
    "<!DOCTYPE svg [<!ENTITY a \"]>\">]><!-- <svg> --><s:svg "
    "xmlns:s=\"http://www.w3.org/2000/svg\">"
    "<s:metadata a='/>'/><s:rect/></s:svg>";
constexpr std::string_view svg_empty = "<svg xmlns='http://www.w3.org/2000/svg'/>";

class EachContainer : public testing::TestWithParam<Container> {};

TEST_P(EachContainer, HoldsTheStoreOnce) {
  // Around the lengths of GIF blocks, JPEG segments and base64 groups.
  for (const std::uint64_t size : {46U, 47U, 48U, 255U, 256U, 510U, 65'525U, 65'526U, 140'001U}) {
    SCOPED_TRACE(size);
    const auto& container = GetParam();
    test::expect_embedding(container.format, container.file, test::store_of(size));
  }
}

TEST_P(EachContainer, ChangesPlaceWithAnotherLength) {
  const auto& container = GetParam();
  const auto first = test::embed(container.format, container.file, test::store_of(70'001));
  ASSERT_TRUE(first.has_value()) << first.error().message;
  for (const std::uint64_t size : {100U, 70'001U, 90'000U}) {
    const auto next = test::expect_embedding(container.format, first->bytes, test::store_of(size));
    ASSERT_TRUE(next.has_value());
    ASSERT_EQ(next->plan.old_stores.size(), 1U);
    EXPECT_TRUE(next->plan.old_stores.front() == test::store_of(70'001));
  }
}

TEST_P(EachContainer, IsAsItWasWithoutTheStore) {
  const auto& container = GetParam();
  const auto with = test::embed(container.format, container.file, test::store_of(999));
  ASSERT_TRUE(with.has_value()) << with.error().message;
  auto plan = plan_removal(container.format, Reader(with->bytes));
  ASSERT_TRUE(plan.has_value()) << plan.error().message;
  const auto without = test::carried_out(*std::move(plan), with->bytes, {});
  EXPECT_TRUE(test::stores_in(container.format, without.bytes).empty());
  if (container.removal_restores) {
    EXPECT_TRUE(without.bytes == container.file);
  }
  const auto none = plan_removal(container.format, Reader(container.file));
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().kind, ErrorKind::NotFound);
}

/// Damage gives an error, never a plan that cannot be carried out.
TEST_P(EachContainer, CutAnywhereIsRefusedOrWhole) {
  const auto& container = GetParam();
  const auto store = test::store_of(300);
  for (std::size_t size = 0; size < std::min<std::size_t>(container.file.size(), 400); ++size) {
    const ByteVector cut(container.file.begin(),
                         container.file.begin() + static_cast<std::ptrdiff_t>(size));
    const auto embedded = test::embed(container.format, cut, store);
    if (!embedded.has_value()) continue;
    EXPECT_EQ(test::stores_in(container.format, embedded->bytes).size(), 1U) << size;
  }
}

TEST_P(EachContainer, PutsZerosBehindAShorterStore) {
  const auto& container = GetParam();
  auto plan = plan_embedding(container.format, Reader(container.file), 400);
  ASSERT_TRUE(plan.has_value());
  MemorySource source(container.file);
  MemoryResult result;
  ASSERT_TRUE(write_planned(*plan, source, &result).has_value());
  EXPECT_FALSE(put_store(*plan, result, test::store_of(401)).has_value());
  auto store = test::store_of(350);
  const auto put = put_store(*plan, result, store);
  const bool exact = container.format == Format::Jpeg || container.format == Format::JpegXl;
  ASSERT_EQ(put.has_value(), !exact);
  if (exact) return;
  store.resize(400);
  const auto found = test::stores_in(container.format, result.bytes());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found.front() == store);
}

INSTANTIATE_TEST_SUITE_P(
    Formats, EachContainer,
    testing::Values(Container{"Png", Format::Png, bytes_of(png)},
                    Container{"Gif", Format::Gif, bytes_of(gif)},
                    Container{"Jpeg", Format::Jpeg, bytes_of(jpeg)},
                    Container{"Wav", Format::Wav, bytes_of(wav)},
                    Container{"WavOfOddLength", Format::Wav, bytes_of(wav_of_odd_length)},
                    Container{"Rf64", Format::Rf64, bytes_of(rf64)},
                    Container{"TiffLittle", Format::Tiff, bytes_of(tiff_little), false},
                    Container{"TiffBigEndian", Format::Tiff, bytes_of(tiff_big_endian), false},
                    Container{"BigTiff", Format::BigTiff, bytes_of(big_tiff), false},
                    Container{"JpegXl", Format::JpegXl, bytes_of(jpeg_xl)},
                    Container{"TaggedMp3", Format::Mp3, tagged_mp3()},
                    Container{"PlainMp3", Format::Mp3, plain_mp3(), false},
                    Container{"Flac", Format::Flac, bytes_of(flac), false},
                    Container{"Svg", Format::Svg, from_text(svg_plain), false},
                    Container{"SvgWithMetadata", Format::Svg, from_text(svg_with_metadata), false},
                    Container{"SvgEmpty", Format::Svg, from_text(svg_empty), false},
                    Container{"Pdf", Format::Pdf, small_pdf(), false}),
    [](const auto& each) { return each.param.name; });

ByteVector head_of(const ByteVector& bytes, std::uint64_t first, std::size_t size) {
  return {bytes.begin() + static_cast<std::ptrdiff_t>(first),
          bytes.begin() + static_cast<std::ptrdiff_t>(first + size)};
}

TEST(Embedding, JpegStoreStandsBehindJfifAndExif) {
  const auto embedded = test::embed(Format::Jpeg, bytes_of(jpeg), test::store_of(70'000));
  ASSERT_TRUE(embedded.has_value());
  ASSERT_EQ(embedded->plan.excluded.size(), 1U);
  EXPECT_EQ(embedded->plan.excluded.front(), (ByteRange{30, 30 + 70'000 + 2 * 12 + 8}));
  EXPECT_TRUE(head_of(embedded->bytes, 30, 12) == bytes_of("FFEB FFFF 'JP' 0211 00000001"));
  EXPECT_TRUE(head_of(embedded->bytes, 30 + 65'537, 20) ==
              bytes_of("FFEB 118D 'JP' 0211 00000002 00011170 'jumb'"));
}

TEST(Embedding, JpegIndexOfPicturesFollows) {
  // MPF: the first picture is 100 bytes long, the second begins 50 bytes behind the index.
  auto file = bytes_of(
      "FFD8 FFE2 0040 'MPF' 00 'MM' 002A 00000008 0001 B002 0007 00000020 0000001A 00000000"
      "20030000 00000064 00000000 00000000 00000000 00000032 00000032 00000000"
      "FFDA 0008 01 01 00 00 3F 00 D0 FFD9");
  file.resize(100);
  const auto embedded = test::embed(Format::Jpeg, file, test::store_of(1000));
  ASSERT_TRUE(embedded.has_value()) << embedded.error().message;
  const std::uint64_t added = 1012;  // in front of the index: what counts from there stays
  const auto entries = 2 + added + 8 + 26;
  EXPECT_TRUE(head_of(embedded->bytes, entries, 32) ==
              bytes_of("20030000 00000458 00000000 00000000"
                       "00000000 00000032 00000032 00000000"));
}

TEST(Embedding, GifOf1987BecomesOneThatHasExtensions) {
  auto file = bytes_of(gif);
  file[4] = std::byte{'7'};
  const auto embedded = test::embed(Format::Gif, file, test::store_of(100));
  ASSERT_TRUE(embedded.has_value());
  EXPECT_EQ(as_text(head_of(embedded->bytes, 0, 6)), "GIF89a");
}

/// OpenDML: an index of indexes in the header, and media in a second RIFF behind the store.
TEST(Embedding, IndexesOfALongAviFollow) {
  const auto file = bytes_of(
      "'RIFF' 58000000 'AVI ' 'LIST' 40000000 'hdrl' 'LIST' 34000000 'strl'"
      "'indx' 28000000 0400 00 00 01000000 '00dc' 000000000000000000000000"
      "6C00000000000000 20000000 01000000"  // the second RIFF begins at 96
      "'LIST' 04000000 'movi' 'RIFF' 24000000 'AVIX'"
      "'ix00' 18000000 0200 00 01 00000000 '00dc' 6000000000000000 00000000");
  ASSERT_EQ(file.size(), 96U + 12 + 32);
  const auto embedded = test::embed(Format::Avi, file, test::store_of(100));
  ASSERT_TRUE(embedded.has_value()) << embedded.error().message;
  const std::uint64_t added = 108;
  EXPECT_TRUE(head_of(embedded->bytes, 68, 8) == Octets().u64(108 + added, Endian::Little).bytes());
  EXPECT_EQ(as_text(head_of(embedded->bytes, 96, 4)), "C2PA");
  EXPECT_EQ(as_text(head_of(embedded->bytes, 108 + added, 4)), "ix00");
  EXPECT_TRUE(head_of(embedded->bytes, 108 + added + 20, 8) ==
              Octets().u64(96 + added, Endian::Little).bytes());
}

TEST(Embedding, TiffOfSeveralStoresIsRefused) {
  const auto file = bytes_of(
      "'II' 2A00 08000000 0200 41CD 0700 04000000 01000000 41CD 0700 04000000 01000000 00000000");
  const auto plan = plan_embedding(Format::Tiff, Reader(file), 100);
  ASSERT_FALSE(plan.has_value());
  EXPECT_EQ(plan.error().kind, ErrorKind::InvalidInput);
  EXPECT_NE(plan.error().message.find("several fields"), std::string::npos);
}

TEST(Embedding, TiffWhoseStructuresLieOverEachOtherIsRefused) {
  for (const auto* text :
       {"'II' 2A00 08000000 0000 04000000 00000000000000000000000000000000",  // a directory at 4
        "'II' 2A00 08000000 0100 41CD 0700 10000000 04000000 00000000"}) {    // a store at 4
    const auto file = bytes_of(text);
    const auto plan = plan_embedding(Format::Tiff, Reader(file), 100);
    EXPECT_FALSE(plan.has_value()) << text;
  }
}

TEST(Embedding, StoreWhereNoneBelongsIsInTheWay) {
  // A WAV with an ID3 tag that holds a store.
  const auto file = bytes_of(
      "'RIFF' 4F000000 'WAVE' 'data' 02000000 0000 'id3 ' 38000000"
      "'ID3' 03 0000 0000002E 'GEOB' 00000024 0000 00 'application/c2pa' 00 'c' 00 'c2pa' 00"
      "00000008 'jumb' 0000 00000000 00 00");
  const auto plan = plan_embedding(Format::Wav, Reader(file), 100);
  ASSERT_FALSE(plan.has_value());
}

TEST(Embedding, DamagedFrameOfATagIsRefused) {
  auto file = tagged_mp3();
  file[10] = std::byte{'\\'};  // readers stop at such an id, and would not find the store
  const auto plan = plan_embedding(Format::Mp3, Reader(file), 100);
  ASSERT_FALSE(plan.has_value());
  EXPECT_NE(plan.error().message.find("damaged"), std::string::npos);
}

TEST(Embedding, NothingIsPutBehindABoxThatRunsToTheEnd) {
  auto file = bytes_of(jpeg_xl);
  std::fill_n(file.begin() + 12, 4, std::byte{0});  // the file type has no size
  const auto plan = plan_embedding(Format::JpegXl, Reader(file), 100);
  ASSERT_FALSE(plan.has_value());
  EXPECT_NE(plan.error().message.find("runs to the end"), std::string::npos);
}

TEST(Embedding, PaddingBeforeTheStoreIsZero) {
  auto file = bytes_of(wav_of_odd_length);
  file.back() = std::byte{' '};  // " C2P" would be taken for the id of a chunk
  const auto embedded = test::expect_embedding(Format::Wav, file, test::store_of(100));
  ASSERT_TRUE(embedded.has_value());
  EXPECT_EQ(embedded->bytes[file.size() - 1], std::byte{0});
}

TEST(Embedding, FormatsWithoutAPlaceHaveTheirStoreBeside) {
  for (const auto format : {Format::Mxf, Format::Exr, Format::Dpx, Format::Cineon, Format::Matroska,
                            Format::Ogg, Format::Text, Format::Unknown, Format::Braw})
    EXPECT_EQ(home_of(format), StoreHome::Beside) << facts_of(format).name;
  const auto file = from_text("any bytes");
  const auto plan = plan_embedding(Format::Mxf, Reader(file), 100);
  ASSERT_TRUE(plan.has_value());
  EXPECT_EQ(plan->home, StoreHome::Beside);
  const auto copied = test::carried_out(*plan, file, {});
  EXPECT_TRUE(copied.bytes == file);
  EXPECT_TRUE(copied.bound == file);
}

TEST(Embedding, StoreOfNoLengthIsRefused) {
  for (const auto size : {std::uint64_t{0}, store_bytes_min - 1, store_bytes_max + 1}) {
    const auto plan = plan_embedding(Format::Png, Reader(Bytes()), size);
    ASSERT_FALSE(plan.has_value());
    EXPECT_EQ(plan.error().kind, ErrorKind::LimitExceeded);
  }
}

TEST(Embedding, CertifiedPdfIsRefused) {
  const auto file = pdf_of({"<< /Type /Catalog /Pages 2 0 R /Perms << /DocMDP 3 0 R >> >>",
                            "<< /Type /Pages /Kids [] /Count 0 >>", "<< /Type /Sig >>"});
  const auto plan = plan_embedding(Format::Pdf, Reader(file), 100);
  ASSERT_FALSE(plan.has_value());
  EXPECT_NE(plan.error().message.find("certified"), std::string::npos);
}

TEST(Embedding, PdfWhoseReferencesMissTheirObjectsIsRefused) {
  auto file = small_pdf();
  const auto head = std::as_bytes(std::span(std::string_view("2 0 obj")));
  const auto object = std::ranges::search(file, head);
  ASSERT_FALSE(object.empty());
  object.front() = std::byte{'3'};
  const auto plan = plan_embedding(Format::Pdf, Reader(file), 100);
  ASSERT_FALSE(plan.has_value());
  EXPECT_NE(plan.error().message.find("cross-references"), std::string::npos);
}

TEST(Embedding, PdfKeepsItsOtherAssociatedFiles) {
  const auto file =
      pdf_of({"<< /Type /Catalog /Pages 2 0 R /AF [3 0 R] /Lang (de) /Names << /Dests "
              "2 0 R /EmbeddedFiles << /Kids [ << /Limits [(a) (z)] /Names [(z.txt) "
              "3 0 R] >> ] >> >> >>",
              "<< /Type /Pages /Kids [] /Count 0 >>",
              "<< /Type /Filespec /F (z.txt) /EF << /F 4 0 R >> >>",
              "<< /Length 2 >>\nstream\nhi\nendstream"});
  const auto embedded = test::expect_embedding(Format::Pdf, file, test::store_of(100));
  ASSERT_TRUE(embedded.has_value());
  const auto text = as_text(embedded->bytes);
  EXPECT_NE(text.find("/AF [ 3 0 R 6 0 R ]"), std::string::npos);
  EXPECT_NE(text.find("[ (content_credential.c2pa) 6 0 R (z.txt) 3 0 R ]"), std::string::npos);
  EXPECT_NE(text.rfind("/Lang (de)"), std::string::npos);
  EXPECT_TRUE(text.starts_with(as_text(file)));
}

}  // namespace
}  // namespace gg::embedding
