#pragma once

#include "bytes/budget.h"
#include "bytes/byte_range.h"
#include "container/format.h"
#include "parts/parts.h"

#include <span>
#include <string>
#include <vector>

namespace gg::bindings {

/// A box as a boxes hash names it.
struct NamedBox {
  std::string name;  ///< "SOI", "IHDR", "2C", "254", "WEBP"; "C2PA" for the manifest store.
  ByteRange range;   ///< From its first byte to its last, what frames it included.
  /// TIFF: what a field's digest takes in behind its twelve bytes, in order. Empty elsewhere.
  std::vector<ByteRange> elsewhere;
};

/// The boxes of a file, in the order in which they stand in it.
/// Budget: an item a box. Faults: no_box_map (the format has none), bad_box, truncated,
/// too_many_items, too_deep. Source: C2PA 2.2 section 18.7.3.
Parsed<std::vector<NamedBox>> map_boxes(Format format, Reader file,
                                        std::span<const CredentialStore* const> stores,
                                        Budget& budget);

}  // namespace gg::bindings
