#include "signing/stream_binding.h"

#include "base/check.h"
#include "embedding/segments.h"
#include "formats/bmff/box.h"
#include "signing/binding_text.h"
#include "signing/boxed_hash.h"
#include "signing/hard_binding.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace gg::signing {

using bmff::operator""_4cc;

namespace {

/// The segments of each track, by their places among all of a stream.
using TrackCounts = std::map<std::uint32_t, std::uint64_t>;

Error of_segment(const StreamFiles& files, Error error, std::size_t index) {
  const auto name = files.name ? files.name(index) : "segment " + std::to_string(index + 1);
  if (!error.message.starts_with(name + ": ")) error.message = name + ": " + error.message;
  return error;
}

Result<std::uint32_t> track_of(const StreamFiles& files, std::size_t index,
                               const ScanLimits& limits) {
  TRY_LET(const auto segment, files.open(index));
  return embedding::track_of_segment(segment, limits);
}

Result<std::vector<std::uint32_t>> tracks_of(const StreamFiles& files, const ScanLimits& limits) {
  std::vector<std::uint32_t> tracks;
  for (std::size_t index = 0; index < files.segments; ++index) {
    const auto track = track_of(files, index, limits);
    if (!track.has_value()) return fail(of_segment(files, track.error(), index));
    tracks.push_back(*track);
  }
  return tracks;
}

Result<embedding::WritePlan> plan_one(const StreamFiles& files, std::size_t index,
                                      const embedding::PlannedFragment& place, std::uint64_t leaves,
                                      const embedding::EmbeddingOptions& options) {
  TRY_LET(const auto segment, files.open(index));
  return embedding::plan_segment(segment, place, leaves, options);
}

}  // namespace

Result<StreamPlan> plan_stream(const StreamFiles& files, std::uint64_t unique_id,
                               std::uint64_t store_bytes,
                               const embedding::EmbeddingOptions& options) {
  if (files.segments == 0)
    return fail(Error{ErrorKind::InvalidInput, "a stream has segments: name them, in their order"});
  StreamPlan plan;
  TRY_LET(plan.init, embedding::plan_embedding(files.format, files.init, store_bytes, options));
  const auto is_mdat = [](const auto& box) { return box.type == "mdat"_4cc; };
  if (plan.init.root_boxes.empty() || std::ranges::any_of(plan.init.root_boxes, is_mdat))
    return fail(Error{ErrorKind::InvalidInput,
                      "the initialization segment has media in it, or is none: sign it as a file"});
  TRY_LET(const auto tracks, tracks_of(files, options.limits));
  TrackCounts leaves;
  for (const auto track : tracks) ++leaves[track];
  TrackCounts seen;
  for (std::size_t index = 0; index < tracks.size(); ++index) {
    const auto track = tracks[index];
    const embedding::PlannedFragment place{
        .unique_id = unique_id, .local_id = track, .location = seen[track]++};
    auto segment = plan_one(files, index, place, leaves[track], options);
    if (!segment.has_value()) return fail(of_segment(files, segment.error(), index));
    plan.segments.push_back(*std::move(segment));
  }
  return plan;
}

class StreamBinding::Maker {
 public:
  Maker(std::span<const StreamPlan> streams, bindings::Algorithm algorithm) : streams_(streams) {
    text_.algorithm = algorithm;
    for (const auto& stream : streams)
      for (const auto& segment : stream.segments) {
        auto& tree = text_.trees[tree_of(segment.fragments.front())];
        tree.leaves.push_back(blank_digest(algorithm));
      }
    assertion_bytes_ = encode_bmff_hash(text_).size();
  }

  [[nodiscard]] std::size_t assertion_bytes() const { return assertion_bytes_; }

  void begin(const StreamFile& file) {
    end_file();
    file_ = file;
    hash_.emplace(plan_of(file), text_.algorithm, std::vector<std::uint64_t>(), 0);
  }

  void add(std::uint64_t offset, Bytes bytes) {
    GG_CHECK(hash_.has_value());
    hash_->add(offset, bytes);
  }

  std::vector<std::byte> finish() {
    end_file();
    std::size_t files = 0;
    for (const auto& stream : streams_) files += 1 + stream.segments.size();
    GG_CHECK(files_ == files);
    return encode_bmff_hash(text_);
  }

 private:
  [[nodiscard]] const embedding::WritePlan& plan_of(const StreamFile& file) const {
    const auto& stream = streams_[file.stream];
    return file.segment ? stream.segments[*file.segment] : stream.init;
  }

  /// The tree of a track, made when the first of its segments comes.
  std::size_t tree_of(const embedding::PlannedFragment& fragment) {
    const auto [found, is_new] =
        trees_.try_emplace({fragment.unique_id, fragment.local_id}, text_.trees.size());
    if (is_new) {
      TreeText tree;
      tree.unique_id = fragment.unique_id;
      tree.local_id = fragment.local_id;
      tree.init_hash = blank_digest(text_.algorithm);
      text_.trees.push_back(std::move(tree));
    }
    return found->second;
  }

  void end_file() {
    if (!hash_) return;
    hash_->finish();
    const auto& digest = hash_->digests().front();
    if (file_.segment) {
      const auto& fragment = plan_of(file_).fragments.front();
      auto& tree = text_.trees[tree_of(fragment)];
      tree.leaves[static_cast<std::size_t>(fragment.location)] = digest;
    } else {
      const auto unique_id = streams_[file_.stream].segments.front().fragments.front().unique_id;
      for (auto& tree : text_.trees)
        if (tree.unique_id == unique_id) tree.init_hash = digest;
    }
    hash_.reset();
    ++files_;
  }

  std::span<const StreamPlan> streams_;
  BmffHashText text_;
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::size_t> trees_;
  std::size_t assertion_bytes_ = 0;
  std::optional<BoxedHash> hash_;  ///< Of the file at hand.
  StreamFile file_;
  std::size_t files_ = 0;
};

Result<StreamBinding> StreamBinding::plan(std::span<const StreamPlan> streams,
                                          bindings::Algorithm algorithm) {
  std::uint64_t segments = 0;
  for (const auto& stream : streams) segments += stream.segments.size();
  if (segments > leaves_max)
    return fail(Error{ErrorKind::LimitExceeded,
                      "the streams have " + std::to_string(segments) +
                          " segments together, and no more than " + std::to_string(leaves_max) +
                          " can be listed: sign them in parts, or cut longer segments"});
  return StreamBinding(std::make_unique<Maker>(streams, algorithm));
}

StreamBinding::StreamBinding(std::unique_ptr<Maker> maker) : maker_(std::move(maker)) {}
StreamBinding::StreamBinding(StreamBinding&&) noexcept = default;
StreamBinding& StreamBinding::operator=(StreamBinding&&) noexcept = default;
StreamBinding::~StreamBinding() = default;

std::string_view StreamBinding::label() const { return bmff_hash_label; }
std::size_t StreamBinding::assertion_bytes() const { return maker_->assertion_bytes(); }
void StreamBinding::begin(const StreamFile& file) { maker_->begin(file); }
void StreamBinding::add(std::uint64_t offset, Bytes bytes) { maker_->add(offset, bytes); }
std::vector<std::byte> StreamBinding::finish() { return maker_->finish(); }

}  // namespace gg::signing
