#include "clearance/nouns.h"

#include "clearance/absences.h"
#include "clearance/cascade.h"
#include "clearance/doc.h"
#include "clearance/duties.h"
#include "clearance/endings.h"
#include "register/date.h"
#include "register/pattern.h"
#include "register/territory.h"
#include "shapes/shapes.h"

#include <algorithm>
#include <array>

namespace gg::clearance {
namespace {

void check_list(const Json& body, const char* pointer, const auto& is_right,
                std::string_view advice, std::string& problems) {
  const Json::json_pointer place(pointer);
  if (!body.contains(place) || !body.at(place).is_array()) return;
  std::size_t index = 0;
  for (const auto& item : body.at(place)) {
    const auto number = std::to_string(index++);
    if (item.is_string() && !is_right(item.get<std::string>()))
      problems += std::string(pointer) + "/" + number + ": \"" + item.get<std::string>() + "\" " +
                  std::string(advice) + "\n";
  }
}

void check_day(const Json& body, const char* pointer, std::string& problems) {
  const Json::json_pointer place(pointer);
  if (!body.contains(place) || !body.at(place).is_string()) return;
  if (!Date::parse(body.at(place).get<std::string>()))
    problems += std::string(pointer) + ": this day does not exist\n";
}

constexpr std::array day_places = {"/expires",   "/release",    "/photography",
                                   "/generated", "/terms/date", "/terms/recheck",
                                   "/away/from", "/away/until", "/review/date"};

/// What a schema cannot say.
std::string problems_of_values(const Json& body) {
  std::string problems;
  const auto is_territory = [](const std::string& text) {
    return Territory::parse(text).has_value();
  };
  const auto is_pattern = [](const std::string& text) {
    return PathPattern::parse(text).has_value();
  };
  for (const char* place : {"/territories", "/scope/territories"})
    check_list(body, place, is_territory, "is not a country or part of one; write DE or US-CA",
               problems);
  for (const char* place : {"/covers", "/scope/files"})
    check_list(body, place, is_pattern, "is not a pattern for files; write vfx/sky_*.png",
               problems);
  for (const char* place : day_places) check_day(body, place, problems);
  return problems;
}

/// Where a new or changed object lies, for the question who may write it.
Place place_of(const store::Record& record) { return {record.title, record.company}; }

/// True when all that somebody may do on a title they may do for their company only.
bool acts_for_company(const Actor& actor, std::string_view title) {
  bool is_bound = false;
  for (const auto& grant : actor.grants) {
    if (!grant.title.empty() && grant.title != title) continue;
    if (!is_bound_to_company(grant.role)) return false;
    is_bound = true;
  }
  return is_bound;
}

/// Whose it is: a use says so, what hangs on a use is its company's, and what a partner or vendor
/// writes otherwise is theirs.
Result<std::string> company_of(Work& work, const store::Record& record) {
  if (record.noun == "use") return text_at(record.doc, "company");
  if (const auto id = text_at(record.doc, "use"); !id.empty()) {
    TRY_LET(const auto use, work.transaction.find(id));
    if (use && use->noun == "use") return use->company;
  }
  if (!record.company.empty() || record.version > 0) return record.company;
  const bool is_of_title = !record.title.empty() && record.noun != "title";
  return is_of_title && acts_for_company(work.actor, record.title) ? work.actor.company
                                                                   : std::string();
}

/// Fills the columns that lists and rights ask for.
Result<void> index(Work& work, store::Record& record) {
  record.title = record.noun == "title" ? record.id : text_at(record.doc, "title");
  TRY_LET(record.company, company_of(work, record));
  return {};
}

/// What a title names must exist: its rulebooks.
Result<void> check_title(Work& work, const store::Record& record) {
  if (record.noun != "title") return {};
  const auto books =
      work.world.books.of(work.transaction, texts_at(record.doc, "rulebooks"), day_of(work.now));
  if (books.has_value()) return {};
  return fail(Error{ErrorKind::InvalidInput, "/rulebooks: " + books.error().message});
}

Result<void> authorise_write(Work& work, const Noun& noun, const store::Record& record) {
  // Whoever opens the first of their titles has a grant for all of them.
  return authorise(work.actor, noun.write,
                   noun.name == "title" && record.version == 0 ? Place{} : place_of(record));
}

/// Who waives, and as what: the gate book says by capacity who can waive which finding, and legal
/// can waive all that a contact can.
Json waived_by(const Work& work, std::string_view title) {
  const bool is_legal = has_role(work.actor, DeskRole::Legal, title);
  return {{"id", work.actor.id},
          {"name", work.actor.name},
          {"capacity", is_legal ? "legal" : "studio contact"}};
}

/// Nobody gives rights to themselves, and who keeps people and keys decides nothing.
Result<void> check_grant(Work& work, const Json& body) {
  const auto person = text_at(body, "person");
  if (person == work.actor.id)
    return fail(Error{ErrorKind::Forbidden,
                      "nobody grants a role to themselves; ask another administrator"});
  const auto role = value_of(desk_role_words, text_at(body, "role"));
  TRY_LET(const auto grantee, load_actor(work.transaction, person));
  for (const auto& grant : grantee.grants) {
    const bool clashes = (grant.role == DeskRole::Administrator && role && is_deciding(*role)) ||
                         (role == DeskRole::Administrator && is_deciding(grant.role));
    if (clashes)
      return fail(
          Error{ErrorKind::Forbidden, "an administrator decides nothing: give " + grantee.name +
                                          " one of the two roles, and the other to somebody else"});
  }
  return {};
}

}  // namespace

Result<void> check_body(const Noun& noun, const Json& body) {
  TRY(check_shape(body, noun.shape));
  auto problems = problems_of_values(body);
  if (problems.empty()) return {};
  problems.pop_back();
  return fail(Error{ErrorKind::InvalidInput, problems});
}

Json body_of(const Noun& noun, const Json& doc) {
  Json body = Json::object();
  const auto& schema = openapi().at("components").at("schemas").at(std::string(noun.shape));
  for (const auto& [key, ignored] : schema.at("properties").items())
    if (doc.contains(key)) body[key] = doc.at(key);
  return body;
}

void put_body(const Noun& noun, Json& doc, const Json& body) {
  const auto& schema = openapi().at("components").at("schemas").at(std::string(noun.shape));
  for (const auto& [key, ignored] : schema.at("properties").items()) doc.erase(key);
  doc.update(body);
}

Result<store::Record> create(Work& work, const Noun& noun, const Json& body, const Json& more) {
  TRY(check_body(noun, body));
  store::Record record{.id = new_id(work, noun.prefix),
                       .noun = std::string(noun.name),
                       .title = {},
                       .company = {},
                       .state = std::string(noun.first_state),
                       .version = 0,
                       .due = {},
                       .created = {},
                       .updated = {},
                       .doc = body};
  TRY(index(work, record));
  keep_state_of_end(record, work.now);
  TRY(authorise_write(work, noun, record));
  TRY(check_title(work, record));
  if (noun.name == "grant") TRY(check_grant(work, body));
  if (noun.name == "person") TRY(check_absence(work.transaction, record.id, body));
  record.doc.update(more);
  record.doc["created_by"] = work.actor.id;
  if (noun.name == "waiver") record.doc["by"] = waived_by(work, record.title);
  TRY_LET(auto made, put(work, std::string(noun.name) + ".created", std::move(record)));
  if (noun.name == "asset") TRY(settle_registered_late(work, text_at(made.doc, "use")));
  return made;
}

Result<store::Record> amend(Work& work, const Noun& noun, std::string_view id, const Json& patch,
                            std::int64_t version) {
  TRY_LET(auto record, must_find(work.transaction, noun.name, id));
  TRY(authorise_write(work, noun, record));
  TRY(check_version(record, version));
  if (noun.name == "consent" && record.state != "asked")
    return fail(Error{ErrorKind::Conflict, record.id + " is " + record.state +
                                               ": what somebody answered is not changed; ask for "
                                               "another consent"});
  const auto before = record;
  auto body = body_of(noun, record.doc);
  body.merge_patch(patch);
  TRY(check_body(noun, body));
  put_body(noun, record.doc, body);
  TRY(index(work, record));
  keep_state_of_end(record, work.now);
  TRY(authorise_write(work, noun, record));
  TRY(check_title(work, record));
  if (noun.name == "person") TRY(check_absence(work.transaction, record.id, body));
  TRY_LET(auto changed, put(work, std::string(noun.name) + ".amended", std::move(record)));
  TRY(after_change(work, before, changed));
  return changed;
}

Result<store::Record> retire(Work& work, const Noun& noun, std::string_view id,
                             const std::string& reason, std::int64_t version) {
  TRY_LET(auto record, must_find(work.transaction, noun.name, id));
  TRY(authorise_write(work, noun, record));
  TRY(check_version(record, version));
  if (record.state == "retired")
    return fail(Error{ErrorKind::Conflict, record.id + " is out of use already"});
  const auto before = record;
  record.state = "retired";
  record.due.clear();
  record.doc["retired_why"] = reason;
  TRY_LET(auto changed, put(work, std::string(noun.name) + ".retired", std::move(record)));
  TRY(after_change(work, before, changed));
  return changed;
}

}  // namespace gg::clearance
