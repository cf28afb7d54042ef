#pragma once

#include "credentials/validation.h"
#include "json/json.h"

namespace gg::credentials {

/// The result as JSON, our own shape (docs/credentials.md): state, who signed and which list
/// decided, every status with its section and words, what the binding does not cover.
Json report_json(const CredentialReport& report);

/// The same in the shape of c2patool, for tools that read that: active_manifest, manifests,
/// validation_status, validation_results, validation_state. Null where the file has no credentials.
Json c2patool_json(const Validation& validation);

}  // namespace gg::credentials
