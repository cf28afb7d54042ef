#pragma once

#include "base/result.h"
#include "store/log_sync.h"
#include "store/transaction.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace gg::store {

/// One change of state. Returning an error undoes all it did, and nothing of others.
using Act = std::function<Result<void>(Transaction&)>;

/// Told once, from a thread of the store, when an act is on disk or will never be.
using Done = std::function<void(Result<void>)>;

/// The register's file: many readers, and one writer that puts the acts which wait together into
/// one commit, and goes on with the next while that one is put on disk. *thread-safe*
class Store {
 public:
  struct Options {
    std::size_t batch_acts_max = 256;  ///< Acts in one commit.
    /// Runs last in each commit, after its acts; an error undoes the whole commit.
    std::function<Result<void>(Transaction&)> before_commit;
    /// Called when commits are on disk, from a thread of the store: must not wait.
    std::function<void()> committed;
    LogSync::Sync sync = LogSync::sync_file;  ///< What puts them there.
  };

  /// Opens the file, or makes it, and brings its schema up to date. Errors: Conflict where another
  /// program has it open for writing, InvalidInput where a newer Goodgate made it, Unavailable.
  static Result<std::unique_ptr<Store>> open(const std::filesystem::path& path, Options options);

  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store();  ///< Finishes the acts that wait.

  /// Queues an act; `done` hears of it.
  void submit(Act act, Done done);

  /// Runs an act and waits until it is on disk.
  Result<void> write(const Act& act);

  using Reading = std::function<Result<void>(Snapshot&)>;

  /// Reads one moment of the register, beside others and the writer, and waits until what it saw is
  /// on disk. Never from a `Done`.
  Result<void> read(const Reading& reading) const;

  /// The same without waiting: `done` is told once what was seen is on disk.
  void read(const Reading& reading, Done done) const;

  /// Reads what is not told to anybody: it may be gone after a power failure.
  Result<void> look(const Reading& reading) const;

 private:
  class Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Copies a register to a new file while others work on it. Errors: Conflict where `target` exists,
/// NotFound, Unavailable. Nothing is left behind on failure.
Result<void> back_up(const std::filesystem::path& file, const std::filesystem::path& target);

}  // namespace gg::store
