#pragma once

#include "bytes/fault.h"

namespace gg::xmp::faults {
using namespace gg::faults;
inline constexpr ParseFault xml_damaged{2501, "the XML of an XMP packet is damaged here"};
inline constexpr ParseFault packet_too_large{2502, "an XMP packet is larger than 8 MiB"};
inline constexpr ParseFault no_xml{2503, "an XMP packet holds no XML"};
inline constexpr ParseFault no_rdf{2504, "the XML of an XMP packet holds no rdf:RDF"};
inline constexpr ParseFault path_too_long{2505,
                                          "the path of an XMP property is longer than 4096 bytes"};
}  // namespace gg::xmp::faults
