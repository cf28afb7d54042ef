#pragma once

#include "cli/trust_choice.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace gg::cli {

/// Where each form of a report goes: a path, "-" for standard output; empty when it was not asked
/// for. With none of them a report for people goes to standard output.
struct Outputs {
  std::string json;
  std::string jsonl;
  std::string junit;
  std::string html;
  bool all = false;           ///< List files without evidence too.
  bool show_prompts = false;  ///< Prompts in clear instead of hashed.
  bool quiet = false;         ///< No report for people, no progress.
  std::string colour = "auto";
};

/// How files are found and read; common to scan and check.
struct Reading {
  std::vector<std::string> paths;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  unsigned jobs = 0;  ///< 0: one for each processor.
  bool no_cache = false;
  std::string cache_path;  ///< Empty: the usual place.
  TrustChoice trust;
};

struct ScanCommand {
  Reading reading;
  Outputs outputs;
};

/// A check that a desk judges by its register.
struct AtDesk {
  std::string server;
  std::string register_file;  ///< A register on this machine that no desk serves now.
  std::string as;             ///< Who acts on it.
  std::string key_file;
  std::string installation = "goodgate";
  std::string delivery;  ///< Its name there; empty: that of the first path.
  std::string note;
  std::string replaces;  ///< Id of an earlier delivery.
  bool upload = false;   ///< Send the files too, and have them scanned there.
};

struct CheckCommand {
  Reading reading;
  Outputs outputs;
  std::string title_path;
  std::string rulebook_path;  ///< Empty: the one in the program.
  std::string as_of;          ///< ISO 8601 date; empty: today.
  AtDesk desk;

  /// True when a desk is to judge: one is named, or the title is one of a desk's.
  [[nodiscard]] bool is_at_desk() const {
    return !desk.server.empty() || !desk.register_file.empty() || title_path.starts_with("ttl_");
  }
};

/// Runs a command and gives its exit code (see exit_code.h). Prints errors on standard error.
int run_scan(const ScanCommand& command);
int run_check(const CheckCommand& command);

/// Adds what `goodgate check` takes, for a check here and at a desk.
void add_check(CLI::App& command, CheckCommand& check);

/// Parses the arguments and runs what they ask for.
int run(int argc, char** argv);

}  // namespace gg::cli
