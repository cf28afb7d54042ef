#pragma once

#include "base/result.h"
#include "ledger/tile.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::ledger {

/// One entry as it is stored, byte by byte: what any field holds is for the verifier to judge.
struct StoredRow {
  std::uint64_t index = 0;
  bool erased = false;      ///< Record and salt are gone for good, on a ground logged elsewhere.
  std::string_view record;  ///< Canonical JSON; empty when erased.
  std::string_view salt;    ///< 32 bytes; empty when erased.
  std::string_view commitment;  ///< 32 bytes.
  /// 32 bytes; nothing in a store that keeps leaves in tiles only.
  std::optional<std::string_view> leaf;
};

/// Rows that hold their bytes in one block. *single thread*
class RowBatch {
 public:
  void add(const StoredRow& row);
  void clear();
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// Views into this batch, good until the next `add`.
  [[nodiscard]] StoredRow row(std::size_t at) const;
  /// Removes the rows from `at` on.
  void resize(std::size_t at);

 private:
  struct Held {
    std::uint64_t index;
    bool erased;
    std::size_t first;
    std::size_t record_bytes, salt_bytes, commitment_bytes;
    std::optional<std::size_t> leaf_bytes;
  };
  std::vector<Held> rows_;
  std::string bytes_;
};

/// Where a ledger is stored. Called by one thread at a time.
class LedgerSource {
 public:
  LedgerSource() = default;
  LedgerSource(const LedgerSource&) = delete;
  LedgerSource& operator=(const LedgerSource&) = delete;
  virtual ~LedgerSource() = default;

  /// Adds the next rows in the order of their index, at most `count_max`; none at the end.
  virtual Result<void> read_rows(std::size_t count_max, RowBatch& rows) = 0;
  /// The bytes of a hash tile as stored; empty where there is none.
  virtual Result<std::string> read_tile(TileId tile) = 0;
  /// The next signed checkpoint, in any order; nothing at the end.
  virtual Result<std::optional<std::string>> read_checkpoint() = 0;
};

}  // namespace gg::ledger
