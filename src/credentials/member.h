#pragma once

#include "credentials/validation.h"

#include <optional>

namespace gg::credentials {

/// What is found of one of the files that credentials bind together, the segments of a stream or
/// the files of a collection: all that concerns the manifests themselves, and of the files what is
/// wrong with that one, nothing where it is as it was bound. That another is missing or was changed
/// leaves it as it is.
CredentialReport report_of_member(const CredentialReport& report,
                                  const std::optional<bindings::Problem>& problem);

/// What is wrong with all of them: with the initialization segment, without which no segment holds,
/// or with the assertion itself. Nothing where each stands for itself.
std::optional<bindings::Problem> common_problem(const bindings::Outcome& outcome);

}  // namespace gg::credentials
