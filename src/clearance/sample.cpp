#include "clearance/sample.h"

#include "clearance/entry.h"

namespace gg::clearance {
namespace {

/// What happened to a person without changing them.
Result<store::Record> noted(Work& work, std::string_view act, const std::string& id) {
  TRY_LET(auto person, must_find(work.transaction, "person", id));
  person.updated = text_of(work.now);
  TRY(append_entry(work, act, person, {}));
  return person;
}

}  // namespace

Result<void> check_sample(store::Snapshot& snapshot) {
  auto row = snapshot.connection().prepare("SELECT made FROM sample");
  TRY_LET(const bool is_row, row.next());
  if (is_row) return {};
  return fail(
      Error{ErrorKind::Forbidden,
            "people work in this register; only the sample production lets in by such links"});
}

Result<store::Record> mark_as_sample(Work& work) {
  TRY_LET(const auto people, work.transaction.count({.noun = "person"}));
  if (people != 0)
    return fail(Error{ErrorKind::Conflict,
                      "people work in this register; the sample production begins in a new one"});
  const auto now = text_of(work.now);
  auto insert =
      work.transaction.connection().prepare("INSERT INTO sample (one, made) VALUES (1, ?1)");
  insert.bind(1, now);
  TRY(insert.run());
  store::Record installation{.id = new_id(work, "smp"),
                             .noun = "sample",
                             .title = {},
                             .state = "made",
                             .version = 1,
                             .created = now,
                             .updated = now,
                             .doc = Json::object()};
  TRY(append_entry(work, "sample.made", installation, {}));
  return installation;
}

Result<store::Record> keep_role_link(Work& work, const std::string& person, const Sha256& hash,
                                     Moment expires) {
  TRY(check_sample(work.transaction));
  TRY_LET(auto found, noted(work, "role_link.made", person));
  auto insert = work.transaction.connection().prepare(
      "INSERT INTO role_link (sha256, person, expires) VALUES (?1, ?2, ?3)");
  const auto text = hash.hex();
  const auto until = text_of(expires);
  insert.bind(1, text).bind(2, person).bind(3, until);
  TRY(insert.run());
  return found;
}

Result<store::Record> use_role_link(Work& work, const Sha256& hash) {
  TRY(check_sample(work.transaction));
  const auto text = hash.hex();
  const auto now = text_of(work.now);
  auto find = work.transaction.connection().prepare(
      "DELETE FROM role_link WHERE sha256 = ?1 AND expires > ?2 RETURNING person");
  find.bind(1, text).bind(2, now);
  TRY_LET(const bool is_row, find.next());
  if (!is_row)
    return fail(Error{ErrorKind::NotFound,
                      "this link was used, has run out or was never given; start the sample "
                      "production again for new ones"});
  return noted(work, "role_link.used", find.text(0));
}

Result<void> drop_role_links(Work& work) {
  TRY(check_sample(work.transaction));
  return work.transaction.connection().prepare("DELETE FROM role_link").run();
}

}  // namespace gg::clearance
