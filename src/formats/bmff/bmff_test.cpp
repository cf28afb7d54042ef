#include "formats/bmff/bmff.h"

#include "base/text.h"
#include "bytes/hex.h"
#include "formats/bmff/brands.h"
#include "formats/bmff/faults.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gg::bmff {
namespace {

std::string hex_u32(std::size_t value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (unsigned shift = 32; shift > 0;) text += digits[value >> (shift -= 4) & 0xFU];
  return text;
}

/// A box in annotated hex, its size counted; `type` is hex or quoted text too.
std::string box(std::string_view type, const std::string& payload) {
  return hex_u32(8 + bytes_of(payload).size()) + " " + std::string(type) + " " + payload + " ";
}

const std::string ftyp = box("'ftyp'", "'isom' 00000200 'isom'");  // 20 bytes
const std::string ftyp_qt = box("'ftyp'", "'qt  ' 00000200");

struct Walked {
  Budget budget;
  Parts parts{budget};
  std::vector<std::byte> file;
  Parsed<void> result;

  explicit Walked(const std::string& hex, const ScanLimits& limits = {})
      : budget(limits), file(bytes_of(hex)), result(walk(Reader(Bytes(file)), parts)) {}
  std::string value(Carrier carrier, std::string_view key) {
    const auto* const field = parts.find(carrier, key);
    return field == nullptr ? "(none)" : field->value;
  }
};

std::string data(std::string_view type, const std::string& value) {
  return box("'data'", std::string(type) + " 00000000 " + value);
}

std::string keyed_meta(const std::string& name, const std::string& value) {
  return box("'hdlr'", "00000000 00000000 'mdta' 00000000 00000000 00000000 00") +
         box("'keys'", "00000000 00000001 " + box("'mdta'", "'" + name + "'")) +
         box("'ilst'", box("00000001", value));
}

TEST(Bmff, KeyedItemsComeWholeWithTheNameOfTheirKey) {
  const std::string graph = "7B 'prompt' 3A '" + std::string(9000, 'x') + "' 7D";
  Walked walked(
      ftyp + box("'moov'",
                 box("'udta'", box("'meta'", "00000000 " + keyed_meta("invokeai_metadata",
                                                                      data("00000001", graph))))));
  ASSERT_TRUE(walked.result.has_value());
  EXPECT_TRUE(walked.parts.faults.empty());
  const auto* const field = walked.parts.find(Carrier::QuickTimeKey, "invokeai_metadata");
  ASSERT_NE(field, nullptr);
  EXPECT_EQ(field->value, "{prompt:" + std::string(9000, 'x') + "}");
  EXPECT_EQ(field->place.path, "MP4/moov/udta/meta/ilst/invokeai_metadata");
}

TEST(Bmff, QuickTimeMetaWithoutVersionIsRead) {
  Walked walked(ftyp_qt +
                box("'moov'", box("'meta'", keyed_meta("AIGC", data("00000001", "'yes'")))));
  EXPECT_EQ(walked.value(Carrier::QuickTimeKey, "AIGC"), "yes");
  EXPECT_EQ(walked.parts.fields.back().place.path, "MOV/moov/meta/ilst/AIGC");
}

TEST(Bmff, ItemListGivesTypesFreeformNamesAndNumbers) {
  Walked walked(
      ftyp +
      box("'moov'",
          box("'udta'",
              box("'meta'",
                  "00000000 " +
                      box("'ilst'", box("A9 'too'", data("00000001", "'Google'")) +
                                        box("A9 'cmt'", data("00000002", "0068 00E9")) +
                                        box("'desc'", data("00000000", "'said'")) +
                                        box("'tmpo'", data("00000015", "FFFE")) +
                                        box("'rtng'", data("00000016", "07")) +
                                        box("'fltx'", data("00000017", "3FC00000")) +
                                        box("'covr'", data("0000000D", "FFD8FFE0")) +
                                        box("'----'", box("'mean'", "00000000 'com.x'") +
                                                          box("'name'", "00000000 'prompt'") +
                                                          data("00000001", "'a cat'")))))));
  ASSERT_TRUE(walked.parts.faults.empty());
  EXPECT_EQ(walked.value(Carrier::QuickTimeText,
                         "\xC2\xA9"
                         "too"),
            "Google");
  EXPECT_EQ(walked.value(Carrier::QuickTimeText,
                         "\xC2\xA9"
                         "cmt"),
            "h\xC3\xA9");
  EXPECT_EQ(walked.value(Carrier::QuickTimeText, "desc"), "said");
  EXPECT_EQ(walked.value(Carrier::QuickTimeText, "tmpo"), "-2");
  EXPECT_EQ(walked.value(Carrier::QuickTimeText, "rtng"), "7");
  EXPECT_EQ(walked.value(Carrier::QuickTimeText, "fltx"), "1.5");
  EXPECT_EQ(walked.value(Carrier::QuickTimeText, "covr"), "4 bytes");
  EXPECT_EQ(walked.value(Carrier::QuickTimeText, "----:com.x:prompt"), "a cat");
}

TEST(Bmff, UserDataTextIsDecodedByItsLanguage) {
  Walked walked(ftyp_qt +
                box("'moov'", box("'udta'", box("A9 'swr'",
                                                "0003 0000 'a' 8E 'b'"
                                                "0002 55C4 C3A9") +  // Mac Roman, then UTF-8
                                                box("A9 'xyz'", "'+52.5+13.4/'") +  // bare
                                                box("'titl'", "00000000 15C7 FEFF 0041 00E9 0000") +
                                                box("'kywd'", "00000000 15C7 02 02 'k1' 02 'k2'") +
                                                box("'name'", "'Main'") + box("'AIGC'", "7B 7D") +
                                                box("'binx'", "0001FF") + "00000000")));
  ASSERT_TRUE(walked.parts.faults.empty());
  ASSERT_EQ(walked.parts.fields.size(), 8U);
  EXPECT_EQ(walked.parts.fields[0].value,
            "a\xC3\xA9"
            "b");
  EXPECT_EQ(walked.parts.fields[1].value, "\xC3\xA9");
  EXPECT_EQ(walked.parts.fields[2].value, "+52.5+13.4/");
  EXPECT_EQ(walked.parts.fields[3].value, "A\xC3\xA9");
  EXPECT_EQ(walked.parts.fields[5].value, "k2");
  EXPECT_EQ(walked.value(Carrier::QuickTimeText, "name"), "Main");
  EXPECT_EQ(walked.value(Carrier::QuickTimeText, "AIGC"), "{}");
}

constexpr std::string_view c2pa = "D8FEC3D61B0E483C92975828877EC481 00000000 ";
constexpr std::string_view xmp_id = "BE7ACFCB97A942E89C71999491E3AFAC ";

TEST(Bmff, CredentialBoxesOfThreePurposesAreStoresAndMerkleIsNone) {
  const auto of = [](const std::string& purpose) {
    return box("'uuid'",
               std::string(c2pa) + "'" + purpose + "' 00 0000000000000000 00000008 'jumb'");
  };
  Walked walked(ftyp + of("manifest") + of("original") + box("'mdat'", "0011") + of("update") +
                of("merkle") + of("other"));
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.stores.size(), 3U);
  EXPECT_EQ(walked.parts.stores[0].jumbf.size(), 8U);
  EXPECT_EQ(walked.parts.stores[0].place.offset, 20U);
  EXPECT_EQ(walked.parts.stores[0].place.size_bytes, 53U);
  EXPECT_EQ(walked.parts.stores[2].place.path, "MP4/uuid[C2PA update]");
  ASSERT_EQ(walked.parts.faults.size(), 1U);
  EXPECT_EQ(walked.parts.faults[0].error.fault, &faults::bad_purpose);
}

