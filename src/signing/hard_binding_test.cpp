#include "signing/hard_binding.h"

#include "bytes/hex.h"
#include "support/bound_file.h"

#include <filesystem>
#include <string_view>

#include <gtest/gtest.h>

namespace gg::signing {
namespace {

using bindings::Algorithm;
using embedding::Octets;
using test::ByteVector;

Octets box(std::string_view type, const Octets& payload) {
  return Octets().u32(payload.size() + 8).text(type).add(payload.bytes());
}

Octets joined(std::initializer_list<Octets> parts) {
  Octets all;
  for (const auto& part : parts) all.add(part.bytes());
  return all;
}

Octets file_type() { return box("ftyp", Octets().text("isom").u32(0).text("isom")); }

Octets media(std::size_t size) {
  Octets samples;
  for (std::size_t index = 0; index < size; ++index)
    samples.u8(static_cast<std::uint8_t>(index * 31 + index / 251));
  return samples;
}

/// A movie of one chunk for each `mdat`.
ByteVector movie(const std::vector<std::size_t>& media_bytes) {
  const auto header = [&](std::uint64_t first) {
    Octets table;
    table.u32(0).u32(media_bytes.size());
    for (const auto size : media_bytes) {
      table.u32(first + 8);
      first += size + 8;
    }
    return box("moov", box("trak", box("mdia", box("minf", box("stbl", box("stco", table))))));
  };
  const auto head = file_type();
  auto file = joined({head, header(head.size() + header(0).size())});
  for (const auto size : media_bytes) file.add(box("mdat", media(size)).bytes());
  return file.bytes();
}

Octets fragment(std::uint32_t track, std::size_t size) {
  return joined({box("moof", box("traf", box("tfhd", Octets().u32(0x20000).u32(track)))),
                 box("mdat", media(size))});
}

/// A film of two tracks in fragments, with an index of access points at its end.
ByteVector fragmented_film() {
  auto film = joined({file_type(), box("moov", Octets())});
  for (const std::size_t size : {40U, 50U, 60U, 70U, 80U})
    film.add(fragment(size % 20 == 0 ? 1 : 2, size).bytes());
  return film.add(box("mfra", Octets()).bytes()).bytes();
}

ByteVector wav(std::size_t size) {
  Octets file;
  file.text("RIFF").u32(36 + size, Endian::Little).text("WAVEfmt ").u32(16, Endian::Little);
  file.u16(0x0100).u16(0x0100).u32(8000, Endian::Little).u32(16000, Endian::Little);
  file.u16(0x0200).u16(0x1000).text("data").u32(size, Endian::Little).add(media(size).bytes());
  return file.bytes();
}

ByteVector rf64(std::size_t size) {
  Octets file;
  file.text("RF64").u32(0xFFFFFFFF).text("WAVEds64").u32(28, Endian::Little);
  file.u64(72 + size, Endian::Little).u64(size, Endian::Little).u64(size / 2, Endian::Little);
  file.u32(0).text("fmt ").u32(16, Endian::Little);
  file.u16(0x0100).u16(0x0100).u32(8000, Endian::Little).u32(16000, Endian::Little);
  file.u16(0x0200).u16(0x1000).text("data").u32(0xFFFFFFFF).add(media(size).bytes());
  return file.bytes();
}

ByteVector pdf() {
  constexpr std::string_view objects =
      "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
      "2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n";
  constexpr std::string_view rest =
      "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \n"
      "trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n";
  return Octets()
      .text(objects)
      .text(rest)
      .text(std::to_string(objects.size()))
      .text("\n%%EOF\n")
      .bytes();
}

bool is_excluded(const test::BoundFile& bound, std::size_t at) {
  return std::ranges::any_of(bound.plan.excluded, [&](const ByteRange& range) {
    return range.first <= at && at < range.end;
  });
}

/// Every byte that is not left out, changed, is found.
void expect_every_change_found(const test::BoundFile& bound, std::size_t first) {
  for (auto at = first; at < bound.bytes.size(); ++at) {
    if (is_excluded(bound, at)) continue;
    auto changed = bound.bytes;
    changed[at] ^= std::byte{0x10};
    Budget budget;
    Parts parts(budget);
    if (!walk_file(bound.format, Reader(changed), parts).has_value()) continue;
    EXPECT_FALSE(test::check(bound, changed).matches()) << "byte " << at;
  }
}

TEST(HardBinding, OfADataHashIsAsLongWhereverTheStoreIs) {
  for (const auto algorithm : {Algorithm::Sha256, Algorithm::Sha384, Algorithm::Sha512}) {
    std::size_t size = 0;
    for (const std::uint64_t store : {100U, 255U, 256U, 65'500U, 70'000U}) {
      for (const std::size_t samples : {4U, 200U, 300U, 70'000U}) {
        const auto bound =
            test::bind(Format::Wav, wav(samples), {.algorithm = algorithm, .store_bytes = store});
        ASSERT_TRUE(bound.has_value()) << bound.error().message;
        EXPECT_EQ(bound->label, "c2pa.hash.data");
        test::expect_match(*bound);
        if (size == 0) size = bound->assertion.size();
        EXPECT_EQ(bound->assertion.size(), size);
      }
    }
  }
}

TEST(HardBinding, FindsEveryChangeOfASoundFile) {
  const auto bound = test::bind(Format::Wav, wav(60), {.store_bytes = 100});
  ASSERT_TRUE(bound.has_value()) << bound.error().message;
  expect_every_change_found(*bound, 44);
}

/// Formats that the reference cannot sign.
TEST(HardBinding, FindsEveryChangeOfALongSoundFileAndOfADocument) {
  for (const auto& [format, file] : {std::pair(Format::Rf64, rf64(60)), {Format::Pdf, pdf()}}) {
    SCOPED_TRACE(facts_of(format).name);
    const auto bound = test::bind(format, file, {.store_bytes = 100});
    ASSERT_TRUE(bound.has_value()) << bound.error().message;
    EXPECT_EQ(bound->label, "c2pa.hash.data");
    test::expect_match(*bound);
    expect_every_change_found(*bound, 12);
  }
}

TEST(HardBinding, OfAMovieHasOffsetsAndFindsEveryChange) {
  const auto bound = test::bind(Format::Mp4, movie({50, 0, 70}), {.store_bytes = 100});
  ASSERT_TRUE(bound.has_value()) << bound.error().message;
  EXPECT_EQ(bound->label, "c2pa.hash.bmff.v3");
  test::expect_match(*bound);
  expect_every_change_found(*bound, file_type().size());
}

bool has_tree(const test::BoundFile& bound) {
  return Reader::to_text(bound.assertion).find("fixedBlockSize") != std::string::npos;
}

/// Blocks of 1 MiB: the last is shorter, exact, or empty.
TEST(HardBinding, OfABigMovieHasATreeOverItsMedia) {
  const std::size_t mebibyte = 1U << 20;
  for (const std::size_t size : {2 * mebibyte + 100, mebibyte, std::size_t{5}, std::size_t{0}}) {
    for (const auto algorithm : {Algorithm::Sha256, Algorithm::Sha512}) {
      const auto bound = test::bind(Format::Mp4, movie({size}), {algorithm, {0}});
      ASSERT_TRUE(bound.has_value()) << bound.error().message;
      EXPECT_TRUE(has_tree(*bound));
      EXPECT_EQ(bound->plan.root_boxes.back().header_bytes, 16U);
      test::expect_match(*bound);
      for (const std::size_t back : {std::size_t{1}, std::size_t{30}, mebibyte, 2 * mebibyte}) {
        if (back > size) continue;
        auto changed = bound->bytes;
        changed[changed.size() - back] ^= std::byte{1};
        EXPECT_FALSE(test::check(*bound, changed).matches()) << back;
      }
    }
  }
}

TEST(HardBinding, TakesInZerosBehindTheLastBox) {
  auto file = movie({50});
  const auto boxes = file.size();
  file.resize(boxes + 30);
  const auto bound = test::bind(Format::Mp4, file, {.store_bytes = 100});
  ASSERT_TRUE(bound.has_value()) << bound.error().message;
  EXPECT_EQ(bound->plan.root_boxes.back().range.end + 30, bound->bytes.size());
  test::expect_match(*bound);
  auto changed = *bound;
  changed.bytes.back() = std::byte{1};
  EXPECT_FALSE(test::check(changed, changed.bytes).matches());
}

TEST(HardBinding, OfASmallMovieOrOneOfSeveralMediaBoxesHasNoTree) {
  for (const auto& [file, from] : {std::pair(movie({50}), 1000U), {movie({50, 60}), 0U}}) {
    const auto bound = test::bind(Format::Mp4, file, {.options = {.trees_from_bytes = from}});
    ASSERT_TRUE(bound.has_value());
    EXPECT_FALSE(has_tree(*bound));
    test::expect_match(*bound);
  }
}

TEST(HardBinding, OfAFilmInFragmentsHasALeafForEach) {
  const auto bound = test::bind(Format::Mp4, fragmented_film(), {.store_bytes = 100});
  ASSERT_TRUE(bound.has_value()) << bound.error().message;
  test::expect_match(*bound);
  ASSERT_EQ(bound->plan.fragments.size(), 5U);
  EXPECT_EQ(bound->plan.fragments.back().location, 4U);
  EXPECT_EQ(bound->plan.fragments.back().local_id, 1U);
  // What the boxes of hashes say is checked by what it says; ftyp and mfra are never bound.
  auto film = *bound;
  for (const auto& root : film.plan.root_boxes) {
    if (root.of_credentials || root.type == 0x6D667261U) film.plan.excluded.push_back(root.range);
  }
  expect_every_change_found(film, film.plan.fragments.front().first);
  const auto again = test::bind(Format::Mp4, bound->bytes, {.store_bytes = 100});
  ASSERT_TRUE(again.has_value()) << again.error().message;
  EXPECT_TRUE(again->bytes == bound->bytes);
  EXPECT_TRUE(again->assertion == bound->assertion);
}

TEST(HardBinding, LeavesTheMediaOfAFragmentWhereItCountsThem) {
  const auto head = joined({file_type(), box("moov", Octets())});
  const auto one = joined({head, fragment(1, 40)}).bytes();
  const auto bound = test::bind(Format::Mp4, one, {.options = {.trees_from_bytes = 0}});
  ASSERT_TRUE(bound.has_value()) << bound.error().message;
  test::expect_match(*bound);
  const auto tail = fragment(1, 40).bytes();
  EXPECT_TRUE(std::ranges::equal(std::span(bound->bytes).last(tail.size()), tail));
  const auto header = box("moof", box("traf", box("tfhd", Octets().u32(0x20000).u32(1))));
  const auto apart = joined({head, header, header, box("mdat", media(9)), box("mdat", media(9))});
  const auto refused = test::bind(Format::Mp4, apart.bytes());
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().message.find("before its mdat"), std::string::npos);
}

TEST(HardBinding, OfAFileWithItsStoreBesideTakesInEverything) {
  const auto film = movie({50});
  for (const auto format : {Format::Unknown, Format::Mp4}) {
    const auto plan = embedding::plan_beside(format, Reader(film));
    ASSERT_TRUE(plan.has_value()) << plan.error().message;
    EXPECT_EQ(plan->home, embedding::StoreHome::Beside);
    auto binding = HardBinding::plan(*plan, Algorithm::Sha384);
    ASSERT_TRUE(binding.has_value());
    binding->add(0, film);
    const test::BoundFile bound{format, *plan, film, std::string(binding->label()),
                                binding->finish()};
    test::expect_match(bound);
    auto changed = film;
    changed.back() ^= std::byte{1};
    EXPECT_FALSE(test::check(bound, changed).matches());
  }
}

TEST(HardBinding, IsNotMadeWhereThereIsNone) {
  const auto film = movie({50});
  const auto bound = test::bind(Format::Mp4, film);
  ASSERT_TRUE(bound.has_value());
  const auto update = embedding::plan_embedding(Format::Mp4, Reader(bound->bytes), 200,
                                                {.purpose = embedding::Purpose::Update});
  ASSERT_TRUE(update.has_value()) << update.error().message;
  EXPECT_FALSE(HardBinding::plan(*update, Algorithm::Sha256).has_value());
  const auto fragments = fragmented_film();
  const auto beside = embedding::plan_beside(Format::Mp4, Reader(fragments));
  ASSERT_TRUE(beside.has_value());
  EXPECT_FALSE(HardBinding::plan(*beside, Algorithm::Sha256).has_value());
}

/// Real files of every container.
TEST(HardBinding, MatchesInEveryFileOfTheCorpus) {
  const std::filesystem::path corpus = GG_SOURCE_DIR "/../shared/corpora/credentials";
  if (!std::filesystem::exists(corpus)) GTEST_SKIP() << "no corpora at " << corpus;
  std::size_t bound_files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    if (!entry.is_regular_file() || entry.file_size() > (1U << 20)) continue;
    const auto file = embedding::test::file_bytes(entry.path());
    const auto format = sniff(Reader(file));
    if (embedding::home_of(format) == embedding::StoreHome::Beside) continue;
    SCOPED_TRACE(entry.path());
    for (const std::uint64_t trees_from : {std::uint64_t{0}, std::uint64_t{1} << 40U}) {
      const auto bound = test::bind(format, file, {.options = {.trees_from_bytes = trees_from}});
      if (!bound.has_value()) break;
      test::expect_match(*bound);
      ++bound_files;
      if (bound->label != "c2pa.hash.bmff.v3") break;
    }
  }
  EXPECT_GE(bound_files, 250U);
}

}  // namespace
}  // namespace gg::signing
