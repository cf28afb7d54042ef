#pragma once

#include "parts/parts.h"

namespace gg::pdf {

/// Reads the document metadata of a PDF; pages are not looked into.
///
/// Gives: the information dictionary (carrier PdfInfo, key without slash), the catalog's XMP stream
/// as fields, and every embedded file that is a C2PA manifest store (AFRelationship C2PA_Manifest
/// or Subtype application/c2pa) as a credential store, from the catalog's AF array or, where that
/// names none, from the EmbeddedFiles name tree.
/// A damaged cross-reference table is rebuilt in files of at most 8 MiB. What is read of a file and
/// what decompression gives are limited, so that a small part of a huge file costs little.
/// Faults: pdf::faults (2651-), bad_magic, too_large. A file that opens without a password is read
/// though it is encrypted. A damaged part is noted and the walk goes on.
/// Source: ISO 32000-2 sections 7.5, 7.11, 14.3; C2PA 2.2 appendix A.4.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::pdf
