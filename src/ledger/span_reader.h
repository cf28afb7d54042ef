#pragma once

#include "base/result.h"
#include "ledger/fault.h"
#include "ledger/ledger_source.h"
#include "ledger/span.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace gg::ledger {

/// Cuts a source into spans. *single thread*
class SpanReader {
 public:
  explicit SpanReader(LedgerSource& source) : source_(source) {}

  /// Fills `span` with the next 1024 indices; false when neither rows nor tiles reach it.
  /// Errors: those of the source.
  Result<bool> next(Span& span);
  /// After the end: rows whose index lies behind it.
  [[nodiscard]] std::optional<LedgerFault> leftover() const;

 private:
  Result<void> read_rows(Span& span);

  LedgerSource& source_;
  std::uint64_t first_ = 0;
  RowBatch ahead_;  ///< Rows read that belong to later spans.
  bool rows_end_ = false;
  std::shared_ptr<const std::string> parents_;
};

}  // namespace gg::ledger
