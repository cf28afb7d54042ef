#include "cli/credentials_commands.h"

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
    "  goodgate credentials verify init.mp4 --fragments 'seg_*.m4s'\n"
    "  goodgate credentials verify package.c2pa --collection imf/\n"
    "  goodgate credentials extract still.jpg -o still.c2pa\n"
    "  goodgate credentials verify still.jpg --fetch-remote   ask the address that it states\n"
    "  goodgate credentials sign still.jpg -o signed.jpg --cert house.pem --key house.key \\\n"
    "    --source-type trainedAlgorithmicMedia\n"
    "  goodgate credentials trust                         the lists in force\n"
    "  goodgate credentials trust update C2PA-TRUST-LIST.json\n\n"
    "States: trusted, valid (no list knows the signer), invalid (tampered with, damaged), not "
    "stated.\n"
    "Exit codes of verify and show: 0 all credentials are trusted or valid, 1 invalid ones,\n"
    "2 not everything could be read, 3 no file has credentials, 64 bad usage, 65 bad input.\n"
    "Works offline: nothing is fetched, unless --fetch-remote says so, or sign is told to ask for\n"
    "a time stamp or a use.";

/// Why a host cannot be one; empty where it can.
std::string names_a_port(const std::string& host) {
  const auto colon = host.rfind(':');
  const bool has_port = colon != std::string::npos && colon != 0 && colon + 1 != host.size() &&
                        host.find_first_not_of("0123456789", colon + 1) == std::string::npos;
  return has_port ? "" : "write HOST:PORT, as stores.studio.example:443";
}

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
  add_remote(*extract);

  add_trust_commands();
  add_sign(*sign_app_, *sign_);
}

CredentialsCommandLine::~CredentialsCommandLine() = default;

CLI::App* CredentialsCommandLine::add(const char* name, const char* help,
                                      int (*perform)(const CredentialsCommand&)) {
  auto* command = credentials_->add_subcommand(name, help);
  entries_.push_back({command, perform});
  return command;
}

void CredentialsCommandLine::add_trust_commands() {
  auto* trust = credentials_->add_subcommand("trust", "List the trust lists in force");
  trust->require_subcommand(0, 1);
  trust->add_flag("--json", command_.json, "One JSON document");
  add_lists(*trust, command_.trust);

  auto* update = trust->add_subcommand(
      "update", "Keep a list on this machine: in place of the one of its name, or beside the rest");
  update->add_option("file", command_.paths, "The official JSON, or certificates in PEM")
      ->type_name("FILE")
      ->required();
  update->add_option("--name", command_.list_name,
                     "What to call it (default: as it says, or FILE)");
  update->add_option("--for", command_.list_kind, "Whom it vouches for: signers, time-stamps")
      ->check(CLI::IsMember({"signers", "time-stamps"}));
  auto* remove = trust->add_subcommand("remove", "Keep a list no longer");
  remove->add_option("name", command_.list_name, "Its name")->type_name("NAME")->required();
  entries_.push_back({update, run_credentials_trust_update});
  entries_.push_back({remove, run_credentials_trust_remove});
  entries_.push_back({trust, run_credentials_trust});
}

void CredentialsCommandLine::add_checking(CLI::App& command) {
  command.add_option("path", command_.paths, "Files and folders")->type_name("FILE")->required();
  add_trust_choice(command, command_.trust);
  auto* fragments =
      command
          .add_option("--fragments", command_.fragments,
                      "Segments of the stream that FILE begins: files or patterns ('seg*.m4s')")
          ->type_name("FILE")
          ->allow_extra_args(false);
  command
      .add_option("--collection", command_.collection,
                  "Folder of the files that the credentials in FILE bind (default: FILE's own)")
      ->type_name("FOLDER")
      ->check(CLI::ExistingDirectory)
      ->excludes(fragments);
  auto* json = command.add_flag("--json", command_.json, "One JSON document");
  command.add_flag("--c2patool", command_.c2patool, "JSON in the shape of c2patool, one a file")
      ->excludes(json);
  command.add_option("--jobs", command_.jobs, "Files read at a time (default: one a processor)")
      ->type_name("N")
      ->check(CLI::Range(1, 64));
  add_remote(command);
}

void CredentialsCommandLine::add_remote(CLI::App& command) {
  auto* fetch = command.add_flag("--fetch-remote", command_.remote.fetch,
                                 "Ask the address that a file states (https), where its "
                                 "credentials are not in it or beside it");
  command
      .add_option("--remote-host", command_.remote.hosts,
                  "A host of this house that may be asked, by http too (repeatable)")
      ->type_name("HOST:PORT")
      ->check(names_a_port)
      ->allow_extra_args(false)
      ->needs(fetch);
  command
      .add_option("--remote-ca", command_.remote.ca_file,
                  "Certificates (PEM) that vouch for hosts, in place of the system's")
      ->type_name("FILE")
      ->check(CLI::ExistingFile)
      ->needs(fetch);
}

bool CredentialsCommandLine::parsed() const { return credentials_->parsed(); }

bool CredentialsCommandLine::is_at_desk() const {
  return command_.remote.fetch || (sign_app_->parsed() && sign_->is_at_desk());
}

int CredentialsCommandLine::run(const CredentialsHelp& help) const {
  if (sign_app_->parsed()) return run_credentials_sign(*sign_, help.sign);
  auto command = command_;
  if (command.remote.fetch && help.ask_remote) command.ask_remote = help.ask_remote(command.remote);
  for (const auto& entry : entries_)
    if (entry.app->parsed()) return entry.run(command);
  return 0;
}

}  // namespace gg::cli
