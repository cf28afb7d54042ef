#pragma once

#include "credentials/validation.h"

namespace gg::credentials {

/// How long a result holds: with the same file and the same lists, validating as of any time from
/// `first` to before `end` gives the same, but for `CredentialReport::at`. *value*
struct Settled {
  trust::Time first;
  trust::Time end;

  [[nodiscard]] bool holds_at(trust::Time at) const { return first <= at && at < end; }
};

/// Between the two moments nearest to the report's at which a certificate that had a part in it, or
/// an anchor of a list, begins or ends, or that a signer or an authority states. Where a result
/// rests on further times (a response that was passed over, an aggregator's statement), it holds
/// at its own moment alone.
Settled settled_of(const CredentialReport& report, const trust::TrustStore& store);

}  // namespace gg::credentials
