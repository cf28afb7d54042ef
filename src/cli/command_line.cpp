#include "cli/command_line.h"

#include "cli/become_desk.h"
#include "cli/completion.h"
#include "cli/credentials_commands.h"
#include "cli/exit_code.h"
#include "cli/rulebook_commands.h"
#include "cli/version.h"

#include <cstdio>

#include <CLI/CLI.hpp>

namespace gg::cli {
namespace {

constexpr const char* about =
    "Reads delivered media for evidence of generative AI and says whether each file is covered by "
    "a\n"
    "declared and approved use. Works offline; nothing leaves this machine.";

constexpr const char* examples =
    "Examples:\n"
    "  goodgate scan delivery/                       what the files say of themselves\n"
    "  goodgate check delivery/ --title title.yaml   the verdict: pass, hold or fail\n"
    "  goodgate check delivery/ --title title.yaml --html=report.html --junit=gate.xml\n"
    "  goodgate scan still.png --json | less         everything, for a program\n"
    "  goodgate scan /mnt/raid --exclude '*.tmp' --exclude 'cache/' --jobs 4\n\n"
    "Exit codes: 0 pass, 1 fail, 2 hold (or not everything could be read), 64 bad usage,\n"
    "65 bad input, 69 unavailable, 70 internal, 77 not permitted.\n"
    "What a scan does not show: that a file says nothing proves nothing.";

void add_reading(CLI::App& command, Reading& reading) {
  command.add_option("path", reading.paths, "Files and folders to read")->required();
  command.add_option("--include", reading.include, "Only files that fit this pattern (repeatable)")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  command.add_option("--exclude", reading.exclude, "No files that fit this pattern (repeatable)")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  command.add_option("--jobs", reading.jobs, "Files read at a time (default: one a processor)")
      ->type_name("N")
      ->check(CLI::Range(1, 64));
  command.add_flag("--no-cache", reading.no_cache, "Read every file again");
  command
      .add_option("--cache", reading.cache_path, "Cache file (default: ~/.cache/goodgate/scan.db)")
      ->type_name("FILE");
  add_trust_choice(command, reading.trust);
}

/// A flag that may carry a file name, `--json=FILE`, and never takes the argument behind it.
void add_form(CLI::App& command, const std::string& name, std::string& target,
              const std::string& usual, const std::string& help) {
  command.add_flag("--" + name + "{" + usual + "}", target, help)->type_name("[=FILE]");
}

void add_outputs(CLI::App& command, Outputs& outputs) {
  add_form(command, "json", outputs.json, "-", "One JSON document, to standard output or FILE");
  add_form(command, "jsonl", outputs.jsonl, "-", "One JSON object a line");
  add_form(command, "junit", outputs.junit, "-", "JUnit XML for build systems");
  add_form(command, "html", outputs.html, "goodgate-report.html",
           "One HTML file with pictures, to goodgate-report.html or FILE");
  command.add_flag("--all", outputs.all, "List files without evidence too");
  command.add_flag("--show-prompts", outputs.show_prompts, "Prompts in clear (they are hashed)");
  command.add_flag("-q,--quiet", outputs.quiet, "No report for people, no progress");
  command.add_option("--colour,--color", outputs.colour, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

void add_at_desk(CLI::App& command, AtDesk& desk) {
  command.add_option("--server", desk.server, "The desk that judges (default: GOODGATE_SERVER)")
      ->type_name("URL");
  auto* file = command
                   .add_option("--register", desk.register_file,
                               "A register on this machine that no desk serves now")
                   ->type_name("FILE");
  command.add_option("--as", desk.as, "Who acts on it: the address they sign in with")
      ->type_name("EMAIL")
      ->needs(file);
  command.add_option("--key", desk.key_file, "Its key file (default: its name with .key)")
      ->type_name("FILE")
      ->needs(file);
  command.add_option("--name", desk.installation, "Name of its installation")
      ->type_name("NAME")
      ->needs(file);
  command.add_option("--delivery", desk.delivery, "Name of the delivery at the desk")
      ->type_name("NAME");
  command.add_option("--note", desk.note, "What they who read it should know")->type_name("TEXT");
  command.add_option("--replaces", desk.replaces, "The delivery this one comes in place of")
      ->type_name("ID");
  command.add_flag("--upload", desk.upload,
                   "Send the files too, to be scanned at the desk; call again to go on");
}

int report_usage(const CLI::App& app, const CLI::ParseError& error) {
  const int status = app.exit(error);
  return status == 0 ? 0 : static_cast<int>(ExitCode::BadUsage);
}

}  // namespace

void add_check(CLI::App& command, CheckCommand& check) {
  add_reading(command, check.reading);
  command
      .add_option("--title", check.title_path,
                  "The title file: uses, approvals, consents …; at a desk the title's id")
      ->type_name("FILE|ID")
      ->required();
  command.add_option("--rulebook", check.rulebook_path, "Severities and texts of the gate")
      ->type_name("FILE");
  command.add_option("--as-of", check.as_of, "Judge as on this date (default: today)")
      ->type_name("YYYY-MM-DD");
  add_at_desk(command, check.desk);
  add_outputs(command, check.outputs);
  command.footer(
      "Examples:\n"
      "  goodgate check delivery/ --title title.yaml --html=report.html\n"
      "  goodgate check delivery/ --title ttl_01J… --server https://desk.example\n"
      "  goodgate check delivery/ --title ttl_01J… --server https://desk.example --upload");
}

int run(int argc, char** argv) {
  CLI::App app(about, "goodgate");
  app.footer(examples);
  app.set_version_flag("--version", "goodgate " + std::string(version()));
  app.require_subcommand(1);

  ScanCommand scan;
  auto* scan_app = app.add_subcommand("scan", "Read files and report their evidence");
  add_reading(*scan_app, scan.reading);
  add_outputs(*scan_app, scan.outputs);
  scan_app->footer("Example:\n  goodgate scan delivery/ --html=evidence.html");

  CheckCommand check;
  auto* check_app =
      app.add_subcommand("check", "Judge a delivery by what was declared and approved");
  add_check(*check_app, check);

  const CredentialsCommandLine credentials(app);
  const RulebookCommandLine rulebook(app);

  const auto desk_apps = add_desk_commands(app);

  std::string shell;
  auto* completion_app = app.add_subcommand("completion", "Print a completion script for a shell");
  completion_app->add_option("shell", shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return report_usage(app, error);
  }
  if (*scan_app) return run_scan(scan);
  if (*check_app) return check.is_at_desk() ? become_desk(argc, argv) : run_check(check);
  if (credentials.parsed())
    return credentials.is_at_desk() ? become_desk(argc, argv) : credentials.run();
  if (rulebook.parsed()) return rulebook.is_at_desk() ? become_desk(argc, argv) : rulebook.run();
  for (const auto* desk_app : desk_apps)
    if (*desk_app) return become_desk(argc, argv);
  std::fputs(std::string(completion_script(shell)).c_str(), stdout);
  return 0;
}

}  // namespace gg::cli
