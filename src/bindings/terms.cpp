#include "bindings/terms.h"

#include <algorithm>

namespace gg::bindings {

Read<Algorithm> algorithm_for(const std::optional<std::string>& stated, const Terms& terms,
                              const std::string& where) {
  const std::string_view name = stated ? std::string_view(*stated) : terms.claim_algorithm;
  if (name.empty())
    return fail(Problem{Verdict::UnsupportedAlgorithm,
                        "neither the assertion nor the claim states a hash algorithm", where});
  const auto algorithm = parse_algorithm(name);
  if (algorithm) return *algorithm;
  return fail(Problem{Verdict::UnsupportedAlgorithm,
                      "\"" + std::string(name) +
                          "\" is not one of the allowed hash algorithms (sha256, sha384, sha512)",
                      where});
}

Outcome failed(Problem problem) {
  Outcome outcome;
  outcome.add(std::move(problem));
  return outcome;
}

std::vector<ByteRange> store_ranges(const Asset& asset) {
  std::vector<ByteRange> ranges;
  for (const auto* store : asset.stores)
    ranges.insert(ranges.end(), store->pieces.begin(), store->pieces.end());
  std::ranges::sort(ranges);
  return ranges;
}

}  // namespace gg::bindings
