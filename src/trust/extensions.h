#pragma once

#include "trust/der.h"

namespace gg::trust {

/// Reads the Extensions of a certificate into its facts. Faults: as DerReader, bad_value.
/// Source: RFC 5280 4.2.
Parsed<void> read_extensions(const DerValue& extensions, Certificate& certificate);

}  // namespace gg::trust
