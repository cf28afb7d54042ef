#pragma once

#include "clearance/work.h"

#include <string>

namespace gg::clearance {

/// Stops a use because what it stood on is gone: its approval is void, it must be changed or
/// declared anew. Nothing happens to one that is over, prohibited or declined.
Result<void> void_use(Work& work, const store::Record& use, const std::string& why);

/// The same for every use that relies on `target`, each named in the entry of its own.
Result<void> void_uses_of(Work& work, std::string_view target, const std::string& why);

/// What follows from a changed object: new terms of a tool or another reach of a title open what
/// was decided by them again.
Result<void> after_change(Work& work, const store::Record& before, const store::Record& after);

}  // namespace gg::clearance
