// What is on disk when the program is killed at any step of an append, and when many append at
// once.

#include "clearance/sample_desk.h"
#include "clearance/seal_ledger.h"
#include "clearance/stored_ledger.h"
#include "clearance/use_acts.h"
#include "ledger/checkpoint.h"
#include "ledger/tile.h"
#include "ledger/verify.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <map>
#include <thread>

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gg::clearance {
namespace {

/// How many more times SQLite may write before this process kills itself, in the middle of a write.
/// Of the child only; negative: as often as it likes.
std::atomic<int> writes_left = -1;

using WriteAt = ssize_t (*)(int, const void*, size_t, off_t);
WriteAt real_write_at = nullptr;
using Truncate = int (*)(int, off_t);
Truncate real_truncate = nullptr;

bool is_last() { return writes_left >= 0 && writes_left-- == 0; }

ssize_t write_or_die(int file, const void* bytes, size_t size, off_t at) {
  if (!is_last()) return real_write_at(file, bytes, size, at);
  static_cast<void>(real_write_at(file, bytes, size / 2, at));
  ::raise(SIGKILL);
  return -1;
}

int truncate_or_die(int file, off_t size) {
  if (is_last()) ::raise(SIGKILL);
  return real_truncate(file, size);
}

/// Puts the two above in the place of the system's calls, as SQLite allows for tests.
void dress_sqlite() {
  auto* vfs = sqlite3_vfs_find(nullptr);
  for (const char* name : {"pwrite", "pwrite64"}) {
    const auto found = vfs->xGetSystemCall(vfs, name);
    if (found == nullptr) continue;
    real_write_at = reinterpret_cast<WriteAt>(found);  // NOLINT: how SQLite hands its calls out
    vfs->xSetSystemCall(vfs, name, reinterpret_cast<sqlite3_syscall_ptr>(&write_or_die));  // NOLINT
  }
  real_truncate =
      reinterpret_cast<Truncate>(vfs->xGetSystemCall(vfs, "ftruncate"));  // NOLINT: as above
  vfs->xSetSystemCall(vfs, "ftruncate",
                      reinterpret_cast<sqlite3_syscall_ptr>(&truncate_or_die));  // NOLINT
}

class Killed : public SampleDesk {
 protected:
  /// Every tree of the register verifies; returns how many entries they have.
  std::uint64_t verified_entries() {
    std::uint64_t entries = 0;
    const auto read = desk_->read([&](store::Snapshot& snapshot) -> Result<void> {
      TRY_LET(const auto trees, snapshot.trees());
      for (const auto& tree : trees) {
        TRY_LET(const auto key, desk_->key().renamed(origin_of(desk_->key(), tree.id)));
        StoredLedger source(snapshot, tree.id);
        TRY_LET(const auto report,
                ledger::verify_ledger(source, {.trust = {.log = key.verifier(), .witnesses = {}}}));
        EXPECT_TRUE(report.is_good()) << report.faults.front().what;
        EXPECT_EQ(report.signed_size, report.entries) << "entries without a checkpoint";
        entries += report.entries;
      }
      return {};
    });
    EXPECT_TRUE(read.has_value());
    return entries;
  }

  /// In a child: opens the register, declares uses, and tells each that was acknowledged by a byte.
  [[noreturn]] void act_until_killed(int told, int writes) {
    dress_sqlite();
    writes_left = writes;
    open();
    for (int number = 0; number < 2 && desk_; ++number) {
      const auto drafted =
          desk_->run(partner_, [&](Work& work) { return draft_use(work, mild_use()); });
      if (!drafted.has_value()) ::_exit(2);
      const auto id = drafted->id;
      const auto declared =
          desk_->run(partner_, [&](Work& work) { return declare_use(work, id, 1); });
      if (!declared.has_value()) ::_exit(3);
      if (::write(told, id.data(), id.size()) != std::ssize(id)) ::_exit(4);
    }
    ::_exit(0);
  }

  struct End {
    std::vector<std::string> acknowledged;
    int status = 0;
  };

  End end_of_child(int writes) {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe(ends.data()), 0);
    const auto child = ::fork();
    if (child == 0) act_until_killed(ends[1], writes);
    ::close(ends[1]);
    End end;
    std::string id(partner_.size(), ' ');  // ids are equally long
    while (::read(ends[0], id.data(), id.size()) == std::ssize(id)) end.acknowledged.push_back(id);
    ::close(ends[0]);
    ::waitpid(child, &end.status, 0);
    return end;
  }
};

TEST_F(Killed, AtEveryWriteOfAnAppendLosesNothingAcknowledgedAndLeavesNothingHalf) {
  const auto fresh = folder_ / "fresh.db";
  const auto file = folder_ / "register.db";
  desk_.reset();
  std::filesystem::copy_file(file, fresh);
  int rounds = 0;
  int killed = 0;
  for (bool is_over = false; !is_over && rounds < 1000; ++rounds) {
    for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(file.string() + suffix);
    std::filesystem::copy_file(fresh, file, std::filesystem::copy_options::overwrite_existing);
    const auto end = end_of_child(rounds);
    is_over = WIFEXITED(end.status);
    killed += is_over ? 0 : 1;
    ASSERT_TRUE(is_over ? WEXITSTATUS(end.status) == 0 : WTERMSIG(end.status) == SIGKILL);
    open();
    verified_entries();
    for (const auto& id : end.acknowledged) EXPECT_EQ(found(id).state, "cleared") << rounds;
    // A use that is there has one entry for each of its versions, and none has more.
    const auto read = desk_->read([&](store::Snapshot& snapshot) -> Result<void> {
      TRY_LET(const auto uses, snapshot.list({.noun = "use"}));
      EXPECT_LE(uses.size(), end.acknowledged.size() + 1) << rounds;
      for (const auto& use : uses) {
        TRY_LET(const auto entries, snapshot.entries_of(use.id));
        EXPECT_EQ(std::ssize(entries), use.version) << rounds;
      }
      return {};
    });
    EXPECT_TRUE(read.has_value());
    // What stands can be built on.
    done(partner_, [&](Work& work) { return draft_use(work, mild_use()); });
    verified_entries();
    desk_.reset();
  }
  EXPECT_GT(killed, 20);
  EXPECT_EQ(rounds, killed + 1);
}

TEST_F(Killed, ManyAtOnceCannotForkATree) {
  constexpr int threads = 8;
  constexpr int acts = 25;
  const auto before = verified_entries();
  std::vector<std::jthread> writers;
  for (int number = 0; number < threads; ++number)
    writers.emplace_back([this] {
      for (int act = 0; act < acts; ++act)
        EXPECT_TRUE(desk_->run(partner_, [&](Work& work) { return draft_use(work, mild_use()); })
                        .has_value());
    });
  // Another program that wants to write the same file is sent away meanwhile.
  const auto second = store::Store::open(folder_ / "register.db", {});
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().kind, ErrorKind::Conflict);
  writers.clear();
  EXPECT_EQ(verified_entries(), before + threads * acts);

  // Each checkpoint that was ever signed is the beginning of the next one.
  const auto read = desk_->read([&](store::Snapshot& snapshot) -> Result<void> {
    ledger::TileHashes hashes([&](ledger::TileId tile) {
      return snapshot.tile(title_, static_cast<std::int64_t>(tile.level),
                           static_cast<std::int64_t>(tile.index));
    });
    std::optional<ledger::TreeHead> older;
    std::int64_t size = 0;
    int signed_count = 0;
    while (true) {
      TRY_LET(const auto next, snapshot.next_checkpoint(title_, size));
      if (!next) break;
      TRY_LET(const auto checkpoint, ledger::parse_checkpoint(next->note));
      const auto& head = checkpoint.checkpoint.head;
      if (older) {
        TRY_LET(const auto path, ledger::consistency_path(
                                     {.older = older->size, .newer = head.size}, hashes.reader()));
        EXPECT_TRUE(ledger::check_consistency(*older, head, path).has_value()) << head.size;
      }
      older = head;
      size = next->size;
      ++signed_count;
    }
    EXPECT_GT(signed_count, 1);
    return {};
  });
  EXPECT_TRUE(read.has_value());
}

}  // namespace
}  // namespace gg::clearance
