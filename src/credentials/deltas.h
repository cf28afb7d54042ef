#pragma once

#include "credentials/validation.h"

#include <string>
#include <vector>

namespace gg::credentials {

/// A result that an ingredient's user recorded. *value*
struct RecordedStatus {
  std::string ingredient_uri;  ///< Of the assertion that has it.
  std::string code;            ///< As written: may be one of a later version.
  std::string url;             ///< Absolute.
};

/// All results that ingredient assertions on the way record, of any version.
/// Source: C2PA 2.2 section 18.15.12.4, validation-results.cddl.
std::vector<RecordedStatus> recorded_results(const Lineage& lineage);

/// What of `found` nobody recorded: the rest is known to those who used the ingredients. An
/// ingredient without anything new gives nothing. Source: C2PA 2.2 section 15.11.3.3.
std::vector<IngredientDelta> new_results(const std::vector<IngredientDelta>& found,
                                         const std::vector<RecordedStatus>& recorded);

/// The recorded ones that are failures.
std::vector<RecordedFailure> recorded_failures(const std::vector<RecordedStatus>& recorded);

/// True for a failure that makes credentials invalid. The others leave them valid: nothing was
/// changed, somebody is merely not known, or a named actor's statement is left aside.
bool is_fatal(const Status& status);

/// What the results come to. Source: C2PA 2.2 section 14.3; states as the reference validator
/// names them.
State judge(const std::vector<Status>& active, const std::vector<IngredientDelta>& deltas);

}  // namespace gg::credentials
