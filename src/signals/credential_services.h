#pragma once

#include "credentials/manifest_list.h"
#include "signals/evidence.h"

#include <span>
#include <string_view>

namespace gg::signals {

/// A service or product that signs what it makes. To add one: a row, and a case in
/// tests/expectations/credentials.cases.
struct CredentialService {
  std::string_view tool;  ///< As people know it.
  /// Names by which it is known, as value patterns of signals/table.h: of the claim generator, of
  /// the signer (organization and common name), of the software agents of actions.
  std::string_view generator;
  std::string_view signer;
  std::string_view agent;
  /// What its credential claims where no digital source type is stated; `NotStated` for services
  /// that also sign what is not made by AI.
  Claim implied = Claim::NotStated;
  std::string_view source;
};

std::span<const CredentialService> credential_services();

/// The service behind a manifest, or null. Cameras and plain editors are no rows.
const CredentialService* find_service(const credentials::ManifestSummary& manifest);

}  // namespace gg::signals
