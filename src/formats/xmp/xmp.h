#pragma once

#include "parts/parts.h"

#include <string_view>

namespace gg::xmp {

/// Reads one XMP packet (RDF/XML) into fields with carrier `Xmp`.
///
/// Every property gives one field: attributes and elements alike, any prefix the writer chose.
/// Key = "prefix:Name" with the usual prefix of the namespace URI (see `usual_prefix`); a namespace
/// we do not know keeps the writer's prefix. Arrays give one field an item, structures one a
/// member: "xmpMM:History[2]/stEvt:softwareAgent". Items that are plain text all have the key of
/// their array ("dc:subject", "dc:title"), so that a key can be looked up whole; which item it was
/// stands in the path: ".../dc:subject[2]", ".../dc:title[en-US]". `xml:lang` alternatives give one
/// field each, x-default as the writer placed it. The toolkit is the field "x:xmptk".
///
/// No DTD is read, so entities can do nothing. `packet_at` sees exactly the packet, with or without
/// its `<?xpacket?>` wrapper, and a whole sidecar file is one too; it may be UTF-8, UTF-16 or
/// UTF-32, and junk or NULs before the first tag and after the last are passed over. `path` names
/// the carrier ("PNG/iTXt[XML:com.adobe.xmp]"). `Place` is that of the packet.
/// Damaged XML: the properties before the damage are given, then the fault with its offset (the
/// start of the packet where it is not UTF-8).
/// Faults: xmp::faults (2501-), too_deep, too_many_items, too_large.
/// Source: ISO 16684-1:2019 section 7; RDF/XML Syntax.
Parsed<void> walk(Reader packet_at, std::string_view path, Parts& parts);

/// The prefix that the namespace's specification uses ("dc", "xmpMM", "TC260"), or nothing if the
/// namespace is not known. http or https, letter case, and a slash or hash at the end do not
/// matter.
std::string_view usual_prefix(std::string_view namespace_uri);

}  // namespace gg::xmp
