#pragma once

#include "bytes/fault.h"

namespace gg::pdf::faults {
using namespace gg::faults;
inline constexpr ParseFault pdf_damaged{
    2651, "the structure of a PDF is damaged and could not be repaired"};
inline constexpr ParseFault pdf_encrypted{
    2652, "a PDF needs a password to be read: deliver it without encryption"};
inline constexpr ParseFault stream_damaged{2653, "a stream of a PDF could not be decoded"};
inline constexpr ParseFault pdf_unsupported{2654, "a PDF uses a feature that is not read"};
inline constexpr ParseFault objects_too_large{
    2655, "the objects of a PDF that hold its metadata are larger than what is read of them"};
}  // namespace gg::pdf::faults
