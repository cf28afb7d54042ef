#include "formats/pdf/pdf.h"

#include "formats/pdf/faults.h"
#include "formats/xmp/faults.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <zlib.h>

namespace gg::pdf {
namespace {

/// A PDF of these objects (number 1 on), with a right cross-reference table and this trailer.
std::string pdf_of(const std::vector<std::string>& objects, const std::string& trailer) {
  std::string file = "%PDF-1.7\n";
  std::string table;
  for (std::size_t index = 0; index < objects.size(); ++index) {
    auto entry = std::to_string(file.size());
    table += std::string(10 - entry.size(), '0') + entry + " 00000 n \n";
    file += std::to_string(index + 1) + " 0 obj\n" + objects[index] + "\nendobj\n";
  }
  const auto at = file.size();
  return file + "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n" +
         table + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " " + trailer +
         " >>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
}

std::string stream_of(const std::string& data, const std::string& more = "") {
  return "<< /Length " + std::to_string(data.size()) + " " + more + " >>\nstream\n" + data +
         "\nendstream";
}

std::string deflated(const std::string& data) {
  auto size = compressBound(data.size());
  std::vector<Bytef> packed(size);
  const std::vector<Bytef> plain(data.begin(), data.end());
  EXPECT_EQ(compress(packed.data(), &size, plain.data(), plain.size()), Z_OK);
  return {packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(size)};
}

const std::string pages = "<< /Type /Pages /Kids [] /Count 0 >>";
const std::string packet =
    "<rdf:RDF><rdf:Description xmp:CreatorTool='T' dc:format='application/pdf'/></rdf:RDF>";

std::string catalog_with(const std::string& more) {
  return "<< /Type /Catalog /Pages 2 0 R " + more + " >>";
}

/// A document and what walking it gives.
struct Walked {
  explicit Walked(std::string_view text, const ScanLimits& limits = {})
      : bytes(text.size()), budget(limits), parts(budget) {
    std::ranges::transform(text, bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
    result = walk(Reader(bytes), parts);
  }

  std::vector<std::byte> bytes;
  Budget budget;
  Parts parts;
  Parsed<void> result;
};

TEST(Pdf, InformationDictionaryIsReadInAnyTextEncoding) {
  const auto file = pdf_of({catalog_with(""), pages,
                            "<< /Producer (T \\(1\\)) /Title <FEFF00E90041> /Trapped /False >>"},
                           "/Root 1 0 R /Info 3 0 R");
  const Walked walked(file);
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.fields.size(), 3U);
  const auto* producer = walked.parts.find(Carrier::PdfInfo, "Producer");
  ASSERT_NE(producer, nullptr);
  EXPECT_EQ(producer->value, "T (1)");
  EXPECT_EQ(producer->place.path, "PDF/Info/Producer");
  EXPECT_EQ(producer->place.offset, file.find("<< /Producer"));
  EXPECT_EQ(walked.parts.find(Carrier::PdfInfo, "Title")->value,
            "\xC3\xA9"
            "A");
  EXPECT_EQ(walked.parts.find(Carrier::PdfInfo, "Trapped")->value, "False");
}

TEST(Pdf, PlainMetadataStreamIsReadWhereItStands) {
  const auto file =
      pdf_of({catalog_with("/Metadata 3 0 R"), pages, stream_of(packet)}, "/Root 1 0 R");
  const Walked walked(file);
  ASSERT_TRUE(walked.result.has_value());
  const auto* tool = walked.parts.find(Carrier::Xmp, "xmp:CreatorTool");
  ASSERT_NE(tool, nullptr);
  EXPECT_EQ(tool->place.path, "PDF/Metadata/xmp:CreatorTool");
  EXPECT_EQ(tool->place.offset, file.find("<rdf:RDF>"));
  EXPECT_EQ(tool->place.size_bytes, packet.size());
}

TEST(Pdf, PackedMetadataStreamNamesItsStream) {
  const auto file = pdf_of(
      {catalog_with("/Metadata 3 0 R"), pages, stream_of(deflated(packet), "/Filter /FlateDecode")},
      "/Root 1 0 R");
  const Walked walked(file);
  ASSERT_TRUE(walked.result.has_value());
  const auto* tool = walked.parts.find(Carrier::Xmp, "xmp:CreatorTool");
  ASSERT_NE(tool, nullptr);
  EXPECT_EQ(tool->place.offset, file.find("stream\n") + 7);
}

TEST(Pdf, ObjectStreamsAndCrossReferenceStreamsWithPngRowsAreRead) {
  std::ifstream in(GG_SOURCE_DIR "/fuzz/corpus/pdf_fuzz/modern", std::ios::binary);
  const std::string file{std::istreambuf_iterator<char>(in), {}};
  const Walked walked(file);
  ASSERT_TRUE(walked.result.has_value());
  const auto* producer = walked.parts.find(Carrier::PdfInfo, "Producer");
  ASSERT_NE(producer, nullptr);
  EXPECT_EQ(producer->value, "T");
  EXPECT_EQ(producer->place.offset, 0U) << "inside an object stream: no offset in the file";
  Budget small({.inflate_bytes_max = 10});
  Parts none(small);
  const auto refused = walk(Reader(walked.bytes), none);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().fault, &faults::pdf_damaged);
}

TEST(Pdf, AssociatedManifestIsACredentialStoreWithItsOffset) {
  const auto file =
      pdf_of({catalog_with("/AF [3 0 R]"), pages,
              "<< /Type /Filespec /AFRelationship /C2PA_Manifest /EF << /F 4 0 R >> >>",
              stream_of("JUMBF")},
             "/Root 1 0 R");
  const Walked walked(file);
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.stores.size(), 1U);
  EXPECT_EQ(walked.parts.stores[0].jumbf.size(), 5U);
  EXPECT_EQ(walked.parts.stores[0].place.path, "PDF/AF[0]");
  EXPECT_EQ(walked.parts.stores[0].place.offset, file.find("JUMBF"));
  EXPECT_EQ(walked.parts.stores[0].jumbf_offset, file.find("JUMBF"));
}

