#pragma once

#include "base/result.h"
#include "register/review.h"
#include "store/transaction.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

/// What a person is to one title, or to all of the installation. *value*
struct Grant {
  DeskRole role = DeskRole::Auditor;
  std::string title;  ///< Id; empty: every title.
};

/// What a token narrows its holder to; a list that is empty narrows nothing. *value*
struct TokenScope {
  std::vector<std::string> titles;  ///< Ids.
  std::vector<std::string> roles;   ///< Words.
  [[nodiscard]] bool narrows() const { return !titles.empty() || !roles.empty(); }
};

/// Who does something. *value*
struct Actor {
  std::string id;  ///< Of a person; "system" for what the clock brings about.
  std::string name;
  std::string company;                  ///< Id; empty: of none.
  std::vector<std::string> represents;  ///< Ids of the people spoken for.
  std::vector<Grant> grants;
  TokenScope scope;  ///< Of the token they show; their grants are within it.
  std::string only;  ///< Acts by a signed link, for this one object alone; empty: by no link.
};

/// Nobody: what happens because time passes.
Actor system_actor();

/// The person with this id and all they are granted now. Errors: NotFound, Forbidden for a person
/// who has left.
Result<Actor> load_actor(store::Snapshot& snapshot, std::string_view person);

/// Takes away what lies outside a token's scope: other roles, other titles, and speaking for people
/// unless the role of a representative is in it.
void narrow(Actor& actor, TokenScope scope);

/// True when the actor has the role for `title`; a grant without a title is for all of them.
bool has_role(const Actor& actor, DeskRole role, std::string_view title);

/// The people who have `role` for `title`, by id, each once.
Result<std::vector<std::string>> people_with_role(store::Snapshot& snapshot, DeskRole role,
                                                  std::string_view title);

/// The people who have any of `roles` for `title`, each once.
Result<std::vector<std::string>> people_with_any_role(store::Snapshot& snapshot,
                                                      const std::set<DeskRole>& roles,
                                                      std::string_view title);

}  // namespace gg::clearance
