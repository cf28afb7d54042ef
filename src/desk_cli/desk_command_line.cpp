#include "desk_cli/commands.h"
#include "desk_cli/desk_commands.h"

#include <algorithm>

#include <CLI/CLI.hpp>

namespace gg::desk_cli {

CLI::App& DeskCommandLine::add(CLI::App& app, const char* name, const char* help,
                               Result<int> (*act)(const DeskCommand& command)) {
  auto* added = app.add_subcommand(name, help);
  add_where(*added, command_->where);
  added->add_flag("--json", command_->json, "The desk's answer as JSON");
  rows_.push_back({added, act});
  return *added;
}

void DeskCommandLine::add_reading(CLI::App& app) {
  auto* uses = app.add_subcommand("uses", "List or show uses");
  uses->require_subcommand(1);
  auto& list = add(*uses, "list", "The uses you may see", list_uses);
  list.add_option("--title", command_->titles, "Only of this title (repeatable)")
      ->type_name("ID")
      ->allow_extra_args(false);
  list.add_option("--state", command_->states, "Only in this state (repeatable)")
      ->type_name("STATE")
      ->allow_extra_args(false);
  list.add_option("--find", command_->query, "Only where this text stands")->type_name("TEXT");
  auto& show = add(*uses, "show", "One use with all that is decided by", show_use);
  show.add_option("use", command_->id, "Its id")->required();
  add(app, "inbox", "What waits for you, and why", show_inbox);
}

void DeskCommandLine::add_reviewing(CLI::App& app) {
  const auto add_use = [&](CLI::App& act) {
    act.add_option("use", command_->id, "Id of the use")->required();
  };
  const auto add_reviewer = [&](CLI::App& act) {
    act.add_option("--reviewer", command_->reviewer,
                   "As whom you speak: contact, legal … (default: the one that is waited for)");
  };
  auto& approve = add(app, "approve", "Agree to a use, with conditions", approve_use);
  add_use(approve);
  add_reviewer(approve);
  approve.add_option("--note", command_->note, "What you want to have said")->type_name("TEXT");
  approve
      .add_option("--condition", command_->conditions,
                  "What must be done, \"owner: text\" (repeatable)")
      ->type_name("TEXT")
      ->allow_extra_args(false);
  approve.add_option("--expires", command_->expires, "Last day it holds")->type_name("YYYY-MM-DD");
  auto& decline = add(app, "decline", "Decline a use, with a reason", decline_use);
  add_use(decline);
  add_reviewer(decline);
  decline.add_option("--reason", command_->text, "Why")->required()->type_name("TEXT");
  auto& ask = add(app, "ask", "Ask the partner about a use", ask_about_use);
  add_use(ask);
  ask.add_option("question", command_->text, "What you want to know")->required();
  auto& answer = add(app, "answer", "Answer a reviewer's question", answer_about_use);
  add_use(answer);
  answer.add_option("answer", command_->text, "The answer")->required();
}

DeskCommandLine::DeskCommandLine(CLI::App& app) {
  add_reading(app);
  auto& declare = add(app, "declare", "Declare a use: the rulebooks decide at once", declare_use);
  auto* file = declare.add_option("file", command_->file, "The use as JSON; - for standard input");
  auto* id =
      declare.add_option("--use", command_->id, "A draft that is at the desk")->type_name("ID");
  auto* draft = declare.add_flag("--draft", command_->is_draft, "Leave it a draft");
  id->excludes(file)->excludes(draft);
  declare.footer(
      "Example:\n  goodgate declare sky.json --server https://desk.example\n\nThe shape of a use "
      "is UseBody in schemas/openapi.yaml.");
  add_reviewing(app);
  auto* assets = app.add_subcommand("assets", "Register files");
  assets->require_subcommand(1);
  auto& registered = add(*assets, "register", "Register files as made for a use", register_assets);
  registered.add_option("files", command_->files, "Files and folders")->required();
  registered.add_option("--use", command_->id, "The use they are for")->required()->type_name("ID");
  registered.add_flag("--final", command_->is_final, "For the final, not to be replaced");
  add_attaching(app);
}

void DeskCommandLine::add_attaching(CLI::App& app) {
  auto& attach =
      add(app, "attach", "Attach a file to a use, consent, licence, tool …", attach_file);
  attach.add_option("file", command_->file, "The file")->required();
  attach.add_option("--to", command_->id, "Id of what it hangs on")->required()->type_name("ID");
  attach
      .add_option("--purpose", command_->purpose,
                  "clip, terms, contract, release, evidence or other (default: other)")
      ->type_name("WORD");
  attach.add_option("--file-name", command_->name, "Its name at the desk (default: its own)")
      ->type_name("NAME");
  attach
      .add_option("--sealed-for", command_->sealed_for,
                  "Id of a person who alone may open it (repeatable)")
      ->type_name("ID")
      ->allow_extra_args(false);
}

bool DeskCommandLine::parsed() const {
  return std::ranges::any_of(rows_, [](const Row& row) { return row.app->parsed(); });
}

int DeskCommandLine::run() const {
  const auto row = std::ranges::find_if(rows_, [](const Row& one) { return one.app->parsed(); });
  const auto result = row->act(*command_);
  return result.has_value() ? *result : complain(result.error());
}

}  // namespace gg::desk_cli
