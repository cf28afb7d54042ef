#pragma once

#include "register/date.h"

namespace gg::cli {

/// Today in UTC: a verdict must not depend on where a laptop is.
Date today();

}  // namespace gg::cli
