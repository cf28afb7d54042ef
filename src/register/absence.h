#pragma once

#include "register/date.h"
#include "register/review.h"

#include <string>
#include <vector>

namespace gg {

/// Out of office: who speaks for somebody meanwhile. *value*
struct Absence {
  std::string deputy;           ///< Id of a person.
  Date from;                    ///< First day, in UTC.
  Date until;                   ///< Last day.
  std::vector<DeskRole> reach;  ///< Roles the deputy speaks in without holding them.
};

bool is_away(const Absence& absence, const Date& day);

/// The roles in which a deputy speaks for the absent: of the roles the absent decides in, those the
/// deputy holds too and those the deputy was named with. None for an administrator, who decides
/// nothing.
std::vector<DeskRole> roles_stood_in(const Absence& absence, const std::vector<DeskRole>& absent,
                                     const std::vector<DeskRole>& deputy);

/// True for a role that decides on uses.
constexpr bool is_deciding(DeskRole role) {
  return role == DeskRole::Contact || role == DeskRole::Legal || role == DeskRole::Representative;
}

}  // namespace gg
