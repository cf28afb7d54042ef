#include "desk_cli/login.h"

#include "desk_cli/commands.h"
#include "desk_client/desk_client.h"
#include "desk_client/token_file.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include <CLI/CLI.hpp>

namespace gg::desk_cli {
namespace {

using desk_client::DeskClient;

constexpr std::chrono::seconds slow_down_by{5};  // RFC 8628 section 3.5

std::string server_or_usual(const std::string& server) {
  const char* usual = std::getenv("GOODGATE_SERVER");
  return server.empty() && usual != nullptr ? std::string(usual) : server;
}

void tell_where(const Json& grant) {
  std::printf("Open %s\nand let this machine in by the code\n\n    %s\n\nWaiting for you there …\n",
              std::string(text_member(grant, "verification_uri")).c_str(),
              std::string(text_member(grant, "user_code")).c_str());
  std::fflush(stdout);
}

/// Polls until the person has answered.
Result<Json> wait_for_token(const DeskClient& desk, const Json& grant) {
  auto interval = std::chrono::seconds(grant.value("interval", 5));
  const Json poll{{"device_code", text_member(grant, "device_code")}};
  while (true) {
    std::this_thread::sleep_for(interval);
    auto token = desk.post("/device/token", poll);
    if (token.has_value()) return token;
    const auto& message = token.error().message;
    if (message.starts_with("slow_down"))
      interval += slow_down_by;
    else if (!message.starts_with("authorization_pending"))
      return token;
  }
}

}  // namespace

Result<int> log_in(const std::string& server) {
  TRY_LET(const auto desk, DeskClient::at(server, {}));
  TRY_LET(const auto grant, desk.post("/device", Json::object()));
  tell_where(grant);
  TRY_LET(const auto token, wait_for_token(desk, grant));
  TRY(desk_client::keep_token(server, std::string(text_member(token, "token"))));
  TRY_LET(const auto folder, desk_client::config_folder());
  std::printf("Signed in until %s. The token is in %s, readable by you alone.\n",
              std::string(text_member(token, "expires")).c_str(), (folder / "tokens.json").c_str());
  return 0;
}

Result<int> log_out(const std::string& server) {
  TRY_LET(const auto token, desk_client::token_for(server));
  TRY_LET(const auto desk, DeskClient::at(server, token));
  TRY_LET(const auto kept, desk.get("/tokens"));
  for (const auto& item : kept.at("items"))
    if (item.value("current", false))
      TRY(desk.remove("/tokens/" + std::string(text_member(item, "id"))));
  TRY(desk_client::forget_token(server));
  std::printf("Signed out of %s; the token is revoked and forgotten.\n", server.c_str());
  return 0;
}

LoginCommandLine::LoginCommandLine(CLI::App& app)
    : server_(std::make_unique<std::string>()),
      login_(app.add_subcommand("login", "Let this machine in at a desk, by your browser")),
      logout_(app.add_subcommand("logout", "Revoke this machine's token, and forget it")) {
  for (auto* command : {login_, logout_})
    command->add_option("--server", *server_,
                        "The desk: https://desk.example (or GOODGATE_SERVER)");
}

bool LoginCommandLine::parsed() const { return login_->parsed() || logout_->parsed(); }

int LoginCommandLine::run() const {
  const auto server = server_or_usual(*server_);
  if (server.empty())
    return complain({ErrorKind::InvalidInput, "name the desk by --server (or GOODGATE_SERVER)"});
  const auto done = login_->parsed() ? log_in(server) : log_out(server);
  return done.has_value() ? *done : complain(done.error());
}

}  // namespace gg::desk_cli
