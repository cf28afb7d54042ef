#include "clearance/actor.h"

#include "base/text.h"
#include "clearance/doc.h"

#include <algorithm>

namespace gg::clearance {
namespace {

constexpr std::int64_t grants_max = 5000;

Result<std::vector<Grant>> grants_of(store::Snapshot& snapshot, std::string_view person) {
  TRY_LET(const auto records, snapshot.list({.noun = "grant",
                                             .states = {"active"},
                                             .relies_on = std::string(person),
                                             .limit = grants_max}));
  std::vector<Grant> grants;
  for (const auto& record : records)
    if (const auto role = value_of(desk_role_words, text_member(record.doc, "role")))
      grants.push_back({*role, record.title});
  return grants;
}

}  // namespace

Actor system_actor() { return {.id = "system", .name = "Goodgate"}; }

Result<Actor> load_actor(store::Snapshot& snapshot, std::string_view person) {
  TRY_LET(const auto record, snapshot.find(person));
  if (!record || record->noun != "person")
    return fail(Error{ErrorKind::NotFound, "there is no person " + std::string(person)});
  if (record->state != "active")
    return fail(Error{ErrorKind::Forbidden, text_at(record->doc, "name") + " has left"});
  Actor actor{.id = record->id,
              .name = text_at(record->doc, "name"),
              .company = text_at(record->doc, "company"),
              .represents = texts_at(record->doc, "represents")};
  TRY_LET(actor.grants, grants_of(snapshot, person));
  return actor;
}

void narrow(Actor& actor, TokenScope scope) {
  std::vector<Grant> within;
  for (const auto& grant : actor.grants) {
    const std::string role(word_of(desk_role_words, grant.role));
    if (!scope.roles.empty() && !contains(scope.roles, role)) continue;
    if (scope.titles.empty() || contains(scope.titles, grant.title)) within.push_back(grant);
    if (scope.titles.empty() || !grant.title.empty()) continue;
    for (const auto& title : scope.titles) within.push_back({grant.role, title});
  }
  actor.grants = std::move(within);
  actor.scope = std::move(scope);
}

bool has_role(const Actor& actor, DeskRole role, std::string_view title) {
  return std::ranges::any_of(actor.grants, [&](const Grant& grant) {
    return grant.role == role && (grant.title.empty() || grant.title == title);
  });
}

Result<std::vector<std::string>> people_with_role(store::Snapshot& snapshot, DeskRole role,
                                                  std::string_view title) {
  return people_with_any_role(snapshot, {role}, title);
}

Result<std::vector<std::string>> people_with_any_role(store::Snapshot& snapshot,
                                                      const std::set<DeskRole>& roles,
                                                      std::string_view title) {
  TRY_LET(const auto records, snapshot.list({.noun = "grant",
                                             .titles = {std::string(title)},
                                             .untitled = true,
                                             .states = {"active"},
                                             .limit = grants_max}));
  std::vector<std::string> people;
  for (const auto& record : records) {
    const auto role = value_of(desk_role_words, text_member(record.doc, "role"));
    if (!role || !roles.contains(*role)) continue;
    auto person = text_at(record.doc, "person");
    if (std::ranges::find(people, person) == people.end()) people.push_back(std::move(person));
  }
  return people;
}

}  // namespace gg::clearance
