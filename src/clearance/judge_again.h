#pragma once

#include "clearance/work.h"
#include "gate/finding.h"

namespace gg::clearance {

/// Notes what of a changed record a delivery may have been judged by.
void note_touch(Work& work, std::string_view act, const store::Record& record);

/// Judges again every delivery that stood on something this act changed: withdrawal and revocation
/// reach what was delivered. Where verdict and findings stay, nothing is written. What was judged
/// before stays readable. Errors: Unavailable.
Result<void> judge_touched(Work& work);

/// Judges a delivery whose day has come: something it stands on ran out.
Result<store::Record> judge_due(Work& work, store::Record delivery);

/// Judges a delivery by the register as it stands and keeps what was found under the next number.
/// `because` names act and object where it is judged again because of them.
Result<store::Record> judge_and_put(Work& work, store::Record delivery, ScanReport scan,
                                    const Json& because);

}  // namespace gg::clearance
