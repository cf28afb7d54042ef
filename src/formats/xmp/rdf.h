#pragma once

#include "parts/parts.h"

#include <pugixml.hpp>

namespace gg::xmp {

/// Reads the first rdf:RDF at or below `root` (at most 8 elements down) into fields, as
/// `xmp::walk` does with a packet. For formats that hold RDF inside XML of their own (SVG).
/// `at` is the place for errors; fields get `place` with their property's name added to its path.
/// Returns whether there was an rdf:RDF. Faults: too_deep, too_many_items, too_large.
Parsed<bool> walk_rdf(pugi::xml_node root, const Place& place, const Reader& at, Parts& parts);

}  // namespace gg::xmp
