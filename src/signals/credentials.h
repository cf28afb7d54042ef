#pragma once

#include "credentials/manifest_list.h"
#include "parts/parts.h"
#include "signals/evidence.h"

#include <vector>

namespace gg::signals {

/// What one manifest states, and each watermark that it names. Cases are data in
/// tests/expectations/credentials.cases.
std::vector<Evidence> evidence_of(const credentials::ManifestSummary& manifest);

/// Adds one piece of evidence for every manifest of the file's credential stores, and one for every
/// watermark that a manifest names. What a manifest states is taken as it stands: state
/// `NotYetValidated`, strength `Declared`, never `Signed`. A manifest of an ingredient says so. A
/// store that cannot be read gives evidence without claims, and its fault goes to `parts.faults`.
void read_credentials(Parts& parts, std::vector<Evidence>& evidence);

}  // namespace gg::signals
