#pragma once

#include "clearance/clearance.h"
#include "clearance/jobs.h"
#include "desk/scan_settings.h"
#include "desk/spool.h"
#include "gate/scan.h"
#include "http/event_hub.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace gg::desk {

/// A job while it runs; written by its thread, read by whoever shows it. *thread-safe*
struct RunningJob {
  clearance::Job job;
  ScanProgress progress{};
  std::atomic<const char*> stage{"scanning"};  ///< Then "pictures", then "judging".
  std::stop_source stop{};
  std::atomic<bool> is_cancelled{false};
  std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
};

/// Runs the jobs of the register beside the server's threads, the oldest first, a few at a time,
/// and tells whose they are how far they came. When it ends, what runs is put back to wait: the
/// next one takes it up again. *thread-safe*
class JobRunner {
 public:
  JobRunner(clearance::Clearance& desk, Spool& spool, http::EventHub& events,
            const ScanSettings& settings);
  JobRunner(const JobRunner&) = delete;
  JobRunner& operator=(const JobRunner&) = delete;
  ~JobRunner();

  /// Takes up what was interrupted, and begins.
  void begin();
  /// Says that there is a new job.
  void wake();
  /// Stops a job that was cancelled.
  void cancel(const std::string& id);
  /// Takes no more jobs, and puts back those that run.
  void stop();

  /// A job as the API shows it, with how far it is.
  [[nodiscard]] Json shown(const clearance::Job& job) const;

 private:
  using Running = std::shared_ptr<RunningJob>;
  Result<std::optional<clearance::Job>> next_job();
  void work(const std::stop_token& stop);
  void tick(const std::stop_token& stop);
  void run(const Running& running, const std::stop_token& stop);
  void settle(const Running& running, const std::stop_token& stop, const Result<void>& result);
  void publish(const clearance::Job& job, std::string_view what);
  [[nodiscard]] std::vector<Running> all() const;

  clearance::Clearance& desk_;
  Spool& spool_;
  http::EventHub& events_;
  const ScanSettings settings_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::uint64_t calls_ = 0;                 ///< Behind `mutex_`, as `running_`.
  std::map<std::string, Running> running_;  ///< By id.
  std::vector<std::jthread> threads_;       ///< Last: they use all above.
};

/// Scans what a job's uploads hold and takes the delivery in. Nothing when it was told to stop
/// half-way. Errors: those of the delivery, InvalidInput for a file that is not what was declared,
/// NotFound for one that is gone.
Result<std::optional<store::Record>> scan_uploads(clearance::Clearance& desk, Spool& spool,
                                                  const ScanSettings& settings,
                                                  RunningJob& running);

}  // namespace gg::desk
