#include "ledger/frontier.h"

#include <bit>

namespace gg::ledger {
namespace {

constexpr std::size_t size_bytes = 8;

tl::unexpected<Error> no_frontier(const std::string& why) {
  return fail(Error{ErrorKind::InvalidInput,
                    "the stored frontier of the tree " + why + "; rebuild it from the leaves"});
}

}  // namespace

TreeHash Frontier::root() const {
  if (nodes_.empty()) return empty_root();
  auto hash = nodes_.back();
  for (auto node = nodes_.rbegin() + 1; node != nodes_.rend(); ++node)
    hash = node_hash(*node, hash);
  return hash;
}

std::string Frontier::bytes() const {
  std::string out;
  for (unsigned shift = 64; shift > 0; shift -= 8)
    out += static_cast<char>(static_cast<std::uint8_t>(size_ >> (shift - 8)));
  for (const auto& node : nodes_) out += bytes_of(node);
  return out;
}

Result<Frontier> Frontier::parse(std::string_view bytes) {
  if (bytes.size() < size_bytes) return no_frontier("is cut off");
  Frontier frontier;
  for (const char c : bytes.substr(0, size_bytes))
    frontier.size_ = frontier.size_ << 8U | static_cast<unsigned char>(c);
  if (frontier.size_ >= tree_size_end) return no_frontier("has an impossible size");
  bytes.remove_prefix(size_bytes);
  const auto count = static_cast<std::size_t>(std::popcount(frontier.size_));
  if (bytes.size() != count * hash_bytes)
    return no_frontier("has " + std::to_string(bytes.size()) +
                       " bytes of hashes where its size asks for " +
                       std::to_string(count * hash_bytes));
  for (std::size_t index = 0; index < count; ++index)
    frontier.nodes_.push_back(*digest_from<TreeHash>(bytes.substr(index * hash_bytes, hash_bytes)));
  return frontier;
}

}  // namespace gg::ledger
