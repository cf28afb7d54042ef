#pragma once

#include "trial.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace gg::mutants {

/// What one mutant may cost, and how many are made. *value*
struct CrewTerms {
  std::uint64_t first = 0;
  std::uint64_t count = 0;
  unsigned workers = 1;
  unsigned cpu_seconds_max = 2;        ///< Of one mutant.
  std::uint64_t memory_mib_max = 256;  ///< A worker's data on top of what it begins with. Builds
                                       ///< with AddressSanitizer have that one's limit instead.
};

/// A mutant that stands for others. *value*
struct Noted {
  std::uint64_t number = 0;
  std::uint64_t count = 0;
};

/// What came of a run. *value*
struct Tally {
  std::uint64_t done = 0;
  double wall_seconds = 0;
  double cpu_seconds = 0;
  std::array<std::uint64_t, 4> states{};  ///< By credentials::State.
  std::uint64_t slowest = 0;              ///< Its number.
  double slowest_ms = 0;                  ///< CPU.
  std::uint64_t biggest = 0;              ///< The mutant at which a worker's memory was highest.
  std::uint64_t biggest_mib = 0;
  std::vector<std::string> deaths;  ///< Crashes, hangs, too much memory: number and signal.
  std::map<std::string, Noted> unsigned_differences;  ///< By JSON pointer.
  std::map<std::string, Noted> contradictions;
  std::vector<std::uint64_t> unexplained;  ///< Believed, with the signed words of no seed.
  std::uint64_t same_as_seed = 0;          ///< Believed, and told just as its seed is.
};

/// Runs mutants in processes of their own, so that one that kills its process is known by its
/// number and the rest go on. The results are the same for any number of workers, but for times.
Tally run_crew(const MutantMaker& maker, Trial& trial, const CrewTerms& terms);

}  // namespace gg::mutants
