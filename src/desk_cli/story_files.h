#pragma once

#include "base/result.h"
#include "desk_client/desk_client.h"
#include "json/json.h"

#include <filesystem>
#include <string>
#include <vector>

namespace gg::desk_cli {

/// A file of the sample production that somebody hangs on something. *value*
struct StoryAttachment {
  std::string object;                   ///< Id.
  std::string purpose;                  ///< As the desk names it; empty for other.
  std::vector<std::string> sealed_for;  ///< Ids of who alone may open it; empty for everybody.
};

/// Attaches a file. Errors: those of the desk, NotFound for a file there is not.
Result<Json> attach_media(const desk_client::DeskClient& desk, const std::filesystem::path& file,
                          const StoryAttachment& about);

/// Uploads every file of a folder and has the desk scan them: the delivery. `body` is that of a
/// delivery without its report. Errors: those of the desk; Unavailable where the scan does not end.
Result<Json> hand_in_media(const desk_client::DeskClient& desk, const std::filesystem::path& folder,
                           Json body);

}  // namespace gg::desk_cli
