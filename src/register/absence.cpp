#include "register/absence.h"

#include <algorithm>

namespace gg {
namespace {

bool holds(const std::vector<DeskRole>& roles, DeskRole role) {
  return std::ranges::find(roles, role) != roles.end();
}

}  // namespace

bool is_away(const Absence& absence, const Date& day) {
  return absence.from <= day && day <= absence.until;
}

std::vector<DeskRole> roles_stood_in(const Absence& absence, const std::vector<DeskRole>& absent,
                                     const std::vector<DeskRole>& deputy) {
  std::vector<DeskRole> roles;
  if (holds(deputy, DeskRole::Administrator)) return roles;
  for (const auto role : absent) {
    const bool may = holds(deputy, role) || holds(absence.reach, role);
    if (is_deciding(role) && may && !holds(roles, role)) roles.push_back(role);
  }
  return roles;
}

}  // namespace gg
