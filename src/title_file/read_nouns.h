#pragma once

#include "title_file/title_file.h"
#include "yaml/form.h"

namespace gg::title_file {

// One function a noun: a map of title.yaml in, the noun out, problems told through the form.

Title read_title_head(Form form);
Tool read_tool(Form form);
Use read_use(Form form);
Approval read_approval(Form form);
Consent read_consent(Form form);
Licence read_licence(Form form);
Asset read_asset(Form form);
Disclosure read_disclosure(Form form);
DutyDone read_duty_done(Form form);
Waiver read_waiver(Form form);
SeverityChange read_severity_change(Form form);

/// "by", as `{name, capacity}` or as a name alone.
Signer read_signer(Form& form);
Scope read_scope(Form& form);
std::vector<std::string> read_media(Form& form);

/// Tells of ids that stand twice and of names that name nothing.
void check_references(const YamlNode& root, const TitleFile& file, Problems& problems);

}  // namespace gg::title_file
