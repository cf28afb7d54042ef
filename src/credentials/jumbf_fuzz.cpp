#include "base/check.h"
#include "base/text.h"
#include "credentials/jumbf.h"
#include "credentials/manifest_list.h"

#include <cstdint>
#include <span>

namespace {

/// Children lie inside their parent, one behind the other.
void check(const gg::jumbf::Superbox& box) {
  std::uint64_t end = box.offset;
  for (const auto& child : box.children) {
    GG_CHECK(child.offset >= end);
    end = child.offset + child.size_bytes;
    check(child);
  }
  GG_CHECK(end <= box.offset + box.size_bytes && gg::is_utf8(box.label));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  const ScanLimits limits{.depth_max = 8, .items_max = 2000, .kept_bytes_max = 1U << 20};
  const auto bytes = std::as_bytes(std::span(data, size));
  Budget budget(limits);
  Reader in(bytes);
  const auto box = jumbf::parse_superbox(in, budget);
  if (box.has_value())
    check(*box);
  else
    GG_CHECK(box.error().offset <= size);

  Budget other(limits);
  const auto manifests =
      credentials::list_manifests({bytes, {"C2PA", 0, size}, std::uint64_t{0}}, other);
  if (!manifests.has_value()) {
    GG_CHECK(manifests.error().offset <= size);
    return 0;
  }
  GG_CHECK(!manifests->empty() && manifests->back().active);
  for (const auto& manifest : *manifests) {
    for (const auto& fault : manifest.faults) GG_CHECK(fault.error.offset <= size);
    for (const auto& type : manifest.source_types) {
      GG_CHECK(is_utf8(type.value));
      GG_CHECK(type.where.offset + type.where.size_bytes <= size);
    }
    for (const auto& action : manifest.actions) GG_CHECK(is_utf8(action.description));
  }
  return 0;
}
