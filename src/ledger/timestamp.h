#pragma once

#include "base/digest.h"
#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace gg::ledger {

/// Asks a time-stamping authority to say when a SHA-256 digest existed. `nonce` is random, given by
/// the caller; certificates are asked for. DER.  Source: RFC 3161 §2.4.1.
std::string timestamp_query(const Sha256& digest, std::uint64_t nonce);

/// What an authority said. *value*
struct Timestamp {
  std::chrono::sys_seconds time;  ///< By the authority's clock; fractions are dropped.
  std::string serial;             ///< Hexadecimal; unique at the authority.
};

/// How to check an authority's answer.
struct TimestampCheck {
  Sha256 digest;
  std::uint64_t nonce = 0;
  std::string_view authorities_pem;  ///< CA certificates that are believed, one or more, PEM.
};

/// Checks the answer (a DER TimeStampResp, at most 256 KiB): granted, for this digest and nonce,
/// signed by a certificate for time-stamping that leads to one of the authorities. Certificates
/// must have been valid at the time the answer names, as the present one is unknown here;
/// revocation is not looked at. Errors: InvalidInput saying what does not hold.  Source: RFC 3161
/// §2.4.2.
Result<Timestamp> check_timestamp(std::string_view response, const TimestampCheck& check);

}  // namespace gg::ledger
