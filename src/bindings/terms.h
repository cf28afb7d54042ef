#pragma once

#include "bindings/assertions.h"
#include "bindings/check.h"

#include <optional>
#include <string>

namespace gg::bindings {

/// The algorithm a digest was made with: that of the assertion, else of the claim.
/// Source: C2PA 2.2 sections 13.1 and 15.4.
Read<Algorithm> algorithm_for(const std::optional<std::string>& stated, const Terms& terms,
                              const std::string& where);

/// An outcome of one problem.
Outcome failed(Problem problem);

/// The bytes of all stores of an asset, in file order.
std::vector<ByteRange> store_ranges(const Asset& asset);

}  // namespace gg::bindings
