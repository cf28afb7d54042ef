#include "store/transaction.h"

namespace gg::store {
namespace {

Alarm alarm_of(const Statement& row) { return {row.text(0), row.text(1), row.text(2)}; }

}  // namespace

Result<std::optional<Alarm>> Snapshot::alarm(std::string_view record) {
  auto statement = connection_.prepare("SELECT record, at, ends FROM alarm WHERE record = ?1");
  statement.bind(1, record);
  TRY_LET(const bool is_row, statement.next());
  return is_row ? std::optional(alarm_of(statement)) : std::nullopt;
}

Result<std::vector<Alarm>> Snapshot::alarms(std::string_view now, std::int64_t limit) {
  auto statement = connection_.prepare(
      "SELECT record, at, ends FROM alarm WHERE at <= ?1 ORDER BY at, record LIMIT ?2");
  statement.bind(1, now).bind(2, limit);
  return rows_of(statement, [](const Statement& row) -> Result<Alarm> { return alarm_of(row); });
}

Result<void> Transaction::set_alarm(const Alarm& alarm) {
  auto statement = connection().prepare(
      "INSERT INTO alarm (record, at, ends) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (record) DO UPDATE SET at = excluded.at, ends = excluded.ends");
  statement.bind(1, alarm.record).bind(2, alarm.at).bind(3, alarm.ends);
  return statement.run();
}

Result<void> Transaction::drop_alarm(std::string_view record) {
  auto statement = connection().prepare("DELETE FROM alarm WHERE record = ?1");
  statement.bind(1, record);
  return statement.run();
}

}  // namespace gg::store
