#pragma once

#include "credentials/validation.h"
#include "signing/fields.h"

#include <vector>

namespace gg::signing {

/// What a validation came to, as an ingredient assertion of version 3 records it: a
/// validation-results map. Source: C2PA 2.2 section 18.15.12.4, validation-results.cddl.
ByteArray results_map(const credentials::CredentialReport& report);

/// The failures alone, as status maps: `validationStatus` of version 2.
std::vector<ByteArray> failure_maps(const credentials::CredentialReport& report);

}  // namespace gg::signing
