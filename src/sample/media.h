#pragma once

#include "base/result.h"
#include "json/json.h"

#include <filesystem>
#include <string>

namespace gg::sample {

/// Makes a media file as demo/media.yaml describes it: a drawn picture (PNG), a tone (WAV) or a
/// film of drawn pictures (QuickTime), with the marks that cameras, generators and labels leave in
/// such files, or a plain text. The same description gives the same bytes. Errors: InvalidInput for
/// a description of nothing.
Result<std::string> make_media(const Json& description);

/// Writes that file where the description says, below a folder. One with `credential` (generator,
/// source_type, the ids of its manifest) is signed by the sample's own signer, whom no list knows;
/// `changed` says what a picture is made with instead after it was signed, which breaks its
/// credential. The same description gives the same bytes. Errors: those of making and signing,
/// Unavailable.
Result<void> write_media(const std::filesystem::path& folder, const Json& description);

}  // namespace gg::sample
