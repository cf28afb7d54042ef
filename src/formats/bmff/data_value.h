#pragma once

#include "bytes/budget.h"
#include "bytes/reader.h"

#include <string>

namespace gg::bmff {

/// Reads the payload of a `data` atom (type, locale, value) as text: UTF-8 and UTF-16 as they are,
/// integers and floating point as digits, all else (pictures, reserved types) as "17 bytes", unless
/// it is plain text after all. Faults: truncated, too_large.
/// Source: QuickTime File Format (Apple, 2016), "Metadata", tables 3-5 "Well-known data types".
Parsed<std::string> read_data_value(Reader payload, const Budget& budget);

}  // namespace gg::bmff
