#include "bindings/check_bmff.h"

#include <algorithm>
#include <map>
#include <set>

namespace gg::bindings {
namespace {

std::string row_place(const BmffHash& hash, const MerkleRow& row) {
  return "/merkle/" + std::to_string(&row - hash.merkle.data());
}

Read<Algorithm> row_algorithm(const BmffHash& hash, const MerkleRow& row, const Terms& terms) {
  return algorithm_for(row.algorithm ? row.algorithm : hash.algorithm, terms,
                       row_place(hash, row) + "/alg");
}

using Rows = std::set<const MerkleRow*>;

Rows all_rows(const BmffHash& hash) {
  Rows rows;
  for (const auto& row : hash.merkle) rows.insert(&row);
  return rows;
}

/// Compares the initialization part with what these trees state of it.
void check_init(Reader file, ByteRange init, const BmffHash& hash, const Rows& rows,
                const BmffLayout& layout, const Terms& terms, Outcome& outcome) {
  std::map<Algorithm, HashValue> digests;
  for (const auto& row : hash.merkle) {
    if (!rows.contains(&row)) continue;
    const auto where = row_place(hash, row) + "/initHash";
    const auto algorithm = row_algorithm(hash, row, terms);
    if (!algorithm.has_value()) return outcome.add(algorithm.error());
    outcome.algorithm = name_of(*algorithm);
    if (!row.init_hash) {
      outcome.add({Verdict::Malformed, "is missing though other trees of the film have it", where});
      continue;
    }
    if (!digests.contains(*algorithm)) {
      const auto digest = hash_pieces(file, {*algorithm, layout.pieces(init, true)}, terms.effort);
      if (!digest.has_value()) return outcome.add(problem_of(digest.error(), where));
      digests.emplace(*algorithm, *digest);
    }
    if (!digests.at(*algorithm).is(*row.init_hash))
      outcome.add({Verdict::Mismatch, "the initialization part is not the one that was bound",
                   where, init.first});
  }
}

/// One fragment: its bytes as pieces of a file, and its box of hashes.
struct Fragment {
  Reader file;
  std::vector<Piece> pieces;
  std::optional<MerkleBox> box;
  std::string name;
};

/// Fragments in the order of the film: hashed some at a time, on as many threads as there may be,
/// and compared one after the other.
class FragmentCheck {
 public:
  FragmentCheck(const BmffHash& hash, const Terms& terms, Outcome& outcome)
      : hash_(hash), terms_(terms), outcome_(outcome), rows_(hash) {}

  void add(Fragment fragment) {
    const auto row = place(fragment);
    if (!row.has_value()) return outcome_.add(row.error());
    const auto algorithm = row_algorithm(hash_, **row, terms_);
    if (!algorithm.has_value()) return outcome_.add(algorithm.error());
    files_.push_back(fragment.file);
    jobs_.push_back({*algorithm, std::move(fragment.pieces)});
    waiting_.push_back({std::move(fragment), *row});
    if (waiting_.size() == fragments_at_once) compare();
  }

  /// Compares those that still wait.
  void compare() {
    const auto digests = hash_each(files_, jobs_, terms_.effort);
    for (std::size_t index = 0; index < digests.size(); ++index) {
      const auto& [fragment, row] = waiting_[index];
      const auto same = compare_one(fragment, *row, jobs_[index].algorithm, digests[index]);
      if (!same.has_value()) {
        outcome_.add(same.error());
      } else {
        ++matched_[row];
      }
    }
    files_.clear();
    jobs_.clear();
    waiting_.clear();
  }

  /// The trees that fragments belong to.
  [[nodiscard]] Rows rows() const {
    Rows rows;
    for (const auto& [row, location] : last_seen_) rows.insert(row);
    return rows;
  }

  [[nodiscard]] std::uint64_t matched(const MerkleRow& row) const {
    const auto found = matched_.find(&row);
    return found == matched_.end() ? 0 : found->second;
  }

 private:
  static constexpr std::size_t fragments_at_once = 64;

  struct Waiting {
    Fragment fragment;
    const MerkleRow* row;
  };

  /// The tree a fragment belongs to, or what is wrong with it. Leaves of a tree come in order.
  Read<const MerkleRow*> place(const Fragment& fragment) {
    if (!fragment.box)
      return fail(Problem{Verdict::Malformed, "has no C2PA box with its hashes", fragment.name});
    const auto at = fragment.box->range.first;
    const auto* row = rows_.find(*fragment.box);
    if (row == nullptr)
      return fail(
          Problem{Verdict::Mismatch, "belongs to no tree of the assertion", fragment.name, at});
    const auto location = fragment.box->location;
    const auto last = last_seen_.find(row);
    if (last != last_seen_.end() && location <= last->second)
      return fail(Problem{Verdict::Mismatch, "comes out of its order", fragment.name, at});
    last_seen_[row] = location;
    return row;
  }