TEST(Bmff, XmpStandsInUuidInUserDataAndAsAnItem) {
  const std::string packet =
      "'<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
      "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description "
      "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmp:CreatorTool=\"T\"/></rdf:RDF></x:xmpmeta>'";
  const auto size = hex_u32(bytes_of(packet).size());
  Walked walked(
      ftyp + box("'uuid'", std::string(xmp_id) + packet) +
      box("'moov'", box("'udta'", box("'XMP_'", packet))) +
      box("'meta'",
          "00000000 " +
              box("'iinf'",
                  "00000000 0001" +
                      box("'infe'", "02000000 0001 0000 'mime' 00 'application/rdf+xml' 00")) +
              box("'iloc'", "01000000 4400 0001 0001 0001 0000 0001 00000000 " + size) +
              box("'idat'", packet)));
  EXPECT_TRUE(walked.parts.faults.empty());
  ASSERT_EQ(walked.parts.fields.size(), 3U);
  for (const auto& field : walked.parts.fields) {
    EXPECT_EQ(field.key, "xmp:CreatorTool");
    EXPECT_EQ(field.value, "T");
  }
}

std::string heif(const std::string& location, const std::string& rest) {
  return box("'ftyp'", "'heic' 00000000") +
         box("'meta'",
             "00000000 " + box("'pitm'", "00000000 0002") +
                 box("'iinf'", "00000000 0001" + box("'infe'", "02000000 0001 0000 'Exif' 00")) +
                 box("'iloc'", location) +
                 box("'iprp'", box("'ipco'", box("'ispe'", "00000000 00000009 00000009") +
                                                 box("'ispe'", "00000000 00000280 000001E0")) +
                                   box("'ipma'", "00000000 00000001 0002 01 82"))) +
         rest;
}

