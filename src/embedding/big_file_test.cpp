#include "base/descriptor.h"
#include "base/sanitized.h"
#include "support/embedding.h"
#include "support/temp_dir.h"

#include <cstring>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/// Files of several gigabytes that are nothing but holes, so that they take no room on disk.
namespace gg::embedding {
namespace {

constexpr std::uint64_t gib = 1ULL << 30U;

/// A file with holes, seen as memory that is not read but where it is looked at.
class HoledFile {
 public:
  HoledFile(const std::string& path, std::uint64_t size)
      : size_(size), file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (::ftruncate(file_.number(), static_cast<off_t>(size)) != 0) std::abort();
  }
  HoledFile(const HoledFile&) = delete;
  HoledFile& operator=(const HoledFile&) = delete;
  ~HoledFile() {
    if (mapped_ != nullptr) ::munmap(mapped_, size_);
  }

  void put(std::uint64_t at, const Octets& octets) const {
    const auto& bytes = octets.bytes();
    if (::pwrite(file_.number(), bytes.data(), bytes.size(), static_cast<off_t>(at)) < 0)
      std::abort();
  }

  Bytes view() {
    mapped_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file_.number(), 0);
    if (mapped_ == MAP_FAILED) std::abort();
    return {static_cast<const std::byte*>(mapped_), size_};
  }

  [[nodiscard]] int number() const { return file_.number(); }

 private:
  std::uint64_t size_;
  Descriptor file_;
  void* mapped_ = nullptr;
};

/// Leaves out what is zero.
class HoledResult final : public ResultBytes {
 public:
  explicit HoledResult(const HoledFile& file) : file_(file), zeros_(1U << 20) {}

  Result<void> write(std::uint64_t offset, Bytes bytes) override {
    if (std::memcmp(bytes.data(), zeros_.data(), bytes.size()) == 0) return {};
    file_.put(offset, Octets().add(bytes));
    return {};
  }

 private:
  const HoledFile& file_;
  std::vector<std::byte> zeros_;
};

