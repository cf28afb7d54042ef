#pragma once

#include "report/report_view.h"
#include "report/sink.h"

namespace gg::report {

/// Writes JUnit XML as CI systems read it: one test case a file (and one for findings of the title
/// as a whole). A finding that fails or holds is a `failure` whose type is its severity; notes and
/// waived findings stand in `system-out`. In a scan nothing is judged: no case fails, but an
/// unreadable file is an `error`, and evidence stands in `system-out`.
void write_junit(const ReportView& view, const Generator& generator, Sink& sink);

}  // namespace gg::report
