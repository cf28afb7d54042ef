#pragma once

#include "base/result.h"
#include "register/absence.h"
#include "register/moment.h"
#include "register/review.h"
#include "store/transaction.h"

#include <optional>
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
  /// Those who are away and for whom they decide today, each with the grants they decide by.
  std::vector<Actor> stands_in;
};

/// Nobody: what happens because time passes.
Actor system_actor();

/// The person with this id and all they are granted now. Errors: NotFound, Forbidden for a person
/// who has left.
Result<Actor> load_actor(store::Snapshot& snapshot, std::string_view person);

/// Takes away what lies outside a token's scope, in standing in for others too: other roles, other
/// titles, and speaking for people unless the role of a representative is in it.
void narrow(Actor& actor, TokenScope scope);

/// `load_actor` with those they stand in for at `now`. Who stands in for others does not pass that
/// on.
Result<Actor> load_actor_at(store::Snapshot& snapshot, std::string_view person, Moment now);

/// Out of office as a person's document has it; nothing where it says nothing.
std::optional<Absence> absence_from(const Json& doc);

/// True when the actor has the role for `title`; a grant without a title is for all of them.
bool has_role(const Actor& actor, DeskRole role, std::string_view title);
bool has_role(const std::vector<Grant>& grants, DeskRole role, std::string_view title);

/// The roles an actor has for any title, each once.
std::vector<DeskRole> roles_of(const Actor& actor);

/// The people who have `role` for `title`, by id, each once.
Result<std::vector<std::string>> people_with_role(store::Snapshot& snapshot, DeskRole role,
                                                  std::string_view title);

/// The people who have any of `roles` for `title`, each once.
Result<std::vector<std::string>> people_with_any_role(store::Snapshot& snapshot,
                                                      const std::set<DeskRole>& roles,
                                                      std::string_view title);

}  // namespace gg::clearance
