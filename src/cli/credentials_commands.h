#pragma once

#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace gg::cli {

/// What the commands under `goodgate credentials` take; each uses its own part.
struct CredentialsCommand {
  std::vector<std::string> paths;
  std::string at;                         ///< RFC 3339 date or time; empty: now.
  std::vector<std::string> signer_lists;  ///< Files in PEM.
  std::vector<std::string> stamp_lists;   ///< Files in PEM.
  bool no_bundled = false;
  bool strict_stamps = false;
  bool json = false;
  bool c2patool = false;
  unsigned jobs = 0;   ///< 0: one a processor.
  std::string output;  ///< Of `extract`.
};

int run_credentials_verify(const CredentialsCommand& command);
int run_credentials_show(const CredentialsCommand& command);
int run_credentials_extract(const CredentialsCommand& command);
int run_credentials_trust(const CredentialsCommand& command);

/// Adds --trust, --tsa and --no-bundled to a command.
void add_trust_lists(CLI::App& command, CredentialsCommand& lists);

struct SignCommand;

/// Adds `credentials` and its commands; `run` runs what was parsed.
class CredentialsCommandLine {
 public:
  explicit CredentialsCommandLine(CLI::App& app);
  CredentialsCommandLine(const CredentialsCommandLine&) = delete;
  CredentialsCommandLine& operator=(const CredentialsCommandLine&) = delete;
  ~CredentialsCommandLine();
  /// Whether one of them was asked for.
  [[nodiscard]] bool parsed() const;
  /// Whether others have to be asked, which goodgate-desk does.
  [[nodiscard]] bool is_at_desk() const;
  [[nodiscard]] int run() const;

 private:
  struct Entry {
    CLI::App* app;
    int (*run)(const CredentialsCommand&);
  };
  CLI::App* add(const char* name, const char* help, int (*perform)(const CredentialsCommand&));
  void add_checking(CLI::App& command);

  CLI::App* credentials_;
  CredentialsCommand command_;
  std::vector<Entry> entries_;
  CLI::App* sign_app_;
  std::unique_ptr<SignCommand> sign_;
};

}  // namespace gg::cli
