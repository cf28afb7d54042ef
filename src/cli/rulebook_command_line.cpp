#include "cli/rulebook_commands.h"

#include <algorithm>

#include <CLI/CLI.hpp>

namespace gg::cli {
namespace {

constexpr const char* examples =
    "Examples:\n"
    "  goodgate rulebook list                              the books that come with the program\n"
    "  goodgate rulebook explain use.yaml                  what a use needs, why, what would "
    "change it\n"
    "  goodgate rulebook decide use.yaml -b studio-genai -b eu-ai-act-50 --json\n"
    "  goodgate rulebook check house.yaml                  what is wrong in a book, line by line\n"
    "  goodgate rulebook test house.yaml                   its worked examples\n"
    "  goodgate rulebook prove house.yaml                  its invariants, over every use there "
    "can "
    "be\n"
    "  goodgate rulebook diff studio-genai house.yaml      uses that two versions decide "
    "differently\n"
    "  goodgate rulebook export house.yaml -o house.xlsx   as a workbook, and back\n"
    "  goodgate rulebook replay past.jsonl -b house.yaml --against studio-genai\n"
    "  goodgate rulebook push house.xlsx --server https://desk.example\n\n"
    "A book is named by its id (the latest shipped version), id@version, or a file.";

}  // namespace

RulebookCommandLine::RulebookCommandLine(CLI::App& app)
    : rulebook_(app.add_subcommand("rulebook", "Decide, explain, test and prove by rulebooks")) {
  rulebook_->require_subcommand(1);
  rulebook_->footer(examples);

  add("list", "List the books that come with the program", run_rulebook_list);

  const auto add_decision = [this](CLI::App* command) {
    command
        ->add_option("declaration", command_.input,
                     "A declared use (YAML or JSON); - reads standard input")
        ->type_name("FILE")
        ->required();
    command->add_option("--as-of", command_.as_of, "Decide as on this date (default: today)")
        ->type_name("YYYY-MM-DD");
    add_books(
        *command,
        "Book in force (repeatable; default: those the declaration names, else studio-genai)");
  };
  add_decision(add("decide", "Decide a declared use", run_rulebook_decide));
  add_decision(
      add("explain", "Decide, and say why and what would change it", run_rulebook_explain));

  auto* recompute = add("recompute", "Decide again from a record and compare byte by byte",
                        run_rulebook_recompute);
  recompute->add_option("record", command_.input, "A record that decide --json wrote")
      ->type_name("FILE")
      ->required();
  add_books(*recompute, "Book the record names (repeatable; default: the shipped ones)");

  auto* check = add("check", "Say what is wrong in books", run_rulebook_check);
  check->add_option("books", command_.books, "Books; several are checked together too")->required();
  check->add_flag("--write", command_.write, "Put the files into canonical form");

  auto* test = add("test", "Run the worked examples of books", run_rulebook_test);
  test->add_option("books", command_.books, "Books");
  test->add_flag("--shipped", command_.shipped, "Every book that comes with the program");

  auto* exported =
      add("export", "Write a book as YAML, CSV, a workbook or DMN", run_rulebook_export);
  exported->remove_option(exported->get_option("--json"));
  exported->add_option("book", command_.books, "A book; as YAML, CSV or XLSX where it is a file")
      ->type_name("BOOK")
      ->expected(1)
      ->required();
  exported
      ->add_option("--to,--form", command_.form,
                   "The form: yaml, csv, xlsx or dmn (default: by the name of the output)")
      ->type_name("FORM");
  exported->add_option("-o,--output", command_.output, "Where to (default: standard output)")
      ->type_name("FILE");

  auto* replay = add("replay", "Decide past declarations again", run_rulebook_replay);
  replay->add_option("declarations", command_.input, "One JSON declaration a line")
      ->type_name("FILE")
      ->required();
  replay
      ->add_option("--against", command_.against,
                   "Compare with this earlier book instead of the recorded outcomes")
      ->type_name("BOOK");
  replay->add_flag("--all", command_.all, "Tell the unchanged ones too");
  add_books(*replay, "Book in force (repeatable; default: studio-genai)");

  add_proofs();
  add_at_desk();
}

void RulebookCommandLine::add_at_desk() {
  struct Row {
    const char* name;
    const char* help;
  };
  for (const auto& row :
       {Row{"push", "Send a version to a desk, and say what it finds"},
        Row{"propose", "Put a checked version up for publication at a desk"},
        Row{"publish", "Say the second word at a desk: never by who proposed it"}}) {
    auto* command = rulebook_->add_subcommand(row.name, row.help);
    command->set_help_flag();  // goodgate-desk explains itself
    command->prefix_command();
    at_desk_.push_back(command);
  }
}

void RulebookCommandLine::add_proofs() {
  auto* prove = add("prove", "Prove books over every use there can be", run_rulebook_prove);
  prove->add_option("books", command_.books, "Books; several are proved together too");
  prove->add_flag("--shipped", command_.shipped, "Every book that comes with the program");

  auto* diff = add("diff", "Say what two versions of a book decide differently", run_rulebook_diff);
  diff->add_option("before", command_.against, "The earlier version")
      ->type_name("BOOK")
      ->required();
  diff->add_option("after", command_.input, "The later version")->type_name("BOOK")->required();
  for (auto* command : {prove, diff})
    command->add_option("--timeout", command_.timeout_s, "Seconds for all of it (default: 60)")
        ->type_name("SECONDS")
        ->check(CLI::Range(1, 86'400));
}

CLI::App* RulebookCommandLine::add(const char* name, const char* help,
                                   int (*perform)(const RulebookCommand&)) {
  auto* command = rulebook_->add_subcommand(name, help);
  command->add_flag("--json", command_.json, "One JSON document");
  entries_.push_back({command, perform});
  return command;
}

void RulebookCommandLine::add_books(CLI::App& command, const char* help) {
  command.add_option("-b,--book", command_.books, help)->type_name("BOOK")->allow_extra_args(false);
}

bool RulebookCommandLine::parsed() const { return rulebook_->parsed(); }

bool RulebookCommandLine::is_at_desk() const {
  return std::ranges::any_of(at_desk_, [](const auto* command) { return command->parsed(); });
}

int RulebookCommandLine::run() const {
  for (const auto& entry : entries_)
    if (entry.app->parsed()) return entry.run(command_);
  return 0;
}

}  // namespace gg::cli
