#include "clearance/attachments.h"
#include "clearance/doc.h"
#include "clearance/erasure.h"

#include <algorithm>

namespace gg::clearance {
namespace {

constexpr std::int64_t exported_max = 1'000'000;

/// Rows of one statement over the person's id, as objects with these members.
Result<Json> rows_about(store::Snapshot& snapshot, std::string_view sql, const std::string& person,
                        const std::vector<const char*>& members) {
  auto statement = snapshot.connection().prepare(sql);
  statement.bind(1, person);
  Json rows = Json::array();
  while (true) {
    TRY_LET(const bool is_row, statement.next());
    if (!is_row) return rows;
    Json row = Json::object();
    for (int column = 0; column < static_cast<int>(members.size()); ++column)
      if (!statement.is_null(column))
        row[members[static_cast<std::size_t>(column)]] = statement.text(column);
    rows.push_back(std::move(row));
  }
}

Json shown(const store::Record& record) {
  return {{"id", record.id},           {"noun", record.noun},       {"title", record.title},
          {"state", record.state},     {"version", record.version}, {"created", record.created},
          {"updated", record.updated}, {"document", record.doc}};
}

/// Whether a document speaks of the person, by id or by name.
bool mentions(const Json& doc, const std::vector<std::string>& words) {
  if (doc.is_string())
    return std::ranges::any_of(words, [&](const std::string& word) {
      return doc.get_ref<const std::string&>().find(word) != std::string::npos;
    });
  return doc.is_structured() &&
         std::ranges::any_of(doc, [&](const Json& item) { return mentions(item, words); });
}

Result<Json> versions_of(store::Snapshot& snapshot, const store::Record& person) {
  Json versions = Json::array();
  for (std::int64_t version = 1; version < person.version; ++version) {
    TRY_LET(const auto doc, snapshot.earlier(person.id, version));
    if (doc) versions.push_back({{"version", version}, {"document", *doc}});
  }
  return versions;
}

/// Records about the person, and what is attached to them.
Result<void> add_records(store::Snapshot& snapshot, const store::Record& person, Json& held) {
  std::vector<std::string> words{person.id};
  for (const auto* member : {"name", "email"})
    if (auto word = text_at(person.doc, member); !word.empty()) words.push_back(std::move(word));
  held["records"] = Json::array();
  held["attachments"] = Json::array();
  for (const auto& noun : nouns()) {
    TRY_LET(const auto records,
            snapshot.list({.noun = std::string(noun.name), .limit = exported_max}));
    for (const auto& record : records) {
      if (record.id == person.id || !mentions(record.doc, words)) continue;
      held["records"].push_back(shown(record));
    }
  }
  TRY_LET(const auto attached, attachments_of_person(snapshot, person.id));
  for (const auto& attachment : attached) {
    auto one = shown(attachment);
    if (!is_sealed(attachment) && attachment.state == attached_state)
      one["content"] = "/api/v1/attachments/" + attachment.id + "/content";
    held["attachments"].push_back(std::move(one));
  }
  return {};
}

Result<void> authorise_export(const Actor& actor, const store::Record& person) {
  if (actor.id == person.id ||
      std::ranges::find(actor.represents, person.id) != actor.represents.end())
    return {};
  return authorise(actor, Right::EraseData, {});
}

}  // namespace

Result<Json> export_person(store::Snapshot& snapshot, const Actor& actor, std::string_view id) {
  TRY_LET(const auto person, must_find(snapshot, "person", id));
  TRY(authorise_export(actor, person));
  Json held{{"person", shown(person)}};
  TRY_LET(held["earlier"], versions_of(snapshot, person));
  TRY_LET(held["accounts"], rows_about(snapshot, "SELECT email FROM account WHERE person = ?1",
                                       person.id, {"email"}));
  TRY_LET(held["credentials"],
          rows_about(snapshot,
                     "SELECT kind, name, created, expires, used, revoked FROM credential"
                     " WHERE person = ?1 ORDER BY created",
                     person.id, {"kind", "name", "created", "expires", "used", "revoked"}));
  TRY_LET(
      held["identities"],
      rows_about(snapshot, "SELECT issuer, subject FROM identity WHERE person = ?1 ORDER BY issuer",
                 person.id, {"issuer", "subject"}));
  TRY(add_records(snapshot, person, held));
  TRY_LET(held["entries"], rows_about(snapshot,
                                      "SELECT tree, position, time, act, object FROM entry"
                                      " WHERE instr(record, ?1) > 0 ORDER BY time, tree, position",
                                      person.id, {"tree", "position", "time", "act", "object"}));
  TRY_LET(held["messages"],
          rows_about(snapshot,
                     "SELECT channel, topic, title, created, done FROM outbox"
                     " WHERE instr(payload, ?1) > 0 ORDER BY id",
                     person.id, {"channel", "topic", "title", "created", "done"}));
  return held;
}

}  // namespace gg::clearance
