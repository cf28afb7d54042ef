#pragma once

#include "desk_cli/reach_desk.h"

#include <memory>
#include <string>
#include <vector>

namespace gg::desk_cli {

/// What to check a written approval with. *value*
struct ApprovalCommand {
  std::string file;
  std::string key;                       ///< A verifier key, or the path of a file with one.
  std::vector<std::string> checkpoints;  ///< Files.
  Where where;
  std::string print;  ///< Where to write the pages as they should be; empty: nowhere.
  bool json = false;
};

/// Exit code 0 where it is verified, 1 where it is not.
Result<int> verify_approval(const ApprovalCommand& command);

/// `goodgate approval`, filled when the line is parsed.
class ApprovalCommandLine {
 public:
  explicit ApprovalCommandLine(CLI::App& app);
  [[nodiscard]] bool parsed() const;
  [[nodiscard]] int run() const;

 private:
  std::unique_ptr<ApprovalCommand> command_ = std::make_unique<ApprovalCommand>();
  CLI::App* verify_ = nullptr;
};

}  // namespace gg::desk_cli
