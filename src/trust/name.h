#pragma once

#include "trust/der.h"

namespace gg::trust {

/// Reads a Name. Faults: as DerReader.  Source: RFC 5280 4.1.2.4, X.501.
Parsed<Name> read_name(const DerValue& value);

}  // namespace gg::trust
