#include "base/check.h"
#include "container/container.h"
#include "embedding/embedding.h"
#include "embedding/octets.h"
#include "embedding/segments.h"
#include "embedding/write_planned.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace {

using namespace gg;

constexpr ScanLimits limits{
    .depth_max = 8, .items_max = 4000, .kept_bytes_max = 4U << 20, .inflate_bytes_max = 1U << 20};
constexpr std::array formats{Format::Jpeg, Format::Png,  Format::WebP, Format::Wav, Format::Rf64,
                             Format::Avi,  Format::Gif,  Format::Tiff, Format::Mp4, Format::Heic,
                             Format::Mp3,  Format::Flac, Format::Svg,  Format::Pdf, Format::JpegXl};

std::vector<std::byte> fuzz_store() {
  embedding::Octets store;
  store.u32(300).text("jumb").u32(30).text("jumdc2pa").u64(0x00110010800000AA).u32(0x00389B71);
  store.u8(3).text("c2pa").u8(0).u32(262).text("free");
  while (store.size() < 300) store.u8(0x55);
  return store.bytes();
}

/// A result has the planned length, and one store: the one that was put in.
void check_result(Format format, const embedding::WritePlan& plan, Bytes file) {
  embedding::MemorySource source(file);
  embedding::MemoryResult result;
  std::uint64_t bound = 0;
  const embedding::PassWatch watch{.bound = [&](std::uint64_t, Bytes run) { bound += run.size(); }};
  GG_CHECK(embedding::write_planned(plan, source, &result, watch).has_value());
  const auto store = fuzz_store();
  GG_CHECK(embedding::put_store(plan, result, store).has_value());
  GG_CHECK(result.bytes().size() == plan.result_bytes);
  std::uint64_t excluded = 0;
  for (const auto& range : plan.excluded) excluded += range.size();
  GG_CHECK(bound + excluded == plan.result_bytes);
  Budget budget;
  Parts parts(budget);
  GG_CHECK(walk_file(format, Reader(result.bytes()), parts).has_value());
  GG_CHECK(parts.stores.size() == 1);
  GG_CHECK(std::ranges::equal(parts.stores.front().jumbf, store));
}

/// A segment gets its box of hashes, and comes out the same when it is planned again.
void check_segment(Bytes file) {
  const embedding::PlannedFragment place{.unique_id = 1, .local_id = 70'000, .location = 3};
  const auto written = [&](Bytes source_bytes) {
    embedding::MemorySource source(source_bytes);
    embedding::MemoryResult result;
    const auto plan = embedding::plan_segment(Reader(source_bytes), place, 300, {.limits = limits});
    if (!plan.has_value()) return std::vector<std::byte>();
    GG_CHECK(embedding::write_planned(*plan, source, &result).has_value());
    GG_CHECK(result.bytes().size() == plan->result_bytes);
    GG_CHECK(plan->fragments.size() == 1);
    return result.bytes();
  };
  const auto once = written(file);
  if (!once.empty()) GG_CHECK(written(once) == once);
}

}  // namespace

/// Any bytes as any format: if a plan comes out, the result has exactly the store that was put in.
/// The first byte chooses the format, and at 255 the file does.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto file = std::as_bytes(std::span(data, size)).subspan(1);
  const auto format =
      data[0] == 255 ? gg::sniff(gg::Reader(file)) : formats.at(data[0] % formats.size());
  if (gg::embedding::home_of(format) == gg::embedding::StoreHome::Beside) return 0;
  const auto plan =
      gg::embedding::plan_embedding(format, gg::Reader(file), 300, {.limits = limits});
  if (plan.has_value()) check_result(format, *plan, file);
  if (format == Format::Mp4) check_segment(file);
  return 0;
}
