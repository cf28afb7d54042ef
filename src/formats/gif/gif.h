#pragma once

#include "parts/parts.h"

namespace gg::gif {

/// Walks a GIF87a or GIF89a, block by block, to its trailer; pixel data is skipped unread.
///
/// Gives: comments (carrier Comment, key empty), XMP as fields, the "C2PA_GIF" application
/// extension as a credential store, the logical screen as the picture's size, and text behind the
/// trailer (carrier Trailer). Zero bytes between blocks are passed over, as every decoder does.
/// Faults: gif::faults (2351-), bad_magic, truncated. Damaged XMP is noted and the walk goes on.
/// Source: GIF89a specification; XMP part 3 (2020) section 1.1.2; C2PA 2.2 appendix A.3.7.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::gif
