#include "desk_cli/reach_desk.h"

#include "desk_client/token_file.h"

#include <cstdlib>
#include <filesystem>

#include <CLI/CLI.hpp>

namespace gg::desk_cli {
namespace {

Result<Reached> reach_register(const Where& where) {
  std::error_code error;
  if (!std::filesystem::exists(where.register_file, error))
    return fail(Error{ErrorKind::NotFound, where.register_file + ": there is no such register"});
  if (where.as.empty())
    return fail(Error{ErrorKind::InvalidInput,
                      "--as is missing: name who acts, by the address they sign in with"});
  TRY_LET(auto desk,
          desk::Desk::start(
              {.file = where.register_file,
               .key_file = where.key_file.empty() ? where.register_file + ".key" : where.key_file,
               .name = where.name,
               .listen = "127.0.0.1:0",
               .quiet = true}));
  TRY_LET(auto token, desk->token_for(where.as));
  TRY_LET(auto client, desk_client::DeskClient::at(desk->address(), std::move(token)));
  return Reached{.local = std::move(desk), .client = std::move(client)};
}

}  // namespace

void add_where(CLI::App& app, Where& where) {
  auto* server = app.add_option("--server", where.server, "The desk (default: GOODGATE_SERVER)")
                     ->type_name("URL");
  auto* file = app.add_option("--register", where.register_file,
                              "A register on this machine that no desk serves now")
                   ->type_name("FILE");
  file->excludes(server);
  app.add_option("--as", where.as, "Who acts on the register: the address they sign in with")
      ->type_name("EMAIL")
      ->needs(file);
  app.add_option("--key", where.key_file, "The register's key file (default: its name with .key)")
      ->type_name("FILE")
      ->needs(file);
  app.add_option("--name", where.name, "Name of the installation, with --register")
      ->type_name("NAME")
      ->needs(file);
}

Result<Reached> reach_desk(const Where& where) {
  if (!where.register_file.empty()) return reach_register(where);
  const char* usual = std::getenv("GOODGATE_SERVER");
  const auto server = where.server.empty() && usual != nullptr ? std::string(usual) : where.server;
  if (server.empty())
    return fail(Error{ErrorKind::InvalidInput,
                      "name the desk by --server (or GOODGATE_SERVER), or a register by --register "
                      "and --as"});
  TRY_LET(auto token, desk_client::token_for(server));
  TRY_LET(auto client, desk_client::DeskClient::at(server, std::move(token)));
  return Reached{.local = nullptr, .client = std::move(client)};
}

}  // namespace gg::desk_cli
