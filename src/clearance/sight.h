#pragma once

#include "clearance/actor.h"
#include "store/record.h"

#include <string>
#include <vector>

namespace gg::clearance {

/// What decides who sees something: its title, whose it is, whom it is about. *value*
struct Subject {
  std::string title;                ///< Id; empty: of no title.
  std::string company;              ///< Id; empty: of the title itself.
  std::vector<std::string> people;  ///< Ids of the people it names.
};

Subject subject_of(const store::Record& record);

/// Whether somebody sees it: on a title of theirs; where they are bound to a company, only what is
/// that company's or the title's; where they speak for people, only what names one of those. A
/// deputy sees what those they stand in for see by the roles they decide in.
bool may_see(const Actor& actor, const Subject& subject);

/// The same for a record, with the right to read its noun. Errors: Forbidden; NotFound, for what is
/// there and not theirs to know of.
Result<void> check_sight(const Actor& actor, const store::Record& record);

/// The same for a list: leaves of `query`, which names a noun, what they see of it. Errors:
/// Forbidden.
Result<void> narrow_to_sight(const Actor& actor, store::Query& query);

/// True when the actor speaks for this reviewer of a use: by a role and, for talent, by
/// representing somebody who is in it.
bool speaks_for(const Actor& actor, const std::string& reviewer, const store::Record& use);

}  // namespace gg::clearance
