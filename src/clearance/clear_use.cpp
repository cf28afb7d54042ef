#include "clearance/clear_use.h"

#include "base/text.h"
#include "clearance/approvals.h"
#include "clearance/doc.h"
#include "clearance/entry.h"
#include "clearance/use_doc.h"
#include "rulebook/book.h"

namespace gg::clearance {
namespace {

/// People the use is about whose consent is not given.
Result<std::vector<std::string>> without_consent(store::Snapshot& snapshot,
                                                 const store::Record& use) {
  std::vector<std::string> consenting;
  for (const auto& id : texts_at(use.doc, "consents")) {
    TRY_LET(const auto consent, must_find(snapshot, "consent", id));
    if (consent.state == "given") consenting.push_back(text_at(consent.doc, "person"));
  }
  std::vector<std::string> missing;
  for (const auto& person : texts_at(use.doc, "people"))
    if (!contains(consenting, person)) missing.push_back(person);
  return missing;
}

/// Where a use stands that may not proceed, and whose word it waits for.
std::string why_stopped(const store::Record& use) {
  std::vector<std::string> awaited;
  for (const auto& track : tracks_of(use))
    if (track.state == TrackState::Waiting) awaited.push_back(track.reviewer);
  const auto text = use.id + " is " + use.state + ": it may not proceed";
  if (state_of(use) == UseState::InformationAsked) return text + "; a reviewer asked the partner";
  if (!is_waiting(state_of(use)) || awaited.empty()) return text;
  return text + "; it waits for " + joined(awaited, ", ");
}

bool comes_before_work(const Json& duty) {
  const auto due = value_of(rulebook::due_words, text_member(duty, "due"));
  return due == rulebook::Due::BeforeWork || due == rulebook::Due::BeforeGeneration;
}

/// Duties that other acts show done by themselves: an approval, a consent, the notice to the
/// contact.
bool is_shown_otherwise(const Json& duty) {
  const auto evidence = value_of(rulebook::duty_evidence_words, text_member(duty, "evidence"));
  return evidence == rulebook::DutyEvidence::Approval ||
         evidence == rulebook::DutyEvidence::Consent || evidence == rulebook::DutyEvidence::Told;
}

Result<std::string> what_is_missing(store::Snapshot& snapshot, const store::Record& use) {
  std::string missing;
  const auto add = [&missing](const std::string& line) {
    missing += (missing.empty() ? "" : "\n") + line;
  };
  if (!may_proceed(state_of(use))) add(why_stopped(use));
  if (outcome_of(use) == Outcome::Approve) {
    TRY_LET(const auto approval, approval_in_force(snapshot, use));
    if (!approval) add("no written approval is in force");
  }
  TRY_LET(const auto people, without_consent(snapshot, use));
  for (const auto& person : people) add("no consent of " + person + " is in force");
  for (const auto& id : texts_at(use.doc, "licences")) {
    TRY_LET(const auto licence, must_find(snapshot, "licence", id));
    if (licence.state != "active") add("the licence " + id + " is " + licence.state);
  }
  if (const auto* duties = find_member(use.doc, "duties"))
    for (const auto& duty : *duties)
      if (text_member(duty, "state") != "met" && comes_before_work(duty) &&
          !is_shown_otherwise(duty))
        add("duty " + text_at(duty, "id") + " is open: " + text_at(duty, "what"));
  return missing;
}

}  // namespace

Result<store::Record> clear_use(Work& work, std::string_view id, const std::string& clearance_id) {
  TRY_LET(auto use, must_find(work.transaction, "use", id));
  TRY(authorise(work.actor, Right::DeclareUse, {use.title, use.company}));
  TRY_LET(const auto missing, what_is_missing(work.transaction, use));
  if (!missing.empty()) return fail(Error{ErrorKind::Conflict, missing});
  auto shown = use;
  shown.updated = text_of(work.now);
  TRY(append_entry(work, "clearance.issued", shown, {.facts = {{"clearance", clearance_id}}}));
  return use;
}

}  // namespace gg::clearance