constexpr std::string_view exif_item =
    "00000006 'Exif' 0000 'MM' 002A 00000008 0001 0131 0002 00000003 'SW' 0000 00000000 ";

TEST(Bmff, ExifItemAndSizeOfThePrimaryPictureAreRead) {
  // Exif in two extents of a version 0 iloc with a base offset: 203 is the payload of mdat.
  const std::string location =
      "00000000 4440 0001 0001 0000 000000CB 0002 00000000 0000000A 0000000A 0000001A";
  Walked walked(heif(location, box("'mdat'", std::string(exif_item))));
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.file.size(), 203U + 36U);
  EXPECT_TRUE(walked.parts.faults.empty());
  EXPECT_EQ(walked.value(Carrier::Exif, "Software"), "SW");
  ASSERT_TRUE(walked.parts.picture.has_value());
  EXPECT_EQ(walked.parts.picture->width_pixels, 640U);
  EXPECT_EQ(walked.parts.picture->height_pixels, 480U);
}

struct BadItem {
  const char* name;
  const char* location;
  const ParseFault* fault;
};
class BadItems : public testing::TestWithParam<BadItem> {};

TEST_P(BadItems, AreNotedAndTheSizeIsStillRead) {
  Walked walked(heif(GetParam().location, box("'mdat'", std::string(exif_item))));
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.faults.size(), 1U);
  EXPECT_EQ(walked.parts.faults[0].error.fault, GetParam().fault);
  EXPECT_LE(walked.parts.faults[0].error.offset, walked.file.size());
  EXPECT_TRUE(walked.parts.picture.has_value());
}

