#include "container/container.h"

#include "bytes/hex.h"
#include "container/faults.h"
#include "formats/flac/faults.h"

#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

namespace gg {
namespace {

Format sniffed(std::string_view hex) {
  const auto file = bytes_of(hex);
  return sniff(Reader(file));
}

Format sniffed_text(std::string_view text) { return sniff(Reader(std::as_bytes(std::span(text)))); }

struct Sample {
  const char* name;
  std::string_view hex;
  Format format;
};

class SniffedBytes : public testing::TestWithParam<Sample> {};

TEST_P(SniffedBytes, GiveTheirFormat) { EXPECT_EQ(sniffed(GetParam().hex), GetParam().format); }

constexpr std::string_view zip_member =
    "'PK' 0304 1400 0000 0000 00000000 00000000 00000000 00000000 00000000 ";  // stored, empty

INSTANTIATE_TEST_SUITE_P(
    Formats, SniffedBytes,
    testing::Values(
        Sample{"Png", "89504E470D0A1A0A 0000000D 'IHDR'", Format::Png},
        Sample{"Jpeg", "FFD8FFE0 0010 'JFIF'", Format::Jpeg},
        Sample{"Gif", "'GIF89a' 01000100", Format::Gif},
        Sample{"TiffLittle", "'II' 2A00 08000000 0100 FE00 0400 01000000 00000000 00000000",
               Format::Tiff},
        Sample{"TiffCut", "'MM' 002A 0000FFFF", Format::Tiff},
        Sample{"DngLittle",
               "'II' 2A00 08000000 0200 FE00 0400 01000000 00000000"
               "12C6 0100 04000000 01040000 00000000",
               Format::Dng},
        Sample{"DngBig", "'MM' 002A 00000008 0001 C612 0001 00000004 01040000 00000000",
               Format::Dng},
        Sample{"BigTiff", "'II' 2B00 0800 0000 1000000000000000", Format::BigTiff},
        Sample{"WebP", "'RIFF' 04000000 'WEBP'", Format::WebP},
        Sample{"Avi", "'RIFF' 04000000 'AVI '", Format::Avi},
        Sample{"Wav", "'RIFF' 04000000 'WAVE'", Format::Wav},
        Sample{"Rf64", "'RF64' FFFFFFFF 'WAVE' 'ds64'", Format::Rf64},
        Sample{"Aiff", "'FORM' 00000004 'AIFC'", Format::Aiff},
        Sample{"RiffOfNoKnownKind", "'RIFF' 04000000 'sfbk'", Format::Unknown},
        Sample{"Heic", "00000018 'ftyp' 'heic' 00000000 'mif1' 'heic'", Format::Heic},
        Sample{"AvifByCompatibleBrand", "00000018 'ftyp' 'mif1' 00000000 'mif1' 'avif'",
               Format::Avif},
        Sample{"Mp4", "00000014 'ftyp' 'isom' 00000200 'mp41'", Format::Mp4},
        Sample{"QuickTime", "00000014 'ftyp' 'qt  ' 00000200 'qt  '", Format::QuickTime},
        Sample{"QuickTimeWithoutBrand", "00000008 'wide' 00000010 'mdat' 0000000000000000",
               Format::QuickTime},
        Sample{"Braw", "00000008 'wide' 00000018 'mdat' 00000010 'bmdf' 0000000000000000",
               Format::Braw},
        Sample{"BrawBrand", "00000010 'ftyp' 'braw' 00000000", Format::Braw},
        Sample{"M4a", "00000010 'ftyp' 'M4A ' 00000000", Format::M4a},
        Sample{"Segment", "00000010 'styp' 'msdh' 00000000", Format::Mp4},
        Sample{"Jp2", "0000000C 'jP  ' 0D0A870A 00000014 'ftyp' 'jp2 '", Format::Jpeg2000},
        Sample{"J2kCodestream", "FF4FFF51 0029", Format::Jpeg2000},
        Sample{"JpegXlContainer", "0000000C 'JXL ' 0D0A870A", Format::JpegXl},
        Sample{"JpegXlCodestream", "FF0A 7F90", Format::JpegXl},
        Sample{"Bmp",
               "'BM' 46000000 00000000 36000000 28000000 02000000 "
               "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'",
               Format::Bmp},
        Sample{"TextThatBeginsLikeBmp", "'BMW is a maker of cars, said they.'", Format::Text},
        Sample{"Psd", "'8BPS' 0001", Format::Psd}, Sample{"Exr", "762F3101 02000000", Format::Exr},
        Sample{"Dpx", "'XPDS' 00200000", Format::Dpx},
        Sample{"Cineon", "802A5FD7 00000000", Format::Cineon},
        Sample{"Matroska", "1A45DFA3 8B 4282 88 'matroska'", Format::Matroska},
        Sample{"WebM", "1A45DFA3 87 4282 84 'webm'", Format::WebM},
        Sample{"Mxf", "060E2B34 02050101 0D010201 01020400 83000000", Format::Mxf},
        Sample{"MxfBehindRunIn", "00010203 060E2B34 02050101 0D010201 01020400 83000000",
               Format::Mxf},
        Sample{"MpegPs", "000001BA 44", Format::MpegPs}, Sample{"Flv", "'FLV' 01 05", Format::Flv},
        Sample{"Asf", "3026B2758E66CF11A6D900AA0062CE6C", Format::Asf},
        Sample{"R3d", "00001000 'RED2'", Format::R3d},
        Sample{"ArriRaw", "'ARRI' 12345678", Format::ArriRaw},
        Sample{"Flac", "'fLaC' 00000022", Format::Flac}, Sample{"Ogg", "'OggS' 0002", Format::Ogg},
        Sample{"Mp3WithTag", "'ID3' 0300 00 00000000 FFFB9000", Format::Mp3},
        Sample{"FlacWithTag", "'ID3' 0300 00 00000002 0000 'fLaC'", Format::Flac},
        Sample{"AacWithTag", "'ID3' 0300 00 00000000 FFF15080", Format::Aac},
        Sample{"TagLongerThanTheFile", "'ID3' 0300 00 7F7F7F7F", Format::Mp3},
        Sample{"Pdf", "'%PDF-1.7'", Format::Pdf},
        Sample{"PdfBehindGarbage", "0000 'x%PDF-1.4'", Format::Pdf},
        Sample{"EmptyZip", "'PK' 0506 00000000", Format::Zip},
        Sample{"Gzip", "1F8B08 00", Format::Gzip},
        Sample{"SevenZip", "'7z' BCAF271C", Format::SevenZip},
        Sample{"Rar", "'Rar!' 1A0700", Format::Rar},
        Sample{"TrueType", "00010000 000A 0080 0003 0020 'OS/2'", Format::Font},
        Sample{"OpenType", "'OTTO' 000A", Format::Font}, Sample{"Woff2", "'wOF2'", Format::Font},
        Sample{"Elf", "7F 'ELF' 02", Format::Executable},
        Sample{"Sidecar",
               "00000030 'jumb' 00000020 'jumd' 63327061 0011 0010 8000 00AA00389B71 03 'c2pa' 00",
               Format::C2pa},
        Sample{"JumbfOfAnotherKind",
               "00000030 'jumb' 00000020 'jumd' 6A736F6E 0011 0010 8000 00AA00389B71 03 'json' 00",
               Format::Unknown},
        Sample{"Nothing", "", Format::Unknown}, Sample{"OneByte", "FF", Format::Unknown},
        Sample{"Binary", "00FF00FF 0102", Format::Unknown}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Sniff, TransportStreamNeedsFourSyncBytes) {
  std::string stream(188 * 4, '\0');
  for (std::size_t packet = 0; packet < 4; ++packet) stream[packet * 188] = '\x47';
  EXPECT_EQ(sniffed_text(stream), Format::MpegTs);
  stream[188] = '\0';
  EXPECT_EQ(sniffed_text(stream), Format::Unknown);
  std::string blu_ray(192 * 5, '\0');
  for (std::size_t packet = 0; packet < 5; ++packet) blu_ray[packet * 192 + 4] = '\x47';
  EXPECT_EQ(sniffed_text(blu_ray), Format::MpegTs);
}

TEST(Sniff, BareMp3NeedsTwoFramesOfOneKind) {
  std::string stream(417 + 417, '\0');  // 128 kbit/s at 44.1 kHz
  stream.replace(0, 4, std::string("\xFF\xFB\x90\x00", 4));
  EXPECT_EQ(sniffed_text(stream), Format::Unknown);
  stream.replace(417, 4, std::string("\xFF\xFB\x90\x00", 4));
  EXPECT_EQ(sniffed_text(stream), Format::Mp3);
  stream.replace(417, 4, std::string("\xFF\xFB\x94\x00", 4));  // another sample rate
  EXPECT_EQ(sniffed_text(stream), Format::Unknown);
}

TEST(Sniff, ZipIsToldByItsFirstMembers) {
  const auto zip = [](std::string_view name) {
    auto file = bytes_of(zip_member);
    file[26] = static_cast<std::byte>(name.size());
    for (const char c : name) file.push_back(static_cast<std::byte>(c));
    return sniff(Reader(file));
  };
  EXPECT_EQ(zip("[Content_Types].xml"), Format::OfficeZip);
  EXPECT_EQ(zip("word/document.xml"), Format::OfficeZip);
  EXPECT_EQ(zip("project.xml"), Format::ProjectZip);
  EXPECT_EQ(zip("scene.usdc"), Format::ProjectZip);
  EXPECT_EQ(zip("Document.archive"), Format::ProjectZip);
  EXPECT_EQ(zip("photos/one.jpg"), Format::Zip);
  EXPECT_EQ(sniffed("'PK' 0304 1400 0000 0000 00000000 00000000 10000000 10000000 0800 0000"
                    "'mimetype' 'image/openraster'"),
            Format::ProjectZip);
  EXPECT_EQ(sniffed("'PK' 0304 1400 0000 0000 00000000 00000000 14000000 14000000 0800 0000"
                    "'mimetype' 'application/epub+zip'"),
            Format::OfficeZip);
}

TEST(Sniff, XmlIsToldByItsRoot) {
  EXPECT_EQ(sniffed_text("<svg xmlns='http://www.w3.org/2000/svg'/>"), Format::Svg);
  EXPECT_EQ(
      sniffed_text("\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- made > by hand -->\n"
                   "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\" [ <!ENTITY a 'b'> ]>\n"
                   "<s:svg/>"),
      Format::Svg);
  EXPECT_EQ(sniffed_text("<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta/>"),
            Format::Xmp);
  EXPECT_EQ(sniffed_text("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"), Format::Xmp);
  EXPECT_EQ(sniffed_text("<rdf:RDF/>"), Format::Xmp);
  EXPECT_EQ(sniffed_text("<?xml version='1.0'?><fcpxml/>"), Format::Xml);
  EXPECT_EQ(sniffed_text("<xmeml version='5'/>"), Format::Xml);
  EXPECT_EQ(sniffed_text("<!doctype html><html><svg/></html>"), Format::Text);
  EXPECT_EQ(sniffed_text("TITLE: <svg>"), Format::Text);
  EXPECT_EQ(sniffed_text("<3 you"), Format::Text);
  EXPECT_EQ(sniffed_text("\xFF\xFE<\0s\0v\0g\0>\0"), Format::Text) << "cut at its first NUL";
  EXPECT_EQ(sniffed("FFFE 3C00 7300 7600 6700 2F00 3E00"), Format::Svg);
  EXPECT_EQ(sniffed("FEFF 0041 0042"), Format::Text);
}

TEST(Sniff, TextIsNotTakenForAMovie) {
  EXPECT_EQ(sniffed_text("Get free stuff"), Format::Text);
  EXPECT_EQ(sniffed_text("The wide world"), Format::Text);
}

TEST(Facts, EveryFormatHasANameAndAMediaType) {
  for (int index = 0; index <= static_cast<int>(Format::Executable); ++index) {
    const auto& facts = facts_of(static_cast<Format>(index));
    EXPECT_EQ(facts.format, static_cast<Format>(index));
    EXPECT_FALSE(facts.name.empty());
    EXPECT_NE(facts.media_type.find('/'), std::string_view::npos);
    if (facts.walked) {
      EXPECT_TRUE(facts.holds_metadata || facts.holds_credentials) << facts.name;
    }
  }
}

TEST(ExtensionFits, ComparesTheLastExtensionWithoutCase) {
  EXPECT_TRUE(extension_fits(Format::Jpeg, "a/b.c/PICTURE.JPG"));
  EXPECT_TRUE(extension_fits(Format::Jpeg, "no_extension"));
  EXPECT_TRUE(extension_fits(Format::Jpeg, ".jpgless"));
  EXPECT_TRUE(extension_fits(Format::Unknown, "x.png"));
  EXPECT_TRUE(extension_fits(Format::Text, "x.edl"));
  EXPECT_FALSE(extension_fits(Format::Jpeg, "picture.png"));
  EXPECT_FALSE(extension_fits(Format::Jpeg, "picture.jpg.png"));
  EXPECT_FALSE(extension_fits(Format::Jpeg, "picture.jp"));
}

TEST(WalkFile, ProjectArchiveIsRefusedWithWhatToDeliver) {
  Budget budget;
  Parts parts(budget);
  const auto walked = walk_file(Format::ProjectZip, Reader(Bytes{}), parts);
  ASSERT_FALSE(walked.has_value());
  EXPECT_EQ(walked.error().fault, &zip::faults::project_not_read);
}

TEST(WalkFile, SidecarIsOneStore) {
  const auto file = bytes_of("00000008 'jumb'");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk_file(Format::C2pa, Reader(file), parts).has_value());
  ASSERT_EQ(parts.stores.size(), 1U);
  EXPECT_EQ(parts.stores[0].jumbf.size(), 8U);
  EXPECT_EQ(parts.stores[0].place.path, "C2PA");
}

/// The first two pages of an Opus stream, cut behind `page_bytes` of the second.
Parsed<void> walk_opus(std::size_t page_bytes, Parts& parts) {
  auto file = bytes_of(
      "'OggS' 00 02 0000000000000000 07000000 00000000 00000000 01 08 'OpusHead'"
      "'OggS' 00 00 0000000000000000 07000000 01000000 00000000 01 21 'OpusTags'"
      "04000000 'Lavf' 01000000 09000000 'prompt={}'");
  file.resize(36 + page_bytes);
  const Reader reader(file);
  EXPECT_EQ(sniff(reader), Format::Ogg);
  return walk_file(Format::Ogg, reader, parts);
}

TEST(WalkFile, OggGivesTheCommentsOfItsStreams) {
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk_opus(61, parts).has_value());
  const auto* prompt = parts.find(Carrier::VorbisComment, "PROMPT");
  ASSERT_NE(prompt, nullptr);
  EXPECT_EQ(prompt->value, "{}");
  EXPECT_EQ(prompt->place.path, "Ogg/OpusTags/PROMPT");
  EXPECT_EQ(prompt->place.offset, 36U);
}

TEST(WalkFile, OggCutShortNamesWhereItEnds) {
  Budget budget;
  Parts parts(budget);
  const auto no_comments = walk_opus(0, parts);
  ASSERT_FALSE(no_comments.has_value());
  EXPECT_EQ(no_comments.error().fault, &flac::faults::missing_comments);
  EXPECT_EQ(no_comments.error().offset, 36U);
  const auto cut = walk_opus(40, parts);
  ASSERT_FALSE(cut.has_value());
  EXPECT_EQ(cut.error().fault, &faults::truncated);
  EXPECT_EQ(cut.error().offset, 64U);
}

struct FrontMatter {
  const char* name;
  std::string_view text;
  std::string_view value;  ///< Empty: no field.
  std::uint64_t offset = 0;
  std::uint64_t size_bytes = 0;
};

class Texts : public testing::TestWithParam<FrontMatter> {};

TEST_P(Texts, GiveTheirLabel) {
  const auto& each = GetParam();
  Budget budget;
  Parts parts(budget);
  const Reader file(std::as_bytes(std::span(each.text)));
  ASSERT_TRUE(walk_file(Format::Text, file, parts).has_value());
  EXPECT_TRUE(parts.faults.empty());
  ASSERT_EQ(parts.fields.size(), each.value.empty() ? 0U : 1U);
  if (each.value.empty()) return;
  EXPECT_EQ(parts.fields[0].carrier, Carrier::Comment);
  EXPECT_EQ(parts.fields[0].key, "AIGC");
  EXPECT_EQ(parts.fields[0].value, each.value);
  EXPECT_EQ(parts.fields[0].place.path, "Text/front matter/AIGC");
  EXPECT_EQ(parts.fields[0].place.offset, each.offset);
  EXPECT_EQ(parts.fields[0].place.size_bytes, each.size_bytes);
}

INSTANTIATE_TEST_SUITE_P(
    FrontMatter, Texts,
    testing::Values(FrontMatter{"Lines",
                                "---\nt: a\nAIGC:\n  Label: '1'\n  ProduceID: \"a\\\"b\"\n---\n",
                                R"({"Label":"1","ProduceID":"a\"b"})", 9, 39},
                    FrontMatter{"Json",
                                "---\r\nAIGC: '{\"Label\":\"1\",\"x\":\"it''s\"}'\r\n---\r\n",
                                R"({"Label":"1","x":"it's"})", 5, 35},
                    FrontMatter{"ByteOrderMark", "\xEF\xBB\xBF---\nAIGC: x", "x", 7, 7},
                    FrontMatter{"Unclosed", "---\nAIGC:\n\tLabel: 1", R"({"Label":"1"})", 4, 15},
                    FrontMatter{"NotAtTheStart", "\n---\nAIGC: x\n---\n", ""},
                    FrontMatter{"BehindTheFrontMatter", "---\nt: a\n---\nAIGC: x\n", ""},
                    FrontMatter{"Indented", "---\nt:\n  AIGC: x\n---\n", ""},
                    FrontMatter{"NothingBelow", "---\nAIGC:\nt: a\n---\n", ""},
                    FrontMatter{"Nothing", "", ""}, FrontMatter{"OneLine", "---", ""}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(WalkFile, EveryFormatTakesAnEmptyFile) {
  for (int index = 0; index <= static_cast<int>(Format::Executable); ++index) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk_file(static_cast<Format>(index), Reader(Bytes{}), parts);
    if (!walked.has_value()) {
      EXPECT_EQ(walked.error().offset, 0U);
    }
  }
}

TEST(JpegXl, ContainerGivesItsCredentialStoreAndSaysWhatIsCompressed) {
  const auto file = bytes_of(
      "0000000C 'JXL ' 0D0A870A"
      "0000000A 'jumb' 0102"
      "00000010 'brob' 'Exif' 00000000"
      "00000000 'jxlc' FF0A");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk_file(Format::JpegXl, Reader(file), parts).has_value());
  ASSERT_EQ(parts.stores.size(), 1U);
  EXPECT_EQ(parts.stores[0].place.offset, 12U);
  EXPECT_EQ(parts.stores[0].jumbf.size(), 10U) << "from the box header on";
  ASSERT_EQ(parts.faults.size(), 1U);
  EXPECT_EQ(parts.faults[0].error.fault, &jpeg_xl::faults::compressed_metadata);
  EXPECT_EQ(parts.faults[0].error.offset, 34U);
}

TEST(JpegXl, BoxSmallerThanItsHeaderIsBadBoxSize) {
  for (const auto size : {"00000007", "00000001"}) {
    const auto file =
        bytes_of("0000000C 'JXL ' 0D0A870A " + std::string(size) + " 'jxlc' 0000000000000008");
    Budget budget;
    Parts parts(budget);
    const auto walked = walk_file(Format::JpegXl, Reader(file), parts);
    ASSERT_FALSE(walked.has_value());
    EXPECT_EQ(walked.error().fault, &jpeg_xl::faults::bad_box_size);
    EXPECT_EQ(walked.error().offset, 12U);
  }
}

/// Files whose extension misleads, or whose content is damaged on purpose.
const std::set<std::string> misnamed{};

TEST(SniffCorpus, EveryMediaFileFitsItsExtension) {
  const std::filesystem::path root(GG_SOURCE_DIR "/../shared/corpora/credentials");
  if (!std::filesystem::exists(root)) GTEST_SKIP() << "no corpus at " << root;
  std::ifstream manifest(root / "MANIFEST.tsv");
  std::string line;
  int count = 0;
  while (std::getline(manifest, line)) {
    if (line.find("\tmedia\t") == std::string::npos) continue;
    const auto path = line.substr(0, line.find('\t'));
    std::ifstream in(root / path, std::ios::binary);
    std::string text(1U << 20, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    const auto format = sniffed_text(text);
    ++count;
    if (misnamed.contains(path)) continue;
    EXPECT_NE(format, Format::Unknown) << path;
    EXPECT_TRUE(extension_fits(format, path)) << path << " is " << facts_of(format).name;
  }
  EXPECT_GT(count, 100);
}

}  // namespace
}  // namespace gg
