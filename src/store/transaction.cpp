#include "store/transaction.h"

namespace gg::store {
namespace {

Result<void> insert_record(Connection& connection, const Record& record) {
  const auto doc = record.doc.dump();
  auto statement = connection.prepare(
      "INSERT INTO record (id, noun, title, company, state, version, due, created, updated, doc)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
  statement.bind(1, record.id).bind(2, record.noun).bind_or_null(3, record.title);
  statement.bind_or_null(4, record.company).bind(5, record.state).bind(6, record.version);
  statement.bind_or_null(7, record.due).bind(8, record.created).bind(9, record.updated);
  statement.bind(10, doc);
  return statement.run();
}

Result<void> keep_version(Connection& connection, std::string_view id) {
  auto statement = connection.prepare(
      "INSERT INTO earlier (id, version, doc) SELECT id, version, doc FROM record WHERE id = ?1");
  statement.bind(1, id);
  return statement.run();
}

}  // namespace

Result<void> Transaction::insert(const Record& record) {
  return insert_record(connection(), record);
}

Result<void> Transaction::update(const Record& record) {
  TRY(keep_version(connection(), record.id));
  const auto doc = record.doc.dump();
  auto statement = connection().prepare(
      "UPDATE record SET title = ?2, company = ?3, state = ?4, version = ?5, due = ?6, updated = "
      "?7,"
      " doc = ?8 WHERE id = ?1 AND version = ?5 - 1");
  statement.bind(1, record.id).bind_or_null(2, record.title).bind_or_null(3, record.company);
  statement.bind(4, record.state).bind(5, record.version).bind_or_null(6, record.due);
  statement.bind(7, record.updated).bind(8, doc);
  TRY(statement.run());
  if (connection().changed_rows() == 1) return {};
  return fail(Error{ErrorKind::Conflict,
                    record.id + ": changed by somebody else; read it again and repeat the change"});
}

Result<void> Transaction::set_links(std::string_view source, const std::vector<Link>& links) {
  auto remove = connection().prepare("DELETE FROM link WHERE source = ?1");
  remove.bind(1, source);
  TRY(remove.run());
  for (const auto& link : links) {
    auto add = connection().prepare(
        "INSERT OR IGNORE INTO link (source, field, target) VALUES (?1, ?2, ?3)");
    add.bind(1, source).bind(2, link.field).bind(3, link.target);
    TRY(add.run());
  }
  return {};
}

Result<void> Transaction::put_tree(const StoredTree& tree) {
  auto statement = connection().prepare(
      "INSERT INTO tree (id, size, frontier) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (id) DO UPDATE SET size = excluded.size, frontier = excluded.frontier");
  statement.bind(1, tree.id).bind(2, tree.size).bind_bytes(3, tree.frontier);
  return statement.run();
}

Result<std::vector<StoredTree>> Transaction::trees_to_seal() {
  std::vector<StoredTree> found;
  for (const auto& id : appended_) {
    TRY_LET(auto stored, tree(id));
    if (stored) found.push_back(*std::move(stored));
  }
  return found;
}

Result<void> Transaction::append(const StoredEntry& entry) {
  auto statement = connection().prepare(
      "INSERT INTO entry (tree, position, object, act, time, record, salt, commitment)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  const auto salts = entry.salt + entry.document_salt;
  statement.bind(1, entry.tree).bind(2, entry.position).bind(3, entry.object).bind(4, entry.act);
  statement.bind(5, entry.time).bind(6, entry.record).bind_bytes(7, salts);
  statement.bind_bytes(8, entry.commitment);
  appended_.insert(entry.tree);
  return statement.run();
}

Result<void> Transaction::erase_entry(std::string_view tree, std::int64_t position,
                                      const Json& ground) {
  const auto erased = ground.dump();
  auto statement = connection().prepare(
      "UPDATE entry SET record = NULL, salt = NULL, erased = ?3 WHERE tree = ?1 AND position = ?2"
      " AND record IS NOT NULL");
  statement.bind(1, tree).bind(2, position).bind(3, erased);
  return statement.run();
}

Result<void> Transaction::put_tile(std::string_view tree, std::int64_t level, std::int64_t number,
                                   std::string_view hashes) {
  auto statement = connection().prepare(
      "INSERT INTO tile (tree, level, number, hashes) VALUES (?1, ?2, ?3, ?4)"
      " ON CONFLICT (tree, level, number) DO UPDATE SET hashes = excluded.hashes");
  statement.bind(1, tree).bind(2, level).bind(3, number).bind_bytes(4, hashes);
  return statement.run();
}

Result<void> Transaction::put_checkpoint(std::string_view tree, std::int64_t size,
                                         std::string_view time, std::string_view note) {
  auto statement = connection().prepare(
      "INSERT INTO checkpoint (tree, size, time, note) VALUES (?1, ?2, ?3, ?4)"
      " ON CONFLICT (tree, size) DO NOTHING");
  statement.bind(1, tree).bind(2, size).bind(3, time).bind(4, note);
  return statement.run();
}

Result<void> Transaction::send(const Message& message) {
  const auto payload = message.payload.dump();
  auto statement = connection().prepare(
      "INSERT INTO outbox (channel, topic, title, payload, created) VALUES (?1, ?2, ?3, ?4, ?5)");
  statement.bind(1, message.channel).bind(2, message.topic).bind_or_null(3, message.title);
  statement.bind(4, payload).bind(5, message.created);
  return statement.run();
}

Result<void> Transaction::mark_sent(std::string_view channel, std::int64_t last,
                                    std::string_view now) {
  auto statement = connection().prepare(
      "UPDATE outbox SET done = ?3,"
      " payload = iif(instr(payload, '\"sealed\"'), json_remove(payload, '$.sealed'), payload)"
      " WHERE channel = ?1 AND id <= ?2 AND done IS NULL");
  statement.bind(1, channel).bind(2, last).bind(3, now);
  return statement.run();
}

}  // namespace gg::store
