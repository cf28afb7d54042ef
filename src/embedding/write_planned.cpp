#include "embedding/write_planned.h"

#include "embedding/copy_ahead.h"
#include "embedding/embedding.h"
#include "embedding/render.h"

#include <algorithm>
#include <string>

namespace gg::embedding {
namespace {

constexpr std::size_t window_bytes = 1U << 20;

/// Hands out what is not excluded of the windows of a result, in order. *single thread*
class BoundRuns {
 public:
  BoundRuns(const WritePlan& plan, const PassWatch& watch) : plan_(plan), watch_(watch) {}

  void see(std::uint64_t offset, Bytes window) {
    if (!watch_.bound) return;
    while (!window.empty()) {
      while (next_ < plan_.excluded.size() && plan_.excluded[next_].end <= offset) ++next_;
      const bool is_more = next_ < plan_.excluded.size();
      const auto first = is_more ? plan_.excluded[next_].first : plan_.result_bytes;
      const bool inside = is_more && first <= offset;
      const auto end = inside ? plan_.excluded[next_].end : first;
      const auto size =
          static_cast<std::size_t>(std::min<std::uint64_t>(window.size(), end - offset));
      if (!inside) watch_.bound(offset, window.first(size));
      offset += size;
      window = window.subspan(size);
    }
  }

 private:
  const WritePlan& plan_;
  const PassWatch& watch_;
  std::size_t next_ = 0;
};

bool is_of_store(const Piece& piece) {
  return piece.kind == PieceKind::Store || piece.kind == PieceKind::StoreText ||
         piece.kind == PieceKind::StoreBlocks || piece.kind == PieceKind::StoreChecksum;
}

/// The pieces from the first of the store to the last, and where the first begins in the result.
struct StoreRun {
  std::size_t first = 0;
  std::size_t end = 0;
  std::uint64_t offset = 0;
};

StoreRun find_store_run(const WritePlan& plan) {
  StoreRun run;
  std::uint64_t offset = 0;
  for (std::size_t index = 0; index < plan.pieces.size(); ++index) {
    const auto& piece = plan.pieces[index];
    if (is_of_store(piece)) {
      if (run.end == 0) run = {index, 0, offset};
      run.end = index + 1;
    }
    offset += piece.size_bytes;
  }
  return run;
}

Error wrong_length(const WritePlan& plan, std::size_t size) {
  return {ErrorKind::InvalidInput, "the manifest store has " + std::to_string(size) +
                                       " bytes, and " + std::to_string(plan.store_bytes) +
                                       " are reserved for it: plan anew with its length"};
}

}  // namespace

Result<void> write_planned(const WritePlan& plan, SourceBytes& source, ResultBytes* result,
                           const PassWatch& watch) {
  BoundRuns runs(plan, watch);
  CopyAhead copy(plan, source, result);
  while (true) {
    if (watch.stop.stop_requested())
      return fail(Error{ErrorKind::Unavailable, "stopped before the file was whole"});
    TRY_LET(const auto window, copy.next());
    if (window.bytes.empty()) return {};
    runs.see(window.offset, window.bytes);
    if (watch.progress) watch.progress(window.offset + window.bytes.size());
  }
}

Result<void> put_store(const WritePlan& plan, ResultBytes& result, Bytes store) {
  const bool fits = states_length(plan.format) ? store.size() == plan.store_bytes
                                               : store.size() <= plan.store_bytes;
  if (!fits) return fail(wrong_length(plan, store.size()));
  std::vector<std::byte> padded;
  if (store.size() < plan.store_bytes) {
    padded.assign(store.begin(), store.end());
    padded.resize(static_cast<std::size_t>(plan.store_bytes));
    store = padded;
  }
  const auto run = find_store_run(plan);
  Render render(plan, nullptr, store);
  render.seek(run.first);
  std::vector<std::byte> window(
      static_cast<std::size_t>(std::min<std::uint64_t>(window_bytes, plan.result_bytes)));
  for (auto offset = run.offset;;) {
    TRY_LET(const auto size, render.fill(window, run.end));
    if (size == 0) return {};
    TRY(result.write(offset, Bytes(window).first(size)));
    offset += size;
  }
}

}  // namespace gg::embedding
