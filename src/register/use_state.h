#pragma once

#include "register/word.h"

#include <array>
#include <cstdint>

namespace gg {

/// Where a use stands, from the idea to its end.
enum class UseState : std::uint8_t {
  Draft,               ///< being written; binds nobody
  Cleared,             ///< decided: may begin, nobody is waited for
  WaitingForContact,   ///< decided: waits for the contact's word
  WaitingForApproval,  ///< decided: waits for written approval
  InformationAsked,    ///< a reviewer asked; the partner answers
  Prohibited,          ///< decided: not on this title
  Approved,            ///< the contact agreed, or every reviewer approved in writing
  Declined,            ///< a reviewer declined, with a reason
  Active,              ///< work has begun
  Closed,              ///< work is done
  Expired,             ///< its approval ran out
  Voided,     ///< what its approval stood on is gone: a fact, a consent, the terms of a tool
  Withdrawn,  ///< taken back by the partner
};

inline constexpr std::array use_state_words = {
    Word<UseState>{"draft", UseState::Draft},
    Word<UseState>{"cleared", UseState::Cleared},
    Word<UseState>{"waiting_for_contact", UseState::WaitingForContact},
    Word<UseState>{"waiting_for_approval", UseState::WaitingForApproval},
    Word<UseState>{"information_asked", UseState::InformationAsked},
    Word<UseState>{"prohibited", UseState::Prohibited},
    Word<UseState>{"approved", UseState::Approved},
    Word<UseState>{"declined", UseState::Declined},
    Word<UseState>{"active", UseState::Active},
    Word<UseState>{"closed", UseState::Closed},
    Word<UseState>{"expired", UseState::Expired},
    Word<UseState>{"voided", UseState::Voided},
    Word<UseState>{"withdrawn", UseState::Withdrawn},
};

/// What somebody does to a use.
enum class UseStep : std::uint8_t {
  Declare,   ///< a draft is handed in and decided
  Amend,     ///< facts change, and it is decided again
  Ask,       ///< a reviewer needs to know more
  Answer,    ///< the partner says it
  Agree,     ///< one reviewer is content
  Decline,   ///< one reviewer is not
  Pass,      ///< a reviewer passes their part to somebody else
  Start,     ///< work begins
  Close,     ///< work is done
  Expire,    ///< the last day of the approval has passed
  Void,      ///< what it stood on is gone
  Withdraw,  ///< the partner takes it back
  MeetDuty   ///< somebody did what it asks for
};

inline constexpr std::array use_step_words = {
    Word<UseStep>{"declare", UseStep::Declare},
    Word<UseStep>{"amend", UseStep::Amend},
    Word<UseStep>{"ask", UseStep::Ask},
    Word<UseStep>{"answer", UseStep::Answer},
    Word<UseStep>{"agree", UseStep::Agree},
    Word<UseStep>{"decline", UseStep::Decline},
    Word<UseStep>{"pass", UseStep::Pass},
    Word<UseStep>{"start", UseStep::Start},
    Word<UseStep>{"close", UseStep::Close},
    Word<UseStep>{"expire", UseStep::Expire},
    Word<UseStep>{"void", UseStep::Void},
    Word<UseStep>{"withdraw", UseStep::Withdraw},
    Word<UseStep>{"meet_duty", UseStep::MeetDuty},
};

/// Whether a use that stands at `state` can take `step`. Who may take it is another question.
bool can_take(UseState state, UseStep step);

/// True while a reviewer is waited for.
constexpr bool is_waiting(UseState state) {
  return state == UseState::WaitingForContact || state == UseState::WaitingForApproval;
}

/// True where work may go on: what a clearance is given for.
constexpr bool may_proceed(UseState state) {
  return state == UseState::Cleared || state == UseState::Approved || state == UseState::Active;
}

/// True where nothing more happens to it.
constexpr bool is_over(UseState state) {
  return state == UseState::Closed || state == UseState::Withdrawn;
}

}  // namespace gg
