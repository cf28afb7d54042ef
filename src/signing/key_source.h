#pragma once

#include "trust/sign.h"

#include <chrono>
#include <optional>
#include <string>

namespace gg::signing {

/// Where a signer's key and certificates are. Exactly one of `key` and `command` is named. *value*
struct KeySource {
  std::string certificates;  ///< File in PEM, leaf first.
  std::string key;           ///< File in PEM, or a PKCS #11 address ("pkcs11:…").
  std::string command;       ///< Signs what it gets (`key_behind_command`).
  std::string module_path;   ///< PKCS #11 library; empty: those that this machine knows.
  std::string algorithm;     ///< "es256", "ps384", "ed25519" …; empty: the key's usual one.
  std::chrono::milliseconds command_deadline = std::chrono::minutes(1);
};

/// Errors: InvalidInput, Unavailable, NotFound; each names the file or token and what to do.
Result<trust::Signer> load_signer(const KeySource& source, const trust::AskPassword& ask_password);

/// "es256" in any case; "eddsa" is Ed25519. Nothing for any other text.
std::optional<trust::Algorithm> parse_signature_algorithm(std::string_view name);

}  // namespace gg::signing
