#pragma once

#include "trust/sign.h"

#include <memory>
#include <string>

namespace gg::signing {

/// A key on a token (HSM, smart card) by its PKCS #11 address: "pkcs11:token=Studio;object=signing"
/// names one private key by token, label (`object`) or `id`. The key never leaves the token.
/// `module_path`: the PKCS #11 library; empty: that of the address (`module-path`), else those that
/// p11-kit knows on this machine. `ask_pin` is asked where the token wants one; an address with a
/// PIN in it is refused, for other users can see it.
/// Errors: InvalidInput (no such address, no or several keys that it names, a wrong PIN),
/// Unavailable (the library or the token).  Source: PKCS #11 v2.40 and 3.0; RFC 7512.
Result<std::shared_ptr<const trust::SigningKey>> key_on_token(const std::string& address,
                                                              const std::string& module_path,
                                                              const trust::AskPassword& ask_pin);

}  // namespace gg::signing