TEST(Pdf, ManifestIsFoundInTheNameTreeOfEmbeddedFilesAndCyclesEnd) {
  const auto file = pdf_of(
      {catalog_with("/Names << /EmbeddedFiles 3 0 R >>"), pages, "<< /Kids [3 0 R 4 0 R 4 0 R] >>",
       "<< /Names [(a) 5 0 R (b) << >>] >>", "<< /EF << /F 6 0 R >> >>",
       stream_of(deflated("JUMBF"), "/Subtype /application#2Fc2pa /Filter /FlateDecode")},
      "/Root 1 0 R");
  const Walked walked(file);
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.stores.size(), 1U);
  EXPECT_EQ(walked.parts.stores[0].jumbf.size(), 5U);
  EXPECT_EQ(walked.parts.stores[0].place.path, "PDF/EmbeddedFiles[0]");
  EXPECT_FALSE(walked.parts.stores[0].jumbf_offset.has_value());
}

TEST(Pdf, DamagedMetadataIsNotedAndTheInformationIsRead) {
  const auto file =
      pdf_of({catalog_with("/Metadata 3 0 R"), pages, stream_of("abc"), "<< /Producer (T) >>"},
             "/Root 1 0 R /Info 4 0 R");
  const Walked walked(file);
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.faults.size(), 1U);
  EXPECT_EQ(walked.parts.faults[0].error.fault, &xmp::faults::no_xml);
  EXPECT_EQ(walked.parts.faults[0].error.offset, file.find("abc"));
  EXPECT_EQ(walked.parts.fields.size(), 1U);
}

TEST(Pdf, BrokenCrossReferencesAreRebuilt) {
  auto file = pdf_of({catalog_with(""), pages, "<< /Producer (T) >>"}, "/Root 1 0 R /Info 3 0 R");
  file.replace(file.find("startxref\n") + 10, 1, "9");
  const Walked walked("junk" + file);
  ASSERT_TRUE(walked.result.has_value());
  EXPECT_NE(walked.parts.find(Carrier::PdfInfo, "Producer"), nullptr);
}

TEST(Pdf, DecompressionBombEndsAtItsLimit) {
  const auto bomb = deflated(std::string(40U << 20, ' '));
  const auto file =
      pdf_of({catalog_with("/Metadata 3 0 R"), pages, stream_of(bomb, "/Filter /FlateDecode")},
             "/Root 1 0 R");
  const Walked walked(file);
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.faults.size(), 1U);
  EXPECT_EQ(walked.parts.faults[0].error.fault, &faults::inflate_too_large);
  EXPECT_EQ(walked.parts.faults[0].error.offset, file.find("stream\n") + 7);
  EXPECT_LE(walked.budget.inflate_bytes_left(), ScanLimits{}.inflate_bytes_max - (15U << 20));
}

TEST(Pdf, ObjectOfAMillionNumbersIsNotReadWhole) {
  std::string numbers = "[";
  for (int count = 0; count < 1'000'000; ++count) numbers += " 0";
  const Walked walked(pdf_of({catalog_with("/AF 3 0 R"), pages, numbers + " ]", "<< /Title (t) >>"},
                             "/Root 1 0 R /Info 4 0 R"));
  EXPECT_EQ(walked.parts.fields.size(), 1U);
  ASSERT_FALSE(walked.result.has_value());
  EXPECT_EQ(walked.result.error().fault, &faults::objects_too_large);
}

std::string big_endian(std::uint32_t value, int bytes) {
  std::string out;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    out += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
  return out;
}

