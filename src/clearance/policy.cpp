#include "clearance/policy.h"

#include "base/text.h"

#include <algorithm>

namespace gg::clearance {
namespace {

using enum DeskRole;

struct Row {
  Right right;
  std::string_view what;  ///< After "may not".
  std::vector<DeskRole> roles;
};

/// Who may do what. Administrators keep people and keys and approve nothing.
const std::vector<Row>& table() {
  static const std::vector<Row> rows = {
      {Right::ReadTitle,
       "see this title",
       {Partner, Coordinator, Contact, Legal, Representative, Vendor, Auditor, Administrator}},
      {Right::ReadPeople,
       "see people and tools",
       {Partner, Coordinator, Contact, Legal, Representative, Vendor, Auditor, Administrator}},
      {Right::ManageTitle, "change what is stated of this title", {Coordinator, Contact, Legal}},
      {Right::ManagePeople, "change people and what they are granted", {Administrator}},
      {Right::ManageTools, "change the tool register", {Coordinator, Contact, Legal}},
      {Right::ReadRulebooks, "see rulebooks", {Coordinator, Contact, Legal, Auditor}},
      {Right::ManageRulebooks, "change rulebooks", {Legal}},
      {Right::DeclareUse, "declare or change uses here", {Partner, Coordinator, Vendor}},
      {Right::ReviewUse, "decide on uses here", {Contact, Legal, Representative}},
      {Right::RevokeApproval, "revoke an approval here", {Contact, Legal}},
      {Right::RecordConsent,
       "ask for consents here",
       {Partner, Coordinator, Legal, Representative}},
      {Right::AnswerConsent, "answer for this person", {Representative}},
      {Right::RecordLicence, "record licences here", {Partner, Coordinator, Legal}},
      {Right::RegisterAsset, "register assets here", {Partner, Coordinator, Vendor}},
      {Right::JudgeDelivery,
       "have a delivery judged here",
       {Partner, Coordinator, Contact, Vendor}},
      {Right::Waive, "waive findings here", {Contact, Legal}},
      {Right::MeetDuty,
       "record duties as done here",
       {Partner, Coordinator, Contact, Legal, Vendor}},
      {Right::Disclose, "record disclosures here", {Partner, Coordinator, Legal}},
      {Right::AcceptDisclosure, "accept cue sheets or tell the audience here", {Contact, Legal}},
      {Right::Attach,
       "attach files here",
       {Partner, Coordinator, Contact, Legal, Representative, Vendor}},
      {Right::Detach, "take away what others attached here", {Coordinator, Legal}},
      {Right::ReadLedger, "read the ledger of this title", {Coordinator, Contact, Legal, Auditor}},
      {Right::EraseData, "erase personal data", {Legal}},
      {Right::ManageSettings, "change settings", {Administrator}},
  };
  return rows;
}

const Row& row_of(Right right) { return *std::ranges::find(table(), right, &Row::right); }

/// A deputy sees and decides for who is away, and does nothing else for them.
bool passes_to_deputies(Right right) {
  return right == Right::ReadTitle || right == Right::ReadPeople || right == Right::ReviewUse;
}

bool reaches(const Grant& grant, const Actor& actor, Right right, const Place& place) {
  // Whoever works on any title reads the registers that all titles share.
  if (right == Right::ReadPeople || right == Right::ReadRulebooks) return true;
  if (!grant.title.empty() && grant.title != place.title) return false;
  return place.company.empty() || !is_bound_to_company(grant.role) ||
         actor.company == place.company;
}

}  // namespace

const std::vector<DeskRole>& roles_with(Right right) { return row_of(right).roles; }

bool is_bound_to_company(DeskRole role) { return role == Partner || role == Vendor; }

Result<void> authorise(const Actor& actor, Right right, const Place& place) {
  const auto& row = row_of(right);
  const auto allows = [&](const Actor& speaker, const Grant& grant) {
    return std::ranges::find(row.roles, grant.role) != row.roles.end() &&
           reaches(grant, speaker, right, place);
  };
  const auto may_as = [&](const Actor& speaker) {
    return std::ranges::any_of(speaker.grants,
                               [&](const Grant& grant) { return allows(speaker, grant); });
  };
  const bool may =
      may_as(actor) || (passes_to_deputies(right) && std::ranges::any_of(actor.stands_in, may_as));
  if (may || actor.id == system_actor().id) return {};
  std::vector<std::string> words;
  for (const auto role : row.roles) words.emplace_back(word_of(desk_role_words, role));
  return fail(Error{ErrorKind::Forbidden, actor.name + " may not " + std::string(row.what) +
                                              "; these roles may: " + joined(words, ", ")});
}

}  // namespace gg::clearance
