#include "bindings/coverage.h"
#include "bindings/store_location.h"
#include "bindings/terms.h"

#include <algorithm>

namespace gg::bindings {
namespace {

/// One check of a data hash. *single thread*
class DataCheck {
 public:
  DataCheck(const Asset& asset, const DataHash& hash, const Terms& terms)
      : asset_(asset), hash_(hash), terms_(terms), pieces_(store_ranges(asset)) {}

  Outcome run() {
    const auto algorithm = algorithm_for(hash_.algorithm, terms_, "/alg");
    if (!algorithm.has_value()) return failed(algorithm.error());
    outcome_.algorithm = name_of(*algorithm);
    if (!hash_.hash) return failed({Verdict::Mismatch, "has no hash", "/hash"});
    ranges_ = hash_.exclusions;
    if (terms_.was_updated) follow_updates();
    for (std::size_t index = 0; index < ranges_.size(); ++index) {
      const auto looked_at = look_at(ranges_[index], "/exclusions/" + std::to_string(index));
      if (!looked_at.has_value()) return failed(looked_at.error());
    }
    coverage_.tell(outcome_, asset_.file.size());
    compare(*algorithm);
    return std::move(outcome_);
  }

 private:
  [[nodiscard]] ByteRange whole() const { return {0, asset_.file.size()}; }

  /// The store has grown since: an exclusion that begins in it reaches to its present end.
  void follow_updates() {
    for (auto& range : ranges_)
      for (const auto* store : asset_.stores) {
        if (store->pieces.empty()) continue;
        const auto& first = store->pieces.front();
        if (range.first < first.first || range.first >= first.end) continue;
        range.end = store->pieces.back().end;
        if (is_padded(*store)) --range.end;
      }
  }

  /// A RIFF chunk of odd length is followed by a byte that is not of its data.
  [[nodiscard]] bool is_padded(const CredentialStore& store) const {
    const bool is_riff = asset_.format == Format::WebP || asset_.format == Format::Wav ||
                         asset_.format == Format::Rf64 || asset_.format == Format::Avi;
    return is_riff && store.jumbf.size() % 2 != 0 &&
           store.pieces.back().size() == store.jumbf.size() + 9;
  }

  Read<void> look_at(const ByteRange& range, const std::string& where) {
    if (range.end > whole().end)
      return fail(Problem{Verdict::Mismatch, "leaves out bytes beyond the end of the file", where,
                          whole().end});
    if (range.is_empty()) return {};
    const bool of_store =
        std::ranges::any_of(pieces_, [&](const ByteRange& piece) { return piece.overlaps(range); });
    if (of_store) return look_beside_store(range, where);
    outcome_.additional_exclusions = true;
    coverage_.leave_out(range, Gap::Excluded, where);
    return {};
  }

  /// Beside the store an exclusion may hold zeros only: anything else could be changed unseen.
  Read<void> look_beside_store(const ByteRange& range, const std::string& where) {
    const auto beside = without(range, pieces_);
    for (const auto& rest : beside) {
      const auto zero = is_all_zero(asset_.file, rest);
      if (!zero.has_value()) return fail(problem_of(zero.error(), where));
      // A JPEG has no place for padding outside its segments (C2PA 2.2 section 15.12.1.2).
      if (!*zero || asset_.format == Format::Jpeg)
        return fail(Problem{Verdict::Mismatch,
                            "leaves out " + std::to_string(rest.size()) +
                                " bytes that are neither the manifest store nor padding",
                            where, rest.first});
      coverage_.leave_out(rest, Gap::Padding, "zeros beside the manifest store");
    }
    for (const auto& store : without(range, beside))
      coverage_.leave_out(store, Gap::Store, "manifest store");
    return look_behind_superbox(where);
  }

  /// Padding behind the store, in the same segment, chunk or box.
  [[nodiscard]] Read<void> look_behind_superbox(const std::string& where) const {
    for (const auto* store : asset_.stores) {
      const auto padding = store->jumbf.subspan(superbox_of(*store).size());
      if (!std::ranges::all_of(padding, [](std::byte byte) { return byte == std::byte{0}; }))
        return fail(Problem{Verdict::Mismatch,
                            "leaves out bytes behind the manifest store that are "
                            "not zero",
                            where, store->place.offset});
    }
    return {};
  }

  void compare(Algorithm algorithm) {
    HashJob job{algorithm, {}};
    for (const auto& range : without(whole(), ranges_)) job.pieces.push_back({range});
    const auto digest = hash_pieces(asset_.file, job, terms_.effort);
    if (!digest.has_value()) return outcome_.add(problem_of(digest.error(), "file"));
    if (digest->is(*hash_.hash)) return;
    outcome_.add({Verdict::Mismatch, "the file's bytes are not those that were bound", "/hash"});
  }

  const Asset& asset_;
  const DataHash& hash_;
  const Terms& terms_;
  std::vector<ByteRange> pieces_;
  std::vector<ByteRange> ranges_;
  Coverage coverage_;
  Outcome outcome_;
};

}  // namespace

Outcome check_data_hash(const Asset& asset, const cbor::Value& assertion, const Terms& terms) {
  const auto hash = parse_data_hash(assertion);
  if (!hash.has_value()) return failed(hash.error());
  return DataCheck(asset, *hash, terms).run();
}

}  // namespace gg::bindings