INSTANTIATE_TEST_SUITE_P(
    Locations, BadItems,
    testing::Values(
        BadItem{"FieldOfThreeBytes", "00000000 3440 0001", &faults::bad_item_field_size},
        BadItem{"CountBomb", "02000000 0000 FFFFFFFF 00000001 0000 0000 0000", &faults::truncated},
        BadItem{"PastTheEnd", "00000000 4400 0001 0001 0000 0001 FFFFFFFF 00000001",
                &faults::truncated},
        BadItem{"LongerThanTheFile", "00000000 4400 0001 0001 0000 0001 00000000 FFFFFFFF",
                &faults::truncated},
        BadItem{"OffsetsOverflow",
                "00000000 8480 0001 0001 0000 FFFFFFFFFFFFFFFF 0001 0000000000000002 00000001",
                &faults::truncated},
        BadItem{"InAnotherFile", "00000000 4400 0001 0001 0001 0001 00000000 00000004",
                &faults::item_elsewhere},
        BadItem{"FromAnotherItem", "01000000 4400 0001 0001 0002 0000 0001 00000000 00000004",
                &faults::item_elsewhere},
        BadItem{"InDataBoxThatIsMissing",
                "01000000 4400 0001 0001 0001 0000 0001 00000000 00000004",
                &faults::item_elsewhere},
        BadItem{"ExifHeaderPastItsEnd", "00000000 4400 0001 0001 0000 0001 00000004 00000008",
                &faults::bad_exif_offset}),
    [](const auto& each) { return std::string(each.param.name); });

std::string track(const std::string& handler, const std::string& table) {
  return box(
      "'trak'",
      box("'tkhd'",
          "00000000 00000000 00000000 00000001 00000000 00000000 0000000000000000 0000000000000000"
          " 000000000000000000000000000000000000000000000000000000000000000000000000 02800000 "
          "01E00000") +
          box("'mdia'",
              box("'mdhd'", "00000000 00000000 00000000 00017700 00000000 00000000") +
                  box("'hdlr'",
                      "00000000 'mhlr' '" + handler + "' 000000000000000000000000 04 'Kind'") +
                  box("'minf'",
                      box("'hdlr'", "00000000 'dhlr' 'url ' 000000000000000000000000 00") +
                          box("'stbl'", table))));
}

TEST(Bmff, SoundFasterThanSixteenBitsTakesItsRateFromTheTimescale) {
  Walked walked(
      ftyp +
      box("'moov'", box("'mvhd'", "00000000 E2B3A640 00000000") +
                        track("soun", box("'stsd'", "00000000 00000001" +
                                                        box("'mp4a'",
                                                            "0000000000000001 0000 0000 00000000 "
                                                            "0002 0010 0000 0000 00000000")))));
  EXPECT_TRUE(walked.parts.faults.empty());
  EXPECT_EQ(walked.value(Carrier::BmffBox, "audio_sample_rate_hz"), "96000");
  EXPECT_EQ(walked.value(Carrier::BmffBox, "creation_time"), "2024-07-10T02:45:20Z");
  EXPECT_EQ(walked.value(Carrier::BmffBox, "handler_name"), "Kind");
  EXPECT_EQ(walked.value(Carrier::BmffBox, "codec"), "mp4a");
}

std::string video_entry() {
  return box("'stsd'",
             "00000000 00000001" +
                 box("'avc1'",
                     "0000000000000001 00000000000000000000000000000000 0280 01E0 00480000 "
                     "00480000 00000000 0001"
                     " 05 'Magic' 0000000000000000000000000000000000000000000000000000 0018 FFFF" +
                         box("'avcC'", "01640016 FF E1 0000 00")));
}

TEST(Bmff, UserDataOfTheFirstSampleAndTheCompressorAreRead) {
  const std::string unit =
      "00000019 06 05 15 00112233445566778899AABBCCDDEEFF 'kling' 80 00000002 6588";
  Walked walked(
      ftyp + box("'mdat'", unit) +
      box("'moov'",
          track("vide", video_entry() + box("'stsz'", "00000000 00000000 00000001 00000023") +
                            box("'stco'", "00000000 00000001 0000001C"))));
  EXPECT_TRUE(walked.parts.faults.empty());
  EXPECT_EQ(walked.value(Carrier::BmffBox, "compressor"), "Magic");
  EXPECT_EQ(walked.value(Carrier::Sei, "00112233445566778899aabbccddeeff"), "kling");
  EXPECT_EQ(walked.parts.picture->height_pixels, 480U);
}

