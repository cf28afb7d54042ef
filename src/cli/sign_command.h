#pragma once

#include "cli/trust_choice.h"
#include "signing/key_source.h"
#include "signing/sign_file.h"

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace gg::cli {

/// What `goodgate credentials sign` takes.
struct SignCommand {
  std::string input;
  std::string output;
  std::vector<std::string> fragments;  ///< Files and patterns; not empty: `output` is a folder.
  signing::KeySource key;
  unsigned signer_timeout_s = 60;
  std::string timestamp_url;
  std::string claim = "2";
  bool update = false;
  std::size_t room_bytes = 0;
  bool sidecar = false;
  bool force = false;
  bool json = false;
  bool quiet = false;
  std::string source_type;
  std::string made_with;  ///< "NAME" or "NAME/VERSION".
  std::vector<std::string> uses;
  std::string actions_file;
  std::string parent;
  std::vector<std::string> components;
  std::vector<std::string> inputs;
  std::string title;
  std::vector<std::string> assertions;  ///< "LABEL=FILE"
  TrustChoice trust;                    ///< Lists, for ingredients and time stamps.

  std::string server;         ///< The desk that has the uses.
  std::string register_file;  ///< A register on this machine that no desk serves now.
  std::string as;
  std::string register_key;

  /// True where others have to be asked: a desk for uses, an authority for a time stamp.
  [[nodiscard]] bool is_at_desk() const { return !uses.empty() || !timestamp_url.empty(); }
};

/// A use as the register knows it, as far as credentials state it.
struct StatedUse {
  std::string id;
  std::string how;   ///< "generated", "altered", "enhanced".
  std::string tool;  ///< Its name; empty where none is stated.
};

/// What asks others. Empty where nobody is to be asked.
struct SignHelp {
  std::function<Result<std::vector<StatedUse>>(const SignCommand&)> read_uses = {};
  std::function<Result<std::string>(const std::string& url, const std::string& query)>
      ask_authority = {};
};

/// Adds what the command takes.
void add_sign(CLI::App& command, SignCommand& sign);

/// Signs, says what came of it, and gives the exit code. Errors go to standard error.
int run_credentials_sign(const SignCommand& command, const SignHelp& help = {});

}  // namespace gg::cli
