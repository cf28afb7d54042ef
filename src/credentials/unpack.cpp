#include "credentials/unpack.h"

#include "credentials/faults.h"

#include <array>
#include <cstdint>
#include <memory>

#include <brotli/decode.h>

namespace gg::credentials {
namespace {

constexpr std::size_t step_bytes = 64U << 10;

using Decoder = std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)>;

/// What the library takes: the same bytes under another name.
const std::uint8_t* octets(Bytes bytes) {
  return static_cast<const std::uint8_t*>(static_cast<const void*>(bytes.data()));
}

}  // namespace

Parsed<std::vector<std::byte>> unbrotli(Bytes packed, Budget& budget, const Reader& at) {
  const Decoder decoder(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr),
                        &BrotliDecoderDestroyInstance);
  if (!decoder) return at.error(jumbf::faults::brotli_failed);
  std::vector<std::byte> plain;
  std::array<std::uint8_t, step_bytes> step{};
  std::size_t in_left = packed.size();
  const auto* in = octets(packed);
  while (true) {
    std::size_t out_left = step.size();
    auto* out = step.data();
    const auto result =
        BrotliDecoderDecompressStream(decoder.get(), &in_left, &in, &out_left, &out, nullptr);
    const auto made = step.size() - out_left;
    TRY(budget.charge_inflated(made, at));
    const auto bytes = std::as_bytes(std::span(step)).first(made);
    plain.insert(plain.end(), bytes.begin(), bytes.end());
    if (result == BROTLI_DECODER_RESULT_SUCCESS) break;
    if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT)
      return at.error(jumbf::faults::brotli_failed);
  }
  if (in_left != 0) return at.error(jumbf::faults::brotli_failed);
  return plain;
}

}  // namespace gg::credentials
