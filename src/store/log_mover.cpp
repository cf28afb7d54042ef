#include "store/log_mover.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include <sqlite3.h>

namespace gg::store {
namespace {

constexpr int move_after_pages = 1000;  // 4 MB
/// Under a load that never ends the log only begins anew when the writer itself moves the rest.
constexpr int begin_anew_pages = 16'000;

void move_log(sqlite3* connection) {
  // A reader in the way, or a full disk: what is not moved stays in the log.
  static_cast<void>(
      sqlite3_wal_checkpoint_v2(connection, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr));
}

}  // namespace

class LogMover::Impl {
 public:
  Impl(Connection& writer, Connection mover)
      : writer_(writer.handle()),
        mover_(std::move(mover)),
        thread_([this](const std::stop_token& stop) { work(stop); }) {
    sqlite3_wal_hook(writer_, &Impl::after_commit, this);
  }

  ~Impl() { sqlite3_wal_hook(writer_, nullptr, nullptr); }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

 private:
  /// SQLite's own moving after each commit is off where there is a hook.
  static int after_commit(void* self, sqlite3* writer, const char*, int pages) {
    if (pages >= begin_anew_pages) move_log(writer);
    static_cast<Impl*>(self)->note_growth(pages);
    return SQLITE_OK;
  }

  void note_growth(int pages) {
    {
      const std::scoped_lock lock(mutex_);
      if (pages < pages_) moved_ = 0;  // the log began anew
      pages_ = pages;
      if (pages_ < moved_ + move_after_pages) return;
    }
    grown_.notify_one();
  }

  void work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    const auto has_grown = [this] { return pages_ >= moved_ + move_after_pages; };
    while (grown_.wait(lock, stop, has_grown)) {
      moved_ = pages_;
      lock.unlock();
      move_log(mover_.handle());
      lock.lock();
    }
  }

  sqlite3* writer_;
  Connection mover_;  ///< Of the thread.
  std::mutex mutex_;
  std::condition_variable_any grown_;
  int pages_ = 0;        ///< In the log; behind `mutex_`, as is:
  int moved_ = 0;        ///< Of them, when moving last began.
  std::jthread thread_;  ///< Last: it uses all above.
};

LogMover::LogMover(Connection& writer, Connection mover)
    : impl_(std::make_unique<Impl>(writer, std::move(mover))) {}
LogMover::~LogMover() = default;

}  // namespace gg::store
