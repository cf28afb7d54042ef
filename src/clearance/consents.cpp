#include "clearance/consents.h"

#include "clearance/approvals.h"
#include "clearance/cascade.h"
#include "clearance/doc.h"

#include <algorithm>

namespace gg::clearance {
namespace {

Result<store::Record> consent_for(Work& work, std::string_view id, std::int64_t version) {
  TRY_LET(auto consent, must_find(work.transaction, "consent", id));
  TRY(check_answers_for(work.actor, consent));
  TRY(check_version(consent, version));
  return consent;
}

Result<void> check_state(const store::Record& consent, std::string_view wanted) {
  if (consent.state == wanted) return {};
  return fail(Error{ErrorKind::Conflict,
                    consent.id + " is " + consent.state + ", not " + std::string(wanted)});
}

Telling consent_telling(const store::Record& consent) {
  return {.facts = {{"uses", texts_at(consent.doc, "uses")}},
          .inform = {text_at(consent.doc, "created_by")}};
}

}  // namespace

Result<void> check_answers_for(const Actor& actor, const store::Record& consent) {
  const auto person = text_at(consent.doc, "person");
  const bool is_linked = actor.only == consent.id;
  const bool speaks_for_them =
      std::ranges::find(actor.represents, person) != actor.represents.end() &&
      (is_linked || has_role(actor, DeskRole::Representative, consent.title));
  const bool reaches = actor.only.empty() || is_linked;
  const bool is_themselves = person == actor.id && !actor.scope.narrows();
  if (reaches && (is_themselves || speaks_for_them)) return {};
  return fail(Error{ErrorKind::Forbidden, actor.name +
                                              " may not answer for this person; they or their "
                                              "representative may"});
}

Result<store::Record> give_consent(Work& work, std::string_view id, std::int64_t version) {
  TRY_LET(auto consent, consent_for(work, id, version));
  TRY(check_state(consent, "asked"));
  consent.state = "given";
  consent.doc["given_at"] = text_of(work.now);
  consent.doc["given_by"] = work.actor.id;
  consent.due = end_of_day(text_at(consent.doc, "expires"));
  auto telling = consent_telling(consent);
  return put(work, "consent.given", std::move(consent), std::move(telling));
}

Result<store::Record> refuse_consent(Work& work, std::string_view id, const std::string& reason,
                                     std::int64_t version) {
  TRY_LET(auto consent, consent_for(work, id, version));
  TRY(check_state(consent, "asked"));
  consent.state = "refused";
  consent.doc["refused_at"] = text_of(work.now);
  consent.doc["refused_why"] = reason;
  auto telling = consent_telling(consent);
  return put(work, "consent.refused", std::move(consent), std::move(telling));
}

Result<store::Record> withdraw_consent(Work& work, std::string_view id, const std::string& reason,
                                       std::int64_t version) {
  TRY_LET(auto consent, consent_for(work, id, version));
  TRY(check_state(consent, "given"));
  consent.state = "withdrawn";
  consent.due.clear();
  consent.doc["withdrawn_at"] = text_of(work.now);
  consent.doc["withdrawn_why"] = reason;
  auto telling = consent_telling(consent);
  TRY_LET(auto withdrawn, put(work, "consent.withdrawn", std::move(consent), std::move(telling)));
  const auto why = "the consent " + withdrawn.id + " it relied on was withdrawn";
  TRY(void_uses_of(work, withdrawn.id, why));
  for (const auto& use_id : texts_at(withdrawn.doc, "uses")) {
    TRY_LET(const auto use, must_find(work.transaction, "use", use_id));
    TRY(void_use(work, use, why));
  }
  return withdrawn;
}

}  // namespace gg::clearance
