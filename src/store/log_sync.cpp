#include "store/log_sync.h"

#include "base/descriptor.h"

#include <algorithm>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace gg::store {
namespace {

Error refused() {
  return {ErrorKind::Unavailable,
          "the disk refused to keep what was written; stop the server, check the disk, and start "
          "it again: what was acknowledged is there"};
}

}  // namespace

class LogSync::Impl {
 public:
  Impl(std::filesystem::path log, Sync sync, std::function<void()> synced)
      : path_(std::move(log)),
        sync_(std::move(sync)),
        synced_callback_(std::move(synced)),
        thread_([this](const std::stop_token& stop) { work(stop); }) {}

  void begin() {
    const std::scoped_lock lock(mutex_);
    ++begun_;
  }

  void end(Commit commit, Told told) {
    {
      const std::scoped_lock lock(mutex_);
      ended_ = begun_;
      is_dirty_ = is_dirty_ || commit == Commit::InLog;
      waiting_.push_back({ended_, std::move(told)});
    }
    arrived_.notify_one();
  }

  void when_synced(Told told) {
    {
      const std::scoped_lock lock(mutex_);
      if (has_failed_ || begun_ != synced_) {
        waiting_.push_back({begun_, std::move(told)});
        told = nullptr;
      }
    }
    if (told) return told({});
    arrived_.notify_one();
  }

  bool is_telling() const { return std::this_thread::get_id() == thread_.get_id(); }

  Result<void> state() const {
    const std::scoped_lock lock(mutex_);
    return has_failed_ ? Result<void>(fail(refused())) : Result<void>();
  }

 private:
  struct Waiting {
    std::uint64_t number;  ///< Of the last commit it waits for.
    Told told;
  };

  /// What waits for commits that have ended, taken out of the list.
  std::vector<Waiting> take_ended() {
    const auto rest = std::ranges::partition(
        waiting_, [this](const Waiting& one) { return one.number > ended_; });
    std::vector<Waiting> ended(std::make_move_iterator(rest.begin()),
                               std::make_move_iterator(rest.end()));
    waiting_.erase(rest.begin(), rest.end());
    std::ranges::sort(ended, {}, &Waiting::number);
    return ended;
  }

  bool has_ended() const {
    return std::ranges::any_of(waiting_,
                               [this](const Waiting& one) { return one.number <= ended_; });
  }

  void work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (arrived_.wait(lock, stop, [this] { return has_ended(); })) {
      auto ended = take_ended();
      const auto last = ended_;
      const bool is_dirty = std::exchange(is_dirty_, false);
      const bool had_failed = has_failed_;
      lock.unlock();
      const bool is_kept = !had_failed && (!is_dirty || sync());
      lock.lock();
      synced_ = std::max(synced_, last);
      has_failed_ = !is_kept;
      lock.unlock();
      for (auto& one : ended) one.told(is_kept ? Result<void>() : fail(refused()));
      if (is_dirty && is_kept && synced_callback_) synced_callback_();
      lock.lock();
    }
  }

  /// The first time, the log's name in its folder is put on disk too.
  bool sync() {
    if (!log_.is_open()) {
      log_ = Descriptor(::open(path_.c_str(), O_RDONLY | O_CLOEXEC));
      const auto folder = std::filesystem::absolute(path_).parent_path();
      const Descriptor names(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
      if (!log_.is_open() || !names.is_open() || ::fsync(names.number()) != 0) return false;
    }
    return sync_(log_.number());
  }

  std::filesystem::path path_;
  Sync sync_;
  std::function<void()> synced_callback_;
  Descriptor log_;  ///< Of the thread.
  mutable std::mutex mutex_;
  std::condition_variable_any arrived_;
  // All behind `mutex_`. Commits are numbered as they begin.
  std::uint64_t begun_ = 0;
  std::uint64_t ended_ = 0;
  std::uint64_t synced_ = 0;
  bool is_dirty_ = false;
  bool has_failed_ = false;
  std::vector<Waiting> waiting_;
  std::jthread thread_;  ///< Last: it uses all above.
};

bool LogSync::sync_file(int file) { return ::fdatasync(file) == 0; }

LogSync::LogSync(std::filesystem::path log, Sync sync, std::function<void()> synced)
    : impl_(std::make_unique<Impl>(std::move(log), std::move(sync), std::move(synced))) {}
LogSync::~LogSync() = default;

void LogSync::begin() { impl_->begin(); }
void LogSync::end(Commit commit, Told told) { impl_->end(commit, std::move(told)); }
void LogSync::when_synced(Told told) { impl_->when_synced(std::move(told)); }
bool LogSync::is_telling() const { return impl_->is_telling(); }
Result<void> LogSync::state() const { return impl_->state(); }

}  // namespace gg::store
