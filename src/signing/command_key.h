#pragma once

#include "trust/sign.h"

#include <chrono>
#include <memory>
#include <string>

namespace gg::signing {

/// A key behind a command of the shell: it gets the bytes to be signed (not their digest) on
/// standard input, and writes the signature on standard output, raw or in base 64: ECDSA as r||s or
/// in DER, RSASSA-PSS, Ed25519. It has our environment and standard error, and
/// GOODGATE_SIGN_ALGORITHM ("ES256", "PS384", "Ed25519" …) in it. A command that fails, writes
/// nothing or takes longer than `deadline` is an error.
std::shared_ptr<const trust::SigningKey> key_behind_command(
    std::string command, std::chrono::milliseconds deadline = std::chrono::minutes(1));

}  // namespace gg::signing
