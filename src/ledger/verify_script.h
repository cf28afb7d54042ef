#pragma once

#include <string_view>

namespace gg::ledger {

/// verify.sh, at most 40 lines of bash over openssl and coreutils: checks a `.tlog-proof` against a
/// record, its salt and the log's public key (PEM). Part of every evidence pack.
std::string_view verify_script();

/// verify_pack.sh, at most 40 lines of sh over the other one: checks every file of an unpacked
/// evidence pack and names those that were altered.
std::string_view verify_pack_script();

/// verify_witnesses.sh, bash over openssl: checks what witnesses and time authorities say of
/// earlier heads in an unpacked evidence pack, and that those heads are how the newest one begins.
std::string_view verify_witnesses_script();

}  // namespace gg::ledger