TEST(Bmff, EscapesInUserDataAreUndone) {
  Walked walked(
      ftyp +
      box("'mdat'",
          "0000001D 06 05 18 00112233445566778899AABBCCDDEEFF 'ab' 00 00 03 00 'cde' 80") +
      box("'moov'", track("vide", video_entry() + box("'stsz'", "00000000 00000021 00000001") +
                                      box("'stco'", "00000000 00000001 0000001C"))));
  EXPECT_EQ(walked.value(Carrier::Sei, "00112233445566778899aabbccddeeff"), "8 bytes");
}

TEST(Bmff, UnitLongerThanItsSampleIsNoted) {
  Walked walked(
      ftyp + box("'mdat'", "FFFFFFFF 06") +
      box("'moov'", track("vide", video_entry() + box("'stsz'", "00000000 00000005 00000001") +
                                      box("'stco'", "00000000 00000001 0000001C"))));
  ASSERT_EQ(walked.parts.faults.size(), 1U);
  EXPECT_EQ(walked.parts.faults[0].error.fault, &faults::bad_unit);
  EXPECT_EQ(walked.parts.faults[0].error.offset, 32U);
}

TEST(Bmff, BoxOfTenThousandFragmentsAndLargeSizesPasses) {
  std::string file = box("'styp'", "'msdh' 00000000");
  for (int index = 0; index < 10'000; ++index)
    file += "0000000A 'moof' 0000 00000001 'mdat' 0000000000000012 FFFF ";
  Walked walked(file + "00000000 'uuid' " + std::string(c2pa) + "'manifest' 00 0000000000000000 FF",
                {.items_max = 2000});
  ASSERT_TRUE(walked.result.has_value());
  EXPECT_EQ(walked.parts.stores.size(), 1U);  // size 0: to the end of the file
}

TEST(Bmff, MovieWithoutBrandsIsWalked) {
  Walked walked(box("'wide'", "") + box("'mdat'", "00") +
                box("'moov'", box("'udta'", box("A9 'too'", "0002 55C4 'ab'"))));
  EXPECT_TRUE(walked.result.has_value());
  EXPECT_EQ(walked.parts.fields.at(0).place.path, "MOV/moov/udta/\xC2\xA9too");
}

struct Hostile {
  const char* name;
  const char* hex;
  const ParseFault* fault;
  std::uint64_t offset;
};
class HostileBmff : public testing::TestWithParam<Hostile> {};

TEST_P(HostileBmff, GivesTheExactFaultAndOffset) {
  Walked walked(GetParam().hex);
  auto error = walked.result.has_value() ? walked.parts.faults.at(0).error : walked.result.error();
  EXPECT_EQ(error.fault, GetParam().fault);
  EXPECT_EQ(error.offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Boxes, HostileBmff,
    testing::Values(
        Hostile{"Empty", "", &faults::truncated, 0},
        Hostile{"NoKnownType", "00000008 'abcd'", &faults::bad_magic, 0},
        Hostile{"SizeSmallerThanHeader", "00000007 'free'", &faults::box_smaller_than_header, 8},
        Hostile{"LargeSizeSmallerThanHeader", "00000001 'free' 000000000000000F",
                &faults::box_smaller_than_header, 16},
        Hostile{"LargeSizeOfAllOnes", "00000001 'mdat' FFFFFFFFFFFFFFFF", &faults::truncated, 16},
        Hostile{"FourGigabytes", "FFFFFFFF 'mdat' 00", &faults::truncated, 8},
        Hostile{"SizeZeroBelowTop", "00000010 'moov' 00000000 'trak'", &faults::size_zero_below_top,
                16},
        Hostile{"ChildReachesPastItsParent", "00000011 'moov' 0000000A 'trak' 00",
                &faults::truncated, 16},
        Hostile{"UuidIsCut", "0000000C 'uuid' 00112233", &faults::truncated, 12}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Bmff, KeysBombEndsAtTheBoxNotAtItsCount) {
  Walked walked(
      ftyp +
      box("'moov'", box("'meta'", "00000000" + box("'keys'", "00000000 FFFFFFFF 00000007 'mdta'") +
                                      box("'ilst'", ""))));
  ASSERT_EQ(walked.parts.faults.size(), 1U);
  EXPECT_EQ(walked.parts.faults[0].error.fault, &faults::bad_key_size);
}

TEST(Bmff, DepthLimitIsExact) {
  const std::string file = ftyp + box("'moov'", box("'trak'", box("'mdia'", box("'minf'", ""))));
  Walked deep(file, {.depth_max = 5});
  EXPECT_TRUE(deep.parts.faults.empty());
  Walked shallow(file, {.depth_max = 4});
  ASSERT_EQ(shallow.parts.faults.size(), 1U);
  EXPECT_EQ(shallow.parts.faults[0].error.fault, &faults::too_deep);
}

TEST(Bmff, NestingBombOfMediaBoxesStopsAtTheDepthLimit) {
  std::string nested;
  for (int index = 0; index < 100; ++index) nested = box("'mdia'", nested);
  Walked walked(ftyp + box("'moov'", box("'trak'", nested)));
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.faults.size(), 1U);
  EXPECT_EQ(walked.parts.faults[0].error.fault, &faults::too_deep);
}

TEST(Bmff, EveryTruncationNamesAnOffsetInsideTheFile) {
  const auto file = bytes_of(
      ftyp +
      box("'moov'",
          track("vide", video_entry()) +
              box("'udta'",
                  box("A9 'too'", "0002 55C4 'ab'") +
                      box("'meta'", "00000000 " + keyed_meta("AIGC", data("00000001", "'yes'"))))));
  for (std::size_t size = 1; size < file.size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(file).first(size)), parts);
    if (size != 20) {  // after ftyp the file is whole
      ASSERT_FALSE(walked.has_value()) << size;
      EXPECT_LE(walked.error().offset, size);
    }
  }
}

