#include "desk/spent_rows.h"

#include "register/moment.h"

#include <array>
#include <chrono>
#include <string>

namespace gg::desk {
namespace {

using std::chrono::days;

constexpr std::int64_t rows_at_once = 500;  // of one transaction

/// ?1: rows that ended before this moment have served; ?2: how many of them at most.
struct Spent {
  days kept;
  const char* sql;
};

constexpr std::array all_spent = {
    Spent{days(1),
          "DELETE FROM idempotency WHERE (person, key) IN"
          " (SELECT person, key FROM idempotency WHERE created < ?1 ORDER BY created LIMIT ?2)"},
    Spent{days(1),
          "DELETE FROM code WHERE purpose IN"
          " (SELECT purpose FROM code WHERE expires < ?1 LIMIT ?2)"},
    Spent{days(1),
          "DELETE FROM device_grant WHERE sha256 IN"
          " (SELECT sha256 FROM device_grant WHERE expires < ?1 LIMIT ?2)"},
    Spent{days(7),
          "DELETE FROM outbox WHERE id IN"
          " (SELECT id FROM outbox WHERE created < ?1 AND done IS NOT NULL ORDER BY id LIMIT ?2)"},
    Spent{days(30),
          "DELETE FROM credential WHERE sha256 IN"
          " (SELECT sha256 FROM credential WHERE expires < ?1 OR revoked < ?1 LIMIT ?2)"},
    Spent{days(30),
          "DELETE FROM job WHERE id IN"
          " (SELECT id FROM job WHERE ended < ?1 LIMIT ?2)"},
    Spent{days(90),
          "DELETE FROM message WHERE id IN"
          " (SELECT id FROM message WHERE state = 'sent' AND done < ?1 ORDER BY id LIMIT ?2)"},
    Spent{days(365),
          "DELETE FROM message WHERE id IN"
          " (SELECT id FROM message WHERE state = 'failed' AND done < ?1 ORDER BY id LIMIT ?2)"},
};

Result<std::int64_t> forget_some(store::Store& store, const Spent& spent,
                                 const std::string& before) {
  std::int64_t gone = 0;
  TRY(store.write([&](store::Transaction& transaction) {
    auto statement = transaction.connection().prepare(spent.sql);
    statement.bind(1, before).bind(2, rows_at_once);
    auto done = statement.run();
    gone = transaction.connection().changed_rows();
    return done;
  }));
  return gone;
}

}  // namespace

Result<std::int64_t> forget_spent_rows(clearance::Clearance& clearance) {
  const auto now = clearance.world().now();
  std::int64_t all = 0;
  for (const auto& spent : all_spent) {
    const auto before = text_of(now - spent.kept);
    std::int64_t gone = rows_at_once;
    while (gone == rows_at_once) {
      TRY_LET(gone, forget_some(clearance.store(), spent, before));
      all += gone;
    }
  }
  return all;
}

}  // namespace gg::desk
