#include "desk/job_runner.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace gg::desk {
namespace {

constexpr std::chrono::milliseconds tick_every{500};
constexpr std::chrono::seconds look_for_jobs_every{30};

Json progress_of(const RunningJob& running) {
  const auto& progress = running.progress;
  const auto done = progress.bytes_done.load();
  const auto total = progress.bytes_total.load();
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - running.begun;
  const auto rate = static_cast<double>(done) / std::max(elapsed.count(), 0.001);
  Json json{{"stage", running.stage.load()},
            {"files_done", progress.files_done.load()},
            {"files_total", progress.files_total.load()},
            {"bytes_done", done},
            {"bytes_total", total},
            {"bytes_per_second", static_cast<std::uint64_t>(rate)}};
  if (done > 0 && done <= total)
    json["seconds_left"] = static_cast<std::uint64_t>(static_cast<double>(total - done) / rate);
  return json;
}

void complain_of_job(const std::string& id, const Result<void>& result) {
  if (!result.has_value())
    std::fprintf(stderr, "%s: %s\n", id.c_str(), result.error().message.c_str());
}

}  // namespace

JobRunner::JobRunner(clearance::Clearance& desk, Spool& spool, http::EventHub& events,
                     const ScanSettings& settings)
    : desk_(desk), spool_(spool), events_(events), settings_(settings) {}

void JobRunner::begin() {
  const auto now = desk_.world().now();
  complain_of_job("jobs", desk_.store().write([&](store::Transaction& transaction) {
    return clearance::recover_jobs(transaction, now);
  }));
  for (unsigned count = 0; count < settings_.scans_at_a_time; ++count)
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  threads_.emplace_back([this](const std::stop_token& stop) { tick(stop); });
}

JobRunner::~JobRunner() { stop(); }

void JobRunner::wake() {
  {
    const std::scoped_lock lock(mutex_);
    ++calls_;
  }
  changed_.notify_all();
}

void JobRunner::cancel(const std::string& id) {
  Running running;
  {
    const std::scoped_lock lock(mutex_);
    if (const auto found = running_.find(id); found != running_.end()) running = found->second;
  }
  if (!running) return;
  running->is_cancelled = true;
  running->stop.request_stop();
}

void JobRunner::stop() {
  for (auto& thread : threads_) thread.request_stop();
  for (const auto& running : all()) running->stop.request_stop();
  threads_.clear();  // joins them
}

std::vector<JobRunner::Running> JobRunner::all() const {
  const std::scoped_lock lock(mutex_);
  std::vector<Running> list;
  for (const auto& [id, running] : running_) list.push_back(running);
  return list;
}

Json JobRunner::shown(const clearance::Job& job) const {
  auto json = to_json(job);
  const std::scoped_lock lock(mutex_);
  if (const auto found = running_.find(job.id); found != running_.end() && !job.is_over())
    json["progress"] = progress_of(*found->second);
  return json;
}

/// Tells its owner, and nobody else; what is told is not kept.
void JobRunner::publish(const clearance::Job& job, std::string_view what) {
  auto data = shown(job);
  data["noun"] = "job";
  complain_of_job(job.id, events_.publish({.topic = "@" + job.person,
                                           .id = {},
                                           .name = "job." + std::string(what),
                                           .data = data.dump()}));
}

/// Takes the oldest job that waits. Where none does, nothing is written.
Result<std::optional<clearance::Job>> JobRunner::next_job() {
  std::optional<clearance::Job> job;
  bool is_waiting = false;
  TRY(desk_.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(is_waiting, clearance::has_waiting_job(snapshot));
    return {};
  }));
  if (!is_waiting) return job;
  const auto now = desk_.world().now();
  TRY(desk_.store().write([&](store::Transaction& transaction) -> Result<void> {
    TRY_LET(job, clearance::take_job(transaction, now));
    return {};
  }));
  return job;
}

void JobRunner::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::uint64_t known = 0;
    {
      const std::scoped_lock lock(mutex_);
      known = calls_;
    }
    auto job = next_job();
    if (!job.has_value()) complain_of_job("jobs", fail(job.error()));
    if (job.has_value() && *job) {
      run(std::make_shared<RunningJob>(**std::move(job)), stop);
      continue;
    }
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, look_for_jobs_every, [&] { return calls_ != known; });
  }
}

void JobRunner::run(const Running& running, const std::stop_token& stop) {
  {
    const std::scoped_lock lock(mutex_);
    running_[running->job.id] = running;
  }
  if (stop.stop_requested()) running->stop.request_stop();  // it came while this one was taken
  publish(running->job, "begun");
  const auto scanned = scan_uploads(desk_, spool_, settings_, *running);
  Result<void> result;
  if (!scanned.has_value()) result = fail(scanned.error());
  if (scanned.has_value() && *scanned) {
    running->job.state = "done";
    running->job.result = (*scanned)->id;
  }
  settle(running, stop, result);
}

/// What becomes of a job that ended, stopped or failed.
void JobRunner::settle(const Running& running, const std::stop_token& stop,
                       const Result<void>& result) {
  auto& job = running->job;
  const auto now = desk_.world().now();
  if (!result.has_value() && !running->is_cancelled) {
    job.state = "failed";
    job.problem = result.error().message;
    complain_of_job(job.id, desk_.store().write([&](store::Transaction& transaction) {
      return clearance::fail_job(transaction, job.id, job.problem, now);
    }));
  } else if (running->is_cancelled) {
    job.state = "cancelled";
  } else if (job.state == "running" && stop.stop_requested()) {
    complain_of_job(job.id, desk_.store().write([&](store::Transaction& transaction) {
      return clearance::put_job_back(transaction, job.id);
    }));
  }
  {
    const std::scoped_lock lock(mutex_);
    running_.erase(job.id);
  }
  if (job.is_over()) publish(job, job.state);
}

void JobRunner::tick(const std::stop_token& stop) {
  std::map<std::string, std::string> told;
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, stop, tick_every, [] { return false; });
    }
    std::map<std::string, std::string> telling;
    for (const auto& running : all()) {
      const auto& progress = running->progress;
      auto mark = std::to_string(progress.bytes_done) + "/" + std::to_string(progress.files_done) +
                  running->stage.load();
      if (told[running->job.id] != mark) publish(running->job, "progress");
      telling[running->job.id] = std::move(mark);
    }
    told = std::move(telling);
  }
}

}  // namespace gg::desk