/// Embeds a store into `source` in constant memory, and gives the plan; the result is `target`.
WritePlan embed_big(Format format, HoledFile& source, const std::string& target) {
  const auto store = test::store_of(50'000);
  auto plan = plan_embedding(format, Reader(source.view()), store.size());
  EXPECT_TRUE(plan.has_value()) << plan.error().message;
  if (!plan.has_value()) return {};
  const HoledFile result(target, plan->result_bytes);
  HoledResult sink(result);
  FileSourceBytes bytes(source.number());
  EXPECT_TRUE(write_planned(*plan, bytes, &sink).has_value());
  EXPECT_TRUE(put_store(*plan, sink, store).has_value());
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  EXPECT_TRUE(is_sanitized || used.ru_maxrss < 48 * 1024) << used.ru_maxrss << " KiB";
  return *std::move(plan);
}

void expect_store(Format format, HoledFile& result) {
  Budget budget;
  Parts parts(budget);
  const auto walked = walk_file(format, Reader(result.view()), parts);
  EXPECT_TRUE(walked.has_value());
  ASSERT_EQ(parts.stores.size(), 1U);
  EXPECT_TRUE(std::ranges::equal(parts.stores.front().jumbf, test::store_of(50'000)));
}

TEST(BigFile, OffsetsOfAMoviePast4GiBGet64Bits) {
  const TempDir folder;
  const auto size = 5 * gib;
  HoledFile source(folder.at("big.mov"), size);
  // ftyp, a movie header, and media of which the last chunk begins just below 4 GiB.
  Octets table;
  table.u32(28).text("stco").u32(0).u32(3).u32(4096).u32(2 * gib).u32(4 * gib - 1000);
  Octets header;
  std::uint64_t inner = table.size();
  Octets nested = table;
  for (const auto* type : {"stbl", "minf", "mdia", "trak", "moov"}) {
    nested = Octets().u32(inner + 8).text(type).add(nested.bytes());
    inner += 8;
  }
  Octets head;
  head.u32(20).text("ftypqt  ").u32(0).text("qt  ").add(nested.bytes());
  const auto media_first = head.size();
  head.u32(1).text("mdat").u64(size - media_first);
  source.put(0, head);
  source.put(4096, Octets().text("one"));
  source.put(2 * gib, Octets().text("two"));
  source.put(4 * gib - 1000, Octets().text("three"));

  const auto plan = embed_big(Format::QuickTime, source, folder.at("signed.mov"));
  const std::uint64_t added = 50'000 + 45 + 3 * 4;
  EXPECT_EQ(plan.result_bytes, size + added);
  HoledFile result(folder.at("signed.mov"), plan.result_bytes);
  expect_store(Format::QuickTime, result);
  const Reader reader(result.view());
  auto moved = *reader.from(20 + 50'045 + 5 * 8 + 4);
  EXPECT_EQ(*moved.text(4), "co64");
  EXPECT_EQ(*moved.u32(), 0U);
  EXPECT_EQ(*moved.u32(), 3U);
  for (const auto* word : {"one", "two", "three"}) {
    auto there = *reader.from(*moved.u64());
    EXPECT_EQ(*there.text(std::strlen(word)), word);
  }
  ASSERT_EQ(plan.root_boxes.size(), 4U);
  EXPECT_EQ(plan.root_boxes.back().range, (ByteRange{media_first + added, size + added}));
  EXPECT_EQ(plan.root_boxes.back().header_bytes, 16);
}

TEST(BigFile, WavThatOutgrows4GiBBecomesRf64) {
  const TempDir folder;
  const auto size = 4 * gib - 100;
  HoledFile source(folder.at("big.wav"), size);
  Octets head;
  head.text("RIFF").u32(size - 8, Endian::Little).text("WAVEfmt ").u32(16, Endian::Little);
  head.u16(1, Endian::Little).u16(2, Endian::Little).u32(96'000, Endian::Little);
  head.u32(576'000, Endian::Little).u16(6, Endian::Little).u16(24, Endian::Little);
  head.text("data").u32(size - 44, Endian::Little);
  source.put(0, head);
  source.put(size - 8, Octets().text("the end."));
  const auto plan = embed_big(Format::Wav, source, folder.at("signed.wav"));
  EXPECT_EQ(plan.result_bytes, size + 36 + 8 + 50'000);
  HoledFile result(folder.at("signed.wav"), plan.result_bytes);
  expect_store(Format::Rf64, result);
  const Reader reader(result.view());
  EXPECT_EQ(sniff(reader), Format::Rf64);
  auto sizes = *reader.from(20);
  EXPECT_EQ(*sizes.u64_le(), plan.result_bytes - 8);
  EXPECT_EQ(*sizes.u64_le(), size - 44);
  EXPECT_EQ(*sizes.u64_le(), (size - 44) / 6);
  auto end = *reader.from(size - 8 + 36);
  EXPECT_EQ(*end.text(8), "the end.");
}

TEST(BigFile, LongWavStaysLong) {
  const TempDir folder;
  const auto size = 5 * gib;
  HoledFile source(folder.at("big.rf64"), size);
  Octets head;
  head.text("RF64").u32(0xFFFFFFFF).text("WAVEds64").u32(28, Endian::Little);
  head.u64(size - 8, Endian::Little).u64(size - 80, Endian::Little).u64(0).u32(0);
  head.text("fmt ").u32(16, Endian::Little).u64(0).u64(0);
  head.text("data").u32(0xFFFFFFFF);
  ASSERT_EQ(head.size(), 80U);
  source.put(0, head);
  const auto plan = embed_big(Format::Rf64, source, folder.at("signed.rf64"));
  EXPECT_EQ(plan.result_bytes, size + 8 + 50'000);
  HoledFile result(folder.at("signed.rf64"), plan.result_bytes);
  expect_store(Format::Rf64, result);
}

}  // namespace
}  // namespace gg::embedding
