#include "ledger/ledger_source.h"

namespace gg::ledger {

void RowBatch::add(const StoredRow& row) {
  Held held{row.index,
            row.erased,
            bytes_.size(),
            row.record.size(),
            row.salt.size(),
            row.commitment.size(),
            {}};
  if (row.leaf) held.leaf_bytes = row.leaf->size();
  rows_.push_back(held);
  bytes_.append(row.record).append(row.salt).append(row.commitment);
  bytes_.append(row.leaf.value_or(std::string_view()));
}

void RowBatch::clear() { resize(0); }

StoredRow RowBatch::row(std::size_t at) const {
  const auto& held = rows_[at];
  auto bytes = std::string_view(bytes_).substr(held.first);
  const auto next = [&bytes](std::size_t size) {
    const auto field = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return field;
  };
  StoredRow row{.index = held.index, .erased = held.erased};
  row.record = next(held.record_bytes);
  row.salt = next(held.salt_bytes);
  row.commitment = next(held.commitment_bytes);
  if (held.leaf_bytes) row.leaf = next(*held.leaf_bytes);
  return row;
}

void RowBatch::resize(std::size_t at) {
  if (at >= rows_.size()) return;
  bytes_.resize(rows_[at].first);
  rows_.resize(at);
}

}  // namespace gg::ledger
