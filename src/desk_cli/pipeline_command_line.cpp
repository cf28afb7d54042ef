#include "desk_cli/pipeline_commands.h"

#include <CLI/CLI.hpp>

namespace gg::desk_cli {
namespace {

constexpr const char* run_examples =
    "Examples:\n"
    "  goodgate run --use use_01J… --server https://desk.example --outputs renders/ -- comfy run "
    "sky.json\n"
    "  goodgate run --use use_01J… --final -- python3 upscale.py\n"
    "  goodgate run --resume --outputs renders/            send what a run without network left\n\n"
    "The command gets GOODGATE_CLEARANCE and GOODGATE_USE in its environment, and not your token.\n"
    "What it makes is noted in .goodgate/ beside the outputs before it is sent: nothing is lost "
    "when\n"
    "the desk is away or the machine stops.\n\n"
    "Exit codes: those of the command; 77 not cleared, 69 the desk cannot be reached, 127 no such "
    "command.";

void add_common(CLI::App& app, PipelineCommand& command) {
  app.add_option("--server", command.server, "The desk (default: GOODGATE_SERVER)")
      ->envname("GOODGATE_SERVER")
      ->type_name("URL");
  auto* final_flag = app.add_flag("--final", command.is_final, "What is made is for the final");
  app.add_flag("--temporary", command.is_temporary,
               "What is made is replaced before delivery (default)")
      ->excludes(final_flag);
  app.add_option("--include", command.walk.include, "Only files that fit this pattern (repeatable)")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  app.add_option("--exclude", command.walk.exclude, "No files that fit this pattern (repeatable)")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  app.add_flag("--json", command.json, "The summary as one JSON document on standard output");
}

}  // namespace

PipelineCommandLine::PipelineCommandLine(CLI::App& app)
    : run_app_(
          app.add_subcommand("run", "Run a generator under a clearance, register what it makes")),
      watch_app_(app.add_subcommand("watch", "Register what other tools make in a folder")) {
  add_common(*run_app_, run_);
  auto* use = run_app_->add_option("--use", run_.use, "The use it is for")->type_name("ID");
  run_app_
      ->add_option("--outputs", run_.outputs,
                   "Folder the command writes to (repeatable; default: this one)")
      ->type_name("DIR")
      ->allow_extra_args(false);
  run_app_
      ->add_option("--clearance", run_.clearance,
                   "A clearance that was asked for elsewhere; checked without the desk")
      ->type_name("TOKEN");
  run_app_
      ->add_option("--wait", run_.wait_seconds,
                   "How long to wait for files that are still being written (default: 600)")
      ->type_name("SECONDS")
      ->check(CLI::Range(0, 86'400));
  auto* resume =
      run_app_->add_flag("--resume", run_.resume, "Run nothing: send what earlier runs left");
  auto* command = run_app_->add_option("command", run_.command, "The command, after --");
  resume->excludes(use)->excludes(command);
  run_app_->footer(run_examples);
  run_app_->callback([this] {
    if (run_.resume) return;
    if (run_.use.empty()) throw CLI::RequiredError("--use");
    if (run_.command.empty()) throw CLI::RequiredError("a command after --");
  });

  add_common(*watch_app_, watch_);
  watch_app_->add_option("folder", watch_.outputs, "The folder")
      ->required()
      ->expected(1)
      ->type_name("DIR");
  watch_app_->add_option("--use", watch_.use, "The use it is for")->required()->type_name("ID");
  watch_app_->footer(
      "Example:\n  goodgate watch /mnt/renders --use use_01J… --server https://desk.example\n\n"
      "What stands in the folder at the beginning is not registered. Ctrl-C ends it; after a crash "
      "the next\none goes on where it stopped.");
}

bool PipelineCommandLine::parsed() const { return *run_app_ || *watch_app_; }

int PipelineCommandLine::run() const { return *run_app_ ? run_generator(run_) : run_watch(watch_); }

}  // namespace gg::desk_cli
