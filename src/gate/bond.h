#pragma once

#include "credentials/validation.h"
#include "gate/file_report.h"

#include <string>

namespace gg {

/// Notes in a report what leads to the files that credentials bind together with this one. Of a
/// segment it says that it is one; what is wrong with its box of hashes is among the faults.
/// `validation`: of the file's own credentials; null where there is none.
void note_bond(Reader file, const Parts& parts, const credentials::Validation* validation,
               FileReport& report);

/// A fault for the report.
ReadFault fault_of(const ParseError& error, std::string path);

}  // namespace gg
