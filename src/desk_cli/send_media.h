#pragma once

#include "cli/command_line.h"
#include "desk_client/desk_client.h"

#include <string>

namespace gg::desk_cli {

/// Sends the files that a check names, each from where an earlier call left off, has the desk scan
/// them and waits until it did: the id of the delivery. Shows how far it is on a terminal. Ctrl-C
/// leaves what was sent for the next call, and a scan that has begun to the desk.
/// Errors: those of the desk; Unavailable where it was interrupted, with what to do.
Result<std::string> send_and_scan(const desk_client::DeskClient& desk,
                                  const cli::CheckCommand& command, Json delivery);

}  // namespace gg::desk_cli
