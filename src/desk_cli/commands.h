#pragma once

#include "base/result.h"
#include "desk/desk.h"

#include <functional>
#include <string>
#include <vector>

namespace gg::desk_cli {

struct LedgerCommand {
  std::string file = "goodgate.db";  ///< The register.
  std::string key_file;              ///< Empty: beside the register.
  std::string name = "goodgate";
  std::string tree;                    ///< Empty: all.
  std::vector<std::string> known;      ///< Files with checkpoints somebody kept.
  std::vector<std::string> witnesses;  ///< Verifier keys.
  std::string time_certificates;       ///< PEM file: who vouches for time stamps.
  std::int64_t position = 0;
  std::string output = ".";
  bool json = false;
};

struct PackCommand {
  std::string file = "goodgate.db";  ///< The register.
  std::string key_file;              ///< Empty: beside the register.
  std::string name = "goodgate";
  std::string title;
  std::string object;  ///< Empty: all of the title.
  std::string output = "evidence.zip";
};

struct CosignCommand {
  std::string server;      ///< "https://desk.example"
  std::string tree;        ///< Id of a title, or installation.
  std::string log;         ///< The verifier key of that log.
  std::string token_file;  ///< A token for the server.
  std::string key_file;    ///< The witness's secret key.
  std::string state;       ///< The last checkpoint that was seen; made at the first call.
};

struct CopyCommand {
  std::string file = "goodgate.db";
  std::string other;
  std::string key_file;
  std::string name = "goodgate";
};

int run_serve(const desk::DeskOptions& options);

/// Serves a desk until the program is told to stop; `begun` says where, once it listens. The exit
/// code.
int serve_until_stopped(const desk::DeskOptions& options,
                        const std::function<Result<void>(desk::Desk&)>& begun);

int run_verify(const LedgerCommand& command);
int run_prove(const LedgerCommand& command);
int run_pack(const PackCommand& command);
int run_cosign(const CosignCommand& command);
int run_key(const std::string& name, const std::string& file);
int run_backup(const CopyCommand& command);
int run_restore(const CopyCommand& command);

/// The exit code of a failure (sysexits).
int exit_code_of(ErrorKind kind);

/// A failure on standard error, as its exit code.
int complain(const Error& error);

}  // namespace gg::desk_cli
