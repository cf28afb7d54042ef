#include "ledger/verify.h"

#include "ledger/anchors.h"
#include "ledger/judge.h"
#include "ledger/recomputed_tree.h"
#include "ledger/span.h"
#include "ledger/span_reader.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <tuple>

namespace gg::ledger {
namespace {

constexpr std::size_t doubts_max = 4096;

/// One run over a ledger: threads take spans in order, hash them side by side, and add what they
/// got to the tree in order again. *thread-safe*: `work` may run in several threads.
class Run {
 public:
  Run(LedgerSource& source, Anchors& anchors, std::size_t faults_max)
      : source_(source),
        reader_(source),
        anchors_(anchors),
        tree_(anchors),
        faults_max_(faults_max) {}

  void work();
  Result<VerifyReport> finish();

 private:
  /// The next span and its turn; nothing at the end or after a failure.
  std::optional<std::uint64_t> take(Span& span);
  void add(const SpanHashes& hashes, std::uint64_t turn);
  void keep(const SpanHashes& hashes);
  void keep_fault(const LedgerFault& fault);

  // Constant after construction.
  LedgerSource& source_;
  // Guarded by reading_.
  std::mutex reading_;
  SpanReader reader_;
  std::uint64_t spans_ = 0;
  bool done_ = false;
  std::optional<Error> failure_;
  // Guarded by adding_.
  std::mutex adding_;
  std::condition_variable turn_changed_;
  std::uint64_t turn_ = 0;
  bool ended_ = false;  ///< A span was not full: the log ends in it.
  Anchors& anchors_;
  RecomputedTree tree_;
  std::vector<Doubt> doubts_;
  std::size_t faults_max_;
  VerifyReport report_;
};

std::optional<std::uint64_t> Run::take(Span& span) {
  const std::scoped_lock lock(reading_);
  if (done_) return std::nullopt;
  const auto more = reader_.next(span);
  if (!more) failure_ = more.error();
  done_ = !more || !*more;
  if (done_) return std::nullopt;
  return spans_++;
}

void Run::keep_fault(const LedgerFault& fault) {
  auto& faults = report_.faults;
  if (!faults.empty() && fault.kind == FaultKind::RowMissing && faults.back().kind == fault.kind &&
      faults.back().index + faults.back().count == fault.index) {
    faults.back().count += fault.count;
    return;
  }
  ++report_.faults_count;
  if (faults.size() < 2 * faults_max_) faults.push_back(fault);
}

void Run::keep(const SpanHashes& hashes) {
  report_.entries += hashes.rows_count;
  report_.erased += hashes.erased_count;
  for (const auto& fault : hashes.faults) keep_fault(fault);
  for (const auto& doubt : hashes.doubts) {
    if (doubts_.size() < doubts_max)
      doubts_.push_back(doubt);
    else
      ++report_.faults_count;
  }
  if (ended_ && hashes.rows_count != 0)
    keep_fault({FaultKind::RowMissing, tree_.size(),
                "entries from " + std::to_string(tree_.size()) +
                    " on are missing from rows and tiles, though later ones exist",
                hashes.first - tree_.size()});
  if (!ended_) tree_.add(hashes);
  ended_ = ended_ || hashes.rows.size() < span_leaves;
}

void Run::add(const SpanHashes& hashes, std::uint64_t turn) {
  std::unique_lock lock(adding_);
  turn_changed_.wait(lock, [&] { return turn_ == turn; });
  keep(hashes);
  ++turn_;
  turn_changed_.notify_all();
}

void Run::work() {
  Span span;
  while (const auto turn = take(span)) add(hash_span(span), *turn);
}

Result<VerifyReport> Run::finish() {
  if (failure_) return fail(*std::move(failure_));
  if (const auto fault = reader_.leftover()) keep_fault(*fault);
  anchors_.close(tree_.size());
  TRY_LET(const auto judged, judge(doubts_, anchors_, source_));
  TRY_LET(const auto upper, tree_.check_upper_tiles(source_));
  if (anchors_.stored_count() == 0 && tree_.size() != 0)
    keep_fault({FaultKind::CheckpointMissing, 0, "the ledger has entries, but no checkpoint"});
  auto& faults = report_.faults;
  for (const auto* more : {&anchors_.faults(), &judged, &upper}) {
    report_.faults_count += more->size();
    faults.insert(faults.end(), more->begin(), more->end());
  }
  std::ranges::sort(faults, {},
                    [](const LedgerFault& one) { return std::tie(one.index, one.kind, one.what); });
  if (faults.size() > faults_max_) faults.resize(faults_max_);
  report_.checkpoints = anchors_.stored_count();
  report_.signed_size = anchors_.signed_size();
  report_.root = tree_.root();
  return std::move(report_);
}

}  // namespace

Result<VerifyReport> verify_ledger(LedgerSource& source, const VerifyOptions& options) {
  TRY_LET(auto anchors, Anchors::load(source, options.known, options.trust));
  Run run(source, anchors, options.faults_max);
  {
    std::vector<std::jthread> helpers;
    for (unsigned count = 1; count < options.threads; ++count)
      helpers.emplace_back([&run] { run.work(); });
    run.work();
  }
  return run.finish();
}

}  // namespace gg::ledger
