#pragma once

#include "clearance/work.h"
#include "register/ending.h"

#include <optional>
#include <string>
#include <vector>

namespace gg::clearance {

/// When what a record says ends by itself: an approval in force, a consent given, a licence, the
/// terms of a tool as they were last read. Nothing where it has no last day, or is over. Warned of
/// as its title says (`warn_days`).
Result<std::optional<Ending>> ending_of(store::Snapshot& snapshot, const store::Record& record);

/// True for a noun that ends by itself.
bool can_end(std::string_view noun);

/// Sets the alarm of a record that was put: where its last day is another than before.
Result<void> set_alarm(Work& work, const store::Record& record);

/// The alarm after one that went off, or after a title changed when it warns.
Result<void> set_next_alarm(Work& work, const store::Record& record);
Result<void> set_alarms_of_title(Work& work, const store::Record& title);

/// Whom an end concerns: who recorded or signed it, and who declared uses that rely on it.
Result<std::vector<std::string>> concerned_by_end(store::Snapshot& snapshot,
                                                  const store::Record& record);

/// State and due time of a licence or a tool whose last day is as written now.
void keep_state_of_end(store::Record& record, Moment now);

/// True when a tool's terms were to be read again before the day of `now`.
bool is_past_recheck(const store::Record& tool, Moment now);

}  // namespace gg::clearance
