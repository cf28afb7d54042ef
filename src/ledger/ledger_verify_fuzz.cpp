#include "base/check.h"
#include "ledger/verify.h"
#include "support/memory_source.h"
#include "support/sample_log.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>
#include <utility>

namespace {

using gg::test::SampleLog;

/// Changes to a stored ledger, told by bytes; each takes four.
class Intruder {
 public:
  explicit Intruder(SampleLog& log) : log_(log) {}

  void act(std::array<std::uint8_t, 4> bytes) {
    const auto [act, where, at, value] = bytes;
    if (log_.rows.empty()) return;
    auto& row = log_.rows[where % log_.rows.size()];
    auto& other = log_.rows[at % log_.rows.size()];
    switch (act % 9) {
      case 0:
        return write(row.record, at, value);
      case 1:
        return write(row.salt, at, value);
      case 2:
        return write(row.commitment, at, value);
      case 3:
        return write(row.leaf, at, value);
      case 4:
        return write(log_.tiles.begin()->second, where + at, value);
      case 5:
        return write(log_.checkpoints[where % log_.checkpoints.size()], at, value);
      case 6:
        return std::swap(row, other);
      case 7:
        row.index = value;
        return;
      case 8:
        log_.rows.erase(log_.rows.begin() + where % static_cast<std::ptrdiff_t>(log_.rows.size()));
    }
  }

 private:
  /// Sets a byte, or cuts the field there.
  static void write(std::string& field, std::size_t at, std::uint8_t value) {
    if (at >= field.size()) return;
    if (value == 0xFF)
      field.resize(at);
    else
      field[at] = static_cast<char>(value);
  }

  SampleLog& log_;
};

auto fields_of(const gg::test::SampleRow& row) {
  return std::tie(row.index, row.record, row.salt, row.commitment, row.leaf);
}

bool is_same(const SampleLog& left, const SampleLog& right) {
  return std::ranges::equal(left.rows, right.rows, {}, fields_of, fields_of) &&
         left.tiles == right.tiles && left.checkpoints == right.checkpoints;
}

}  // namespace

/// Any changes to a stored ledger: none that changes a byte goes unseen.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const SampleLog original = [] {
    SampleLog log(5, 40);
    log.checkpoint();
    log.append(4);
    log.checkpoint();
    return log;
  }();
  auto log = original;
  Intruder intruder(log);
  for (std::size_t at = 0; at + 4 <= size && at < 64; at += 4)
    intruder.act({data[at], data[at + 1], data[at + 2], data[at + 3]});
  // A store gives rows by their index, wherever they lie.
  std::ranges::sort(log.rows, {}, fields_of);
  gg::test::MemorySource source(log);
  const auto report = gg::ledger::verify_ledger(source, {.trust = log.trust()});
  GG_CHECK(report.has_value());
  GG_CHECK(report->is_good() == is_same(log, original));
  GG_CHECK(report->is_good() == report->faults.empty());
  return 0;
}
