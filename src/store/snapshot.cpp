#include "store/query_sql.h"
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

/// The column holds the salt of the record, and that of its document behind it where it has one.
constexpr std::size_t salt_bytes = 32;

Result<StoredEntry> entry_of(const Statement& row) {
  const auto salts = row.text(6);
  return StoredEntry{.tree = row.text(0),
                     .position = row.number(1),
                     .object = row.text(2),
                     .act = row.text(3),
                     .time = row.text(4),
                     .record = row.text(5),
                     .salt = salts.substr(0, salt_bytes),
                     .document_salt = salts.substr(std::min(salts.size(), salt_bytes)),
                     .commitment = row.text(7),
                     .erased = row.text(8)};
}

constexpr std::string_view entry_columns =
    "SELECT tree, position, object, act, time, record, salt, commitment, erased FROM entry ";

Result<Link> link_of(const Statement& row) { return Link{row.text(0), row.text(1), row.text(2)}; }

Result<StoredTree> tree_of(const Statement& row) {
  return StoredTree{row.text(0), row.number(1), row.text(2)};
}

Result<Message> message_of(const Statement& row) {
  Message message{.id = row.number(0),
                  .channel = row.text(1),
                  .topic = row.text(2),
                  .title = row.text(3),
                  .payload = {},
                  .created = row.text(5),
                  .attempts = row.number(6)};
  TRY_LET(message.payload, document_of("message " + std::to_string(message.id), row.text(4)));
  return message;
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
                                       sql_condition(query) + " ORDER BY r.id LIMIT ?10");
  const QueryTexts texts(query);
  bind_query(statement, query, texts);
  statement.bind(10, query.limit);
  return rows_of(statement, record_of);
}

Result<std::int64_t> Snapshot::count(const Query& query) {
  auto statement = connection_.prepare("SELECT count(*) FROM record r" + sql_condition(query));
  const QueryTexts texts(query);
  bind_query(statement, query, texts);
  TRY(statement.next());
  return statement.number(0);
}

Result<bool> Snapshot::has_any(std::string_view noun, std::string_view state) {
  auto statement =
      connection_.prepare("SELECT 1 FROM record WHERE noun = ?1 AND state = ?2 LIMIT 1");
  statement.bind(1, noun).bind(2, state);
  return statement.next();
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
  return rows_of(statement, link_of);
}

Result<std::vector<Link>> Snapshot::links_to(std::string_view target) {
  auto statement = connection_.prepare(
      "SELECT source, field, target FROM link WHERE target = ?1 ORDER BY field, source");
  statement.bind(1, target);
  return rows_of(statement, link_of);
}

Result<std::optional<StoredTree>> Snapshot::tree(std::string_view id) {
  auto statement = connection_.prepare("SELECT id, size, frontier FROM tree WHERE id = ?1");
  statement.bind(1, id);
  TRY_LET(const bool is_row, statement.next());
  if (!is_row) return std::optional<StoredTree>();
  TRY_LET(auto found, tree_of(statement));
  return std::optional(std::move(found));
}

Result<std::vector<StoredTree>> Snapshot::trees() {
  auto statement = connection_.prepare("SELECT id, size, frontier FROM tree ORDER BY id");
  return rows_of(statement, tree_of);
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
  return rows_of(statement, entry_of);
}

Result<std::vector<StoredEntry>> Snapshot::entries(const EntryQuery& query) {
  std::string sql = std::string(entry_columns) + "WHERE tree = ?1";
  sql += query.newest_first ? " AND position <= ?2" : " AND position >= ?2";
  if (!query.noun.empty()) sql += " AND act >= ?4 || '.' AND act < ?4 || '/'";
  if (!query.since.empty()) sql += " AND time >= ?5";
  if (!query.until.empty()) sql += " AND time < ?6";
  sql += query.newest_first ? " ORDER BY position DESC LIMIT ?3" : " ORDER BY position LIMIT ?3";
  auto statement = connection_.prepare(sql);
  statement.bind(1, query.tree).bind(2, query.from).bind(3, query.limit);
  if (!query.noun.empty()) statement.bind(4, query.noun);
  if (!query.since.empty()) statement.bind(5, query.since);
  if (!query.until.empty()) statement.bind(6, query.until);
  return rows_of(statement, entry_of);
}

Result<std::vector<std::string>> Snapshot::commitments(std::string_view tree, std::int64_t first,
                                                       std::int64_t limit) {
  auto statement = connection_.prepare(
      "SELECT commitment FROM entry WHERE tree = ?1 AND position >= ?2 ORDER BY position LIMIT ?3");
  statement.bind(1, tree).bind(2, first).bind(3, limit);
  return rows_of(statement,
                 [](const Statement& row) -> Result<std::string> { return row.text(0); });
}

Result<std::vector<StoredEntry>> Snapshot::entries_of(std::string_view object) {
  auto statement =
      connection_.prepare(std::string(entry_columns) + "WHERE object = ?1 ORDER BY tree, position");
  statement.bind(1, object);
  return rows_of(statement, entry_of);
}

Result<std::vector<StoredEntry>> Snapshot::entries_before(std::string_view tree,
                                                          std::int64_t position,
                                                          const Query& about) {
  auto statement = connection_.prepare(
      "SELECT e.tree, e.position, e.object, e.act, e.time, e.record, e.salt, e.commitment, e.erased"
      " FROM entry e CROSS JOIN record r ON r.id = e.object" +
      sql_condition(about) +
      " AND e.tree = ?11 AND e.position < ?12 ORDER BY e.position DESC LIMIT ?10");
  const QueryTexts texts(about);
  bind_query(statement, about, texts);
  statement.bind(10, about.limit).bind(11, tree).bind(12, position);
  return rows_of(statement, entry_of);
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

Result<std::vector<Message>> Snapshot::waiting(std::string_view channel, std::int64_t after,
                                               std::int64_t limit) {
  auto statement = connection_.prepare(
      "SELECT id, channel, topic, title, payload, created, attempts FROM outbox"
      " WHERE channel = ?1 AND done IS NULL AND id > ?2 ORDER BY id LIMIT ?3");
  statement.bind(1, channel).bind(2, after).bind(3, limit);
  return rows_of(statement, message_of);
}

}  // namespace gg::store
