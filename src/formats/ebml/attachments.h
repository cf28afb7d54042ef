#pragma once

#include "formats/ebml/scope.h"

namespace gg::ebml {

/// Reads `Attachments`: text and JSON of at most 1 MiB as a field with the key "attachment:NAME",
/// any other by its media type and size; an attachment of type application/c2pa is a credential
/// store. Faults: those of each_element.  Source: RFC 9559 section 5.1.6; C2PA 2.2 appendix A.
Parsed<void> walk_attachments(const Element& attachments, const Scope& scope);

}  // namespace gg::ebml
