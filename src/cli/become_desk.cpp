#include "cli/become_desk.h"

#include "cli/exit_code.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

#include <CLI/CLI.hpp>
#include <unistd.h>

namespace gg::cli {

std::vector<CLI::App*> add_desk_commands(CLI::App& app) {
  struct Row {
    const char* name;
    const char* help;
  };
  constexpr std::array rows = {
      Row{"serve", "Serve the desk: declare, decide, approve, consent, over HTTP"},
      Row{"demo", "Make the sample production and serve it, with a link for each role"},
      Row{"declare", "Declare a use: the rulebooks decide at once"},
      Row{"uses", "List or show uses"},
      Row{"inbox", "What waits for you at the desk, and why"},
      Row{"approve", "Agree to a use, with conditions"},
      Row{"approval", "Verify a written approval: its seal, its pages, its place in the ledger"},
      Row{"decline", "Decline a use, with a reason"},
      Row{"ask", "Ask the partner about a use"},
      Row{"answer", "Answer a reviewer's question"},
      Row{"assets", "Register files as made for a use"},
      Row{"attach", "Attach a file to a use, consent, licence or tool"},
      Row{"run", "Run a generator under a clearance, and register what it makes"},
      Row{"watch", "Register what other tools make in a folder"},
      Row{"login", "Let this machine in at a desk, by your browser"},
      Row{"logout", "Revoke this machine's token, and forget it"},
      Row{"ledger", "Verify the ledger of a register, or prove one of its entries"},
      Row{"backup", "Copy a register while others work on it"},
      Row{"restore", "Put a back-up in place, after verifying it"},
  };
  std::vector<CLI::App*> added;
  for (const auto& row : rows) {
    auto* command = app.add_subcommand(row.name, row.help);
    command->set_help_flag();  // goodgate-desk explains itself
    command->prefix_command();
    added.push_back(command);
  }
  return added;
}

int become_desk(int, char** argv) {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto desk = self.parent_path() / "goodgate-desk";
  ::execv(desk.c_str(), argv);
  std::fprintf(stderr, "goodgate: %s cannot be started; install the whole package\n", desk.c_str());
  return static_cast<int>(ExitCode::Unavailable);
}

}  // namespace gg::cli
