#pragma once

#include "gate/file_report.h"
#include "json/json.h"
#include "report/html.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace gg::pipeline {

/// So many assets go in one request: with a picture each they fit.
inline constexpr std::size_t outputs_together_max = 64;

/// What a scan read in a file, as one asset of `OutputsBody`: name, content, and what the file
/// itself says of how it was made. The prompt is there as its SHA-256 only, parameters that hold it
/// not at all. `modified` is the day the file was last written ("2026-11-24"), for one that states
/// no time. The file must have been read to its end.
Json asset_of(const FileReport& file, std::string_view status, const std::string& modified);

/// Adds a small picture to an asset of `OutputsBody`, where there is one and it is small enough.
void add_picture(Json& asset, const report::Thumbnail& thumbnail);

}  // namespace gg::pipeline
