#include "clearance/sight.h"

#include "clearance/doc.h"
#include "clearance/noun.h"

#include <algorithm>

namespace gg::clearance {
namespace {

bool is_on(const Grant& grant, std::string_view title) {
  return grant.title.empty() || grant.title == title;
}

bool represents_any(const Actor& actor, const std::vector<std::string>& people) {
  return std::ranges::any_of(people, [&](const std::string& person) {
    return std::ranges::find(actor.represents, person) != actor.represents.end();
  });
}

/// Whether one grant shows it.
bool shows(const Grant& grant, const Actor& actor, const Subject& subject) {
  if (!is_on(grant, subject.title)) return false;
  if (is_bound_to_company(grant.role))
    return subject.company.empty() || subject.company == actor.company;
  return grant.role != DeskRole::Representative || represents_any(actor, subject.people);
}

/// The reach of the grants that `is_of` picks: nothing, some titles, or all of them.
template <class F>
void add_reach(std::vector<store::Reach>& reaches, const Actor& actor, store::Reach reach,
               const F& is_of) {
  bool is_any = false;
  for (const auto& grant : actor.grants) {
    if (!is_of(grant.role)) continue;
    is_any = true;
    reach.is_everywhere = reach.is_everywhere || grant.title.empty();
    if (!grant.title.empty()) reach.titles.push_back(grant.title);
  }
  if (is_any) reaches.push_back(std::move(reach));
}

/// Nothing at all for somebody without a grant.
std::vector<store::Reach> reach_of(const Actor& actor, std::string_view of) {
  std::vector<store::Reach> reaches;
  add_reach(reaches, actor, {}, [](DeskRole role) {
    return !is_bound_to_company(role) && role != DeskRole::Representative;
  });
  add_reach(reaches, actor,
            {.companies = actor.company.empty() ? std::vector<std::string>{"none"}
                                                : std::vector<std::string>{actor.company}},
            is_bound_to_company);
  const auto speaks = [](DeskRole role) { return role == DeskRole::Representative; };
  if (of == "title")
    add_reach(reaches, actor, {}, speaks);
  else if (!actor.represents.empty())
    add_reach(reaches, actor, {.people = actor.represents}, speaks);
  for (const auto& absent : actor.stands_in)
    for (auto& reach : reach_of(absent, of)) reaches.push_back(std::move(reach));
  return reaches;
}

}  // namespace

Subject subject_of(const store::Record& record) {
  Subject subject{record.title, record.company, texts_at(record.doc, "people")};
  if (auto person = text_at(record.doc, "person"); !person.empty())
    subject.people.push_back(std::move(person));
  return subject;
}

bool may_see(const Actor& actor, const Subject& subject) {
  if (actor.id == system_actor().id) return true;
  return std::ranges::any_of(actor.grants,
                             [&](const Grant& grant) { return shows(grant, actor, subject); }) ||
         std::ranges::any_of(actor.stands_in,
                             [&](const Actor& absent) { return may_see(absent, subject); });
}

Result<void> check_sight(const Actor& actor, const store::Record& record) {
  const auto& row = noun(record.noun);
  TRY(authorise(actor, row.read, {record.title, {}}));
  // A title is seen by all who work on it; what is of no title by all who have the right.
  if (record.noun == "title" || row.read != Right::ReadTitle || may_see(actor, subject_of(record)))
    return {};
  return fail(Error{ErrorKind::NotFound, "there is no " + record.noun + " " + record.id});
}

Result<void> narrow_to_sight(const Actor& actor, store::Query& query) {
  const auto right = noun(query.noun).read;
  if (right != Right::ReadTitle) return authorise(actor, right, {});
  if (actor.id != system_actor().id) query.within = reach_of(actor, query.noun);
  return {};
}

bool speaks_for(const Actor& actor, const std::string& reviewer, const store::Record& use) {
  return std::ranges::any_of(roles_for_reviewer(reviewer), [&](DeskRole role) {
    return has_role(actor, role, use.title) &&
           (role != DeskRole::Representative || represents_any(actor, texts_at(use.doc, "people")));
  });
}

}  // namespace gg::clearance
