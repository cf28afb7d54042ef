#pragma once

#include "base/result.h"
#include "json/json.h"

#include <string>

namespace gg::sample {

/// Makes a media file as demo/media.yaml describes it: a drawn picture (PNG), a tone (WAV) or a
/// film of drawn pictures (QuickTime), with the marks that cameras, generators and labels leave in
/// such files, or a plain text. The same description gives the same bytes. Errors: InvalidInput for
/// a description of nothing.
Result<std::string> make_media(const Json& description);

}  // namespace gg::sample
