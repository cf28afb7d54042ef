#pragma once

#include "register/approval.h"
#include "register/asset.h"
#include "register/consent.h"
#include "register/duty.h"
#include "register/licence.h"
#include "register/title.h"
#include "register/tool.h"
#include "register/use.h"
#include "register/waiver.h"
#include "store/record.h"

#include <vector>

namespace gg::clearance {

/// Records of the register as the nouns the rules speak of. The shape of each was checked when it
/// was written.
Title title_from(const store::Record& record);
Tool tool_from(const store::Record& record);
Use use_from(const store::Record& record);
std::vector<DutyDone> duties_done(const store::Record& use);
Approval approval_from(const store::Record& record);
Consent consent_from(const store::Record& record);
Licence licence_from(const store::Record& record);
Asset asset_from(const store::Record& record);
Disclosure disclosure_from(const store::Record& record);
Waiver waiver_from(const store::Record& record);
Scope scope_from(const Json& doc);

/// Answers under a member: id of the question → answer.
Answers answers_from(const Json& doc, std::string_view key);

}  // namespace gg::clearance
