#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace gg::store {

/// Puts commits on disk while the writer goes on with the next. SQLite appends a commit to its
/// write-ahead log without waiting for the disk (synchronous = NORMAL,
/// https://www.sqlite.org/pragma.html#pragma_synchronous); a thread of this class syncs the log,
/// and then tells those who waited. A commit that is not synced may be gone after a power failure:
/// nothing that shows it may be told to anybody before. *thread-safe; one writer*
class LogSync {
 public:
  using Told = std::function<void(Result<void>)>;
  /// Puts all that was written to this open file on disk. False where the disk refuses.
  using Sync = std::function<bool(int file)>;

  static bool sync_file(int file);  ///< fdatasync(2)

  /// `log`: the write-ahead log, which is there from the first commit on. `synced` is called after
  /// each sync, from the thread that tells.
  LogSync(std::filesystem::path log, Sync sync, std::function<void()> synced);
  LogSync(const LogSync&) = delete;
  LogSync& operator=(const LogSync&) = delete;
  ~LogSync();  ///< Syncs what waits.

  /// The writer is about to commit: from here on, readers may see it.
  void begin();
  /// The commit is in the log, or was undone. `told` is called when it is on disk or will never be.
  enum class Commit : unsigned char { InLog, Undone };
  void end(Commit commit, Told told);

  /// Calls `told` once every commit that began is on disk: at once, where they are. Errors:
  /// Unavailable where the disk refused them.
  void when_synced(Told told);

  /// Whether this is the thread that tells, which must not wait to be told.
  [[nodiscard]] bool is_telling() const;

  /// Whether a sync failed. What is in the log then is uncertain, and nothing is written any more.
  [[nodiscard]] Result<void> state() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gg::store
