#include "base/check.h"
#include "bindings/check.h"
#include "bindings/store_location.h"
#include "container/container.h"
#include "embedding/octets.h"
#include "embedding/write_planned.h"
#include "signing/hard_binding.h"

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
constexpr std::uint64_t store_bytes = 300;

std::vector<std::byte> small_store() {
  embedding::Octets store;
  store.u32(store_bytes).text("jumb").u32(30).text("jumdc2pa").u64(0x00110010800000AA);
  store.u32(0x00389B71).u8(3).text("c2pa").u8(0).u32(store_bytes - 38).text("free");
  while (store.size() < store_bytes) store.u8(0x55);
  return store.bytes();
}

/// The check of hard bindings agrees with the making of one.
void check_binding(Format format, const embedding::WritePlan& plan, Bytes file,
                   const signing::BindingOptions& options) {
  auto binding = signing::HardBinding::plan(plan, bindings::Algorithm::Sha256, options);
  if (!binding.has_value()) return;
  embedding::MemorySource source(file);
  embedding::MemoryResult result;
  const embedding::PassWatch watch{
      .bound = [&](std::uint64_t at, Bytes bytes) { binding->add(at, bytes); }};
  GG_CHECK(embedding::write_planned(plan, source, &result, watch).has_value());
  GG_CHECK(embedding::put_store(plan, result, small_store()).has_value());
  const auto size = binding->assertion_bytes();
  const auto assertion = binding->finish();
  GG_CHECK(assertion.size() == size);
  Budget budget;
  Parts parts(budget);
  const Reader written(result.bytes());
  GG_CHECK(walk_file(format, written, parts).has_value());
  const auto location = bindings::locate_stores(format, written, parts);
  const auto outcome = bindings::check_hard_binding(
      binding->label(), {written, format, location.stores}, assertion, {}, {});
  GG_CHECK(outcome.matches());
  GG_CHECK(!outcome.additional_exclusions);
}

}  // namespace

/// Any bytes as any format: if a plan comes out, what binds its result matches it. The first byte
/// chooses the format, and at 255 the file does.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto file = std::as_bytes(std::span(data, size)).subspan(1);
  const auto format =
      data[0] == 255 ? gg::sniff(gg::Reader(file)) : formats.at(data[0] % formats.size());
  if (gg::embedding::home_of(format) == gg::embedding::StoreHome::Beside) return 0;
  for (const auto trees_from : {std::uint64_t{0}, std::uint64_t{1} << 40U}) {
    const gg::signing::BindingOptions options{.trees_from_bytes = trees_from};
    const auto plan =
        gg::embedding::plan_embedding(format, gg::Reader(file), store_bytes,
                                      gg::signing::plan_options(options, {.limits = limits}));
    if (plan.has_value()) check_binding(format, *plan, file, options);
  }
  return 0;
}
