#pragma once

#include "cli/sign_command.h"
#include "cli/trust_choice.h"
#include "credentials/remote.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace gg::cli {

/// Whether addresses that files state are asked, and how.
struct RemoteChoice {
  bool fetch = false;
  std::vector<std::string> hosts;  ///< "HOST:PORT" of this house.
  std::string ca_file;             ///< Certificates to trust in place of the system's.
};

/// What the commands under `goodgate credentials` take; each uses its own part.
struct CredentialsCommand {
  std::vector<std::string> paths;
  TrustChoice trust;
  std::vector<std::string> fragments;  ///< Segments of the stream that the one path begins.
  std::string collection;              ///< Folder of what the one path binds; empty: its own.
  RemoteChoice remote;
  credentials::AskRemote ask_remote;  ///< Made of `remote` by who has a network; else empty.
  bool json = false;
  bool c2patool = false;
  unsigned jobs = 0;      ///< 0: one a processor.
  std::string output;     ///< Of `extract`.
  std::string list_name;  ///< Of `trust update` and `trust remove`.
  std::string list_kind;  ///< Of `trust update`: "signers", "time-stamps"; empty: as its name says.
};

/// What asks others. Empty where nobody is to be asked.
struct CredentialsHelp {
  SignHelp sign = {};
  std::function<credentials::AskRemote(const RemoteChoice&)> ask_remote = {};
};

int run_credentials_verify(const CredentialsCommand& command);
int run_credentials_show(const CredentialsCommand& command);
int run_credentials_extract(const CredentialsCommand& command);
int run_credentials_trust(const CredentialsCommand& command);
int run_credentials_trust_update(const CredentialsCommand& command);
int run_credentials_trust_remove(const CredentialsCommand& command);

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
  [[nodiscard]] int run(const CredentialsHelp& help = {}) const;

 private:
  struct Entry {
    CLI::App* app;
    int (*run)(const CredentialsCommand&);
  };
  void add_trust_commands();
  CLI::App* add(const char* name, const char* help, int (*perform)(const CredentialsCommand&));
  void add_checking(CLI::App& command);
  void add_remote(CLI::App& command);

  CLI::App* credentials_;
  CredentialsCommand command_;
  std::vector<Entry> entries_;
  CLI::App* sign_app_;
  std::unique_ptr<SignCommand> sign_;
};

}  // namespace gg::cli
