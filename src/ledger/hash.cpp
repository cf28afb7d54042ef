// The SHA256_* calls, not EVP: for a message of one or two blocks EVP costs as much again as the
// hashing itself (212 against 86 ns a leaf), and a ledger is made of such messages.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "ledger/hash.h"

#include "base/check.h"

#include <array>

#include <openssl/sha.h>

namespace gg::ledger {
namespace {

template <class D>
D sha256(std::string_view first, std::string_view second = {}) {
  SHA256_CTX state;
  D digest;
  GG_CHECK(SHA256_Init(&state) == 1);
  GG_CHECK(SHA256_Update(&state, first.data(), first.size()) == 1);
  GG_CHECK(SHA256_Update(&state, second.data(), second.size()) == 1);
  GG_CHECK(SHA256_Final(digest.bytes.data(), &state) == 1);
  return digest;
}

/// A prefix and one or two digests in one buffer, so that they are one call.
template <std::size_t Size>
std::array<char, Size> prefixed(char prefix) {
  std::array<char, Size> message{};
  message.front() = prefix;
  return message;
}

char to_char(std::uint8_t byte) { return static_cast<char>(byte); }

}  // namespace

Commitment commitment_of(const Salt& salt, std::string_view canonical) {
  std::array<char, hash_bytes> front{};
  std::ranges::transform(salt.bytes, front.begin(), to_char);
  return sha256<Commitment>({front.data(), front.size()}, canonical);
}

TreeHash leaf_hash(const Commitment& commitment) {
  auto message = prefixed<1 + hash_bytes>('\x00');
  std::ranges::transform(commitment.bytes, message.begin() + 1, to_char);
  return sha256<TreeHash>({message.data(), message.size()});
}

TreeHash node_hash(const TreeHash& left, const TreeHash& right) {
  auto message = prefixed<1 + 2 * hash_bytes>('\x01');
  const auto middle = std::ranges::transform(left.bytes, message.begin() + 1, to_char).out;
  std::ranges::transform(right.bytes, middle, to_char);
  return sha256<TreeHash>({message.data(), message.size()});
}

TreeHash empty_root() { return sha256<TreeHash>({}); }

}  // namespace gg::ledger
