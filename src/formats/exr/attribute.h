#pragma once

#include "parts/parts.h"

#include <string>
#include <vector>

namespace gg::exr {

/// One attribute of a header: its name, its type and exactly its value. *value*
struct Attribute {
  std::string name;
  std::string type;
  Reader value;
  Place place;
};

/// The value as text; one item, and for a string vector one for each string.
/// Faults: bad_attribute, truncated, too_many_items, too_large.
Parsed<std::vector<std::string>> value_texts(const Attribute& attribute, Parts& parts);

/// Width and height of a box2i. Faults: truncated, bad_window.
Parsed<PictureSize> window_size(Reader value);

}  // namespace gg::exr
