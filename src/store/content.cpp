#include "store/content.h"

namespace gg::store {
namespace {

constexpr std::int64_t swept_chunks = 16;  // 4 MiB in one transaction

Content content_in(const Statement& row) {
  return {.id = row.number(0),
          .sha256 = row.text(1),
          .size_bytes = row.number(2),
          .media_type = row.text(3)};
}

Result<std::optional<Content>> one_content(Statement statement) {
  TRY_LET(const bool is_row, statement.next());
  if (!is_row) return std::optional<Content>();
  return std::optional(content_in(statement));
}

Result<void> run_for(Connection& connection, std::string_view sql, std::int64_t content) {
  auto statement = connection.prepare(sql);
  statement.bind(1, content);
  return statement.run();
}

Result<bool> is_attached(Snapshot& snapshot, std::int64_t content) {
  auto statement =
      snapshot.connection().prepare("SELECT 1 FROM attached WHERE content = ?1 LIMIT 1");
  statement.bind(1, content);
  return statement.next();
}

Result<void> remove_content(Transaction& transaction, std::int64_t content) {
  TRY(run_for(transaction.connection(), "DELETE FROM content_chunk WHERE content = ?1", content));
  TRY(run_for(transaction.connection(), "DELETE FROM content WHERE id = ?1", content));
  transaction.forget_pages();
  return {};
}

}  // namespace

Result<std::int64_t> begin_content(Transaction& transaction, std::string_view now) {
  auto statement = transaction.connection().prepare(
      "INSERT INTO content (state, size_bytes, media_type, created)"
      " VALUES ('arriving', 0, '', ?1) RETURNING id");
  statement.bind(1, now);
  TRY(statement.next());
  return statement.number(0);
}

Result<void> add_chunk(Transaction& transaction, std::int64_t content, std::int64_t number,
                       std::string_view bytes) {
  auto statement = transaction.connection().prepare(
      "INSERT INTO content_chunk (content, number, bytes) VALUES (?1, ?2, ?3)");
  statement.bind(1, content).bind(2, number).bind_bytes(3, bytes);
  return statement.run();
}

Result<void> keep_content(Transaction& transaction, const Content& content) {
  auto statement = transaction.connection().prepare(
      "UPDATE content SET state = 'kept', sha256 = ?2, size_bytes = ?3, media_type = ?4"
      " WHERE id = ?1 AND state = 'arriving'");
  statement.bind(1, content.id).bind(2, content.sha256).bind(3, content.size_bytes);
  statement.bind(4, content.media_type);
  TRY(statement.run());
  if (transaction.connection().changed_rows() == 1) return {};
  return fail(Error{ErrorKind::Conflict, "what was sent is not there any more; send it again"});
}

Result<void> give_up_content(Transaction& transaction, std::int64_t content) {
  return run_for(transaction.connection(),
                 "UPDATE content SET state = 'leaving' WHERE id = ?1 AND state = 'arriving'",
                 content);
}

Result<std::optional<Content>> find_content(Snapshot& snapshot, std::string_view sha256) {
  auto statement = snapshot.connection().prepare(
      "SELECT id, sha256, size_bytes, media_type FROM content"
      " WHERE sha256 = ?1 AND state = 'kept'");
  statement.bind(1, sha256);
  return one_content(std::move(statement));
}

Result<std::optional<Content>> content_of(Snapshot& snapshot, std::string_view attachment) {
  auto statement = snapshot.connection().prepare(
      "SELECT c.id, c.sha256, c.size_bytes, c.media_type FROM attached a"
      " JOIN content c ON c.id = a.content WHERE a.attachment = ?1");
  statement.bind(1, attachment);
  return one_content(std::move(statement));
}

Result<std::string> content_chunk(Snapshot& snapshot, std::int64_t content, std::int64_t number) {
  auto statement = snapshot.connection().prepare(
      "SELECT bytes FROM content_chunk WHERE content = ?1 AND number = ?2");
  statement.bind(1, content).bind(2, number);
  TRY_LET(const bool is_row, statement.next());
  return is_row ? statement.text(0) : std::string();
}

Result<void> attach_content(Transaction& transaction, std::string_view attachment,
                            std::int64_t content) {
  auto statement = transaction.connection().prepare(
      "INSERT INTO attached (attachment, content) VALUES (?1, ?2)");
  TRY(detach_content(transaction, attachment, Leaving::Later));
  statement.bind(1, attachment).bind(2, content);
  return statement.run();
}

Result<void> detach_content(Transaction& transaction, std::string_view attachment,
                            Leaving leaving) {
  TRY_LET(const auto content, content_of(transaction, attachment));
  if (!content) return {};
  auto statement = transaction.connection().prepare("DELETE FROM attached WHERE attachment = ?1");
  statement.bind(1, attachment);
  TRY(statement.run());
  TRY_LET(const bool is_needed, is_attached(transaction, content->id));
  if (is_needed) return {};
  if (leaving == Leaving::Now) return remove_content(transaction, content->id);
  return run_for(transaction.connection(),
                 "UPDATE content SET state = 'leaving', sha256 = NULL WHERE id = ?1", content->id);
}

Result<void> give_up_arriving(Transaction& transaction) {
  return transaction.connection().run(
      "UPDATE content SET state = 'leaving' WHERE state = 'arriving'");
}

Result<bool> sweep_contents(Transaction& transaction) {
  auto next = transaction.connection().prepare(
      "SELECT id FROM content WHERE state = 'leaving' ORDER BY id LIMIT 1");
  TRY_LET(const bool is_row, next.next());
  if (!is_row) return false;
  const auto content = next.number(0);
  auto statement = transaction.connection().prepare(
      "DELETE FROM content_chunk WHERE rowid IN"
      " (SELECT rowid FROM content_chunk WHERE content = ?1 ORDER BY number DESC LIMIT ?2)");
  statement.bind(1, content).bind(2, swept_chunks);
  TRY(statement.run());
  transaction.forget_pages();
  if (transaction.connection().changed_rows() < swept_chunks)
    TRY(remove_content(transaction, content));
  return true;
}

Result<bool> has_leaving(Snapshot& snapshot) {
  auto statement =
      snapshot.connection().prepare("SELECT 1 FROM content WHERE state = 'leaving' LIMIT 1");
  return statement.next();
}

}  // namespace gg::store
