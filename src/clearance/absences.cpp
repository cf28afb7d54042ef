#include "clearance/absences.h"

#include "clearance/doc.h"
#include "clearance/nouns.h"

#include <algorithm>

namespace gg::clearance {
namespace {

Result<store::Record> person_for(Work& work, std::string_view id, std::int64_t version) {
  TRY_LET(auto person, must_find(work.transaction, "person", id));
  if (person.id != work.actor.id) TRY(authorise(work.actor, Right::ManagePeople, {}));
  TRY(check_version(person, version));
  return person;
}

Error wrong_at(const char* pointer, const std::string& what) {
  return {ErrorKind::InvalidInput, std::string(pointer) + ": " + what};
}

bool has(const std::vector<DeskRole>& roles, DeskRole role) {
  return std::ranges::find(roles, role) != roles.end();
}

}  // namespace

Result<void> check_absence(store::Snapshot& snapshot, std::string_view person, const Json& doc) {
  const auto absence = absence_from(doc);
  if (!absence) return {};
  if (absence->until < absence->from)
    return fail(wrong_at("/away/until", "lies before /away/from"));
  if (absence->deputy == person)
    return fail(wrong_at("/away/to", "nobody stands in for themselves"));
  const auto deputy = load_actor(snapshot, absence->deputy);
  if (!deputy.has_value()) return fail(wrong_at("/away/to", deputy.error().message));
  if (has(roles_of(*deputy), DeskRole::Administrator))
    return fail(wrong_at("/away/to", deputy->name + " is an administrator, who decides nothing"));
  std::vector<DeskRole> own;
  if (const auto absent = load_actor(snapshot, person); absent.has_value()) own = roles_of(*absent);
  for (std::size_t index = 0; index < absence->reach.size(); ++index)
    if (!has(own, absence->reach[index]))
      return fail(wrong_at(("/away/reach/" + std::to_string(index)).c_str(),
                           "nobody passes on a role they do not have"));
  return {};
}

Result<store::Record> go_away(Work& work, std::string_view id, const Json& away,
                              std::int64_t version) {
  TRY_LET(auto person, person_for(work, id, version));
  auto body = body_of(noun("person"), person.doc);
  body["away"] = away;
  TRY(check_body(noun("person"), body));
  person.doc["away"] = away;
  TRY(check_absence(work.transaction, person.id, person.doc));
  return put(work, "person.away", std::move(person), {.inform = {text_at(away, "to")}});
}

Result<store::Record> come_back(Work& work, std::string_view id, std::int64_t version) {
  TRY_LET(auto person, person_for(work, id, version));
  if (!person.doc.contains("away"))
    return fail(Error{ErrorKind::Conflict, text_at(person.doc, "name") + " is not away"});
  person.doc.erase("away");
  return put(work, "person.back", std::move(person));
}

Result<std::vector<Deputy>> deputies_of(store::Snapshot& snapshot,
                                        const std::vector<std::string>& people,
                                        std::string_view title, Moment now) {
  std::vector<Deputy> deputies;
  const auto day = day_of(now);
  for (const auto& id : people) {
    TRY_LET(const auto person, snapshot.find(id));
    if (!person) continue;
    const auto absence = absence_from(person->doc);
    const bool is_told = absence && std::ranges::find(people, absence->deputy) != people.end();
    if (!absence || is_told || !is_away(*absence, day)) continue;
    const auto deputy = load_actor_at(snapshot, absence->deputy, now);
    if (deputy.has_value() && authorise(*deputy, Right::ReadTitle, {title, {}}).has_value())
      deputies.push_back({deputy->id, id});
  }
  return deputies;
}

}  // namespace gg::clearance
