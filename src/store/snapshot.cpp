#include "store/transaction.h"

#include <algorithm>

namespace gg::store {
namespace {

constexpr std::string_view record_columns =
    "r.id, r.noun, r.title, r.company, r.state, r.version, r.due, r.created, r.updated, r.doc";

Error damaged(std::string_view id) {
  return {ErrorKind::Internal,
          std::string(id) +
              ": its document in the register cannot be read; check the file with "
              "`goodgate ledger verify` and restore a back-up"};
}

Result<Json> document_of(std::string_view id, const std::string& text) {
  auto doc = parse_json(text, {.text_bytes_max = 64U << 20});
  if (!doc) return fail(damaged(id));
  return *std::move(doc);
}

Result<Record> record_of(const Statement& row) {
  Record record{.id = row.text(0),
                .noun = row.text(1),
                .title = row.text(2),
                .company = row.text(3),
                .state = row.text(4),
                .version = row.number(5),
                .due = row.text(6),
                .created = row.text(7),
                .updated = row.text(8),
                .doc = {}};
  TRY_LET(record.doc, document_of(record.id, row.text(9)));
  return record;
}

/// The WHERE of a query. Lists go in as JSON, so that their length does not change the statement.
std::string condition_of(const Query& query) {
  std::string sql = " WHERE r.id > ?1";
  if (!query.noun.empty()) sql += " AND r.noun = ?2";
  if (!query.titles.empty())
    sql += query.untitled ? " AND (r.title IS NULL OR r.title IN (SELECT value FROM json_each(?3)))"
                          : " AND r.title IN (SELECT value FROM json_each(?3))";
  else if (query.untitled)
    sql += " AND r.title IS NULL";
  if (!query.company.empty()) sql += " AND r.company = ?4";
  if (!query.states.empty()) sql += " AND r.state IN (SELECT value FROM json_each(?5))";
  if (!query.updated_after.empty()) sql += " AND r.updated > ?6";
  if (!query.due_before.empty()) sql += " AND r.due < ?7";
  if (!query.relies_on.empty())
    sql += " AND EXISTS (SELECT 1 FROM link l WHERE l.source = r.id AND l.target = ?8)";
  if (!query.text.empty()) sql += " AND instr(lower(r.doc), ?9) > 0";
  return sql;
}

/// The texts that a query binds; they must outlive the statement.
struct Bindings {
  explicit Bindings(const Query& query)
      : titles(Json(query.titles).dump()), states(Json(query.states).dump()), text(query.text) {
    std::ranges::transform(text, text.begin(), [](char one) {
      return one >= 'A' && one <= 'Z' ? static_cast<char>(one - 'A' + 'a') : one;
    });
  }
  std::string titles;
  std::string states;
  std::string text;
};

void bind(Statement& statement, const Query& query, const Bindings& lists) {
  statement.bind(1, query.after);
  if (!query.noun.empty()) statement.bind(2, query.noun);
  if (!query.titles.empty()) statement.bind(3, lists.titles);
  if (!query.company.empty()) statement.bind(4, query.company);
  if (!query.states.empty()) statement.bind(5, lists.states);
  if (!query.updated_after.empty()) statement.bind(6, query.updated_after);
  if (!query.due_before.empty()) statement.bind(7, query.due_before);
  if (!query.relies_on.empty()) statement.bind(8, query.relies_on);
  if (!query.text.empty()) statement.bind(9, lists.text);
}

StoredEntry entry_of(const Statement& row) {
  return {.tree = row.text(0),
          .position = row.number(1),
          .object = row.text(2),
          .act = row.text(3),
          .time = row.text(4),
          .record = row.text(5),
          .salt = row.text(6),
          .commitment = row.text(7),
          .erased = row.text(8)};
}

constexpr std::string_view entry_columns =
    "SELECT tree, position, object, act, time, record, salt, commitment, erased FROM entry ";

Result<std::vector<StoredEntry>> all_entries(Statement& statement) {
  std::vector<StoredEntry> entries;
  while (true) {
    TRY_LET(const bool is_row, statement.next());
    if (!is_row) return entries;
    entries.push_back(entry_of(statement));
  }
}

Result<std::vector<Link>> all_links(Statement& statement) {
  std::vector<Link> links;
  while (true) {
    TRY_LET(const bool is_row, statement.next());
    if (!is_row) return links;
    links.push_back({statement.text(0), statement.text(1), statement.text(2)});
  }
}

}  // namespace

Result<std::optional<Record>> Snapshot::find(std::string_view id) {
  auto statement = connection_.prepare("SELECT " + std::string(record_columns) +
                                       " FROM record r WHERE r.id = ?1");
  statement.bind(1, id);
  TRY_LET(const bool is_row, statement.next());
  if (!is_row) return std::optional<Record>();
  TRY_LET(auto record, record_of(statement));
  return std::optional(std::move(record));
}

Result<std::vector<Record>> Snapshot::list(const Query& query) {
  auto statement = connection_.prepare("SELECT " + std::string(record_columns) + " FROM record r" +
                                       condition_of(query) + " ORDER BY r.id LIMIT ?10");
  const Bindings lists(query);
  bind(statement, query, lists);
  statement.bind(10, query.limit);
  std::vector<Record> records;
  while (true) {
    TRY_LET(const bool is_row, statement.next());
    if (!is_row) return records;
    TRY_LET(auto record, record_of(statement));
    records.push_back(std::move(record));
  }
}

Result<std::int64_t> Snapshot::count(const Query& query) {
  auto statement = connection_.prepare("SELECT count(*) FROM record r" + condition_of(query));
  const Bindings lists(query);
  bind(statement, query, lists);
  TRY(statement.next());
  return statement.number(0);
}

Result<std::optional<Json>> Snapshot::earlier(std::string_view id, std::int64_t version) {
  auto statement = connection_.prepare("SELECT doc FROM earlier WHERE id = ?1 AND version = ?2");
  statement.bind(1, id).bind(2, version);
  TRY_LET(const bool is_row, statement.next());
  if (!is_row) return std::optional<Json>();
  TRY_LET(auto doc, document_of(id, statement.text(0)));
  return std::optional(std::move(doc));
}

Result<std::vector<Link>> Snapshot::links_from(std::string_view source) {
  auto statement = connection_.prepare(
      "SELECT source, field, target FROM link WHERE source = ?1 ORDER BY field, target");
  statement.bind(1, source);
  return all_links(statement);
}

Result<std::vector<Link>> Snapshot::links_to(std::string_view target) {
  auto statement = connection_.prepare(
      "SELECT source, field, target FROM link WHERE target = ?1 ORDER BY field, source");
  statement.bind(1, target);
  return all_links(statement);
}

Result<std::optional<StoredTree>> Snapshot::tree(std::string_view id) {
  auto statement = connection_.prepare("SELECT id, size, frontier FROM tree WHERE id = ?1");
  statement.bind(1, id);
  TRY_LET(const bool is_row, statement.next());
  if (!is_row) return std::optional<StoredTree>();
  return std::optional(StoredTree{statement.text(0), statement.number(1), statement.text(2)});
}

Result<std::vector<StoredTree>> Snapshot::trees() {
  auto statement = connection_.prepare("SELECT id, size, frontier FROM tree ORDER BY id");
  std::vector<StoredTree> trees;
  while (true) {
    TRY_LET(const bool is_row, statement.next());
    if (!is_row) return trees;
    trees.push_back({statement.text(0), statement.number(1), statement.text(2)});
  }
}

Result<std::string> Snapshot::newest_entry_time() {
  auto statement = connection_.prepare(
      "SELECT max(e.time) FROM tree t JOIN entry e ON e.tree = t.id AND e.position = t.size - 1");
  TRY(statement.next());
  return statement.text(0);
}

Result<std::int64_t> Snapshot::next_position(std::string_view tree) {
  auto statement =
      connection_.prepare("SELECT coalesce(max(position) + 1, 0) FROM entry WHERE tree = ?1");
  statement.bind(1, tree);
  TRY(statement.next());
  return statement.number(0);
}

Result<std::vector<StoredEntry>> Snapshot::entries(std::string_view tree, std::int64_t first,
                                                   std::int64_t limit) {
  auto statement = connection_.prepare(
      std::string(entry_columns) + "WHERE tree = ?1 AND position >= ?2 ORDER BY position LIMIT ?3");
  statement.bind(1, tree).bind(2, first).bind(3, limit);
  return all_entries(statement);
}

Result<std::vector<std::string>> Snapshot::commitments(std::string_view tree, std::int64_t first,
                                                       std::int64_t limit) {
  auto statement = connection_.prepare(
      "SELECT commitment FROM entry WHERE tree = ?1 AND position >= ?2 ORDER BY position LIMIT ?3");
  statement.bind(1, tree).bind(2, first).bind(3, limit);
  std::vector<std::string> commitments;
  while (true) {
    TRY_LET(const bool is_row, statement.next());
    if (!is_row) return commitments;
    commitments.push_back(statement.text(0));
  }
}

Result<std::vector<StoredEntry>> Snapshot::entries_of(std::string_view object) {
  auto statement =
      connection_.prepare(std::string(entry_columns) + "WHERE object = ?1 ORDER BY tree, position");
  statement.bind(1, object);
  return all_entries(statement);
}

Result<std::string> Snapshot::tile(std::string_view tree, std::int64_t level, std::int64_t number) {
  auto statement =
      connection_.prepare("SELECT hashes FROM tile WHERE tree = ?1 AND level = ?2 AND number = ?3");
  statement.bind(1, tree).bind(2, level).bind(3, number);
  TRY_LET(const bool is_row, statement.next());
  return is_row ? statement.text(0) : std::string();
}

Result<std::string> Snapshot::checkpoint(std::string_view tree, std::int64_t size_max) {
  auto statement = connection_.prepare(
      "SELECT note FROM checkpoint WHERE tree = ?1 AND size <= ?2 ORDER BY size DESC LIMIT 1");
  statement.bind(1, tree).bind(2, size_max);
  TRY_LET(const bool is_row, statement.next());
  return is_row ? statement.text(0) : std::string();
}

Result<std::optional<StoredCheckpoint>> Snapshot::next_checkpoint(std::string_view tree,
                                                                  std::int64_t size) {
  auto statement = connection_.prepare(
      "SELECT size, note FROM checkpoint WHERE tree = ?1 AND size > ?2 ORDER BY size LIMIT 1");
  statement.bind(1, tree).bind(2, size);
  TRY_LET(const bool is_row, statement.next());
  if (!is_row) return std::optional<StoredCheckpoint>();
  return std::optional(StoredCheckpoint{statement.number(0), statement.text(1)});
}

Result<std::vector<Message>> Snapshot::waiting(std::string_view channel, std::string_view now,
                                               std::int64_t limit) {
  auto statement = connection_.prepare(
      "SELECT id, channel, topic, title, payload, created, attempts FROM outbox"
      " WHERE channel = ?1 AND done IS NULL AND (next IS NULL OR next <= ?2) ORDER BY id LIMIT ?3");
  statement.bind(1, channel).bind(2, now).bind(3, limit);
  std::vector<Message> messages;
  while (true) {
    TRY_LET(const bool is_row, statement.next());
    if (!is_row) return messages;
    Message message{.id = statement.number(0),
                    .channel = statement.text(1),
                    .topic = statement.text(2),
                    .title = statement.text(3),
                    .payload = {},
                    .created = statement.text(5),
                    .attempts = statement.number(6)};
    TRY_LET(message.payload,
            document_of("message " + std::to_string(message.id), statement.text(4)));
    messages.push_back(std::move(message));
  }
}

}  // namespace gg::store
