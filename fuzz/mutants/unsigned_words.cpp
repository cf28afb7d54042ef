#include "unsigned_words.h"

#include <algorithm>
#include <array>

namespace gg::mutants {
namespace {

constexpr auto words = std::to_array<UnsignedWord>({
    {"/binding/uncovered", "where the bytes stand that nobody signed, and how many they are"},
    {"/binding/uncovered_bytes", "the same, counted"},
    {"/label", "a claim that names its assertions from within does not sign its manifest's name"},
    {"replace /state, weaker",
     "certificates of version 1 claims stand in the unsigned header: without its chain a signer is "
     "on no list"},
    {"remove /list", "the same"},
    {"remove /manifests/*/signer", "the same"},
    {"remove /scan/*/signer", "the same"},
    {"/manifests/*/claimed_signer",
     "no list vouches for this name: anybody can put another certificate there"},
    {"/scan/*/claimed_signer", "the same"},
    {"/statuses/signingCredential.", "the same"},
    {"/ingredient_statuses/signingCredential.", "the same, of an ingredient"},
    {"remove /manifests/*/signer/time",
     "a time stamp stands in the unsigned header, and is signed by its authority: damaged, it says "
     "nothing"},
    {"/statuses/timeStamp.", "the same"},
    {"/ingredient_statuses/timeStamp.", "the same, of an ingredient"},
    {"remove /ingredient_statuses/claimSignature.insideValidity",
     "an ingredient's signature does not hold, its user recorded that, and an old hash covers its "
     "claim alone: what goes is said no more"},
});

/// True where `pointer` is, or lies below, `wanted`. A wanted one that ends with a full stop is the
/// beginning of a code.
bool is_below(std::string_view pointer, std::string_view wanted) {
  if (!pointer.starts_with(wanted)) return false;
  return wanted.ends_with('.') || pointer.size() == wanted.size() || pointer[wanted.size()] == '/';
}

}  // namespace

std::span<const UnsignedWord> unsigned_words() { return words; }

bool may_differ(std::string_view difference) {
  const auto pointer = difference.substr(difference.find(' ') + 1);
  return std::ranges::any_of(words, [&](const UnsignedWord& word) {
    return is_below(word.difference.starts_with('/') ? pointer : difference, word.difference);
  });
}

}  // namespace gg::mutants
