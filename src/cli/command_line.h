#pragma once

#include <string>
#include <vector>

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
};

struct ScanCommand {
  Reading reading;
  Outputs outputs;
};

struct CheckCommand {
  Reading reading;
  Outputs outputs;
  std::string title_path;
  std::string rulebook_path;  ///< Empty: the one in the program.
  std::string as_of;          ///< ISO 8601 date; empty: today.
};

/// Runs a command and gives its exit code (see exit_code.h). Prints errors on standard error.
int run_scan(const ScanCommand& command);
int run_check(const CheckCommand& command);

/// Parses the arguments and runs what they ask for.
int run(int argc, char** argv);

}  // namespace gg::cli
