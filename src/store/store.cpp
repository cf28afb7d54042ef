#include "store/store.h"

#include "base/check.h"
#include "base/guarded.h"
#include "store/file_lock.h"
#include "store/log_mover.h"
#include "store/migrate.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <sqlite3.h>

namespace gg::store {
namespace {

constexpr std::size_t spare_readers_max = 16;

}  // namespace

class Store::Impl {
 public:
  Impl(std::filesystem::path path, FileLock lock, Connection writer, Connection mover,
       Options options)
      : path_(std::move(path)),
        lock_(std::move(lock)),
        connection_(std::move(writer)),
        options_(std::move(options)),
        mover_(connection_, std::move(mover)),
        log_(path_.string() + "-wal", options_.sync, options_.committed),
        thread_([this](const std::stop_token& stop) { write_batches(stop); }) {}

  void submit(Act act, Done done) {
    {
      const std::scoped_lock lock(mutex_);
      queue_.push_back({std::move(act), std::move(done), {}});
    }
    arrived_.notify_one();
  }

  Result<Connection> take_reader() {
    auto spare = readers_.with([](std::vector<Connection>& readers) -> std::optional<Connection> {
      if (readers.empty()) return std::nullopt;
      std::optional<Connection> reader(std::move(readers.back()));
      readers.pop_back();
      return reader;
    });
    if (spare) return *std::move(spare);
    return Connection::open(path_, Access::ReadOnly);
  }

  LogSync& log() { return log_; }

  void give_back(Connection reader) {
    readers_.with([&](std::vector<Connection>& readers) {
      if (readers.size() < spare_readers_max) readers.push_back(std::move(reader));
    });
  }

 private:
  struct Waiting {
    Act act;
    Done done;
    Result<void> result;
  };

  std::vector<Waiting> next_batch(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, stop, [this] { return !queue_.empty(); });
    std::vector<Waiting> batch;
    while (!queue_.empty() && batch.size() < options_.batch_acts_max) {
      batch.push_back(std::move(queue_.front()));
      queue_.pop_front();
    }
    return batch;
  }

  void write_batches(const std::stop_token& stop) {
    while (true) {
      auto batch = next_batch(stop);
      if (batch.empty()) return;  // asked to stop, and nothing waits
      log_.begin();
      const auto committed = commit(batch);
      log_.end(committed.has_value() ? LogSync::Commit::InLog : LogSync::Commit::Undone,
               [told = std::make_shared<std::vector<Waiting>>(std::move(batch)),
                committed](const Result<void>& synced) { tell(*told, committed, synced); });
    }
  }

  static void tell(std::vector<Waiting>& batch, const Result<void>& committed,
                   const Result<void>& synced) {
    const auto& whole = committed.has_value() ? synced : committed;
    for (auto& one : batch) {
      if (!whole.has_value()) one.result = fail(whole.error());
      one.done(std::move(one.result));
    }
  }

  /// Runs all acts of a batch, each undone alone when it fails, and puts the rest on disk.
  Result<void> commit(std::vector<Waiting>& batch) {
    auto result = log_.state();
    if (result.has_value()) result = connection_.prepare("BEGIN IMMEDIATE").run();
    if (result.has_value()) result = run_acts(batch);
    if (result.has_value()) result = connection_.prepare("COMMIT").run();
    if (result.has_value() && forgets_pages_) result = empty_log();
    if (!result.has_value() && sqlite3_get_autocommit(connection_.handle()) == 0)
      static_cast<void>(connection_.prepare("ROLLBACK").run());
    return result;
  }

  /// Moves what the write-ahead log holds into the file and makes the log empty. Freed bytes of the
  /// file are overwritten anyway (secure_delete). Where a reader is in the way for longer than
  /// SQLite waits, the next commit tries again.
  Result<void> empty_log() {
    auto statement = connection_.prepare("PRAGMA wal_checkpoint(TRUNCATE)");
    TRY(statement.next());
    forgets_pages_ = statement.number(0) != 0;
    return {};
  }

