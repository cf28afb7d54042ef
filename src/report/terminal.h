#pragma once

#include "report/report_view.h"
#include "report/sink.h"

#include <cstddef>
#include <cstdint>

namespace gg::report {

/// Whether to colour text with ANSI sequences. The words say everything without it.
enum class Colour : std::uint8_t { No, Yes };

/// Which files are listed.
enum class Listed : std::uint8_t { WithSomething, All };

/// How a report for a terminal looks. *value*
struct TerminalOptions {
  Colour colour = Colour::No;
  Listed listed = Listed::WithSomething;
  Prompts prompts = Prompts::Hashed;
  std::size_t columns = 80;  ///< Lines are wrapped to it; less than 40 counts as 40.
};

/// Writes a scan or a check for people: one line with the verdict, then what was found file by
/// file, then counts. Nothing from a file can control the terminal (see `visible`).
void write_terminal(const ReportView& view, const TerminalOptions& options, Sink& sink);

}  // namespace gg::report
