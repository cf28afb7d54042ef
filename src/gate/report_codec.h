#pragma once

#include "bytes/reader.h"
#include "gate/file_report.h"

#include <string>
#include <string_view>

namespace gg {

/// Changes whenever a detector, a format or the codec gives another result for the same file: the
/// version of the program and of this form.
std::string detectors_version();

/// The report without its path, as bytes for the cache. `decode_report` gives back exactly the
/// same report. Numbers are little-endian, text has its length before it.
std::string encode_report(const FileReport& report);

/// Faults: truncated, trailing_bytes, bad_magic (an enumerator out of range).
Parsed<FileReport> decode_report(Reader in);

}  // namespace gg
