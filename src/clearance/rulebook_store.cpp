#include "clearance/rulebook_store.h"

namespace gg::clearance {
namespace {

constexpr JsonLimits found_limits = {.text_bytes_max = 256U << 20, .depth_max = 64};

PublishedBook published_of(const store::Statement& row) {
  return {.book = row.text(0),
          .version = row.text(1),
          .first_day = row.text(2),
          .published = row.text(3),
          .sha256 = row.text(4),
          .rulebook = row.text(5)};
}

Result<std::optional<PublishedBook>> first_published(store::Statement& statement) {
  TRY_LET(const bool is_row, statement.next());
  return is_row ? std::optional(published_of(statement)) : std::nullopt;
}

}  // namespace

Result<void> keep_book_text(store::Transaction& transaction, const rulebook::BookFile& file) {
  auto statement = transaction.connection().prepare(
      "INSERT INTO rulebook_text (sha256, text) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
  const auto hash = file.sha256.hex();
  const auto text = rulebook::write_book(file.book);
  statement.bind(1, hash).bind(2, text);
  return statement.run();
}

Result<bool> has_book_text(store::Snapshot& snapshot, std::string_view sha256) {
  auto statement = snapshot.connection().prepare("SELECT 1 FROM rulebook_text WHERE sha256 = ?1");
  statement.bind(1, sha256);
  return statement.next();
}

Result<std::optional<std::string>> find_book_text(store::Snapshot& snapshot,
                                                  std::string_view sha256) {
  auto statement =
      snapshot.connection().prepare("SELECT text FROM rulebook_text WHERE sha256 = ?1");
  statement.bind(1, sha256);
  TRY_LET(const bool is_row, statement.next());
  return is_row ? std::optional(statement.text(0)) : std::nullopt;
}

Result<void> add_published(store::Transaction& transaction, const PublishedBook& version) {
  auto statement = transaction.connection().prepare(
      "INSERT INTO rulebook_published (book, version, first_day, published, sha256, rulebook)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  statement.bind(1, version.book).bind(2, version.version).bind(3, version.first_day);
  statement.bind(4, version.published).bind(5, version.sha256).bind(6, version.rulebook);
  return statement.run();
}

Result<void> drop_published(store::Transaction& transaction, const PublishedBook& version) {
  auto statement = transaction.connection().prepare(
      "DELETE FROM rulebook_published WHERE book = ?1 AND version = ?2");
  statement.bind(1, version.book).bind(2, version.version);
  return statement.run();
}

Result<std::optional<PublishedBook>> find_in_force(store::Snapshot& snapshot, std::string_view book,
                                                   Date day) {
  auto statement = snapshot.connection().prepare(
      "SELECT book, version, first_day, published, sha256, rulebook FROM rulebook_published"
      " WHERE book = ?1 AND first_day <= ?2 ORDER BY first_day DESC, published DESC LIMIT 1");
  const auto text = day.text();
  statement.bind(1, book).bind(2, text);
  return first_published(statement);
}

Result<std::optional<PublishedBook>> find_published(store::Snapshot& snapshot,
                                                    std::string_view book,
                                                    std::string_view version) {
  auto statement = snapshot.connection().prepare(
      "SELECT book, version, first_day, published, sha256, rulebook FROM rulebook_published"
      " WHERE book = ?1 AND version = ?2");
  statement.bind(1, book).bind(2, version);
  return first_published(statement);
}

Result<void> keep_found(store::Transaction& transaction, const std::string& rulebook,
                        std::string_view step, const Json& found) {
  auto statement = transaction.connection().prepare(
      "INSERT INTO rulebook_found (rulebook, step, doc) VALUES (?1, ?2, ?3)"
      " ON CONFLICT DO UPDATE SET doc = excluded.doc");
  const auto text = found.dump();
  statement.bind(1, rulebook).bind(2, step).bind(3, text);
  return statement.run();
}

Result<Json> find_found(store::Snapshot& snapshot, const std::string& rulebook,
                        std::string_view step) {
  auto statement = snapshot.connection().prepare(
      "SELECT doc FROM rulebook_found WHERE rulebook = ?1 AND step = ?2");
  statement.bind(1, rulebook).bind(2, step);
  TRY_LET(const bool is_row, statement.next());
  if (!is_row) return Json();
  auto found = parse_json(statement.text(0), found_limits);
  if (found) return *std::move(found);
  return fail(Error{ErrorKind::Internal, "what was found of " + rulebook + " is no JSON any more"});
}

}  // namespace gg::clearance