  Result<void> run_acts(std::vector<Waiting>& batch) {
    Transaction transaction(connection_);
    for (auto& one : batch) {
      TRY(connection_.prepare("SAVEPOINT act").run());
      one.result = one.act(transaction);
      // A full disk ends the whole transaction: then no act of the batch has happened.
      if (sqlite3_get_autocommit(connection_.handle()) != 0)
        return fail(one.result.has_value() ? error_of(connection_.handle(), "the register")
                                           : one.result.error());
      if (!one.result.has_value()) TRY(connection_.prepare("ROLLBACK TO act").run());
      TRY(connection_.prepare("RELEASE act").run());
    }
    forgets_pages_ = forgets_pages_ || transaction.forgets_pages();
    return options_.before_commit ? options_.before_commit(transaction) : Result<void>();
  }

  std::filesystem::path path_;
  FileLock lock_;
  Connection connection_;
  Options options_;
  Guarded<std::vector<Connection>> readers_;
  bool forgets_pages_ = false;  ///< The writer's thread only.
  std::mutex mutex_;
  std::condition_variable_any arrived_;
  std::deque<Waiting> queue_;  ///< Behind `mutex_`.
  LogMover mover_;
  LogSync log_;
  std::jthread thread_;  ///< Last: it uses all above.
};

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& path, Options options) {
  TRY_LET(auto lock, FileLock::take(path));
  TRY_LET(auto writer, Connection::open(path, Access::ReadWrite));
  TRY(migrate(writer));
  TRY(writer.run("PRAGMA synchronous = NORMAL"));  // `LogSync` waits for the disk
  TRY_LET(auto mover, Connection::open(path, Access::ReadWrite));
  TRY(mover.run("PRAGMA synchronous = NORMAL"));
  return std::unique_ptr<Store>(new Store(std::make_unique<Impl>(
      path, std::move(lock), std::move(writer), std::move(mover), std::move(options))));
}

void Store::submit(Act act, Done done) { impl_->submit(std::move(act), std::move(done)); }

Result<void> Store::write(const Act& act) {
  std::promise<Result<void>> told;
  auto result = told.get_future();
  impl_->submit(act, [&told](Result<void> outcome) { told.set_value(std::move(outcome)); });
  return result.get();
}

Result<void> Store::look(const Reading& reading) const {
  TRY_LET(auto reader, impl_->take_reader());
  auto result = reader.run("BEGIN");
  if (result.has_value()) {
    Snapshot snapshot(reader);
    result = reading(snapshot);
    TRY(reader.run("COMMIT"));
  }
  impl_->give_back(std::move(reader));
  return result;
}

void Store::read(const Reading& reading, Done done) const {
  impl_->log().when_synced([result = look(reading), done = std::move(done)](Result<void> synced) {
    done(synced.has_value() ? result : std::move(synced));
  });
}

Result<void> Store::read(const Reading& reading) const {
  GG_CHECK(!impl_->log().is_telling());
  std::promise<Result<void>> told;
  auto result = told.get_future();
  read(reading, [&told](Result<void> outcome) { told.set_value(std::move(outcome)); });
  return result.get();
}

Result<void> back_up(const std::filesystem::path& file, const std::filesystem::path& target) {
  std::error_code ignored;
  if (std::filesystem::exists(target, ignored))
    return fail(Error{ErrorKind::Conflict,
                      target.string() + ": exists already; name a new file for the back-up"});
  TRY_LET(auto reader, Connection::open(file, Access::ReadOnly));
  auto statement = reader.prepare("VACUUM INTO ?1");
  const auto partial = target.string() + ".partial";
  std::filesystem::remove(partial, ignored);
  statement.bind(1, partial);
  auto copied = statement.run();
  if (copied.has_value() && ::rename(partial.c_str(), target.c_str()) != 0)
    copied = fail(Error{ErrorKind::Unavailable, target.string() + ": cannot be written"});
  if (!copied.has_value()) std::filesystem::remove(partial, ignored);
  return copied;
}

}  // namespace gg::store
