#pragma once

#include "base/openssl_owned.h"
#include "trust/certificate.h"
#include "trust/signature_budget.h"

#include <optional>
#include <string>

namespace gg::trust {

/// What a response says of one certificate. *value*
struct OcspStatus {
  enum class Kind : std::uint8_t { Good, Revoked, Unknown };
  Kind kind = Kind::Unknown;
  std::optional<int> reason;  ///< CRLReason, RFC 5280 5.3.1.
  std::optional<Time> revoked_at;
  Time this_update;
  std::optional<Time> next_update;
  Time produced_at;
  std::string responder;  ///< Who signed, for people.
};

/// Either what the response says, or why it does not count, in words.
struct OcspAnswer {
  std::optional<OcspStatus> status;
  std::string why;
};

/// Reads a response (DER) and verifies it for `subject`, which `issuer` issued: basic, successful,
/// of this certificate, and signed by an authorised responder of the issuer.
/// When `budget` is spent, the answer says nothing. Source: RFC 6960 sections 3.2 (1 to 4), 4.2.1,
/// 4.2.2.2.
OcspAnswer read_response(Bytes der, const Certificate& subject, const Certificate& issuer,
                         SignatureBudget& budget);

}  // namespace gg::trust
