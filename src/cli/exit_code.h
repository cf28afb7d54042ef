#pragma once

#include "base/result.h"
#include "gate/finding.h"

namespace gg::cli {

/// What the program says to whoever started it. Numbers from 64 are those of BSD's sysexits.
enum class ExitCode : int {
  Pass = 0,
  Fail = 1,
  Hold = 2,
  BadUsage = 64,
  BadInput = 65,
  Unavailable = 69,
  Internal = 70,
  NotPermitted = 77,
};

inline ExitCode exit_code_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass:
      return ExitCode::Pass;
    case Verdict::Hold:
      return ExitCode::Hold;
    case Verdict::Fail:
      return ExitCode::Fail;
  }
  return ExitCode::Internal;
}

inline ExitCode exit_code_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::InvalidInput:
    case ErrorKind::NotFound:
    case ErrorKind::LimitExceeded:
      return ExitCode::BadInput;
    case ErrorKind::Forbidden:
      return ExitCode::NotPermitted;
    case ErrorKind::Conflict:
    case ErrorKind::Stale:
    case ErrorKind::Unavailable:
      return ExitCode::Unavailable;
    case ErrorKind::Internal:
      return ExitCode::Internal;
  }
  return ExitCode::Internal;
}

}  // namespace gg::cli
