#pragma once

#include "signing/sign_file.h"

#include <span>

namespace gg::signing {

/// Signs a stream in files: `order.input` is its initialization segment, which gets the store;
/// `segments` are its media segments in their order, each of which gets its box of hashes.
/// `order.output` is the folder of the result, in which the files keep their names, and their
/// places relative to the initialization segment. Its files appear together, each whole, or none;
/// others in the folder stay. Each segment is read once for its structure and once for its copy;
/// credentials that the stream has are validated first, which reads it once more.
/// Memory: about 2 KB a segment.
/// Errors: those of `sign_file`, each with the file; InvalidInput also where a segment is given
/// twice, stands outside the folder of the initialization segment, or the order is for an update or
/// for credentials beside the file.
/// Source: C2PA 2.2 sections 18.6, A.5.3 and A.5.4.
Result<SignedFile> sign_stream(const SignOrder& order,
                               std::span<const std::filesystem::path> segments,
                               const SignTools& tools);

}  // namespace gg::signing
