#pragma once

#include "bytes/byte_range.h"
#include "bytes/fault.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::bindings {

/// How the check of one binding came out. `Match` is the only one that binds.
enum class Verdict : std::uint8_t {
  Match,
  Mismatch,              ///< The file is not what was bound, or leaves room for other bytes.
  Malformed,             ///< The assertion breaks its own rules.
  UnknownBox,            ///< Boxes hash: the file has a box that the assertion does not list.
  UnsupportedAlgorithm,  ///< None is stated, or one that is not allowed.
  MissingPart,           ///< Multi-asset hash: a part that is not optional is not there.
  WrongFileCount,        ///< Collection hash: a listed file is not there.
  InvalidUri,            ///< Collection hash: an address that leads out of its folder.
  Ignored,               ///< An assertion that is not to be looked at, such as c2pa.hash.bmff.
  Unreadable,            ///< The file could not be read; nothing is said about it.
  Stopped,               ///< It was asked to stop before the end.
};

/// One thing that is wrong, for people.
struct Problem {
  Verdict verdict = Verdict::Mismatch;
  std::string what;   ///< A sentence without its full stop.
  std::string where;  ///< In the assertion as a JSON pointer, or in the file:
                      ///< "/exclusions/1/start", "MP4/moov", "segment 3".
  std::optional<std::uint64_t> offset = {};  ///< In the file.
};

/// Why bytes are not covered by a binding that matches.
enum class Gap : std::uint8_t {
  Store,     ///< The manifest store itself with what frames it: covered by its signature.
  Padding,   ///< Zeros beside the store, checked to be zeros.
  Format,    ///< What the specification leaves out of every such binding: ftyp, mfra.
  Excluded,  ///< Left out by who signed: anything may stand here.
  Unlisted,  ///< Stands between or behind what the assertion lists: anything may stand here.
};

/// What a gap is called: in JSON, and for people.
struct GapWords {
  std::string_view word;
  std::string_view phrase;
};
GapWords words_of(Gap gap);

/// Bytes of the file that the binding says nothing about.
struct Uncovered {
  ByteRange range;
  Gap gap = Gap::Excluded;
  std::string what;  ///< "/free", "iTXt", "behind the last box"; the format's own words.
};

/// A tree of a stream whose leaves are segments in files of their own.
struct SegmentTree {
  std::uint64_t unique_id = 0;
  std::uint64_t local_id = 0;
  std::uint64_t segments = 0;  ///< How many are bound.
};

/// One of several files that are bound together. *value*
struct Member {
  std::string name;  ///< Of a segment as given; of a collection's file its path in it.
  std::optional<Problem> problem;  ///< Nothing: it is here as it was bound.
  bool fits = false;               ///< Its bytes are bound, though it may be in the wrong place.
};

/// The result of one check. *value*
struct Outcome {
  Verdict verdict = Verdict::Match;  ///< That of the first problem, else `Match`.
  std::vector<Problem> problems;     ///< Everything that is wrong, as far as it was looked at.
  std::string algorithm;             ///< "sha256"; empty when several or none were used.
  std::uint64_t bound_bytes = 0;     ///< How many bytes of the file went into a digest.
  /// In file order, not overlapping: with what is covered they make up the whole file. Only where
  /// every range could be found, which a match is. At most 4096; neighbours of one kind are joined,
  /// and what is beyond that is counted in `uncovered_bytes` alone.
  std::vector<Uncovered> uncovered;
  std::uint64_t uncovered_bytes = 0;
  /// Of a stream in segments: how many are bound in the trees of those that were given, and how
  /// many of them are here as they were bound. 0 for any other file.
  std::uint64_t segments_bound = 0;
  std::uint64_t segments_matched = 0;
  bool lacks_segments = false;  ///< They are bound, and none was given: nothing is said of them.
  /// Of an initialization segment that was given alone: the trees that state its hash, or all where
  /// none does, for then it was changed.
  std::vector<SegmentTree> trees;
  /// Of each segment that was given, of each file that a collection lists, in their order; empty
  /// where the check ended before it came to them.
  std::vector<Member> members;
  /// The assertion leaves out more than the store, its padding, and what its format always does:
  /// whether or not the file holds such bytes.
  bool additional_exclusions = false;

  [[nodiscard]] bool matches() const { return verdict == Verdict::Match; }
  /// The first problem decides the verdict.
  void add(Problem problem) {
    if (problems.empty()) verdict = problem.verdict;
    problems.push_back(std::move(problem));
  }
};

/// What is covered: the rest of a file of `size_bytes`, in order.
std::vector<ByteRange> covered_ranges(const Outcome& outcome, std::uint64_t size_bytes);

/// A read that failed, as a problem: `Stopped`; `Unreadable` where the file could not be read or
/// exceeds a limit; else `Mismatch`, for a file whose structure is damaged is not what was bound.
Problem problem_of(const ParseError& error, std::string where);

}  // namespace gg::bindings
