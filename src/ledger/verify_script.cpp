#include "ledger/verify_script.h"

#include "base/check.h"
#include "base/embedded.h"

#include <algorithm>
#include <span>

namespace gg {
std::span<const Embedded> ledger_scripts();
}

namespace gg::ledger {
namespace {

std::string_view script(std::string_view name) {
  const auto scripts = ledger_scripts();
  const auto found = std::ranges::find(scripts, name, &Embedded::path);
  GG_CHECK(found != scripts.end());
  return found->text();
}

}  // namespace

std::string_view verify_script() { return script("verify.sh"); }
std::string_view verify_pack_script() { return script("verify_pack.sh"); }
std::string_view verify_witnesses_script() { return script("verify_witnesses.sh"); }

}  // namespace gg::ledger
