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
  for (auto& absent : actor.stands_in) narrow(absent, scope);
  actor.scope = std::move(scope);
}

std::optional<Absence> absence_from(const Json& doc) {
  const auto* away = find_member(doc, "away");
  if (away == nullptr) return std::nullopt;
  const auto from = Date::parse(text_at(*away, "from"));
  const auto until = Date::parse(text_at(*away, "until"));
  if (!from || !until) return std::nullopt;
  Absence absence{.deputy = text_at(*away, "to"), .from = *from, .until = *until, .reach = {}};
  for (const auto& word : texts_at(*away, "reach"))
    if (const auto role = value_of(desk_role_words, word)) absence.reach.push_back(*role);
  return absence;
}

Result<Actor> load_actor_at(store::Snapshot& snapshot, std::string_view person, Moment now) {
  TRY_LET(auto actor, load_actor(snapshot, person));
  const auto day = day_of(now);
  TRY_LET(const auto links, snapshot.links_to(person));
  for (const auto& link : links) {
    if (link.field != "away/to") continue;
    TRY_LET(const auto record, snapshot.find(link.source));
    const auto absence = record ? absence_from(record->doc) : std::nullopt;
    if (!absence || record->state != "active" || !is_away(*absence, day)) continue;
    TRY_LET(auto absent, load_actor(snapshot, record->id));
    const auto roles = roles_stood_in(*absence, roles_of(absent), roles_of(actor));
    std::erase_if(absent.grants, [&](const Grant& grant) {
      return std::ranges::find(roles, grant.role) == roles.end();
    });
    if (absent.grants.empty()) continue;
    actor.stands_in.push_back(std::move(absent));
  }
  return actor;
}

bool has_role(const std::vector<Grant>& grants, DeskRole role, std::string_view title) {
  return std::ranges::any_of(grants, [&](const Grant& grant) {
    return grant.role == role && (grant.title.empty() || grant.title == title);
  });
}

bool has_role(const Actor& actor, DeskRole role, std::string_view title) {
  return has_role(actor.grants, role, title);
}

std::vector<DeskRole> roles_of(const Actor& actor) {
  std::vector<DeskRole> roles;
  for (const auto& grant : actor.grants)
    if (std::ranges::find(roles, grant.role) == roles.end()) roles.push_back(grant.role);
  return roles;
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