/// A file whose information dictionary lies in an object stream (ISO 32000-2 §7.5.7, §7.5.8).
std::string pdf_with_packed_information(const std::string& information) {
  std::string file = "%PDF-1.5\n";
  std::vector<std::uint32_t> offsets;
  const auto add = [&](const std::string& object) {
    offsets.push_back(static_cast<std::uint32_t>(file.size()));
    file += std::to_string(offsets.size()) + " 0 obj\n" + object + "\nendobj\n";
  };
  add(catalog_with(""));
  add(pages);
  add(stream_of(deflated("4 0 " + information),
                "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"));
  const auto here = static_cast<std::uint32_t>(file.size());
  std::string table = big_endian(0, 1) + big_endian(0, 4) + big_endian(0xFFFF, 2);
  for (const auto offset : offsets)
    table += big_endian(1, 1) + big_endian(offset, 4) + big_endian(0, 2);
  table += big_endian(2, 1) + big_endian(3, 4) + big_endian(0, 2);     // object 4, in stream 3
  table += big_endian(1, 1) + big_endian(here, 4) + big_endian(0, 2);  // this table
  file += "5 0 obj\n" + stream_of(table, "/Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R /Info 4 0 R") +
          "\nendobj\nstartxref\n" + std::to_string(here) + "\n%%EOF\n";
  return file;
}

TEST(Pdf, ReadsInformationFromAnObjectStream) {
  const Walked walked(pdf_with_packed_information("<< /Producer (T) >>"));
  ASSERT_TRUE(walked.result.has_value());
  EXPECT_NE(walked.parts.find(Carrier::PdfInfo, "Producer"), nullptr);
}

TEST(Pdf, ObjectStreamBombEndsBeforeItBecomesObjects) {
  std::string empties;
  for (int count = 0; count < 150'000; ++count) empties += "[]";
  const Walked walked(pdf_with_packed_information("<< /Producer [" + empties + "] >>"));
  ASSERT_FALSE(walked.result.has_value());
  EXPECT_EQ(walked.result.error().fault, &faults::objects_too_large);
}

TEST(Pdf, EncryptionWithAPasswordSaysWhatToDo) {
  const auto file = pdf_of({catalog_with(""), pages,
                            "<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + std::string(64, '1') +
                                "> /U <" + std::string(64, '2') + "> >>"},
                           "/Root 1 0 R /Encrypt 3 0 R /ID [<31> <31>]");
  const Walked walked(file);
  ASSERT_FALSE(walked.result.has_value());
  EXPECT_EQ(walked.result.error().fault, &faults::pdf_encrypted);
}

TEST(Pdf, OtherMagicIsRefused) {
  const Walked walked("%!PS-Adobe");
  ASSERT_FALSE(walked.result.has_value());
  EXPECT_EQ(walked.result.error().fault, &faults::bad_magic);
  EXPECT_EQ(walked.result.error().offset, 0U);
}

TEST(Pdf, GarbageBehindTheMagicIsDamage) {
  const Walked walked("%PDF-1.7\n" + std::string(5000, 'x'));
  ASSERT_FALSE(walked.result.has_value());
  EXPECT_EQ(walked.result.error().fault, &faults::pdf_damaged);
}

TEST(Pdf, HugeGarbageIsNotSearched) {
  const Walked walked("%PDF-1.7\n" + std::string(9U << 20, '1'));
  ASSERT_FALSE(walked.result.has_value());
  EXPECT_EQ(walked.result.error().fault, &faults::pdf_damaged);
}

TEST(Pdf, NestingBombAndExtremeNumbersDoNoHarm) {
  for (const auto& information :
       {std::string(100'000, '[') + std::string(100'000, ']'), std::string("4 0 R"),
        std::string("3 0 R"), std::string("<< /Producer 999999999999999999999 >>")}) {
    const Walked walked(
        pdf_of({catalog_with("/Metadata 3 0 R"), pages, information}, "/Root 1 0 R /Info 3 0 R"));
    EXPECT_TRUE(walked.parts.fields.empty());
  }
  for (const auto* size : {"0", "1", "-1", "2147483647", "4294967296", "99999999999999999999"}) {
    const Walked walked(
        pdf_of({catalog_with("/Metadata 3 0 R"), pages,
                "<< /Length " + std::string(size) + " >>\nstream\n" + packet + "\nendstream"},
               "/Root 1 0 R"));
    if (!walked.result.has_value()) {
      EXPECT_LE(walked.result.error().offset, walked.bytes.size());
    }
  }
}

TEST(Pdf, EveryTruncationNamesAnOffsetInsideTheFile) {
  const auto file =
      pdf_of({catalog_with("/Metadata 3 0 R"), pages, stream_of(packet), "<< /Producer (T) >>"},
             "/Root 1 0 R /Info 4 0 R");
  for (std::size_t size = 0; size < file.size(); size += 1) {
    const Walked walked(file.substr(0, size));
    if (!walked.result.has_value()) {
      EXPECT_LE(walked.result.error().offset, size);
    }
  }
}

}  // namespace
}  // namespace gg::pdf
