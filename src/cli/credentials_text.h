#pragma once

#include "credentials/validation.h"

#include <string>

namespace gg::cli {

/// How much is told of a file.
enum class Told : unsigned char {
  Verdict,     ///< State, signer, list, what is wrong, what is not covered.
  Everything,  ///< Also history, ingredients, named actors, and every status.
};

/// One file's result for people, several lines, the last with its line end.
std::string credentials_text(const std::string& path, const credentials::CredentialReport& report,
                             Told told);

}  // namespace gg::cli
