#pragma once

#include "credentials/validation.h"

#include <cstdint>
#include <string_view>

namespace gg::credentials {

/// In what way credentials fail, worst last.
enum class Breach : std::uint8_t {
  None,
  /// Nothing was changed, but the certificate had run out and no trusted time stamp proves that the
  /// signature is older.
  Expired,
  /// Nothing was changed, but a rule is broken, or the certificate may not sign or was revoked.
  Rules,
  /// A signature or a hash does not fit, or nothing shows that it does.
  Tampered,
};

/// What all that was found of a file's credentials comes to; `None` where they are trusted, valid,
/// or where there are none. That the segments of a stream are not here is no breach.
Breach breach_of(const CredentialReport& report);

/// True where nothing is known against the credentials of an initialization segment, but the
/// segments that they bind were not read with it.
bool lacks_only_segments(const CredentialReport& report);

/// The same of one manifest by itself: what its user recorded counts too, and the file does not.
Breach breach_of(const ManifestResult& manifest);

}  // namespace gg::credentials
