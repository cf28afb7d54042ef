#pragma once

#include "gate/credential_terms.h"
#include "trust/trust_list.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg {

/// Where trust lists are kept that take the place of those in the program, or stand beside them:
/// $GOODGATE_TRUST, else $XDG_DATA_HOME/goodgate/trust, else ~/.local/share/goodgate/trust; nothing
/// when there is no home folder. Each is a file NAME.signers.pem, .signers.json,
/// .time-stamps.pem or .time-stamps.json.
std::optional<std::filesystem::path> kept_lists_folder();

/// The lists that come with the program, each replaced by a kept one of the same name and kind,
/// then the other kept ones by file name. A folder that is not there keeps none. Errors:
/// Unavailable; those of `TrustList::parse`, with the file's name.
Result<std::vector<trust::TrustList>> lists_in_force(
    const std::optional<std::filesystem::path>& folder);

/// What a list that is to be kept does not say itself.
struct ListToKeep {
  std::optional<trust::ListKind> kind =
      {};                 ///< Nothing: that of the list in the program of its name.
  std::string name = {};  ///< Empty: as it says itself, else the file's name.
};

/// Reads a list and keeps a copy of it in `folder`, which is made. Returns it as it is in force
/// now. Errors: those of reading it; InvalidInput where nothing says for whom it vouches; Conflict
/// where it is older than the one that it would replace.
Result<trust::TrustList> keep_list(const std::filesystem::path& folder,
                                   const std::filesystem::path& file, const ListToKeep& wanted);

/// Keeps a list no longer. Errors: NotFound where none of that name is kept.
Result<void> remove_list(const std::filesystem::path& folder, std::string_view name);

/// The terms of whoever names no lists: those in force, as of `at`. Errors: as `lists_in_force`.
Result<CredentialTerms> usual_credential_terms(
    trust::Time at, trust::LegacyStamps legacy_stamps = trust::LegacyStamps::Believed);

}  // namespace gg
