#include "clearance/scanned_delivery.h"

namespace gg::clearance {
namespace {

Result<void> keep_file(store::Transaction& transaction, const std::string& delivery,
                       const KeptFile& file) {
  auto statement = transaction.connection().prepare(
      "INSERT INTO delivery_file (delivery, number, picture, content, media_type, until)"
      " VALUES (?1, ?2, nullif(?3, x''), ?4, ?5, ?6)");
  statement.bind(1, delivery).bind(2, file.number).bind_bytes(3, file.picture);
  statement.bind_or_null(4, file.content).bind_or_null(5, file.media_type);
  statement.bind_or_null(6, file.until);
  return statement.run();
}

KeptFile kept_in(const store::Statement& row) {
  return {.number = row.number(0),
          .picture = row.text(1),
          .content = row.text(2),
          .media_type = row.text(3),
          .until = row.text(4)};
}

}  // namespace

Result<store::Record> take_scanned(Work& work, const Job& job, const Handed& handed,
                                   const std::vector<KeptFile>& kept) {
  TRY_LET(auto delivery, take_delivery(work, handed));
  for (const auto& file : kept) TRY(keep_file(work.transaction, delivery.id, file));
  TRY(finish_job(work.transaction, job.id, delivery.id, work.now));
  auto statement = work.transaction.connection().prepare("DELETE FROM upload WHERE job = ?1");
  statement.bind(1, job.id);
  TRY(statement.run());
  return delivery;
}

Result<std::vector<KeptFile>> kept_files(store::Snapshot& snapshot, std::string_view delivery) {
  auto statement = snapshot.connection().prepare(
      "SELECT number, iif(picture IS NULL, '', 'yes'), content, media_type, until"
      " FROM delivery_file WHERE delivery = ?1 ORDER BY number");
  statement.bind(1, delivery);
  return store::rows_of(
      statement, [](const store::Statement& row) -> Result<KeptFile> { return kept_in(row); });
}

Result<std::optional<KeptFile>> find_kept_file(store::Snapshot& snapshot, std::string_view delivery,
                                               std::int64_t number) {
  auto statement = snapshot.connection().prepare(
      "SELECT number, picture, content, media_type, until FROM delivery_file"
      " WHERE delivery = ?1 AND number = ?2");
  statement.bind(1, delivery).bind(2, number);
  TRY_LET(const bool is_row, statement.next());
  return is_row ? std::optional(kept_in(statement)) : std::nullopt;
}

}  // namespace gg::clearance
