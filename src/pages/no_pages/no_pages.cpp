#include "pages/pages.h"

namespace gg {

std::span<const Embedded> pages_embedded() { return {}; }

}  // namespace gg
