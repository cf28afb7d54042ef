#pragma once

#include "bytes/fault.h"

namespace gg::trust::faults {
using namespace gg::faults;
inline constexpr ParseFault bad_der{3101, "not DER: a length is indefinite, overlong or too large"};
inline constexpr ParseFault wrong_tag{3102, "another ASN.1 type stands here than is expected"};
inline constexpr ParseFault bad_value{3103,
                                      "an ASN.1 value has a form that its type does not allow"};
inline constexpr ParseFault not_sign1{3111, "not a COSE_Sign1 message with its tag"};
inline constexpr ParseFault bad_protected_header{3112,
                                                 "the protected header of a signature is no map"};
inline constexpr ParseFault no_algorithm{3113,
                                         "the protected header of a signature states no algorithm"};
inline constexpr ParseFault payload_attached{3114,
                                             "a signature holds a payload that must be outside"};
inline constexpr ParseFault payload_missing{3115, "a signature lacks the payload it must hold"};
inline constexpr ParseFault no_certificates{3116, "a signature has no certificates (x5chain)"};
inline constexpr ParseFault two_credentials{3117,
                                            "a signature has certificates in both of its headers"};
inline constexpr ParseFault bad_certificates{3118,
                                             "x5chain is neither a byte string nor a list of them"};
inline constexpr ParseFault too_many_certificates{3119, "x5chain has more certificates than 16"};
inline constexpr ParseFault exponent_too_large{
    3120, "the public exponent of an RSA key has more than 33 bits"};
inline constexpr ParseFault modulus_too_large{3121, "an RSA key has more than 8192 bits"};
inline constexpr ParseFault too_much_to_check{
    3122, "the signatures of this file are more than are checked of one"};
}  // namespace gg::trust::faults
