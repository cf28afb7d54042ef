#include "ledger/entry_bundle.h"

#include "ledger/tile.h"

namespace gg::ledger {
namespace {

constexpr std::string_view length_of_commitment("\x00\x20", 2);

}  // namespace

std::string entry_bundle(std::span<const Commitment> commitments) {
  std::string out;
  for (const auto& one : commitments) {
    out += length_of_commitment;
    out.append(one.bytes.begin(), one.bytes.end());
  }
  return out;
}

Result<std::vector<Commitment>> parse_entry_bundle(std::string_view bytes) {
  const auto refuse = [](std::size_t number, const std::string& why) {
    return fail(Error{ErrorKind::InvalidInput,
                      "entry " + std::to_string(number) + " of the bundle " + why});
  };
  std::vector<Commitment> commitments;
  while (!bytes.empty()) {
    if (commitments.size() == tile_width) return refuse(tile_width, "is one too many");
    if (!bytes.starts_with(length_of_commitment))
      return refuse(commitments.size(), "does not begin with the length 32");
    bytes.remove_prefix(length_of_commitment.size());
    const auto commitment = digest_from<Commitment>(bytes.substr(0, hash_bytes));
    if (!commitment) return refuse(commitments.size(), "is cut off");
    commitments.push_back(*commitment);
    bytes.remove_prefix(hash_bytes);
  }
  return commitments;
}

}  // namespace gg::ledger
