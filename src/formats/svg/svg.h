#pragma once

#include "parts/parts.h"

namespace gg::svg {

/// Walks an SVG picture (XML; not gzip-packed svgz).
///
/// Gives: title, desc, comments and the plain text of metadata elements as fields (carrier SvgText,
/// key = "title", "desc", "comment", "metadata") of the picture itself and of elements up to 4
/// levels down; RDF inside metadata as XMP fields; a c2pa:manifest element as a credential store,
/// decoded from base64. Drawing elements are not looked into further. No DTD is read.
/// Damaged XML: what stands before the damage is given, then the fault with its offset.
/// Faults: svg::faults (2671-), too_large.
/// Source: SVG 2 (W3C) section 5; C2PA 2.2 appendix A.3.3.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::svg
