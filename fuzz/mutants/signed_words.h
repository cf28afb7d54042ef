#pragma once

#include "base/digest.h"
#include "bytes/reader.h"
#include "credentials/validation.h"

#include <optional>

namespace gg::mutants {

/// Digest of everything that the signatures of a file cover: claims, assertions, and the bytes of
/// the file that its binding says it covers. Two files of the same digest differ only in what
/// nobody signed. Nothing where there is no claim or the binding does not match. Worked out from
/// the report's own account of what is not covered: an account that leaves out too much shows as
/// a file that is valid with the digest of no seed.
std::optional<Sha256> signed_words(const credentials::Validation& validation, Bytes file);

}  // namespace gg::mutants
