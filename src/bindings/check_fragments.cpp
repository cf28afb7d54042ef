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

/// Compares the initialization part with what trees state of it. It is hashed once.
class InitCheck {
 public:
  InitCheck(Reader file, ByteRange init, const BmffHash& hash, const BmffLayout& layout,
            const Terms& terms)
      : file_(file), init_(init), hash_(hash), layout_(layout), terms_(terms) {}

  /// The algorithm of the tree, where the initialization part is what it states.
  Read<Algorithm> check(const MerkleRow& row) {
    const auto where = row_place(hash_, row) + "/initHash";
    TRY_LET(const auto algorithm, row_algorithm(hash_, row, terms_));
    if (!row.init_hash)
      return fail(
          Problem{Verdict::Malformed, "is missing though other trees of the film have it", where});
    if (!digests_.contains(algorithm))
      digests_.emplace(algorithm,
                       hash_pieces(file_, {algorithm, layout_.pieces(init_, true)}, terms_.effort));
    const auto& digest = digests_.at(algorithm);
    if (!digest.has_value()) return fail(problem_of(digest.error(), where));
    if (digest->is(*row.init_hash)) return algorithm;
    return fail(Problem{Verdict::Mismatch, "the initialization part is not the one that was bound",
                        where, init_.first});
  }

 private:
  Reader file_;
  ByteRange init_;
  const BmffHash& hash_;
  const BmffLayout& layout_;
  const Terms& terms_;
  std::map<Algorithm, Parsed<HashValue>> digests_;
};

void check_init(InitCheck check, const BmffHash& hash, const Rows& rows, Outcome& outcome) {
  for (const auto& row : hash.merkle) {
    if (!rows.contains(&row)) continue;
    const auto algorithm = check.check(row);
    if (algorithm.has_value()) {
      outcome.algorithm = name_of(*algorithm);
      continue;
    }
    outcome.add(algorithm.error());
    if (outcome.verdict == Verdict::Stopped) return;
  }
}

/// One fragment: its bytes as pieces of a file, and its box of hashes.
struct Fragment {
  Reader file;
  std::vector<Piece> pieces;
  std::optional<MerkleBox> box;
  std::string name;
  std::optional<std::size_t> member = {};     ///< Which of the segments, when it is one.
  std::optional<KeptDigest>* kept = nullptr;  ///< Of a segment.
};

/// Fragments in the order of the film: hashed some at a time, on as many threads as there may be,
/// and compared one after the other.
class FragmentCheck {
 public:
  FragmentCheck(const BmffHash& hash, const Terms& terms, Outcome& outcome)
      : hash_(hash), terms_(terms), outcome_(outcome), rows_(hash) {}

  void add(Fragment fragment) {
    const auto row = place(fragment);
    if (!row.has_value()) return note(fragment, row.error());
    const auto algorithm = row_algorithm(hash_, **row, terms_);
    if (!algorithm.has_value()) return note(fragment, algorithm.error());
    const bool in_order = is_next(fragment, *row);
    Waiting waiting{std::move(fragment), *row, *algorithm, in_order, {}, {}};
    if (waiting.fragment.kept != nullptr) waiting.of = fingerprint(waiting);
    if (waiting.fragment.kept != nullptr && *waiting.fragment.kept &&
        (*waiting.fragment.kept)->of.is(waiting.of.view())) {
      waiting.known = (*waiting.fragment.kept)->digest;
    } else {
      files_.push_back(waiting.fragment.file);
      jobs_.push_back({*algorithm, std::move(waiting.fragment.pieces)});
    }
    waiting_.push_back(std::move(waiting));
    if (waiting_.size() == fragments_at_once) compare();
  }

