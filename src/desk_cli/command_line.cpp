#include "desk_cli/command_line.h"

#include "cli/command_line.h"
#include "cli/credentials_commands.h"
#include "cli/exit_code.h"
#include "desk_cli/approval_commands.h"
#include "desk_cli/check_at_desk.h"
#include "desk_cli/commands.h"
#include "desk_cli/credentials_at_desk.h"
#include "desk_cli/demo.h"
#include "desk_cli/desk_commands.h"
#include "desk_cli/login.h"
#include "desk_cli/pipeline_commands.h"
#include "desk_cli/rulebook_at_desk.h"
#include "desk_cli/serve_options.h"

#include <cstdio>

#include <CLI/CLI.hpp>

namespace gg::desk_cli {
namespace {

constexpr int bad_usage = static_cast<int>(cli::ExitCode::BadUsage);

constexpr const char* examples =
    "Examples:\n"
    "  goodgate serve --register studio.db                 serve on 127.0.0.1:8470\n"
    "  goodgate serve --register studio.db --listen unix:/run/goodgate.sock --prefix /goodgate \\\n"
    "    --public https://desk.example --trust-proxy 10.0.0.0/8\n"
    "  goodgate serve --config /etc/goodgate.yaml          the same settings, in a file\n"
    "  goodgate login --server https://desk.example          let this machine in, by your browser\n"
    "  goodgate inbox --server https://desk.example          what waits for you\n"
    "  goodgate declare sky.json --register studio.db --as pat@studio.example\n"
    "  goodgate run --use use_01J… --outputs renders/ -- python3 sky.py\n"
    "  goodgate ledger verify --register studio.db --known kept-checkpoint.txt\n"
    "  goodgate ledger prove --register studio.db --tree ttl_01J… --position 17 -o evidence/\n"
    "  goodgate ledger pack --register studio.db --title ttl_01J… -o evidence.zip\n"
    "  goodgate approval verify approval.pdf --key desk.example/ttl_01J…+1f2e3d4c+Ae…\n"
    "  goodgate backup --register studio.db studio-2026-11-24.db\n"
    "  goodgate restore studio-2026-11-24.db --register studio.db\n\n"
    "Exit codes: 0 done, 1 it does not verify, 64 bad usage, 65 bad input, 69 unavailable.";

constexpr const char* settings =
    "Each setting may also stand in the environment (--smtp-host as GOODGATE_SMTP_HOST) or in the\n"
    "file of --config (smtp-host: mail.example). The command line goes first, then the "
    "environment.";

void add_register(CLI::App& command, std::string& file) {
  command.add_option("--register", file, "The register (default: goodgate.db)")->type_name("FILE");
}

void add_key(CLI::App& command, std::string& key_file, std::string& name) {
  command.add_option("--key", key_file, "The key file (default: the register's name with .key)")
      ->type_name("FILE");
  command.add_option("--name", name, "Name of the installation, in checkpoints and clearances")
      ->type_name("NAME");
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app("The desk of Goodgate: one register, served and proved.", "goodgate");
  app.footer(examples);
  app.require_subcommand(1);

  auto* serve = app.add_subcommand("serve", "Serve the desk over HTTP");
  serve->footer(settings);
  ServeOptions serving(*serve);

  LedgerCommand ledger;
  auto* ledger_app = app.add_subcommand("ledger", "Verify, prove, pack or witness");
  ledger_app->require_subcommand(1);
  auto* verify =
      ledger_app->add_subcommand("verify", "Recompute the ledger and name the first bad place");
  auto* prove =
      ledger_app->add_subcommand("prove", "Write what a stranger needs to check one entry");
  for (auto* command : {verify, prove}) {
    add_register(*command, ledger.file);
    add_key(*command, ledger.key_file, ledger.name);
    command->add_option("--tree", ledger.tree, "Id of a title, or installation (default: all)");
  }
  verify->add_option("--known", ledger.known, "A checkpoint somebody kept (repeatable)")
      ->type_name("FILE");
  verify->add_flag("--json", ledger.json, "One JSON document");
  prove->get_option("--tree")->required();
  prove->add_option("--position", ledger.position, "Number of the entry, from 0")->required();
  prove->add_option("-o,--output", ledger.output, "Folder to write to (default: this one)");

  verify->add_option("--witness", ledger.witnesses, "Key of a witness to believe (repeatable)")
      ->type_name("VKEY");
  verify
      ->add_option("--time-certificates", ledger.time_certificates,
                   "Certificates that vouch for time stamps")
      ->type_name("PEM");

  CosignCommand cosign;
  auto* cosign_app = ledger_app->add_subcommand(
      "cosign",
      "Sign a ledger's newest checkpoint as a witness, if it continues the last one seen");
  cosign_app->add_option("--server", cosign.server, "Address of the desk")->required();
  cosign_app->add_option("--tree", cosign.tree, "Id of a title, or installation")->required();
  cosign_app->add_option("--log", cosign.log, "Public key of that log")
      ->type_name("VKEY")
      ->required();
  cosign_app->add_option("--token", cosign.token_file, "File with a token for the desk")
      ->type_name("FILE")
      ->required();
  cosign_app->add_option("--key", cosign.key_file, "File with the witness's secret key")
      ->type_name("FILE")
      ->required();
  cosign_app->add_option("--state", cosign.state, "File with the last checkpoint seen")
      ->type_name("FILE")
      ->required();
  std::string witness_name;
  std::string witness_file;
  auto* key_app = ledger_app->add_subcommand("key", "Make a witness's key; prints the public one");
  key_app->add_option("--name", witness_name, "Name of the witness: partner.example")->required();
  key_app->add_option("-o,--output", witness_file, "File for the secret key")
      ->type_name("FILE")
      ->required();

  PackCommand pack;
  auto* pack_app =
      ledger_app->add_subcommand("pack", "Write all that somebody needs to check a title offline");
  add_register(*pack_app, pack.file);
  add_key(*pack_app, pack.key_file, pack.name);
  pack_app->add_option("--title", pack.title, "Id of the title")->required();
  pack_app->add_option("--object", pack.object,
                       "Id of one use, approval or delivery (default: all)");
  pack_app->add_option("-o,--output", pack.output, "The ZIP file (default: evidence.zip)")
      ->type_name("FILE");

  CopyCommand copy;
  auto* backup = app.add_subcommand("backup", "Copy a register while others work on it");
  add_register(*backup, copy.file);
  backup->add_option("copy", copy.other, "The new file")->required();
  auto* restore =
      app.add_subcommand("restore", "Put a back-up in place of a register that is gone");
  add_register(*restore, copy.file);
  add_key(*restore, copy.key_file, copy.name);
  restore->add_option("copy", copy.other, "The back-up")->required();

  cli::CheckCommand check;
  auto* check_app = app.add_subcommand("check", "Judge a delivery by the desk's register");
  cli::add_check(*check_app, check);

  const PipelineCommandLine pipeline(app);
  const DeskCommandLine at_desk(app);
  const BookCommandLine books(app);
  const LoginCommandLine signing_in(app);
  const DemoCommandLine demo(app);
  const ApprovalCommandLine approvals(app);
  const cli::CredentialsCommandLine credentials(app);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : bad_usage;
  }
  if (*serve) {
    const auto options = serving.read();
    return options.has_value() ? run_serve(*options) : complain(options.error());
  }
  if (demo.parsed()) return demo.run();
  if (*check_app) return run_check_at_desk(check);
  if (pipeline.parsed()) return pipeline.run();
  if (at_desk.parsed()) return at_desk.run();
  if (books.parsed()) return books.run();
  if (signing_in.parsed()) return signing_in.run();
  if (approvals.parsed()) return approvals.run();
  if (credentials.parsed()) return credentials.run(credentials_help());
  if (*verify) return run_verify(ledger);
  if (*prove) return run_prove(ledger);
  if (*pack_app) return run_pack(pack);
  if (*cosign_app) return run_cosign(cosign);
  if (*key_app) return run_key(witness_name, witness_file);
  return *backup ? run_backup(copy) : run_restore(copy);
}

}  // namespace gg::desk_cli
