#include "formats/jpeg/segment.h"

namespace gg::jpeg {

Parsed<Reader> joined(std::span<const Reader> payloads, Parts& parts) {
  if (payloads.size() == 1) return payloads.front();
  std::uint64_t size_bytes = 0;
  for (const auto& payload : payloads) size_bytes += payload.remaining();
  TRY(parts.budget().charge_bytes(size_bytes, payloads.front()));
  std::vector<std::byte> bytes;
  bytes.reserve(static_cast<std::size_t>(size_bytes));
  for (auto payload : payloads) {
    TRY_LET(const auto view, payload.take(payload.remaining()));
    bytes.insert(bytes.end(), view.begin(), view.end());
  }
  return Reader(parts.keep(std::move(bytes)), payloads.front().offset());
}

}  // namespace gg::jpeg
