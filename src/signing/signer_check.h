#pragma once

#include "trust/sign.h"

namespace gg::signing {

/// Whether a signer's certificate may sign content credentials at that time. Errors: InvalidInput
/// with what is wrong with it and what to do.
/// Source: C2PA 2.2 section 14.5.1.
Result<void> check_signer(const trust::Signer& signer, trust::Time at);

}  // namespace gg::signing
