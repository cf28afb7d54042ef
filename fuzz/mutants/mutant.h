#pragma once

#include "seed_files.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gg::mutants {

/// A seed file with something changed. *value*
struct Mutant {
  const SeedFile* seed = nullptr;
  std::string file;
  std::optional<std::string> sidecar;
  std::string what;  ///< What was done, with offsets: "flip 1033, 2 cut 90+12 (lengths follow)".

  [[nodiscard]] bool is_the_seed() const;
};

/// Makes mutants by their numbers: the same number and seeds give the same mutant on every machine.
/// Half of them are aimed at the manifest store. Some change lengths that enclose what they cut or
/// grow, so that readers get further. *const is thread-safe*
class MutantMaker {
 public:
  explicit MutantMaker(const std::vector<SeedFile>& seeds);

  [[nodiscard]] Mutant make(std::uint64_t number) const;

 private:
  [[nodiscard]] const SeedFile& pick(std::uint64_t at) const;

  const std::vector<SeedFile>& seeds_;
  std::vector<std::uint64_t> weight_ends_;
};

}  // namespace gg::mutants
