#pragma once

#include "base/result.h"
#include "store/record.h"
#include "store/sqlite.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gg::store {

/// The register as it stands at one moment. Errors of all members: Unavailable where the file
/// cannot be read. *single thread*
class Snapshot {
 public:
  explicit Snapshot(Connection& connection) : connection_(connection) {}

  Result<std::optional<Record>> find(std::string_view id);
  /// Sorted by id, so that `Query::after` continues where a page ended.
  Result<std::vector<Record>> list(const Query& query);
  Result<std::int64_t> count(const Query& query);
  /// The records of `list`, each with what all records have and of its document only `fields`
  /// ("summary", "decision.outcome"; at most ten): taken out of the text on disk, for long lists.
  Result<std::vector<Excerpt>> excerpts(const Query& query, const std::vector<std::string>& fields);
  /// How many there are in each title and state.
  Result<std::vector<Tally>> tally(const Query& query);

  /// The document of an earlier version; nothing where there is none.
  Result<std::optional<Json>> earlier(std::string_view id, std::int64_t version);

  Result<std::vector<Link>> links_from(std::string_view source);
  Result<std::vector<Link>> links_to(std::string_view target);

  Result<std::optional<StoredTree>> tree(std::string_view id);
  Result<std::vector<StoredTree>> trees();
  /// When the newest entry of all trees was written; empty where there is none.
  Result<std::string> newest_entry_time();
  /// Where the next entry of a tree goes.
  Result<std::int64_t> next_position(std::string_view tree);
  Result<std::vector<StoredEntry>> entries(std::string_view tree, std::int64_t first,
                                           std::int64_t limit);
  /// Those that a query finds, in its order.
  Result<std::vector<StoredEntry>> entries(const EntryQuery& query);
  /// Whether there is a record of a noun in a state: what is asked at each act costs one look into
  /// an index.
  Result<bool> has_any(std::string_view noun, std::string_view state);

  /// The commitments of the entries from `first` on, 32 bytes each.
  Result<std::vector<std::string>> commitments(std::string_view tree, std::int64_t first,
                                               std::int64_t limit);
  Result<std::vector<StoredEntry>> entries_of(std::string_view object);
  /// Entries of a tree before a position that are about what a query finds, the newest first.
  Result<std::vector<StoredEntry>> entries_before(std::string_view tree, std::int64_t position,
                                                  const Query& about);
  Result<std::string> tile(std::string_view tree, std::int64_t level, std::int64_t number);
  /// The newest signed checkpoint of a tree of at most `size_max` entries; empty where none is.
  Result<std::string> checkpoint(std::string_view tree, std::int64_t size_max);

  /// The smallest checkpoint of a tree that is larger than `size`; nothing where there is none.
  Result<std::optional<StoredCheckpoint>> next_checkpoint(std::string_view tree, std::int64_t size);

  Result<std::optional<Alarm>> alarm(std::string_view record);
  /// Alarms that went off by `now`, the oldest first.
  Result<std::vector<Alarm>> alarms(std::string_view now, std::int64_t limit);

  /// What waits in the outbox of a channel behind the message `after`, in its order.
  Result<std::vector<Message>> waiting(std::string_view channel, std::int64_t after,
                                       std::int64_t limit);

  /// For rooms that keep tables of their own.
  [[nodiscard]] Connection& connection() const { return connection_; }

 private:
  Connection& connection_;
};

/// A change in the making: all of it is on disk when the store says so, or none of it.
class Transaction : public Snapshot {
 public:
  using Snapshot::Snapshot;

  /// A record that was not there. Errors: Conflict for an id that is.
  Result<void> insert(const Record& record);
  /// `record` in place of its version before, which is kept in `earlier`. Errors: Conflict when the
  /// one on disk is not `record.version - 1`.
  Result<void> update(const Record& record);
  /// What `source` relies on, in place of what it relied on before. Errors: Conflict for a target
  /// that does not exist.
  Result<void> set_links(std::string_view source, const std::vector<Link>& links);

  /// Trees with entries that are not in them yet: what this transaction appended.
  Result<std::vector<StoredTree>> trees_to_seal();
  Result<void> put_tree(const StoredTree& tree);
  Result<void> append(const StoredEntry& entry);
  /// Takes the record and the salts of an entry away for good; commitment and proofs stay.
  Result<void> erase_entry(std::string_view tree, std::int64_t position, const Json& ground);
  Result<void> put_tile(std::string_view tree, std::int64_t level, std::int64_t number,
                        std::string_view hashes);
  Result<void> put_checkpoint(std::string_view tree, std::int64_t size, std::string_view time,
                              std::string_view note);

  /// What was erased must not be left in the write-ahead log either: it is emptied behind this
  /// commit.
  void forget_pages() { forgets_pages_ = true; }
  [[nodiscard]] bool forgets_pages() const { return forgets_pages_; }
  /// Sets a record's alarm, in place of the one it had.
  Result<void> set_alarm(const Alarm& alarm);
  Result<void> drop_alarm(std::string_view record);

  Result<void> send(const Message& message);
  /// All of a channel up to this message have left the outbox; what was sealed in them is gone.
  Result<void> mark_sent(std::string_view channel, std::int64_t last, std::string_view now);

 private:
  bool forgets_pages_ = false;
  std::set<std::string> appended_;  ///< Trees that were appended to, by acts undone since too.
};

}  // namespace gg::store
