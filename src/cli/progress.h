#pragma once

#include "gate/scan.h"

#include <chrono>
#include <string>
#include <thread>

namespace gg::cli {

/// One line of progress: "  412 of 1,903 files · 3.1 of 18.2 GB · 1.4 GB/s · 11 s left".
/// The time left is of bytes, or of files where there are hardly any bytes. Shorter for a narrow
/// `columns`. `elapsed` is since the scan began.
std::string progress_line(const ScanProgress& progress, std::chrono::milliseconds elapsed,
                          std::size_t columns);

enum class Shown : unsigned char { No, OnTerminal };

/// Shows the progress of a scan on a terminal's error output, four times a second, and wipes it at
/// the end. Shows nothing when error output is no terminal. *single thread; owns one thread*
class ProgressShow {
 public:
  ProgressShow(const ScanProgress& progress, Shown shown);
  ProgressShow(const ProgressShow&) = delete;
  ProgressShow& operator=(const ProgressShow&) = delete;
  ~ProgressShow();

 private:
  std::jthread thread_;
};

}  // namespace gg::cli
