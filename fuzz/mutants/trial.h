#pragma once

#include "base/digest.h"
#include "credentials/validation.h"
#include "gate/credential_terms.h"
#include "gate/scan_file.h"
#include "json/json.h"
#include "mutant.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gg::mutants {

/// What came of one file. *value*
struct Verdict {
  credentials::State state = credentials::State::NotStated;
  /// Of a valid file: the seed whose signed words it has; empty where it has those of none.
  std::string signed_as;
  /// Of a valid file with a seed's words: in what else its report differs from the seed's, sorted,
  /// each once: "remove /manifests/*/signer/time", with "*" for numbers.
  std::vector<std::string> differs;
  /// What must never be: reports that contradict each other, or themselves.
  std::vector<std::string> contradictions;
};

/// Runs all that `goodgate credentials verify`, `show` and `scan` run on files, from a descriptor
/// in memory. Knows what its seeds' signers signed. *single thread*
class Trial {
 public:
  /// Everything is validated as of `terms`, seeds first.
  Trial(const CredentialTerms& terms, const std::vector<SeedFile>& seeds);
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;
  ~Trial();

  Verdict run(const Mutant& mutant);

  /// To be called in a process that was forked: its files in memory are not to be those of others.
  void open_own_files();

  /// How the seeds came out, by state.
  [[nodiscard]] const std::map<credentials::State, std::size_t>& seed_states() const {
    return seed_states_;
  }
  /// Contradictions in the seeds themselves, by their names.
  [[nodiscard]] const std::vector<std::string>& seed_troubles() const { return seed_troubles_; }

 private:
  struct Run;
  /// What a seed's signers signed, and what was told of it.
  struct Known {
    std::string seed;
    Json told;
  };

  Run look_at(const Mutant& mutant);
  void scan(const Mutant& mutant, Run& run);
  void close_files();

  const CredentialTerms& terms_;
  int file_ = -1;     ///< In memory, written anew for each mutant.
  int sidecar_ = -1;  ///< The same.
  Workspace workspace_;
  std::map<Sha256, std::vector<Known>> known_;
  std::map<credentials::State, std::size_t> seed_states_;
  std::vector<std::string> seed_troubles_;
};

}  // namespace gg::mutants
