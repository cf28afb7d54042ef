#include "clearance/rulebook_acts.h"

#include "clearance/doc.h"
#include "clearance/rulebook_store.h"
#include "clearance/rulebook_titles.h"
#include "clearance/voice.h"
#include "shapes/shapes.h"
#include "shelf/shelf.h"

#include <algorithm>

namespace gg::clearance {
namespace {

using rulebook::BookFilePtr;

std::string version_name(const store::Record& record) {
  return text_at(record.doc, "book") + "@" + text_at(record.doc, "book_version");
}

/// A version that somebody may act on, in one of these states.
Result<store::Record> version_for(Work& work, std::string_view id, std::int64_t version,
                                  const std::vector<std::string_view>& states) {
  TRY_LET(auto record, must_find(work.transaction, "rulebook", id));
  TRY(authorise(work.actor, Right::ManageRulebooks, {}));
  TRY(check_version(record, version));
  if (std::ranges::find(states, record.state) != states.end()) return record;
  return fail(Error{ErrorKind::Conflict, version_name(record) + " is " + record.state +
                                             ": this cannot be done with it any more or yet"});
}

/// Two texts with one name would leave nobody knowing which of them decided.
Result<void> check_is_new(store::Snapshot& snapshot, const store::Record& record) {
  const auto name = version_name(record);
  const auto taken = [&](const std::string& by) {
    return fail(Error{ErrorKind::Conflict,
                      name + " is there already (" + by + "): give yours another version"});
  };
  for (const auto& one : shelf::shipped())
    if (one.name() == name) return taken("it comes with the program");
  auto statement = snapshot.connection().prepare(
      "SELECT id FROM record WHERE noun = 'rulebook' AND json_extract(doc, '$.book') = ?1"
      " AND json_extract(doc, '$.book_version') = ?2 AND id <> ?3 AND state <> 'withdrawn'");
  const auto book = text_at(record.doc, "book");
  const auto version = text_at(record.doc, "book_version");
  statement.bind(1, book).bind(2, version).bind(3, record.id);
  TRY_LET(const bool is_row, statement.next());
  return is_row ? Result<void>(taken(statement.text(0))) : Result<void>();
}

/// The checks of a text that was just handed in: cases were run, the rest waits.
Json checks_of(const HandedBook& handed) {
  return {{"state", "waiting"},
          {"cases", {{"run", handed.file->book.cases.size()}, {"failed", handed.failed}}},
          {"proofs", {{"state", "waiting"}}},
          {"together", {{"state", "waiting"}}},
          {"difference", {{"state", "waiting"}}}};
}

void set_text(store::Record& record, const HandedBook& handed) {
  const auto& book = handed.file->book;
  record.doc["book"] = book.id;
  record.doc["book_version"] = book.version;
  record.doc["name"] = book.name;
  record.doc["sha256"] = handed.file->sha256.hex();
  record.doc["file"] = handed.name;
  record.doc["form"] = handed.form;
  record.doc["counts"] = {{"facts", book.facts.size()},
                          {"rows", book.rows.size()},
                          {"invariants", book.invariants.size()},
                          {"cases", book.cases.size()}};
  record.doc["checks"] = checks_of(handed);
  record.state = "draft";
}

Telling telling_of_version(const store::Record& record, Json facts = Json::object()) {
  facts["book"] = record.doc.at("book");
  facts["book_version"] = record.doc.at("book_version");
  return {.facts = std::move(facts),
          .rulebooks = {{{"id", record.doc.at("book")},
                         {"version", record.doc.at("book_version")},
                         {"sha256", record.doc.at("sha256")}}},
          .inform = {}};
}

Result<store::Record> put_text(Work& work, std::string_view act, store::Record record,
                               const HandedBook& handed) {
  set_text(record, handed);
  TRY(check_is_new(work.transaction, record));
  TRY(keep_book_text(work.transaction, *handed.file));
  auto telling = telling_of_version(record);
  return put(work, act, std::move(record), std::move(telling));
}

/// The others who could say the second word.
Result<std::vector<std::string>> other_publishers(Work& work) {
  TRY_LET(auto people, people_with_role(work.transaction, DeskRole::Legal, ""));
  std::erase(people, work.actor.id);
  return people;
}

/// What was shown as the difference is the difference: nothing else came into force meanwhile.
Result<void> check_is_fresh(Work& work, const store::Record& record, Date day) {
  TRY_LET(const auto before,
          version_in_force(work.transaction, work.world, text_at(record.doc, "book"), day));
  const auto& difference = record.doc.at("checks").at("difference");
  if (text_at(difference, "against_sha256") == (before ? before->sha256.hex() : std::string()))
    return {};
  return fail(Error{ErrorKind::Conflict,
                    version_name(record) + " was compared with " +
                        (difference.contains("against") ? text_at(difference, "against")
                                                        : std::string("no version")) +
                        ", which is not the one in force then; have it checked again"});
}

Date first_day_of(const store::Record& record, Moment now) {
  const auto day = Date::parse(text_at(record.doc.at("proposed"), "from"));
  return day ? std::max(*day, day_of(now)) : day_of(now);
}

Result<void> check_is_another(const Work& work, const Json& first, std::string_view what) {
  if (text_at(first, "by") != work.actor.id) return {};
  return fail(Error{ErrorKind::Forbidden, "you " + std::string(what) +
                                              " it yourself: a second person must say the word"});
}

std::string start_of(Date day) { return day.text() + "T00:00:00.000Z"; }

/// Nobody may be left with a version that is gone.
Result<void> check_is_not_pinned(Work& work, const store::Record& record) {
  TRY_LET(const auto titles, titles_of_book(work.transaction, text_at(record.doc, "book")));
  for (const auto& one : titles)
    if (one.pinned == text_at(record.doc, "book_version"))
      return fail(Error{ErrorKind::Conflict, text_at(one.title.doc, "name") + " names " +
                                                 version_name(record) +
                                                 " as its own; change that title first"});
  return {};
}

Result<store::Record> ask_to_retire(Work& work, store::Record record, const std::string& reason) {
  record.doc["retirement"] = {{"by", work.actor.id}, {"at", text_of(work.now)}, {"why", reason}};
  auto telling = telling_of_version(record, {{"why", reason}});
  TRY_LET(telling.inform, other_publishers(work));
  return put(work, "rulebook.retirement_asked", std::move(record), std::move(telling));
}

}  // namespace

Result<store::Record> add_rulebook(Work& work, const HandedBook& handed) {
  TRY(authorise(work.actor, Right::ManageRulebooks, {}));
  store::Record record{.id = new_id(work, noun("rulebook").prefix),
                       .noun = "rulebook",
                       .title = {},
                       .company = {},
                       .state = {},
                       .version = 0,
                       .due = {},
                       .created = {},
                       .updated = {},
                       .doc = {{"created_by", work.actor.id}}};
  return put_text(work, "rulebook.uploaded", std::move(record), handed);
}

Result<store::Record> replace_rulebook(Work& work, std::string_view id, const HandedBook& handed,
                                       std::int64_t version) {
  TRY_LET(auto record, version_for(work, id, version, {"draft", "checked"}));
  if (text_at(record.doc, "book") != handed.file->book.id)
    return fail(Error{ErrorKind::InvalidInput, "/content: this is " + handed.file->book.id +
                                                   ", not " + text_at(record.doc, "book") +
                                                   "; upload it as a rulebook of its own"});
  return put_text(work, "rulebook.replaced", std::move(record), handed);
}

Result<store::Record> check_rulebook(Work& work, std::string_view id, std::int64_t version) {
  TRY_LET(auto record, version_for(work, id, version, {"draft", "checked"}));
  record.state = "draft";
  auto& checks = record.doc["checks"];
  checks["state"] = "waiting";
  checks["proofs"] = {{"state", "waiting"}};
  checks["together"] = {{"state", "waiting"}};
  checks["difference"] = {{"state", "waiting"}};
  auto telling = telling_of_version(record);
  return put(work, "rulebook.check_asked", std::move(record), std::move(telling));
}

Result<store::Record> propose_rulebook(Work& work, std::string_view id, const Json& proposal,
                                       std::int64_t version) {
  TRY(check_shape(proposal, "RulebookProposal"));
  TRY_LET(auto record, version_for(work, id, version, {"checked"}));
  const auto from = Date::parse(text_at(proposal, "from"));
  if (!from) return fail(Error{ErrorKind::InvalidInput, "/from: this day does not exist"});
  if (*from < day_of(work.now))
    return fail(Error{ErrorKind::InvalidInput,
                      "/from: this day has passed; a rulebook holds from today on or later"});
  TRY(check_is_fresh(work, record, *from));
  TRY_LET(const auto file,
          work.world.books.by_hash(work.transaction, text_at(record.doc, "sha256")));
  TRY(check_titles_decide(work.transaction, work.world, file->book.id, *from, file));
  record.state = "proposed";
  record.doc["proposed"] = {{"by", work.actor.id},
                            {"at", text_of(work.now)},
                            {"from", from->text()},
                            {"why", proposal.at("why")}};
  auto telling = telling_of_version(record, {{"from", from->text()}});
  TRY_LET(telling.inform, other_publishers(work));
  return put(work, "rulebook.proposed", std::move(record), std::move(telling));
}

Result<store::Record> publish_rulebook(Work& work, std::string_view id, std::int64_t version) {
  TRY_LET(auto record, version_for(work, id, version, {"proposed"}));
  const auto& proposed = record.doc.at("proposed");
  TRY(check_is_another(work, proposed, "proposed"));
  const auto day = first_day_of(record, work.now);
  TRY(check_is_fresh(work, record, day));
  const auto book = text_at(record.doc, "book");
  TRY(add_published(work.transaction, {.book = book,
                                       .version = text_at(record.doc, "book_version"),
                                       .first_day = day.text(),
                                       .published = text_of(work.now),
                                       .sha256 = text_at(record.doc, "sha256"),
                                       .rulebook = record.id}));
  TRY(check_titles_decide(work.transaction, work.world, book, day, nullptr));
  record.state = "published";
  record.due = day_of(work.now) < day ? start_of(day) : std::string();
  auto telling =
      telling_of_version(record, {{"from", day.text()}, {"proposed_by", text_at(proposed, "by")}});
  TRY_LET(telling.inform, people_with_role(work.transaction, DeskRole::Contact, ""));
  add_people(telling.inform, {text_at(proposed, "by")});
  record.doc["published"] = {
      {"by", work.actor.id}, {"at", text_of(work.now)}, {"from", day.text()}};
  if (record.due.empty()) TRY(touch_titles_of(work, "rulebook.published", record));
  return put(work, "rulebook.published", std::move(record), std::move(telling));
}

Result<store::Record> withdraw_rulebook(Work& work, std::string_view id, const std::string& reason,
                                        std::int64_t version) {
  TRY_LET(auto record,
          version_for(work, id, version, {"draft", "checked", "proposed", "published"}));
  if (record.state == "published" && !record.doc.contains("retirement"))
    return fail(Error{ErrorKind::Conflict,
                      version_name(record) + " is published: it is retired, by two people"});
  auto telling = telling_of_version(record, {{"from_state", record.state}, {"why", reason}});
  record.doc["withdrawn"] = {{"by", work.actor.id}, {"at", text_of(work.now)}, {"why", reason}};
  if (record.state == "published") record.doc.erase("retirement");
  if (record.state == "proposed") record.doc.erase("proposed");
  if (record.state != "published")
    record.state = record.state == "proposed" ? "checked" : "withdrawn";
  return put(work, "rulebook.withdrawn", std::move(record), std::move(telling));
}

Result<store::Record> retire_rulebook(Work& work, std::string_view id, const std::string& reason,
                                      std::int64_t version) {
  TRY_LET(auto record, version_for(work, id, version, {"published"}));
  TRY(check_is_not_pinned(work, record));
  const auto* asked = find_member(record.doc, "retirement");
  if (asked == nullptr) return ask_to_retire(work, std::move(record), reason);
  TRY(check_is_another(work, *asked, "asked to retire"));
  const auto book = text_at(record.doc, "book");
  TRY(drop_published(work.transaction,
                     {.book = book, .version = text_at(record.doc, "book_version")}));
  TRY(check_titles_decide(work.transaction, work.world, book, day_of(work.now), nullptr));
  record.state = "retired";
  record.due.clear();
  record.doc["retired"] = {{"by", work.actor.id}, {"at", text_of(work.now)}, {"why", reason}};
  auto telling = telling_of_version(record, {{"asked_by", text_at(*asked, "by")}, {"why", reason}});
  TRY_LET(telling.inform, people_with_role(work.transaction, DeskRole::Contact, ""));
  TRY(touch_titles_of(work, "rulebook.retired", record));
  return put(work, "rulebook.retired", std::move(record), std::move(telling));
}

Result<store::Record> come_into_force(Work& work, std::string_view id) {
  TRY_LET(auto record, must_find(work.transaction, "rulebook", id));
  const bool is_due = !record.due.empty() && record.due <= text_of(work.now);
  if (!is_due || record.state != "published") return record;
  record.due.clear();
  TRY(touch_titles_of(work, "rulebook.in_force", record));
  auto telling = telling_of_version(record);
  return put(work, "rulebook.in_force", std::move(record), std::move(telling));
}

}  // namespace gg::clearance
