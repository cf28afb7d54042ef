#pragma once

#include "signals/evidence.h"

#include <string>

namespace gg {

/// What a partner declares of one file, in a small file beside it. *value*
struct Sidecar {
  std::string sidecar_file;  ///< Where it was read from.
  std::string file;          ///< The file it is about.
  std::string use;           ///< Id; may be empty.
  Evidence evidence;         ///< Of kind `Declared`.
};

}  // namespace gg
