#include "register/use_state.h"

#include <initializer_list>

namespace gg {
namespace {

using enum UseState;

/// A set of states, a bit each.
constexpr std::uint32_t any_of(std::initializer_list<UseState> states) {
  std::uint32_t bits = 0;
  for (const auto state : states) bits |= 1U << static_cast<unsigned>(state);
  return bits;
}

constexpr std::uint32_t in_review =
    any_of({WaitingForContact, WaitingForApproval, InformationAsked});
constexpr std::uint32_t going_on = any_of({Cleared, Approved, Active});

constexpr std::uint32_t states_before(UseStep step) {
  switch (step) {
    case UseStep::Declare:
      return any_of({Draft});
    case UseStep::Amend:
      return in_review | going_on | any_of({Prohibited, Declined, Expired, Voided});
    case UseStep::Ask:
      return any_of({WaitingForContact, WaitingForApproval});
    case UseStep::Answer:
      return any_of({InformationAsked});
    case UseStep::Agree:
    case UseStep::Decline:
    case UseStep::Pass:
      return in_review;
    case UseStep::Start:
      return any_of({Cleared, Approved});
    case UseStep::Close:
      return going_on;
    case UseStep::Expire:
      return any_of({Approved, Active});
    case UseStep::Void:
      return in_review | going_on;
    case UseStep::Withdraw:
      return in_review | going_on | any_of({Draft, Prohibited, Declined, Expired, Voided});
    case UseStep::MeetDuty:
      return in_review | going_on | any_of({Closed, Expired});
  }
  return 0;
}

}  // namespace

bool can_take(UseState state, UseStep step) { return (states_before(step) & any_of({state})) != 0; }

}  // namespace gg
