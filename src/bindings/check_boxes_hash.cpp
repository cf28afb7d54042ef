#include "bindings/box_map.h"
#include "bindings/coverage.h"
#include "bindings/terms.h"

#include <algorithm>
#include <map>

namespace gg::bindings {
namespace {

constexpr std::string_view manifest_box = "C2PA";
constexpr std::string_view after_box = "c2pa.after";
constexpr std::string_view png_header_box = "PNGh";

using Boxes = std::vector<NamedBox>;

/// One check of a boxes hash. *single thread*, but for its hashing
class BoxesCheck {
 public:
  BoxesCheck(const Asset& asset, const BoxesHash& hash, const Terms& terms, Boxes boxes)
      : asset_(asset), hash_(hash), terms_(terms), boxes_(std::move(boxes)) {}

  Outcome run() {
    skip_unlisted_header();
    for (std::size_t index = 0; index < hash_.runs.size(); ++index)
      if (const auto problem = take_run(hash_.runs[index], index)) return failed(*problem);
    if (!swallowed_rest_ && at_ < boxes_.size())
      return failed({Verdict::UnknownBox,
                     "the file has a box \"" + boxes_[at_].name + "\" that is not listed", "/boxes",
                     boxes_[at_].range.first});
    tell_coverage();
    compare();
    return std::move(outcome_);
  }

 private:
  /// The header of a PNG may be left unlisted.
  void skip_unlisted_header() {
    if (!boxes_.empty() && boxes_.front().name == png_header_box &&
        hash_.runs.front().names.front() != png_header_box)
      ++at_;
  }

  /// Takes the boxes of one run, in order, and notes what its digest takes in.
  std::optional<Problem> take_run(const BoxRun& run, std::size_t index) {
    const auto where = "/boxes/" + std::to_string(index);
    const auto first = at_;
    HashJob job;
    const auto algorithm =
        algorithm_for(run.algorithm ? run.algorithm : hash_.algorithm, terms_, where + "/alg");
    if (!algorithm.has_value()) return algorithm.error();
    job.algorithm = *algorithm;
    for (std::size_t name = 0; name < run.names.size(); ++name) {
      if (run.names[name] == after_box) {
        take_rest(job);
        continue;
      }
      if (at_ == boxes_.size() || swallowed_rest_ || boxes_[at_].name != run.names[name])
        return misplaced(run.names[name], where + "/names/" + std::to_string(name));
      ++at_;
    }
    const bool is_store = run.names.front() == manifest_box;
    if (is_store && run.names.size() != 1)
      return Problem{Verdict::Mismatch, "lists the manifest store together with other boxes",
                     where};
    add_pieces(first, job);
    sort_out(run, std::move(job), is_store, where);
    return std::nullopt;
  }

  /// Everything behind the last box.
  void take_rest(HashJob& job) {
    const auto end = at_ == 0 ? std::uint64_t{0} : boxes_[at_ - 1].range.end;
    job.pieces.push_back({{end, asset_.file.size()}});
    swallowed_rest_ = true;
  }

  /// From the first byte of the first box to the last of the last, with what stands between; fields
  /// of a TIFF, whose bytes stand apart, one after the other.
  void add_pieces(std::size_t first, HashJob& job) const {
    if (first == at_) return;
    std::vector<Piece> pieces;
    const bool apart = asset_.format == Format::Tiff || asset_.format == Format::BigTiff ||
                       asset_.format == Format::Dng;
    if (!apart) {
      pieces.push_back({{boxes_[first].range.first, boxes_[at_ - 1].range.end}});
    } else {
      for (auto index = first; index < at_; ++index) {
        pieces.push_back({boxes_[index].range});
        for (const auto& range : boxes_[index].elsewhere) pieces.push_back({range});
      }
    }
    job.pieces.insert(job.pieces.begin(), pieces.begin(), pieces.end());
  }

  void sort_out(const BoxRun& run, HashJob job, bool is_store, const std::string& where) {
    for (const auto& piece : job.pieces) listed_.push_back(piece.range);
    if (is_store || run.excluded) {
      const auto gap = is_store ? Gap::Store : Gap::Excluded;
      for (const auto& piece : job.pieces) coverage_.leave_out(piece.range, gap, run.names.front());
      if (!is_store) outcome_.additional_exclusions = true;
      return;
    }
    if (!run.hash) return outcome_.add({Verdict::Mismatch, "has no hash", where + "/hash"});
    outcome_.algorithm = name_of(job.algorithm);
    wanted_.push_back({*run.hash, where});
    jobs_.push_back(std::move(job));
  }

  /// Another box than the listed one stands here: one that is listed nowhere, or one out of order.
  [[nodiscard]] Problem misplaced(const std::string& name, std::string where) const {
    std::map<std::string_view, std::int64_t> count;
    for (const auto& box : boxes_) ++count[box.name];
    for (const auto& run : hash_.runs)
      for (const auto& listed : run.names) --count[listed];
    const bool has_unlisted = std::ranges::any_of(boxes_, [&](const NamedBox& box) {
      return box.name != png_header_box && count[box.name] > 0;
    });
    const auto offset = at_ < boxes_.size() ? boxes_[at_].range.first : asset_.file.size();
    const auto found = at_ < boxes_.size() ? "\"" + boxes_[at_].name + "\"" : "no further box";
    return {has_unlisted ? Verdict::UnknownBox : Verdict::Mismatch,
            "the file has " + found + " where \"" + name + "\" is listed", std::move(where),
            offset};
  }

  void tell_coverage() {
    std::ranges::sort(listed_);
    std::vector<ByteRange> joined;
    for (const auto& range : listed_) {
      if (!joined.empty() && range.first <= joined.back().end) {
        joined.back().end = std::max(joined.back().end, range.end);
      } else {
        joined.push_back(range);
      }
    }
    for (const auto& rest : without({0, asset_.file.size()}, joined))
      coverage_.leave_out(rest, Gap::Unlisted, "beside the listed boxes");
    coverage_.tell(outcome_, asset_.file.size());
  }

  void compare() {
    const auto digests = hash_jobs(asset_.file, jobs_, terms_.effort);
    if (!digests.has_value()) return outcome_.add(problem_of(digests.error(), "file"));
    for (std::size_t index = 0; index < digests->size(); ++index) {
      if ((*digests)[index].is(wanted_[index].hash)) continue;
      outcome_.add({Verdict::Mismatch, "these boxes are not those that were bound",
                    wanted_[index].where, jobs_[index].pieces.front().range.first});
    }
  }

  struct Wanted {
    Bytes hash;
    std::string where;
  };

  const Asset& asset_;
  const BoxesHash& hash_;
  const Terms& terms_;
  Boxes boxes_;
  std::size_t at_ = 0;  ///< Next box that no run has taken.
  bool swallowed_rest_ = false;
  std::vector<HashJob> jobs_;
  std::vector<Wanted> wanted_;
  std::vector<ByteRange> listed_;
  Coverage coverage_;
  Outcome outcome_;
};

}  // namespace

Outcome check_boxes_hash(const Asset& asset, const cbor::Value& assertion, const Terms& terms) {
  const auto hash = parse_boxes_hash(assertion);
  if (!hash.has_value()) return failed(hash.error());
  Budget budget(terms.limits);
  auto boxes = map_boxes(asset.format, asset.file, asset.stores, budget);
  if (!boxes.has_value()) return failed(problem_of(boxes.error(), "file"));
  return BoxesCheck(asset, *hash, terms, *std::move(boxes)).run();
}

}  // namespace gg::bindings
