#include "base/check.h"
#include "ledger/proof.h"

#include <cstdint>
#include <string>

/// Any bytes: a proof that is read is written as the same bytes, its path may be walked whatever it
/// holds, and none holds for a key that signed nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg::ledger;
  const std::string text(data, data + size);
  const auto proof = parse_proof(text);
  if (!proof) return 0;
  GG_CHECK(to_text(*proof) == text);
  const auto& head = proof->checkpoint.checkpoint.head;
  const auto leaf = leaf_hash({});
  GG_CHECK(!check_inclusion({proof->index, head.size}, leaf, proof->path, head.root).has_value());
  const TreeHead older{proof->index, leaf};
  GG_CHECK(!check_consistency(older, head, proof->path).has_value());
  static const auto key =
      SigningKey::from_seed("ledger.example", std::string(seed_bytes, 's'))->verifier();
  GG_CHECK(!check_proof(*proof, {}, {key, {}, 0}).has_value());
  return 0;
}