  /// Compares those that still wait.
  void compare() {
    const auto digests = hash_each(files_, jobs_, terms_.effort);
    std::size_t next = 0;
    for (const auto& waiting : waiting_) {
      const auto digest = waiting.known ? Parsed<HashValue>(*waiting.known) : digests[next++];
      if (digest.has_value() && waiting.fragment.kept != nullptr)
        *waiting.fragment.kept = KeptDigest{waiting.of, *digest};
      const auto same = compare_one(waiting.fragment, *waiting.row, waiting.algorithm, digest);
      if (!same.has_value()) {
        note(waiting.fragment, same.error());
        continue;
      }
      if (waiting.fragment.member) outcome_.members[*waiting.fragment.member].fits = true;
      if (waiting.is_next)
        ++matched_[waiting.row];
      else
        note(waiting.fragment, {Verdict::Mismatch, "comes out of its order", waiting.fragment.name,
                                waiting.fragment.box->range.first});
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
    Algorithm algorithm;
    bool is_next;                    ///< It comes behind those before it.
    HashValue of;                    ///< What goes into the digest, where it is kept.
    std::optional<HashValue> known;  ///< The digest, where it was kept.
  };

  void note(const Fragment& fragment, Problem problem) {
    if (fragment.member) outcome_.members[*fragment.member].problem = problem;
    outcome_.add(std::move(problem));
  }

  static HashValue fingerprint(const Waiting& waiting) {
    Hasher hasher(Algorithm::Sha256);
    hasher.add_be64(static_cast<std::uint64_t>(waiting.algorithm));
    for (const auto& piece : waiting.fragment.pieces) {
      hasher.add_be64(piece.range.first);
      hasher.add_be64(piece.range.end);
      hasher.add_be64(piece.lead ? 1 : 0);
      hasher.add_be64(piece.lead.value_or(0));
    }
    return hasher.finish();
  }

  /// The tree a fragment belongs to, or what is wrong with it.
  Read<const MerkleRow*> place(const Fragment& fragment) {
    if (!fragment.box)
      return fail(Problem{Verdict::Malformed, "has no C2PA box with its hashes", fragment.name});
    const auto at = fragment.box->range.first;
    const auto* row = rows_.find(*fragment.box);
    if (row == nullptr)
      return fail(
          Problem{Verdict::Mismatch, "belongs to no tree of the assertion", fragment.name, at});
    return row;
  }

  /// Leaves of a tree come in their order.
  bool is_next(const Fragment& fragment, const MerkleRow* row) {
    const auto [last, is_first] = last_seen_.try_emplace(row, fragment.box->location);
    if (is_first) return true;
    if (fragment.box->location <= last->second) return false;
    last->second = fragment.box->location;
    return true;
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
  check_init({file, {0, begins.front()}, hash, layout, terms}, hash, all_rows(hash), outcome);
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

void check_lone_init(Reader file, const BmffHash& hash, const BmffLayout& layout,
                     const Terms& terms, Outcome& outcome) {
  const auto tell = [&outcome](const MerkleRow& row) {
    outcome.trees.push_back({row.unique_id, row.local_id, row.count});
  };
  InitCheck check(file, {0, layout.size_bytes()}, hash, layout, terms);
  std::optional<Problem> problem;
  for (const auto& row : hash.merkle) {
    const auto algorithm = check.check(row);
    if (algorithm.has_value()) tell(row);
    if (!algorithm.has_value() && !problem) problem = algorithm.error();
    if (problem && problem->verdict == Verdict::Stopped) return outcome.add(*problem);
  }
  if (!outcome.trees.empty()) {
    outcome.lacks_segments = true;
    return outcome.add({Verdict::Mismatch, "the segments that are bound are not here", "/merkle"});
  }
  for (const auto& row : hash.merkle) tell(row);
  if (problem) outcome.add(*std::move(problem));
}

void check_segments(Reader file, const BmffHash& hash, const BmffLayout& layout,
                    std::span<const Segment> segments, const Terms& terms, Outcome& outcome) {
  FragmentCheck check(hash, terms, outcome);
  for (const auto& segment : segments) outcome.members.push_back({segment.name, std::nullopt});
  for (std::size_t index = 0; index < segments.size(); ++index) {
    const auto& segment = segments[index];
    auto fragment = open_segment(segment, hash, terms);
    if (!fragment.has_value()) {
      outcome.members[index].problem = fragment.error();
      outcome.add(fragment.error());
      continue;
    }
    fragment->member = index;
    fragment->kept = segment.kept;
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
    check_init({file, {0, layout.size_bytes()}, hash, layout, terms}, hash, check.rows(), outcome);
}

}  // namespace gg::bindings
