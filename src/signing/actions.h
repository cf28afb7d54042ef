#pragma once

#include "signing/ingredient.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::signing {

/// How a file came about, as its studio states it. *value*
struct History {
  std::string source_type;        ///< Address of a digital source type; empty: none is stated.
  Generator made_with;            ///< The tool that made or changed it; no name: none is stated.
  std::vector<std::string> uses;  ///< Ids of the register's uses that this file is of.
  /// Further actions in order, each an object as C2PA's JSON has it: `action`, `when`,
  /// `digitalSourceType`, `parameters` … An action names ingredients by their file names in
  /// `parameters.ingredientIds`.
  Json actions = Json::array();
};

/// An ingredient with the reference to its assertion. *value, of views*
struct UsedIngredient {
  const Ingredient* ingredient = nullptr;
  ByteArray reference;
};

/// "c2pa.actions.v2" for claims of version 2, "c2pa.actions" for those of version 1.
std::string_view actions_label(ClaimVersion version);

/// The content of that assertion. It begins with c2pa.opened where there is a parent, else with
/// c2pa.created, unless the history begins so itself; then what was done with which source type,
/// c2pa.placed for each component, and the history's own actions.
/// Errors: InvalidInput (no source type for a file that is created, an action that an update may
/// not have, an action in a wrong place or without name, an ingredient that is not there).
/// Source: C2PA 2.2 sections 18.14 and 11.2.3, actions.cddl.
Result<ByteArray> actions_assertion(const History& history,
                                    const std::vector<UsedIngredient>& ingredients,
                                    ClaimVersion version, ManifestKind kind);

}  // namespace gg::signing
