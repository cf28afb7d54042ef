#include "desk_cli/sign_at_desk.h"

#include "clearance/audience.h"
#include "desk_cli/reach_desk.h"
#include "outgoing/time_authority.h"

#include <CLI/CLI.hpp>

namespace gg::desk_cli {
namespace {

/// The first tool of a use, "Product 3".
Result<std::string> tool_of(const desk_client::DeskClient& desk, const Json& use) {
  const auto* tools = find_member(use, "tools");
  if (tools == nullptr || !tools->is_array() || tools->empty()) return std::string();
  TRY_LET(const auto tool, desk.get("/tools/" + desk_client::encoded(scalar_text(tools->front()))));
  const std::string version(text_member(tool, "product_version"));
  return std::string(text_member(tool, "product")) + (version.empty() ? "" : " " + version);
}

Result<std::vector<cli::StatedUse>> read_uses(const cli::SignCommand& command) {
  TRY_LET(const auto desk, reach_desk({.server = command.server,
                                       .register_file = command.register_file,
                                       .key_file = command.register_key,
                                       .as = command.as}));
  std::vector<cli::StatedUse> uses;
  for (const auto& id : command.uses) {
    TRY_LET(const auto use, desk.client.get("/uses/" + desk_client::encoded(id)));
    const auto* facts = find_member(use, "facts");
    TRY_LET(auto tool, tool_of(desk.client, use));
    uses.push_back(
        {id, clearance::how_it_was_made(facts == nullptr ? Json::object() : *facts), tool});
  }
  return uses;
}

}  // namespace

SignCommandLine::SignCommandLine(CLI::App& app) {
  auto* credentials = app.add_subcommand("credentials", "Content credentials (C2PA)");
  sign_ = credentials->add_subcommand("sign", "Sign a file that is delivered");
  cli::add_sign(*sign_, *command_);
}

bool SignCommandLine::parsed() const { return sign_->parsed(); }

int SignCommandLine::run() const {
  return cli::run_credentials_sign(
      *command_, {.read_uses = read_uses, .ask_authority = outgoing::ask_time_authority});
}

}  // namespace gg::desk_cli
