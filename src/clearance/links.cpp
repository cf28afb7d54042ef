#include "clearance/links.h"

#include "base/text.h"
#include "clearance/consents.h"
#include "clearance/doc.h"
#include "clearance/policy.h"
#include "shapes/shapes.h"

#include <algorithm>
#include <chrono>

namespace gg::clearance {
namespace {

constexpr int days_usual = 30;
constexpr std::int64_t links_max = 100;

/// Whom a link is for: the person of the consent, or one who represents them.
Result<store::Record> link_holder(Work& work, const store::Record& consent, const Json& body) {
  const auto asked = text_at(consent.doc, "person");
  const auto holder = text_at(body, "person");
  TRY_LET(auto person, must_find(work.transaction, "person", holder.empty() ? asked : holder));
  if (person.id == asked || contains(texts_at(person.doc, "represents"), asked)) return person;
  return fail(
      Error{ErrorKind::InvalidInput, "/person: " + text_at(person.doc, "name") +
                                         " does not represent the person whose consent this is"});
}

Result<store::Record> consent_to_ask_about(Work& work, std::string_view id) {
  TRY_LET(auto consent, must_find(work.transaction, "consent", id));
  TRY(check_answers_for(work.actor, consent));
  return consent;
}

void say_in_thread(Work& work, store::Record& consent, std::string_view what,
                   const std::string& text) {
  consent.doc["thread"].push_back(
      {{"at", text_of(work.now)}, {"by", work.actor.id}, {std::string(what), text}});
}

}  // namespace

Result<store::Record> create_link(Work& work, std::string_view consent_id, const Json& body) {
  TRY(check_shape(body, "LinkBody"));
  TRY_LET(const auto consent, must_find(work.transaction, "consent", consent_id));
  TRY(authorise(work.actor, Right::RecordConsent, {consent.title, {}}));
  TRY_LET(const auto person, link_holder(work, consent, body));
  auto email = text_at(body, "email");
  if (email.empty()) email = text_at(person.doc, "email");
  if (email.empty())
    return fail(Error{ErrorKind::InvalidInput, "/email: the codes of this link go to an address; " +
                                                   text_at(person.doc, "name") + " has none"});
  const auto expires = text_of(work.now + std::chrono::days(body.value("days", days_usual)));
  store::Record link{.id = new_id(work, "lnk"),
                     .noun = "link",
                     .title = consent.title,
                     .company = {},
                     .state = "open",
                     .version = 0,
                     .due = expires,
                     .created = {},
                     .updated = {},
                     .doc = {{"object", consent.id},
                             {"person", person.id},
                             {"email", email},
                             {"expires", expires},
                             {"created_by", work.actor.id}}};
  return put(work, "link.created", std::move(link), {.facts = {{"object", consent.id}}});
}

Result<void> check_link(const store::Record& link, Moment now) {
  if (link.state == "open" && text_at(link.doc, "expires") > text_of(now)) return {};
  return fail(Error{ErrorKind::Forbidden,
                    "this link was taken back or has run out; ask who sent it for a new one"});
}

Result<Actor> actor_by_link(store::Snapshot& snapshot, const store::Record& link, Moment now) {
  TRY(check_link(link, now));
  TRY_LET(auto actor, load_actor(snapshot, text_at(link.doc, "person")));
  actor.grants.clear();
  actor.only = text_at(link.doc, "object");
  return actor;
}

Result<store::Record> note_link_used(Work& work, std::string_view id, std::string_view act) {
  TRY_LET(auto link, must_find(work.transaction, "link", id));
  link.doc["used"] = text_of(work.now);
  return put(work, "link.used", std::move(link), {.facts = {{"act", act}}});
}

Result<store::Record> ask_about_consent(Work& work, std::string_view id,
                                        const std::string& question) {
  TRY_LET(auto consent, consent_to_ask_about(work, id));
  say_in_thread(work, consent, "question", question);
  auto asker = text_at(consent.doc, "created_by");
  return put(work, "consent.question_asked", std::move(consent), {.inform = {std::move(asker)}});
}

Result<store::Record> answer_about_consent(Work& work, std::string_view id,
                                           const std::string& answer, std::int64_t version) {
  TRY_LET(auto consent, must_find(work.transaction, "consent", id));
  TRY(authorise(work.actor, Right::RecordConsent, {consent.title, {}}));
  TRY(check_version(consent, version));
  if (!consent.doc.contains("thread") || !consent.doc["thread"].back().contains("question"))
    return fail(Error{ErrorKind::Conflict, consent.id + " has no question that waits"});
  say_in_thread(work, consent, "answer", answer);
  TRY_LET(auto answered, put(work, "consent.question_answered", std::move(consent)));
  TRY_LET(const auto links, links_to_consent(work.transaction, answered.id, work.now));
  for (const auto& link : links)
    TRY(work.transaction.send({.channel = "mail",
                               .topic = "consent.question_answered",
                               .title = answered.title,
                               .payload = {{"to", text_at(link.doc, "person")},
                                           {"object", answered.id},
                                           {"address", text_at(link.doc, "email")}},
                               .created = answered.updated}));
  return answered;
}

Result<std::vector<store::Record>> links_to_consent(store::Snapshot& snapshot,
                                                    std::string_view consent, Moment now) {
  TRY_LET(auto links, snapshot.list({.noun = "link",
                                     .states = {"open"},
                                     .relies_on = std::string(consent),
                                     .limit = links_max}));
  std::erase_if(links, [&](const store::Record& link) {
    return !check_link(link, now).has_value() || text_at(link.doc, "object") != consent;
  });
  return links;
}

}  // namespace gg::clearance
