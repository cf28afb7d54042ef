#pragma once

#include "cli/sign_command.h"

#include <memory>

namespace CLI {
class App;
}

namespace gg::desk_cli {

/// `goodgate credentials sign` where a desk is asked for uses, or an authority for a time stamp.
class SignCommandLine {
 public:
  explicit SignCommandLine(CLI::App& app);
  [[nodiscard]] bool parsed() const;
  [[nodiscard]] int run() const;

 private:
  std::unique_ptr<cli::SignCommand> command_ = std::make_unique<cli::SignCommand>();
  CLI::App* sign_;
};

}  // namespace gg::desk_cli
