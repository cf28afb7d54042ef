#include "cli/credentials_commands.h"
#include "cli/sign_command.h"

#include <CLI/CLI.hpp>

namespace gg::cli {
namespace {

constexpr const char* credentials_examples =
    "Examples:\n"
    "  goodgate credentials verify delivery/              who signed, and was anything changed "
    "since\n"
    "  goodgate credentials show still.jpg                what its credentials say\n"
    "  goodgate credentials verify still.jpg --at 2026-06-01 --trust house.pem\n"
    "  goodgate credentials verify delivery/ --json > credentials.json\n"
    "  goodgate credentials extract still.jpg -o still.c2pa\n"
    "  goodgate credentials sign still.jpg -o signed.jpg --cert house.pem --key house.key \\\n"
    "    --source-type trainedAlgorithmicMedia\n"
    "  goodgate credentials trust                         the lists in force\n\n"
    "States: trusted, valid (no list knows the signer), invalid (tampered with, damaged), not "
    "stated.\n"
    "Exit codes of verify and show: 0 all credentials are trusted or valid, 1 invalid ones,\n"
    "2 not everything could be read, 3 no file has credentials, 64 bad usage, 65 bad input.\n"
    "Works offline: nothing is fetched, unless sign is told to ask for a time stamp or a use.";

}  // namespace

CredentialsCommandLine::CredentialsCommandLine(CLI::App& app)
    : credentials_(
          app.add_subcommand("credentials", "Validate and sign content credentials (C2PA)")),
      sign_app_(credentials_->add_subcommand("sign", "Sign a file that is delivered")),
      sign_(std::make_unique<SignCommand>()) {
  credentials_->require_subcommand(1);
  credentials_->footer(credentials_examples);
  add_checking(
      *add("verify", "Say whether credentials hold, and who signed", run_credentials_verify));
  add_checking(*add("show", "Verify, and say what the credentials state", run_credentials_show));

  auto* extract = add("extract", "Write the manifest store of a file", run_credentials_extract);
  extract->add_option("file", command_.paths, "A file with credentials")
      ->type_name("FILE")
      ->expected(1)
      ->required();
  extract->add_option("-o,--output", command_.output, "Where to, usually NAME.c2pa")
      ->type_name("FILE")
      ->required();

  auto* trust = add("trust", "List the trust lists in force", run_credentials_trust);
  trust->add_flag("--json", command_.json, "One JSON document");
  add_trust_lists(*trust, command_);
  add_sign(*sign_app_, *sign_);
}

CredentialsCommandLine::~CredentialsCommandLine() = default;

CLI::App* CredentialsCommandLine::add(const char* name, const char* help,
                                      int (*perform)(const CredentialsCommand&)) {
  auto* command = credentials_->add_subcommand(name, help);
  entries_.push_back({command, perform});
  return command;
}

void add_trust_lists(CLI::App& command, CredentialsCommand& lists) {
  command
      .add_option("--trust", lists.signer_lists,
                  "Certificates of signers to trust besides (PEM, repeatable)")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command
      .add_option("--tsa", lists.stamp_lists,
                  "Certificates of time-stamp authorities to trust besides (PEM, repeatable)")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command.add_flag("--no-bundled", lists.no_bundled,
                   "Without the lists that come with the program");
}

void CredentialsCommandLine::add_checking(CLI::App& command) {
  command.add_option("path", command_.paths, "Files and folders")->type_name("FILE")->required();
  command.add_option("--at", command_.at, "Validate as at this time (default: now)")
      ->type_name("TIME");
  add_trust_lists(command, command_);
  command.add_flag("--strict-stamps", command_.strict_stamps,
                   "Time stamps of version 1 need a list too");
  auto* json = command.add_flag("--json", command_.json, "One JSON document");
  command.add_flag("--c2patool", command_.c2patool, "JSON in the shape of c2patool, one a file")
      ->excludes(json);
  command.add_option("--jobs", command_.jobs, "Files read at a time (default: one a processor)")
      ->type_name("N")
      ->check(CLI::Range(1, 64));
}

bool CredentialsCommandLine::parsed() const { return credentials_->parsed(); }

bool CredentialsCommandLine::is_at_desk() const {
  return sign_app_->parsed() && sign_->is_at_desk();
}

int CredentialsCommandLine::run() const {
  if (sign_app_->parsed()) return run_credentials_sign(*sign_);
  for (const auto& entry : entries_)
    if (entry.app->parsed()) return entry.run(command_);
  return 0;
}

}  // namespace gg::cli
