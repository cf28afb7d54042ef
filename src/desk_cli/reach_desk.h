#pragma once

#include "desk/desk.h"
#include "desk_client/desk_client.h"

#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace gg::desk_cli {

/// Which desk a command asks, and as whom. *value*
struct Where {
  std::string server;         ///< Empty where a register is named.
  std::string register_file;  ///< A register on this machine that no desk serves now.
  std::string key_file;       ///< Empty: beside the register.
  std::string name = "goodgate";
  std::string as;  ///< Address by which a person of the register signs in.
};

/// Adds --server, --register, --key, --name and --as to a command.
void add_where(CLI::App& app, Where& where);

/// A desk that can be asked: one somewhere, or the one that was started for this command over a
/// register of this machine, so that both do and say the same.
struct Reached {
  std::unique_ptr<desk::Desk> local;  ///< Stops when this goes.
  desk_client::DeskClient client;
};

/// Errors: InvalidInput where neither or both are named, Forbidden without a token or for somebody
/// the register does not know, Conflict where a desk serves the register now.
Result<Reached> reach_desk(const Where& where);

}  // namespace gg::desk_cli
