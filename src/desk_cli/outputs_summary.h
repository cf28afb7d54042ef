#pragma once

#include "pipeline/send_outputs.h"
#include "pipeline/watched.h"

namespace gg::desk_cli {

/// What became of all folders of a run. *value*
struct OutputsSummary {
  pipeline::Noted noted;
  pipeline::Sent sent;

  void add(const pipeline::Noted& more);
  void add(pipeline::Sent more);
};

/// For people on standard error, or as JSON on standard output.
void print(const OutputsSummary& summary, bool json);

}  // namespace gg::desk_cli
