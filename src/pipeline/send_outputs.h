#pragma once

#include "desk_client/desk_client.h"
#include "pipeline/output_folder.h"

#include <cstddef>
#include <string>
#include <vector>

namespace gg::pipeline {

/// What came of registering. *value*
struct Sent {
  Json items = Json::array();         ///< {sha256, file, id, result, use}: "applied" or "no_op".
  std::size_t left = 0;               ///< That still wait, in the journal.
  std::vector<std::string> problems;  ///< Why, each once.
};

/// Registers all that waits in a folder and belongs to this desk, and takes it out of the journal;
/// what could not be registered stays there. One that the desk refuses keeps none of the others
/// back. Errors: those of the folder.
Result<Sent> send_outputs(const OutputFolder& folder, const desk_client::DeskClient& desk);

}  // namespace gg::pipeline
