#include "clearance/erasure.h"

#include "base/text.h"
#include "clearance/approvals.h"
#include "clearance/asset_pictures.h"
#include "clearance/attachments.h"
#include "clearance/doc.h"
#include "clearance/scrub.h"

#include <algorithm>
#include <set>

#include <sqlite3.h>

namespace gg::clearance {
namespace {

constexpr std::string_view holds = "legal_hold";
constexpr std::int64_t records_max = 1'000'000;

/// What the ledger is made of, and what it is made from: erased by entries, or changed by acts.
const std::set<std::string> untouched_tables = {"entry",  "tile",      "checkpoint",  "tree",
                                                "record", "migration", "cosignature", "time_stamp"};

/// Another person of the same name: then free text cannot tell whom it means.
Result<bool> has_namesake(store::Snapshot& snapshot, const store::Record& person) {
  TRY_LET(const auto people, snapshot.list({.noun = "person", .limit = records_max}));
  return std::ranges::any_of(people, [&](const store::Record& other) {
    return other.id != person.id && text_at(other.doc, "name") == text_at(person.doc, "name");
  });
}

/// Every name and address the person ever had in the register.
Result<Scrub> scrub_for(store::Snapshot& snapshot, const store::Record& person) {
  Scrub scrub{.person = person.id,
              .names = {},
              .pseudonym = "Erased person " + person.id.substr(person.id.size() - 6)};
  TRY_LET(const bool is_shared, has_namesake(snapshot, person));
  std::set<std::string> names;
  for (auto version = person.version; version >= 1; --version) {
    TRY_LET(auto doc, snapshot.earlier(person.id, version));
    if (version == person.version) doc = person.doc;
    if (!doc) continue;
    if (!is_shared) names.insert(text_at(*doc, "name"));
    names.insert(text_at(*doc, "email"));
  }
  names.erase("");
  scrub.names.assign(names.begin(), names.end());
  std::ranges::sort(scrub.names, std::ranges::greater{}, &std::string::size);
  return scrub;
}

/// Records that speak of the person, each as it will be.
Result<std::vector<store::Record>> records_about(store::Snapshot& snapshot, const Scrub& scrub) {
  std::vector<store::Record> found;
  for (const auto& noun : nouns()) {
    TRY_LET(auto records, snapshot.list({.noun = std::string(noun.name), .limit = records_max}));
    for (auto& record : records) {
      if (record.noun == "person") continue;
      const bool is_theirs = text_at(record.doc, "person") == scrub.person;
      if (scrub.document(record.doc) || is_theirs) found.push_back(std::move(record));
    }
  }
  return found;
}

Result<void> check_titles(store::Snapshot& snapshot, const std::vector<store::Record>& records) {
  std::set<std::string> titles;
  for (const auto& record : records)
    if (!record.title.empty()) titles.insert(record.title);
  for (const auto& id : titles) {
    TRY_LET(const auto title, snapshot.find(id));
    if (title) TRY(check_hold(*title));
  }
  return {};
}

/// The entries that speak of these objects, or hold one of the names.
Result<std::vector<store::StoredEntry>> entries_about(store::Snapshot& snapshot,
                                                      const std::set<std::string>& objects,
                                                      const Scrub& scrub) {
  std::vector<store::StoredEntry> about;
  TRY_LET(const auto trees, snapshot.trees());
  for (const auto& tree : trees) {
    constexpr std::int64_t page = 1000;
    for (std::int64_t next = 0; next >= 0;) {
      TRY_LET(auto entries, snapshot.entries(tree.id, next, page));
      next = entries.empty() ? -1 : entries.back().position + 1;
      for (auto& entry : entries)
        if (!entry.record.empty() &&
            (objects.contains(entry.object) || scrub.column(entry.record) != entry.record))
          about.push_back(std::move(entry));
    }
  }
  return about;
}

/// `scrubbed(column)` in SQL. The scrub must outlive the statements that use it.
void scrubbed(sqlite3_context* context, int, sqlite3_value** values) {
  const auto* scrub = static_cast<const Scrub*>(sqlite3_user_data(context));
  const void* bytes = sqlite3_value_blob(values[0]);
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
  const auto clean = scrub->column(std::string(static_cast<const char*>(bytes), size));
  sqlite3_result_text64(context, clean.data(), clean.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

struct TextColumn {
  std::string table;
  std::string name;
};

/// Columns of text that no key is made of, of every table there is: also of those made later.
Result<std::vector<TextColumn>> text_columns(store::Connection& connection) {
  auto statement = connection.prepare(
      "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c"
      " WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
      " AND c.type = 'TEXT' AND c.pk = 0");
  TRY_LET(auto columns, store::rows_of(statement, [](const store::Statement& row) {
            return Result<TextColumn>(TextColumn{row.text(0), row.text(1)});
          }));
  std::erase_if(columns,
                [](const TextColumn& one) { return untouched_tables.contains(one.table); });
  return columns;
}

Result<void> scrub_tables(store::Connection& connection, Scrub& scrub) {
  TRY_LET(const auto columns, text_columns(connection));
  sqlite3_create_function_v2(connection.handle(), "scrubbed", 1, SQLITE_UTF8, &scrub, &scrubbed,
                             nullptr, nullptr, nullptr);
  for (const auto& column : columns)
    TRY(connection.run("UPDATE \"" + column.table + "\" SET \"" + column.name + "\" = scrubbed(\"" +
                       column.name + "\") WHERE \"" + column.name +
                       "\" IS NOT NULL AND scrubbed(\"" + column.name + "\") <> \"" + column.name +
                       "\""));
  // Nobody may call it any more once the scrub is gone.
  sqlite3_create_function_v2(connection.handle(), "scrubbed", 1, SQLITE_UTF8, nullptr, nullptr,
                             nullptr, nullptr, nullptr);
  return {};
}

Result<void> close_account(store::Connection& connection, const std::string& person) {
  for (const char* table :
       {"account", "credential", "idempotency", "recovery_code", "device_grant", "identity"}) {
    const auto sql = "DELETE FROM " + std::string(table) + " WHERE person = ?1";
    auto statement = connection.prepare(sql);
    statement.bind(1, person);
    TRY(statement.run());
  }
  return {};
}

/// Puts the record on disk under the pseudonym; an approval gets the seal of what it says now.
Result<void> put_scrubbed(Work& work, store::Record record, const std::string& ground) {
  Telling telling{.facts = {{"ground", ground}}};
  if (record.noun == "approval") {
    record.doc["sealed_before"] = record.doc.at("seal");
    TRY_LET(record.doc["seal"], seal_of(record.doc));
    telling.facts["seal"] = record.doc["seal"];
  }
  if (record.noun == "grant") record.state = "retired";
  const auto act = record.noun + ".person_erased";
  TRY(put(work, act, std::move(record), std::move(telling)));
  return {};
}

Result<store::Record> put_erased(Work& work, store::Record person, const Scrub& scrub,
                                 const std::string& ground, std::size_t entries) {
  person.state = "erased";
  person.due.clear();
  person.doc = {{"name", scrub.pseudonym},
                {"created_by", text_at(person.doc, "created_by")},
                {"erased", {{"at", text_of(work.now)}, {"ground", ground}}}};
  return put(work, "person.erased", std::move(person),
             {.facts = {{"ground", ground}, {"entries", entries}}});
}

}  // namespace

Result<void> check_hold(const store::Record& record) {
  const auto* hold = find_member(record.doc, holds);
  if (hold == nullptr) return {};
  return fail(Error{ErrorKind::Conflict,
                    "a legal hold stands on " + record.id + " since " + text_at(*hold, "at") +
                        ": " + text_at(*hold, "reason") + "; release it first, if it may be"});
}

Result<store::Record> erase_person(Work& work, std::string_view id, const std::string& ground,
                                   std::int64_t version) {
  TRY_LET(auto person, must_find(work.transaction, "person", id));
  TRY(authorise(work.actor, Right::EraseData, {}));
  TRY(check_version(person, version));
  if (person.state == "erased")
    return fail(Error{ErrorKind::Conflict, person.id + " was erased already"});
  TRY(check_hold(person));
  TRY_LET(auto scrub, scrub_for(work.transaction, person));
  TRY_LET(auto records, records_about(work.transaction, scrub));
  TRY(check_titles(work.transaction, records));
  TRY_LET(const auto attachments, attachments_of_person(work.transaction, person.id));
  std::set<std::string> objects{person.id};
  for (const auto& record : records) objects.insert(record.id);
  for (const auto& attachment : attachments) objects.insert(attachment.id);
  TRY_LET(const auto entries, entries_about(work.transaction, objects, scrub));

  TRY_LET(const auto gone, erase_attachments(work, person.id, ground));
  TRY(erase_asset_pictures(work.transaction, person.id));
  std::erase_if(records, [&](const auto& record) { return contains(gone, record.id); });
  for (auto& record : records) TRY(put_scrubbed(work, std::move(record), ground));
  TRY_LET(auto erased, put_erased(work, std::move(person), scrub, ground, entries.size()));
  const Json mark{{"at", text_of(work.now)}, {"ground", ground}, {"by", work.actor.id}};
  for (const auto& entry : entries)
    TRY(work.transaction.erase_entry(entry.tree, entry.position, mark));
  TRY(close_account(work.transaction.connection(), erased.id));
  TRY(scrub_tables(work.transaction.connection(), scrub));
  work.transaction.forget_pages();
  return erased;
}

Result<store::Record> hold(Work& work, const Noun& noun, std::string_view id,
                           const std::string& reason, std::int64_t version) {
  TRY_LET(auto record, must_find(work.transaction, noun.name, id));
  TRY(authorise(work.actor, Right::EraseData, {}));
  TRY(check_version(record, version));
  TRY(check_hold(record));
  record.doc[std::string(holds)] = {
      {"reason", reason}, {"by", work.actor.id}, {"at", text_of(work.now)}};
  return put(work, std::string(noun.name) + ".held", std::move(record));
}

Result<store::Record> release(Work& work, const Noun& noun, std::string_view id,
                              const std::string& reason, std::int64_t version) {
  TRY_LET(auto record, must_find(work.transaction, noun.name, id));
  TRY(authorise(work.actor, Right::EraseData, {}));
  TRY(check_version(record, version));
  if (record.doc.erase(std::string(holds)) == 0)
    return fail(Error{ErrorKind::Conflict, "no legal hold stands on " + record.id});
  record.doc["released_why"] = reason;
  return put(work, std::string(noun.name) + ".released", std::move(record));
}

}  // namespace gg::clearance
