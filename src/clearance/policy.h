#pragma once

#include "base/result.h"
#include "clearance/actor.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace gg::clearance {

/// What may be allowed to somebody.
enum class Right : std::uint8_t {
  ReadTitle,         ///< see a title and what is registered on it
  ReadPeople,        ///< see people, companies and tools
  ManageTitle,       ///< open a title, change what is stated of it
  ManagePeople,      ///< people, companies and what they are granted
  ManageTools,       ///< tools and their terms
  ReadRulebooks,     ///< see rulebooks with their drafts, proofs and what they would change
  ManageRulebooks,   ///< upload, propose, publish and retire versions of rulebooks
  DeclareUse,        ///< write, declare, change, answer, withdraw, begin and end a use
  ReviewUse,         ///< ask, agree, decline: for the reviewers one speaks for
  RevokeApproval,    ///< take an approval back
  RecordConsent,     ///< ask somebody for consent
  AnswerConsent,     ///< give, refuse, withdraw it: the person or who speaks for them
  RecordLicence,     ///< licences of rights holders
  RegisterAsset,     ///< files, temporary or final
  JudgeDelivery,     ///< hand over a delivery and have it judged
  Waive,             ///< accept a finding
  MeetDuty,          ///< say that a duty is done, with what shows it
  Disclose,          ///< credits, cue sheet, notices
  AcceptDisclosure,  ///< take a cue sheet, make what the audience is told public
  Attach,            ///< files, to what one sees
  Detach,            ///< files that others attached, taken away
  ReadLedger,        ///< entries, proofs, evidence packs
  EraseData,         ///< take personal data out of the register
  ManageSettings,    ///< keys, webhooks, back-ups
};

/// What the right is wanted for.
struct Place {
  std::string_view title;    ///< Id; empty: the installation.
  std::string_view company;  ///< Of the use; a partner or vendor acts for their own only.
};

/// Lets the actor pass or says who could. Errors: Forbidden.
Result<void> authorise(const Actor& actor, Right right, const Place& place);

/// The roles that have a right.
const std::vector<DeskRole>& roles_with(Right right);

/// True for a role that sees and does only what is its own company's.
bool is_bound_to_company(DeskRole role);

}  // namespace gg::clearance
