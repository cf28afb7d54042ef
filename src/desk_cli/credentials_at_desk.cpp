#include "desk_cli/credentials_at_desk.h"

#include "clearance/audience.h"
#include "desk_cli/reach_desk.h"
#include "desk_cli/remote_stores.h"
#include "outgoing/time_authority.h"

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

cli::CredentialsHelp credentials_help() {
  return {.sign = {.read_uses = read_uses, .ask_authority = outgoing::ask_time_authority},
          .ask_remote = [](const cli::RemoteChoice& choice) -> credentials::AskRemote {
            return [stores = std::make_shared<RemoteStores>(choice)](const std::string& address,
                                                                     const std::stop_token& stop) {
              return stores->ask(address, stop);
            };
          }};
}

}  // namespace gg::desk_cli
