#include "desk_cli/approval_commands.h"
#include "desk_cli/commands.h"

#include <CLI/CLI.hpp>

namespace gg::desk_cli {

ApprovalCommandLine::ApprovalCommandLine(CLI::App& app) {
  auto* approval = app.add_subcommand("approval", "Written approvals as documents");
  approval->require_subcommand(1);
  verify_ = approval->add_subcommand(
      "verify", "Check a PDF or JSON of an approval: seal, pages, entry, ledger, key");
  verify_->add_option("file", command_->file, "The PDF or JSON")->required()->type_name("FILE");
  // --key is the public key of the ledger here; the register's secret one is not needed.
  verify_->add_option("--key", command_->key, "Public key of the ledger, or a file with it")
      ->type_name("VKEY");
  verify_
      ->add_option("--checkpoint", command_->checkpoints,
                   "A checkpoint of the ledger that you kept (repeatable)")
      ->type_name("FILE")
      ->allow_extra_args(false);
  verify_
      ->add_option("--server", command_->where.server,
                   "Ask this desk for its key and whether the approval still holds")
      ->type_name("ADDRESS");
  verify_->add_option("--print", command_->print, "Write the pages of what was sealed, anew")
      ->type_name("FILE");
  verify_->add_flag("--json", command_->json, "One JSON document");
  verify_->footer(
      "Works offline. VERIFIED needs something you know from elsewhere: the ledger's key, a\n"
      "checkpoint you kept, or the desk itself; a key that only the file carries shows nothing.\n\n"
      "Examples:\n"
      "  goodgate approval verify approval.pdf --key desk.example/ttl_01J…+1f2e3d4c+Ae…\n"
      "  goodgate approval verify approval.pdf --server https://desk.example\n\n"
      "Exit codes: 0 verified, 1 not verified, 65 not an approval, 69 the desk was not reached.");
}

bool ApprovalCommandLine::parsed() const { return verify_->parsed(); }

int ApprovalCommandLine::run() const {
  const auto result = verify_approval(*command_);
  return result.has_value() ? *result : complain(result.error());
}

}  // namespace gg::desk_cli
