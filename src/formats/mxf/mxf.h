#pragma once

#include "parts/parts.h"

namespace gg::mxf {

/// Walks the header metadata of an MXF file, and that of the footer when the header says it is
/// open or incomplete.
///
/// Gives as fields of carrier MxfProperty: the Identification sets (CompanyName, ProductName,
/// ProductVersion, VersionString, ToolkitVersion, Platform, ModificationDate), the Preface's
/// LastModifiedDate, PackageName of each package, and the user comments of Avid
/// ("TaggedValue:NAME"); and the stored size of the first picture descriptor. Essence is skipped.
/// A damaged set is noted and the walk goes on.
/// Faults: mxf::faults (2741–), truncated, too_many_items, too_large.
/// Source: SMPTE ST 377-1:2019 sections 6 to 9, annexes A and F; ST 336 (KLV); AAF object
/// specification 1.1 section 27 (tagged values).
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::mxf
