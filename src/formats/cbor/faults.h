#pragma once

#include "bytes/fault.h"

namespace gg::cbor::faults {
using namespace gg::faults;
inline constexpr ParseFault reserved_length{2801,
                                            "a CBOR head uses a length code that is reserved"};
inline constexpr ParseFault misplaced_break{
    2802, "a CBOR break stands outside an indefinite-length item"};
inline constexpr ParseFault bad_chunk{
    2803, "a chunk of an indefinite-length CBOR string is of another type"};
inline constexpr ParseFault bad_text{2804, "a CBOR text string is not UTF-8"};
inline constexpr ParseFault count_too_large{
    2805, "a CBOR array or map claims more items than bytes are left"};
inline constexpr ParseFault odd_map{2806, "an indefinite-length CBOR map ends behind a key"};
inline constexpr ParseFault bad_simple{
    2807, "a CBOR simple value is written in a form that is not allowed"};
inline constexpr ParseFault repeated_key{2808, "a CBOR map has the same key twice"};
}  // namespace gg::cbor::faults
