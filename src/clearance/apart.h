#pragma once

#include "clearance/work.h"

namespace gg::clearance {

/// One part of an act of many: it is undone alone when it fails. Errors: its own; Unavailable,
/// where the whole act must end.
template <class F>
auto apart(Work& work, const F& part) -> decltype(part()) {
  auto& connection = work.transaction.connection();
  TRY(connection.run("SAVEPOINT part"));
  auto result = part();
  if (!result.has_value()) TRY(connection.run("ROLLBACK TO part"));
  TRY(connection.run("RELEASE part"));
  return result;
}

/// What an act of many parts gives back: its answer, and whether what it did is kept. What was only
/// tried is undone as a whole.
struct Many {
  Json answer;
  bool is_kept = true;
};

}  // namespace gg::clearance
