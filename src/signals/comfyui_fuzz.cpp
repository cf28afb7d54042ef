#include "base/check.h"
#include "signals/comfy_facts.h"

#include <cstdint>
#include <string>

/// Any JSON, in either form: a bounded number of samplers, each of a named type.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  const std::string text(data, data + size);
  const auto json = parse_json(text);
  if (!json) return 0;
  for (const auto& facts : {signals::read_comfy_prompt(*json),
                            signals::read_comfy_prompt(signals::to_comfy_prompt(*json))}) {
    if (!facts) continue;
    GG_CHECK(facts->samplers.size() <= 32);
    for (const auto& sampler : facts->samplers) GG_CHECK(!sampler.type.empty());
  }
  return 0;
}
