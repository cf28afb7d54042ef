#pragma once

#include "credentials/validation.h"
#include "parts/parts.h"
#include "signals/evidence.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gg {

/// What credentials say of the files that they bind together: the segments of a stream, the files
/// of a collection. Each such file gets evidence of its own, no more than `evidence_max` pieces:
/// what the active manifest states, and ingredients as far as there is room, those first that claim
/// generative AI. Prompts and parameters stand with the file that has the credentials.
/// Lifetime: the validation must outlive it. *single thread*
class MemberEvidence {
 public:
  static constexpr std::size_t evidence_max = 8;
  static constexpr std::size_t text_bytes_max = 512;  ///< The rest is left out.

  explicit MemberEvidence(const credentials::Validation& validation);

  /// Of one file, and what is wrong with it. `bound`: which one it is, as in
  /// `CredentialFacts::bound`.
  std::vector<Evidence> of(const std::optional<bindings::Problem>& problem, const Place& where,
                           const std::string& bound);

 private:
  std::vector<Evidence> make(const std::optional<bindings::Problem>& problem) const;

  const credentials::Validation& validation_;
  std::optional<bindings::Problem> common_;
  std::map<std::optional<bindings::Verdict>, std::vector<Evidence>> made_;
};

/// Evidence of the credentials of a file whose `validation` is another now: that of the files that
/// they bind was read with it. `bound`: how many of them are here.
std::vector<Evidence> binder_evidence(Parts& parts, const credentials::Validation& validation,
                                      const std::string& bound);

/// Says of a file that it has to do with credentials which say nothing of it (yet): why.
Evidence bound_elsewhere(State state, const Place& where, std::string limits);

}  // namespace gg
