#pragma once

#include "base/result.h"
#include "json/json.h"

#include <functional>
#include <string>
#include <string_view>

namespace gg::sample {

/// A part of the sample production (demo/*.yaml) as JSON: whole numbers, true and false as such,
/// all else as text. Each item of its lists that is a map has the line it stands on as "line".
/// Errors: InvalidInput, NotFound for a part there is not.
Result<Json> read_part(std::string_view file);

/// A part as it is written. Errors: NotFound.
Result<std::string_view> part_text(std::string_view file);

/// What a name in braces stands for: "{sky}", "{sky.approval}", "{today+30}".
using Meaning = std::function<Result<Json>(std::string_view name)>;

/// The same value with every name in braces replaced: within a text by its text, alone by what it
/// is. Errors: those of `meaning`.
Result<Json> filled_in(const Json& value, const Meaning& meaning);

}  // namespace gg::sample
