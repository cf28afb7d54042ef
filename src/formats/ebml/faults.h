#pragma once

#include "bytes/fault.h"

namespace gg::ebml::faults {
using namespace gg::faults;
inline constexpr ParseFault bad_element_id{2601, "an element id is longer than 4 bytes"};
inline constexpr ParseFault bad_element_size{2602, "an element size is longer than 8 bytes"};
inline constexpr ParseFault unknown_size{2603, "an element that may not has an unknown size"};
inline constexpr ParseFault bad_number{2604, "a number is longer than 8 bytes"};
inline constexpr ParseFault no_document_type{2605, "the EBML header has no document type"};
inline constexpr ParseFault other_document_type{2606, "the document type is not Matroska or WebM"};
inline constexpr ParseFault missing_segment{2607, "the file ends before its segment"};
inline constexpr ParseFault cut_segment{2608, "the file ends before its segment does"};
}  // namespace gg::ebml::faults
