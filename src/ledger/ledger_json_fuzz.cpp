#include "base/check.h"
#include "ledger/canonical_json.h"

#include <cstdint>
#include <string>

/// Any bytes: the canonical form of what is JSON is JSON of the same canonical form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  const auto value = parse_json(std::string(data, data + size));
  if (!value) return 0;
  const auto canonical = ledger::canonical_json(*value);
  if (!canonical) return 0;
  const auto again = parse_json(*canonical);
  GG_CHECK(again.has_value());
  const auto twice = ledger::canonical_json(*again);
  GG_CHECK(twice.has_value() && *twice == *canonical);
  return 0;
}