TEST(Bmff, EverySizeFieldAtEveryExtremeIsSurvived) {
  const auto whole = bytes_of(
      ftyp +
      box("'moov'",
          track("vide", video_entry()) +
              box("'udta'",
                  box("A9 'too'", "0002 55C4 'ab'") +
                      box("'meta'", "00000000 " + keyed_meta("AIGC", data("00000001", "'yes'"))))));
  for (std::size_t at = 0; at + 4 <= whole.size(); ++at) {
    for (const auto* const extreme : {"00000000", "00000001", "FFFFFFFF", "7FFFFFFF", "80000000"}) {
      auto file = whole;
      const auto bytes = bytes_of(extreme);
      std::ranges::copy(bytes, file.begin() + static_cast<std::ptrdiff_t>(at));
      Budget budget;
      Parts parts(budget);
      const auto walked = walk(Reader(Bytes(file)), parts);
      EXPECT_TRUE(walked.has_value() || walked.error().offset <= file.size());
      for (const auto& field : parts.fields) EXPECT_TRUE(is_utf8(field.value));
    }
  }
}

TEST(Brands, AreReadFromTheFirstBytesOnly) {
  const auto file = bytes_of("0000001C 'ftyp' 'avif' 00000000 'mif1' 'miaf'");
  const auto found = brands(Reader(Bytes(file)));
  ASSERT_TRUE(found.has_value());
  EXPECT_TRUE(found->has("mif1"_4cc));
  EXPECT_FALSE(found->has("heic"_4cc));
  EXPECT_TRUE(is_heif(*found));
  EXPECT_EQ(found->compatible.size(), 2U);  // the third is cut off
  EXPECT_FALSE(brands(Reader(Bytes(file).first(10))).has_value());
}

}  // namespace
}  // namespace gg::bmff
