#pragma once

#include "credentials/jumbf.h"
#include "credentials/manifest_list.h"

namespace gg::credentials {

/// Reads who signed, and how, from a claim signature box (COSE_Sign1). Nothing is checked.
/// Faults: cbor::faults, bad_signature.  Source: C2PA 2.2 section 13.2; RFC 9052 section 4.2;
/// RFC 9360 section 2 (x5chain, header 33).
Parsed<void> read_signature(const jumbf::Superbox& box, Budget& budget, Signature& signature);

}  // namespace gg::credentials
