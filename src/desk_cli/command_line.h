#pragma once

namespace gg::desk_cli {

/// The commands of goodgate-desk: serve, declare, uses, inbox, run …. Returns the exit code.
int run(int argc, char** argv);

}  // namespace gg::desk_cli
