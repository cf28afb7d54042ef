#pragma once

#include "gate/walk.h"

#include <chrono>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace gg::desk_cli {

/// `goodgate run` and `goodgate watch`.
struct PipelineCommand {
  std::string server;  ///< Empty: GOODGATE_SERVER.
  std::string use;
  std::string clearance;             ///< A token somebody else asked for; empty: ask the desk.
  bool is_final = false;             ///< Else temporary.
  bool is_temporary = false;         ///< Said, and the same as said nothing.
  std::vector<std::string> outputs;  ///< Folders; the working directory where there is none.
  WalkOptions walk;
  int wait_seconds = 600;  ///< For files that are still being written when the command has ended.
  bool resume = false;
  bool json = false;
  std::vector<std::string> command;
};

/// Both with their options, filled when the line is parsed.
class PipelineCommandLine {
 public:
  explicit PipelineCommandLine(CLI::App& app);
  [[nodiscard]] bool parsed() const;
  [[nodiscard]] int run() const;

 private:
  PipelineCommand run_;
  PipelineCommand watch_;
  CLI::App* run_app_;
  CLI::App* watch_app_;
};

/// Clears the use, runs the command, registers what it made. Returns the command's exit code; 77
/// where it was not cleared.
int run_generator(const PipelineCommand& command);

/// Registers what others make in a folder, until it is interrupted.
int run_watch(const PipelineCommand& command);

}  // namespace gg::desk_cli
