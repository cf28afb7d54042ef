#include "ledger/verify_script.h"

#include "base/embedded.h"

#include <span>

namespace gg {
std::span<const Embedded> ledger_scripts();
}

namespace gg::ledger {

std::string_view verify_script() { return ledger_scripts().front().text(); }

}  // namespace gg::ledger
