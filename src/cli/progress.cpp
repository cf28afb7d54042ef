#include "cli/progress.h"

#include "cli/plain_text.h"

#include <array>
#include <condition_variable>
#include <cstdio>
#include <mutex>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace gg::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto interval = 250ms;
constexpr auto quiet_at_first = 400ms;  // a scan that is done by then needs no progress

std::string size_text(double bytes) {
  constexpr std::array units = {"B", "kB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  for (; bytes >= 999.5 && unit + 1 < units.size(); ++unit) bytes /= 1000;
  return fmt::format(fmt::runtime(unit == 0 || bytes >= 99.5 ? "{:.0f} {}" : "{:.1f} {}"), bytes,
                     units.at(unit));
}

std::string time_text(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  if (seconds < 5400) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

std::size_t terminal_columns() {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

}  // namespace

std::string progress_line(const ScanProgress& progress, std::chrono::milliseconds elapsed,
                          std::size_t columns) {
  const auto files = progress.files_done.load();
  const auto files_total = progress.files_total.load();
  const auto bytes = static_cast<double>(progress.bytes_done.load());
  const auto bytes_total = static_cast<double>(progress.bytes_total.load());
  if (files_total == 0) return "listing files …";

  auto line = fmt::format("{} of {} files", grouped(files), grouped(files_total));
  const auto seconds = static_cast<double>(elapsed.count()) / 1000;
  const auto add = [&](const std::string& part) {
    // "·" and "…" are several bytes and one column each; close enough to stop before the edge.
    if (line.size() + part.size() + 3 < columns) line += " · " + part;
  };
  add(fmt::format("{} of {}", size_text(bytes), size_text(bytes_total)));
  if (seconds < 0.2 || files == 0) return line;
  add(size_text(bytes / seconds) + "/s");
  const bool few_bytes = bytes_total < 1e6 * static_cast<double>(files_total) / 100;
  const auto share = few_bytes ? static_cast<double>(files) / static_cast<double>(files_total)
                               : bytes / bytes_total;
  if (share > 0.01) add(time_text(seconds / share - seconds) + " left");
  return line;
}

ProgressShow::ProgressShow(const ScanProgress& progress, Shown shown) {
  if (shown == Shown::No || isatty(STDERR_FILENO) == 0) return;
  thread_ = std::jthread([&progress](const std::stop_token& stop) {
    const auto begun = std::chrono::steady_clock::now();
    std::mutex mutex;
    std::condition_variable_any tick;
    bool has_written = false;
    auto pause = std::chrono::milliseconds(quiet_at_first);
    while (true) {
      std::unique_lock lock(mutex);
      tick.wait_for(lock, stop, pause, [] { return false; });
      if (stop.stop_requested()) break;
      const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
          std::chrono::steady_clock::now() - begun);
      const auto line = progress_line(progress, elapsed, terminal_columns());
      std::fprintf(stderr, "\r\033[K%s", line.c_str());
      std::fflush(stderr);
      has_written = true;
      pause = interval;
    }
    if (has_written) std::fputs("\r\033[K", stderr);
  });
}

ProgressShow::~ProgressShow() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

}  // namespace gg::cli