  static Read<void> compare_one(const Fragment& fragment, const MerkleRow& row, Algorithm algorithm,
                                const Parsed<HashValue>& digest) {
    if (!digest.has_value()) return fail(problem_of(digest.error(), fragment.name));
    const auto hashes = read_merkle_hashes(fragment.file, *fragment.box);
    if (!hashes.has_value()) return fail(problem_of(hashes.error(), fragment.name));
    const std::vector<Bytes> views(hashes->begin(), hashes->end());
    if (proves(row, algorithm, *digest, fragment.box->location, views)) return {};
    return fail(Problem{Verdict::Mismatch, "is not the fragment that was bound", fragment.name,
                        fragment.box->range.first});
  }

  const BmffHash& hash_;
  const Terms& terms_;
  Outcome& outcome_;
  RowIndex rows_;
  std::map<const MerkleRow*, std::uint64_t> last_seen_;
  std::map<const MerkleRow*, std::uint64_t> matched_;
  std::vector<Waiting> waiting_;
  std::vector<Reader> files_;
  std::vector<HashJob> jobs_;
};

Read<Fragment> open_segment(const Segment& segment, const BmffHash& hash, const Terms& terms) {
  Budget budget(terms.limits);
  const auto layout = BmffLayout::read(segment.file, hash, budget);
  if (!layout.has_value()) return fail(problem_of(layout.error(), segment.name));
  const auto boxes = find_merkle_boxes(segment.file, *layout);
  if (!boxes.has_value()) return fail(problem_of(boxes.error(), segment.name));
  Fragment fragment{segment.file, layout->pieces({0, layout->size_bytes()}, true), std::nullopt,
                    segment.name};
  if (boxes->size() == 1) fragment.box = boxes->front();
  return fragment;
}

}  // namespace

void check_own_fragments(Reader file, const BmffHash& hash, const BmffLayout& layout,
                         const Terms& terms, Outcome& outcome) {
  std::vector<std::uint64_t> begins;
  for (const auto& root : layout.roots())
    if (is_fragment(root)) begins.push_back(root.range.first);
  begins.push_back(layout.size_bytes());
  check_init(file, {0, begins.front()}, hash, all_rows(hash), layout, terms, outcome);
  const auto boxes = find_merkle_boxes(file, layout);
  if (!boxes.has_value()) return outcome.add(problem_of(boxes.error(), "file"));
  FragmentCheck check(hash, terms, outcome);
  auto box = boxes->begin();
  for (std::size_t index = 0; index + 1 < begins.size(); ++index) {
    Fragment fragment{file, layout.pieces({begins[index], begins[index + 1]}, true), std::nullopt,
                      "fragment " + std::to_string(index + 1)};
    for (; box != boxes->end() && box->range.end <= begins[index]; ++box) fragment.box = *box;
    check.add(std::move(fragment));
    if (outcome.verdict == Verdict::Stopped) return;
  }
  check.compare();
  for (const auto& row : hash.merkle)
    if (check.matched(row) != row.count)
      outcome.add({Verdict::Mismatch, "the file has another number of fragments than were bound",
                   row_place(hash, row) + "/count"});
}

void check_segments(Reader file, const BmffHash& hash, const BmffLayout& layout,
                    std::span<const Segment> segments, const Terms& terms, Outcome& outcome) {
  FragmentCheck check(hash, terms, outcome);
  for (const auto& segment : segments) {
    auto fragment = open_segment(segment, hash, terms);
    if (!fragment.has_value()) {
      outcome.add(fragment.error());
      continue;
    }
    check.add(*std::move(fragment));
    if (outcome.verdict == Verdict::Stopped) return;
    outcome.bound_bytes += segment.file.size();
  }
  check.compare();
  for (const auto* row : check.rows()) {
    outcome.segments_bound += row->count;
    outcome.segments_matched += check.matched(*row);
  }
  // Trees of other streams that were signed together state hashes of other files (C2PA 2.2 section
  // 18.6.6.1): those count whose segments are here.
  if (std::ranges::none_of(layout.roots(), is_fragment))
    check_init(file, {0, layout.size_bytes()}, hash, check.rows(), layout, terms, outcome);
}

}  // namespace gg::bindings
