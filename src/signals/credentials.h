#pragma once

#include "credentials/validation.h"
#include "parts/parts.h"
#include "signals/evidence.h"

#include <string_view>
#include <vector>

namespace gg::signals {

/// What `Evidence::limits` says of a manifest that was listed only.
inline constexpr std::string_view listed_only =
    "Found and listed only: the signature is not yet validated, so nothing in it is proven.";

/// What one manifest states, and each watermark that it names, as it stands: state
/// `NotYetValidated`, strength `Declared`. Cases are data in tests/expectations/credentials.cases.
std::vector<Evidence> evidence_of(const credentials::ManifestSummary& manifest);

/// Gives the evidence of a manifest the state and strength that its validation has:
///
/// | manifest | state | strength |
/// |---|---|---|
/// | nothing was changed, a list vouches for the signer | valid | signed_trusted |
/// | nothing was changed, no list knows the signer | valid | signed |
/// | only expired, or against a rule | invalid | declared: as any unsigned statement |
/// | a signature or hash does not fit | invalid | tampered: claims nothing |
///
/// An ingredient's manifest weighs no more than the file's own, whose signer says that it is one.
void weigh(const credentials::CredentialReport& report, const credentials::ManifestResult& manifest,
           Evidence& evidence);

/// Adds one piece of evidence for every manifest of the file's credential stores, and one for every
/// watermark that a manifest names. With a validation they weigh what it found; stores that do not
/// count weigh as hints, and manifests that nothing leads to claim nothing. Without one, what a
/// manifest states is taken as it stands. A store that cannot be read gives evidence without
/// claims, and its fault goes to `parts.faults`.
void read_credentials(Parts& parts, const credentials::Validation* validation,
                      std::vector<Evidence>& evidence);

}  // namespace gg::signals
