#pragma once

#include "parts/parts.h"

namespace gg::riff {

/// Reads the XML of an iXML or axml chunk into fields with carrier `IXml`: one for each element
/// that holds text and each attribute, key = path below the root ("PROJECT",
/// "TRACK_LIST/TRACK/NAME", "A/B@attribute"). No DTD is read, so entities can do nothing.
/// XML that is damaged gives its whole text with an empty key, and the fault.
/// Faults: bad_xml, too_deep, too_many_items, too_large.
/// Source: iXML specification 3.01 (BWFXML); EBU Tech 3285 supplement 5 (axml).
Parsed<void> read_xml_chunk(Reader payload, const Place& place, Parts& parts);

}  // namespace gg::riff
