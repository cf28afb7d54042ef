#include "store/migrate.h"

#include "base/embedded.h"
#include "base/sha256.h"

#include <span>

namespace gg {
std::span<const Embedded> schema_steps();
}

namespace gg::store {

int schema_version() { return static_cast<int>(schema_steps().size()); }

namespace {

constexpr const char* table_of_steps =
    "CREATE TABLE IF NOT EXISTS migration (step INTEGER NOT NULL PRIMARY KEY, sha256 TEXT NOT NULL)"
    " STRICT;";

/// The hash of a step that was applied; empty where it was not.
Result<std::string> applied(Connection& connection, std::int64_t step) {
  auto statement = connection.prepare("SELECT sha256 FROM migration WHERE step = ?1");
  statement.bind(1, step);
  TRY_LET(const bool is_row, statement.next());
  return is_row ? statement.text(0) : std::string();
}

/// A step may put one table in the place of another that is referred to; then nothing may be lost.
Result<void> check_references(Connection& connection, std::int64_t step) {
  auto broken = connection.prepare("PRAGMA foreign_key_check");
  TRY_LET(const bool is_row, broken.next());
  if (!is_row) return {};
  return fail(Error{ErrorKind::InvalidInput,
                    "step " + std::to_string(step) + " of the register's schema found a row of " +
                        broken.text(0) + " that refers to a missing one of " + broken.text(2) +
                        ": restore the register from a backup"});
}

Result<void> apply(Connection& connection, std::int64_t step, std::string_view sql,
                   const std::string& hash) {
  TRY(connection.run("BEGIN IMMEDIATE;" + std::string(sql)));
  TRY(check_references(connection, step));
  {
    auto statement = connection.prepare("INSERT INTO migration (step, sha256) VALUES (?1, ?2)");
    statement.bind(1, step).bind(2, hash);
    TRY(statement.run());
  }
  return connection.run("COMMIT;");
}

Result<std::int64_t> newest_step(Connection& connection) {
  auto statement = connection.prepare("SELECT coalesce(max(step), 0) FROM migration");
  TRY(statement.next());
  return statement.number(0);
}

Result<void> take_steps(Connection& connection, int up_to) {
  TRY_LET(const auto newest, newest_step(connection));
  if (newest > schema_version())
    return fail(
        Error{ErrorKind::InvalidInput, "the register was made by a newer Goodgate (schema " +
                                           std::to_string(newest) + ", this one knows " +
                                           std::to_string(schema_version()) + "): use that one"});
  std::int64_t step = 0;
  for (const auto& file : schema_steps()) {
    if (++step > up_to) break;
    const auto hash = sha256_of(file.text()).hex();
    TRY_LET(const auto known, applied(connection, step));
    if (known == hash) continue;
    if (!known.empty())
      return fail(Error{ErrorKind::InvalidInput,
                        "step " + std::to_string(step) +
                            " of the register's schema is not the one this Goodgate knows: it was "
                            "made by another build; use that one"});
    TRY(apply(connection, step, file.text(), hash));
  }
  return {};
}

}  // namespace

Result<void> migrate(Connection& connection, int up_to) {
  TRY(connection.run(table_of_steps));
  // Inside a transaction this setting would not change (https://www.sqlite.org/foreignkeys.html).
  TRY(connection.run("PRAGMA foreign_keys = OFF"));
  const auto taken = take_steps(connection, up_to);
  TRY(connection.run("PRAGMA foreign_keys = ON"));
  return taken;
}

}  // namespace gg::store
