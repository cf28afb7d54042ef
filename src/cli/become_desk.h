#pragma once

#include <vector>

namespace CLI {
class App;
}

namespace gg::cli {

/// Adds the commands that goodgate-desk carries out: serve, declare, uses, inbox, run ….
/// They take whatever follows.
std::vector<CLI::App*> add_desk_commands(CLI::App& app);

/// Replaces this program by the goodgate-desk beside it, with the same arguments. Returns only when
/// there is none: an exit code, after saying what to do.
int become_desk(int argc, char** argv);

}  // namespace gg::cli
