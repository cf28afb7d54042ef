#include "trust/cose.h"

#include <array>

namespace gg::trust {
namespace {

struct AlgorithmRow {
  Algorithm algorithm;
  std::int64_t number;
  std::string_view name;
};

/// Source: IANA registry "COSE Algorithms"; C2PA 2.2 section 13.2.1. -8 is EdDSA, with Ed25519
/// alone.
constexpr std::array<AlgorithmRow, 7> algorithm_rows{{
    {Algorithm::Es256, -7, "Es256"},
    {Algorithm::Es384, -35, "Es384"},
    {Algorithm::Es512, -36, "Es512"},
    {Algorithm::Ps256, -37, "Ps256"},
    {Algorithm::Ps384, -38, "Ps384"},
    {Algorithm::Ps512, -39, "Ps512"},
    {Algorithm::Ed25519, -8, "Ed25519"},
}};

const AlgorithmRow& row_of(Algorithm algorithm) {
  for (const auto& row : algorithm_rows)
    if (row.algorithm == algorithm) return row;
  return algorithm_rows.front();
}

}  // namespace

std::string_view name_of(Algorithm algorithm) { return row_of(algorithm).name; }

std::int64_t cose_number(Algorithm algorithm) { return row_of(algorithm).number; }

std::optional<Algorithm> algorithm_of(std::int64_t cose_number) {
  for (const auto& row : algorithm_rows)
    if (row.number == cose_number) return row.algorithm;
  return std::nullopt;
}

}  // namespace gg::trust
