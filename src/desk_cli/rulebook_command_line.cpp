#include "desk_cli/commands.h"
#include "desk_cli/rulebook_at_desk.h"

#include <algorithm>

#include <CLI/CLI.hpp>

namespace gg::desk_cli {

CLI::App& BookCommandLine::add(CLI::App& app, const char* name, const char* help,
                               Result<int> (*act)(const BookCommand& command)) {
  auto* added = app.add_subcommand(name, help);
  add_where(*added, command_->where);
  added->add_flag("--json", command_->json, "The desk's answer as JSON");
  rows_.push_back({added, act});
  return *added;
}

BookCommandLine::BookCommandLine(CLI::App& app) {
  auto* rulebook = app.add_subcommand("rulebook", "Bring a rulebook to a desk and into force");
  rulebook->require_subcommand(1);
  rulebook->footer(
      "Examples:\n"
      "  goodgate rulebook push house.xlsx --server https://desk.example\n"
      "  goodgate rulebook propose house@2026-12 --from 2027-01-01 --why \"The new terms\"\n"
      "  goodgate rulebook publish house@2026-12          by a second person\n\n"
      "Exit codes of push: 0 checked, 1 something fails; it is a draft then.");
  auto& push = add(*rulebook, "push", "Send a version, and say what the desk finds", push_book);
  push.add_option("file", command_->book,
                  "The rulebook: .yaml, .xlsx or .csv; cases/*.yaml beside it go with it")
      ->type_name("FILE")
      ->required();
  push.add_flag("--no-wait", command_->no_wait, "Do not wait for what it finds");
  auto& propose =
      add(*rulebook, "propose", "Put a checked version up for publication", propose_book);
  propose.add_option("--from", command_->from, "The first day it holds (default: today)")
      ->type_name("YYYY-MM-DD");
  propose.add_option("--why", command_->why, "Why; the second person reads it")
      ->type_name("TEXT")
      ->required();
  auto& publish =
      add(*rulebook, "publish", "Say the second word: never by who proposed it", publish_book);
  for (auto* command : {&propose, &publish})
    command->add_option("rulebook", command_->book, "Its id, or its name: house@2026-12")
        ->type_name("ID|NAME")
        ->required();
}

bool BookCommandLine::parsed() const {
  return std::ranges::any_of(rows_, [](const Row& row) { return row.app->parsed(); });
}

int BookCommandLine::run() const {
  const auto row = std::ranges::find_if(rows_, [](const Row& one) { return one.app->parsed(); });
  const auto result = row->act(*command_);
  return result.has_value() ? *result : complain(result.error());
}

}  // namespace gg::desk_cli
