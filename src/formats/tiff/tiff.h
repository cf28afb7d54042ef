#pragma once

#include "parts/parts.h"

namespace gg::tiff {

/// Walks a TIFF, BigTIFF or DNG: every directory of its chain, their SubIFDs, Exif, GPS and
/// Interoperability directories, each once.
///
/// Gives: every field (carrier Exif, path "TIFF/IFD0/Software"), XMP, IPTC and Photoshop's IPTC,
/// the C2PA field 0xCD41 of the chain as a credential store, the size of the picture of IFD0 (of a
/// DNG: of its preview). Picture data is not read.
/// Faults: tiff::faults, those of Tiff::open and Tiff::directory, truncated, too_many_items.
/// A damaged field or SubIFD is noted and the walk goes on.
/// Source: TIFF 6.0; BigTIFF design; DNG 1.7.1; Exif 3.0 section 4.6; C2PA 2.2 appendix A.3.6.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::tiff
