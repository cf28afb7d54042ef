#pragma once

#include "parts/parts.h"

#include <string_view>

namespace gg::xmp {

/// Reads one XMP packet (RDF/XML) into fields with carrier `Xmp`.
///
/// Every property gives one field: attributes and elements alike, any prefix the writer chose.
/// Key = "prefix:Name" with the usual prefix of the namespace URI (see `usual_prefix`); a namespace
/// we do not know keeps the writer's prefix. Arrays give one field an item, structures one a
/// member: "xmpMM:History[2]/stEvt:softwareAgent". `xml:lang` alternatives give one field each.
/// No DTD is read, so entities can do nothing. `packet` may be UTF-8, UTF-16 or UTF-32.
/// `packet_at` sees exactly the packet; `path` names the carrier ("PNG/iTXt[XML:com.adobe.xmp]").
/// Faults: xmp::faults (2501–), too_deep, too_many_items, too_large.
/// Source: ISO 16684-1:2019 section 7; RDF/XML Syntax.
Parsed<void> walk(Reader packet_at, std::string_view path, Parts& parts);

}  // namespace gg::xmp
