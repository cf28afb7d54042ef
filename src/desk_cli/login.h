#pragma once

#include "base/result.h"

#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace gg::desk_cli {

/// `goodgate login` and `goodgate logout`, with their options, filled when the line is parsed.
class LoginCommandLine {
 public:
  explicit LoginCommandLine(CLI::App& app);
  [[nodiscard]] bool parsed() const;
  [[nodiscard]] int run() const;

 private:
  std::unique_ptr<std::string> server_;
  CLI::App* login_;
  CLI::App* logout_;
};

/// Asks a desk for a token, which a person lets in with their browser (RFC 8628), and keeps it for
/// the commands that take --server. Errors: Forbidden where it was not let in, and those of asking.
Result<int> log_in(const std::string& server);

/// Revokes the token that is kept for a desk, and forgets it.
Result<int> log_out(const std::string& server);

}  // namespace gg::desk_cli
