#pragma once

#include "signing/sign_file.h"

#include <string>

namespace gg::cli {

/// What signing a file came to, for people: several lines, the last with its line end.
std::string sign_text(const std::string& input, const signing::SignedFile& result);

/// The same as JSON, "goodgate.signed/1" (docs/credentials.md).
Json sign_json(const std::string& input, const signing::SignedFile& result);

}  // namespace gg::cli
