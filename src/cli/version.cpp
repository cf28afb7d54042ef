#include "cli/version.h"

namespace gg::cli {

std::string_view version() { return GG_VERSION; }

}  // namespace gg::cli
