#include "bytes/hex.h"
#include "support/embedding.h"

#include <functional>
#include <string_view>

#include <gtest/gtest.h>

namespace gg::embedding {
namespace {

using test::ByteVector;

Octets box(std::string_view type, const Octets& payload) {
  return Octets().u32(payload.size() + 8).text(type).add(payload.bytes());
}

Octets joined(std::initializer_list<Octets> parts) {
  Octets all;
  for (const auto& part : parts) all.add(part.bytes());
  return all;
}

enum class HeaderAt : std::uint8_t { Front, Back };

constexpr std::string_view samples = "AAAABBBBCCCCDDDD";

Octets media_data() { return box("mdat", Octets().text(samples)); }

Octets chunk_table(unsigned width, std::uint64_t first) {
  Octets table;
  table.u32(0).u32(4);
  for (unsigned chunk = 0; chunk < 4; ++chunk) table.number(first + 4 * chunk, width, Endian::Big);
  return box(width == 4 ? "stco" : "co64", table);
}

Octets track(const Octets& chunks, std::uint32_t reference_flags = 1) {
  const auto reference = box("url ", Octets().u32(reference_flags));
  const auto references = box("dinf", box("dref", joined({Octets().u32(0).u32(1), reference})));
  const auto media = box("mdia", box("minf", joined({references, box("stbl", chunks)})));
  return box("trak", media);
}

Octets file_type(std::string_view brand) {
  return box("ftyp", Octets().text(brand).u32(0).text(brand));
}

/// A movie of one track in four chunks of four bytes.
ByteVector movie(HeaderAt place, unsigned width, std::string_view brand) {
  const auto head = brand.empty() ? Octets() : file_type(brand);
  const auto header = [&](std::uint64_t first) {
    return box("moov", track(chunk_table(width, first)));
  };
  if (place == HeaderAt::Back) return joined({head, media_data(), header(head.size() + 8)}).bytes();
  const auto first = head.size() + header(0).size() + 8;
  return joined({head, header(first), media_data()}).bytes();
}

std::uint64_t number_at(const ByteVector& bytes, std::uint64_t at, unsigned width) {
  std::uint64_t value = 0;
  for (unsigned index = 0; index < width; ++index)
    value = value << 8U |
            std::to_integer<std::uint64_t>(bytes.at(static_cast<std::size_t>(at) + index));
  return value;
}

std::string text_at(const ByteVector& bytes, std::uint64_t at, std::size_t size) {
  return Reader::to_text(Bytes(bytes).subspan(static_cast<std::size_t>(at), size));
}

std::size_t find_text(const ByteVector& bytes, std::string_view text) {
  return Reader::to_text(bytes).find(text);
}

/// What the chunk table leads to.
std::string samples_of(const ByteVector& bytes) {
  auto at = find_text(bytes, "stco");
  const unsigned width = at == std::string::npos ? 8 : 4;
  if (width == 8) at = find_text(bytes, "co64");
  std::string found;
  for (std::uint64_t chunk = 0; chunk < 4; ++chunk)
    found += text_at(bytes, number_at(bytes, at + 12 + chunk * width, width), 4);
  return found;
}

/// The root boxes of a result as its bytes have them.
void expect_roots(const test::Embedded& embedded) {
  std::uint64_t at = 0;
  for (const auto& root : embedded.plan.root_boxes) {
    EXPECT_EQ(root.range.first, at);
    EXPECT_EQ(number_at(embedded.bytes, at + 4, 4), root.type);
    EXPECT_EQ(number_at(embedded.bytes, at, 4), root.range.size());
    at = root.range.end;
  }
  EXPECT_EQ(at, embedded.bytes.size());
}

struct Movie {
  const char* name;
  HeaderAt place;
  unsigned width;
  std::string_view brand;
  Format format;
};

class EachMovie : public testing::TestWithParam<Movie> {};

TEST_P(EachMovie, PlaysTheSameSamples) {
  const auto& each = GetParam();
  const auto file = movie(each.place, each.width, each.brand);
  ASSERT_EQ(samples_of(file), samples);
  for (const std::uint64_t size : {46U, 1001U, 70'000U}) {
    const auto embedded = test::expect_embedding(each.format, file, test::store_of(size));
    ASSERT_TRUE(embedded.has_value());
    EXPECT_EQ(samples_of(embedded->bytes), samples);
    expect_roots(*embedded);
    const auto store = find_text(embedded->bytes, "uuid");
    EXPECT_LT(store, find_text(embedded->bytes, "moov"));
    EXPECT_LT(store, find_text(embedded->bytes, "mdat"));
    EXPECT_EQ(embedded->plan.excluded.front(), (ByteRange{store - 4, store - 4 + size + 45}));
    auto removal = plan_removal(each.format, Reader(embedded->bytes));
    ASSERT_TRUE(removal.has_value());
    const auto without = test::carried_out(*std::move(removal), embedded->bytes, {});
    EXPECT_EQ(samples_of(without.bytes), samples);
    if (!each.brand.empty()) {
      EXPECT_TRUE(without.bytes == file);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Orders, EachMovie,
    testing::Values(Movie{"HeaderInFront", HeaderAt::Front, 4, "isom", Format::Mp4},
                    Movie{"HeaderBehind", HeaderAt::Back, 4, "isom", Format::Mp4},
                    Movie{"LongOffsets", HeaderAt::Front, 8, "M4A ", Format::M4a},
                    Movie{"QuickTime", HeaderAt::Back, 4, "qt  ", Format::QuickTime},
                    Movie{"WithoutFileType", HeaderAt::Back, 4, "", Format::QuickTime},
                    Movie{"WithoutFileTypeInFront", HeaderAt::Front, 8, "", Format::QuickTime}),
    [](const auto& each) { return each.param.name; });

TEST(Bmff, UpdateStandsLastAndMovesNothing) {
  const auto file = movie(HeaderAt::Front, 4, "isom");
  const auto signed_once = test::embed(Format::Mp4, file, test::store_of(500));
  ASSERT_TRUE(signed_once.has_value());
  const EmbeddingOptions options{.purpose = Purpose::Update};
  auto once = signed_once->bytes;
  for (const std::uint64_t size : {300U, 800U}) {
    const auto updated = test::embed(Format::Mp4, once, test::store_of(size), options);
    ASSERT_TRUE(updated.has_value()) << updated.error().message;
    const auto stores = test::stores_in(Format::Mp4, updated->bytes);
    ASSERT_EQ(stores.size(), 2U);
    EXPECT_TRUE(stores.front() == test::store_of(500));
    EXPECT_TRUE(stores.back() == test::store_of(size));
    EXPECT_EQ(updated->bytes.size(), signed_once->bytes.size() + size + 43);
    EXPECT_NE(find_text(updated->bytes, "original"), std::string::npos);
    EXPECT_EQ(samples_of(updated->bytes), samples);
    EXPECT_EQ(updated->plan.excluded.size(), 2U);
    EXPECT_TRUE(updated->bound == signed_once->bound);
    expect_roots(*updated);
    once = updated->bytes;
  }
  const auto anew = test::embed(Format::Mp4, once, test::store_of(500));
  ASSERT_TRUE(anew.has_value());
  EXPECT_EQ(anew->plan.old_stores.size(), 2U);
  EXPECT_TRUE(anew->bytes == signed_once->bytes);
  const auto none = test::embed(Format::Mp4, file, test::store_of(500), options);
  EXPECT_FALSE(none.has_value());
}

TEST(Bmff, ItemsOfAPictureFollow) {
  const auto picture = [](unsigned version) {
    const auto items = [&](std::uint64_t first) {
      Octets payload;
      payload.u8(static_cast<std::uint8_t>(version)).u8(0).u16(0).u8(0x44).u8(0x40).u16(2);
      for (std::uint16_t item = 1; item <= 2; ++item) {
        payload.u16(item);
        if (version == 1) payload.u16(0);
        // The first counts from 0, the second from a base with two pieces.
        payload.u16(0).u32(item == 1 ? 0 : first);
        payload.u16(item);
        payload.u32(item == 1 ? first : 4).u32(4);
        if (item == 2) payload.u32(8).u32(4);
      }
      const auto handler = box("hdlr", Octets().u32(0).u32(0).text("pict").u64(0).u32(0).u8(0));
      return box("meta", joined({Octets().u32(0), handler, box("iloc", payload)}));
    };
    const auto head = file_type("heic");
    const auto first = head.size() + items(0).size() + 8;
    return joined({head, items(first), media_data()}).bytes();
  };
  for (const unsigned version : {0U, 1U}) {
    const auto embedded =
        test::expect_embedding(Format::Heic, picture(version), test::store_of(500));
    ASSERT_TRUE(embedded.has_value());
    const auto& bytes = embedded->bytes;
    const auto at = find_text(bytes, "iloc") + 12;
    const auto item_bytes = version == 1 ? 6U : 4U;
    const auto first = number_at(bytes, at + item_bytes + 6, 4);
    EXPECT_EQ(number_at(bytes, at + item_bytes, 4), 0U);
    EXPECT_EQ(text_at(bytes, first, 4), "AAAA");
    const auto second = at + item_bytes + 14 + item_bytes;
    const auto base = number_at(bytes, second, 4);
    EXPECT_EQ(text_at(bytes, base + number_at(bytes, second + 6, 4), 4), "BBBB");
    EXPECT_EQ(text_at(bytes, base + number_at(bytes, second + 14, 4), 4), "CCCC");
  }
}

TEST(Bmff, FragmentsFollowAndGetNewBoxesOfHashes) {
  const auto identifier = bytes_of("D8FEC3D61B0E483C92975828877EC481 00000000");
  const auto hashes = box("uuid", Octets().add(identifier).text("merkle").u8(0).u64(0));
  const auto fragment = [&](std::uint64_t base) {
    const auto header = box("tfhd", Octets().u32(1).u32(1).u64(base));
    return joined({box("moof", box("traf", header)), media_data()});
  };
  const auto index = [](std::uint64_t size) {
    Octets payload;
    payload.u32(0).u32(1).u32(1000).u32(0).u32(0).u16(0).u16(2);
    for (int count = 0; count < 2; ++count) payload.u32(size).u32(1).u32(0);
    return box("sidx", payload);
  };
  const auto access = [](std::uint64_t first, std::uint64_t second) {
    Octets payload;
    payload.u32(0).u32(1).u32(0).u32(2);
    for (const auto at : {first, second}) payload.u32(0).u32(at).u8(1).u8(1).u8(1);
    return box("mfra", box("tfra", payload));
  };
  const auto head = joined({file_type("iso6"), box("moov", Octets())});
  const auto piece_bytes = hashes.size() + fragment(0).size();
  const auto first = head.size() + index(0).size() + hashes.size();
  const auto second = first + piece_bytes;
  const auto base_at = fragment(0).size() - samples.size();
  const auto file = joined({head, index(piece_bytes), hashes, fragment(first + base_at), hashes,
                            fragment(second + base_at), access(first, second)})
                        .bytes();
  const auto embedded = test::expect_embedding(Format::Mp4, file, test::store_of(300));
  ASSERT_TRUE(embedded.has_value());
  const auto& bytes = embedded->bytes;
  expect_roots(*embedded);
  ASSERT_EQ(embedded->plan.fragments.size(), 2U);
  const auto sidx = find_text(bytes, "sidx") - 4;
  const auto end_of_index = sidx + index(0).size();
  // The new boxes of hashes are shorter or longer, and go along with their fragments.
  const auto new_hashes_bytes = number_at(bytes, end_of_index, 4);
  EXPECT_EQ(text_at(bytes, end_of_index + 28, 6), "merkle");
  const auto new_piece_bytes = new_hashes_bytes + fragment(0).size();
  EXPECT_EQ(number_at(bytes, find_text(bytes, "manifest") + 9, 8), end_of_index);
  EXPECT_EQ(number_at(bytes, sidx + 8 + 16, 4), 0U);
  EXPECT_EQ(number_at(bytes, sidx + 8 + 24, 4), new_piece_bytes);
  EXPECT_EQ(number_at(bytes, sidx + 8 + 36, 4), new_piece_bytes);
  const auto tfra = find_text(bytes, "tfra") + 4;
  for (std::uint64_t each = 0; each < 2; ++each) {
    const auto moof = number_at(bytes, tfra + 16 + each * 11 + 4, 4);
    EXPECT_EQ(moof, end_of_index + new_hashes_bytes + each * new_piece_bytes);
    EXPECT_EQ(embedded->plan.fragments[static_cast<std::size_t>(each)].first, moof);
    EXPECT_EQ(text_at(bytes, moof + 4, 4), "moof");
    EXPECT_EQ(text_at(bytes, number_at(bytes, moof + 32, 8), 4), "AAAA");
  }
  const EmbeddingOptions keep{.merkle_boxes = MerkleBoxes::Keep};
  const auto kept = test::embed(Format::Mp4, file, test::store_of(300), keep);
  ASSERT_TRUE(kept.has_value());
  const auto merkle = find_text(kept->bytes, "merkle") - 28;
  EXPECT_EQ(number_at(kept->bytes, find_text(kept->bytes, "manifest") + 9, 8), merkle);
}

TEST(Bmff, WhatCannotBeMovedIsRefusedInWords) {
  const auto refusal = [](const Octets& file) {
    const auto plan = plan_embedding(Format::Mp4, Reader(file.bytes()), 100);
    return plan.has_value() ? std::string() : plan.error().message;
  };
  const auto head = file_type("isom");
  const auto has = [](const std::string& text, std::string_view words) {
    return text.find(words) != std::string::npos;
  };
  EXPECT_TRUE(has(refusal(joined({file_type("crx "), box("moov", {})})), "camera file"));
  EXPECT_TRUE(has(refusal(joined({head, box("moov", box("cmov", {}))})), "compressed header"));
  EXPECT_TRUE(has(refusal(joined({box("styp", Octets().text("msdh").u32(0)), box("moof", {})})),
                  "initialization segment"));
  const auto elsewhere = box("moov", track(chunk_table(4, 0), 0));
  EXPECT_EQ(refusal(joined({head, elsewhere, media_data()})), "");
}

TEST(Bmff, OffsetsIntoOtherFilesStay) {
  const auto file =
      joined({file_type("isom"), box("moov", track(chunk_table(4, 77), 0)), media_data()}).bytes();
  const auto embedded = test::embed(Format::Mp4, file, test::store_of(100));
  ASSERT_TRUE(embedded.has_value());
  EXPECT_EQ(number_at(embedded->bytes, find_text(embedded->bytes, "stco") + 12, 4), 77U);
}

}  // namespace
}  // namespace gg::embedding
