#include "clearance/decide_again.h"

#include "clearance/approvals.h"
#include "clearance/doc.h"
#include "clearance/duties.h"
#include "clearance/rulebook_store.h"
#include "clearance/use_doc.h"
#include "clearance/voice.h"

namespace gg::clearance {
namespace {

/// What decides is kept with the register, so that its decisions can be recomputed for ever: the
/// program's next version may come with other books.
Result<void> keep_books(Work& work, const rulebook::BookSet& books) {
  for (const auto& file : books.books()) {
    TRY_LET(const bool is_kept, has_book_text(work.transaction, file->sha256.hex()));
    if (!is_kept) TRY(keep_book_text(work.transaction, *file));
  }
  return {};
}

}  // namespace

Result<std::vector<std::string>> told_of_decision(Work& work, const store::Record& use) {
  TRY_LET(auto told, people_with_role(work.transaction, DeskRole::Contact, use.title));
  TRY_LET(const auto waited_for, people_waited_for(work.transaction, use));
  add_people(told, waited_for);
  return told;
}

Result<store::Record> put_ruled(Work& work, std::string_view act, store::Record use,
                                UseRuling ruling) {
  TRY_LET(const auto title, must_find(work.transaction, "title", use.title));
  TRY(keep_books(work, *ruling.books));
  apply_ruling(work, use, title, std::move(ruling));
  auto telling = telling_of(use);
  if (outcome_of(use) != Outcome::Clear) {
    TRY_LET(telling.inform, told_of_decision(work, use));
    TRY_LET(const auto contacts, people_with_role(work.transaction, DeskRole::Contact, use.title));
    if (!contacts.empty())
      settle_duties(work, use, rulebook::DutyEvidence::Told,
                    "the desk told the contact when it was decided");
  }
  return put(work, act, std::move(use), std::move(telling));
}

Result<store::Record> begin_anew(Work& work, std::string_view act, store::Record use,
                                 UseRuling ruling, const std::string& why) {
  TRY_LET(auto approval, approval_in_force(work.transaction, use));
  if (approval) TRY(end_approval(work, *std::move(approval), "voided", why));
  if (const auto last = text_at(use.doc, "approval"); !last.empty())
    use.doc["approval_before"] = last;
  use.doc.erase("approval");
  use.doc.erase("voided_why");
  use.doc.erase("voided_at");
  use.doc["amended_why"] = why;
  return put_ruled(work, act, std::move(use), std::move(ruling));
}

Result<store::Record> decide_again(Work& work, std::string_view id, const std::string& reason,
                                   std::int64_t version) {
  TRY_LET(auto use, must_find(work.transaction, "use", id));
  TRY(authorise(work.actor, Right::ReviewUse, {use.title, {}}));
  TRY(check_version(use, version));
  TRY(check_step(use, UseStep::Void));
  TRY_LET(auto ruling, decide(work.transaction, work.world, work.now, use, Unasked::PassOver));
  use.doc["decided_again"] = {{"by", work.actor.id},
                              {"at", text_of(work.now)},
                              {"why", reason},
                              {"outcome", word_of(outcome_words, ruling.outcome)},
                              {"rulebooks", ruling.record.at("rulebooks")}};
  if (!asks_the_same(use, ruling))
    return begin_anew(work, "use.decided_again", std::move(use), std::move(ruling), reason);
  TRY(keep_books(work, *ruling.books));
  Telling telling{
      .facts = {{"outcome", word_of(outcome_words, ruling.outcome)}, {"asks_the_same", true}},
      .rulebooks = ruling.record.at("rulebooks")};
  return put(work, "use.decided_again", std::move(use), std::move(telling));
}

}  // namespace gg::clearance
