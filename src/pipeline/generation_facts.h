#pragma once

#include "gate/file_report.h"
#include "json/json.h"

#include <string>
#include <string_view>

namespace gg::pipeline {

/// What a scan read in a file, as one asset of `OutputsBody`: name, content, and what the file
/// itself says of how it was made. The prompt is there as its SHA-256 only, parameters that hold it
/// not at all. `modified` is the day the file was last written ("2026-11-24"), for one that states
/// no time. The file must have been read to its end.
Json asset_of(const FileReport& file, std::string_view status, const std::string& modified);

}  // namespace gg::pipeline
