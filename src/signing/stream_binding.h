#pragma once

#include "base/result.h"
#include "bindings/hash.h"
#include "embedding/embedding.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gg::signing {

/// A stream in files: what begins it, and its media segments in order.
struct StreamFiles {
  Format format = Format::Mp4;  ///< Of the initialization segment.
  Reader init;
  std::size_t segments = 0;
  /// Opens a segment, from 0; it is read before the next one is asked for, so that there may be
  /// more than can be open at a time. Called twice for each. Errors: any.
  std::function<Result<Reader>(std::size_t segment)> open = {};
  /// What to call a segment in errors; empty: by its number.
  std::function<std::string(std::size_t segment)> name = {};
};

/// How copies of these files come about: the first with the store, each other with its box of
/// hashes. *value*
struct StreamPlan {
  embedding::WritePlan init;
  std::vector<embedding::WritePlan> segments;
};

/// Plans a stream that is the `unique_id`th (from 1) of those that are signed together, as the
/// qualities of one film are: all of their initialization segments get the same store.
/// Errors: as of `plan_embedding` and `open`, with the name of the segment; InvalidInput also
/// where there are no segments, or `init` has fragments itself. Source: C2PA 2.2 sections 18.6.5,
/// A.5.3, A.5.4.1.2.
Result<StreamPlan> plan_stream(const StreamFiles& files, std::uint64_t unique_id,
                               std::uint64_t store_bytes,
                               const embedding::EmbeddingOptions& options = {});

/// A file of streams that are signed together.
struct StreamFile {
  std::size_t stream = 0;
  std::optional<std::size_t> segment;  ///< Nothing: the initialization segment.
};

/// The hard binding of streams, made in the passes that write their files: c2pa.hash.bmff.v3 with a
/// tree for each track of each stream, whose leaves are its segments.
///
///     for each file of each stream:
///       binding.begin(file);
///       write_planned(plan, source, &result, {.bound = [&](auto at, auto bytes) {
///         binding.add(at, bytes); }});
///     const auto assertion = binding.finish();
///
/// Memory: 64 bytes a segment. *single thread* Source: C2PA 2.2 sections 18.6, A.5.4.
class StreamBinding {
 public:
  /// Lives no longer than the plans. Errors: LimitExceeded (more than `leaves_max` segments).
  static Result<StreamBinding> plan(std::span<const StreamPlan> streams,
                                    bindings::Algorithm algorithm);

  StreamBinding(StreamBinding&&) noexcept;
  StreamBinding& operator=(StreamBinding&&) noexcept;
  StreamBinding(const StreamBinding&) = delete;
  StreamBinding& operator=(const StreamBinding&) = delete;
  ~StreamBinding();

  [[nodiscard]] std::string_view label() const;
  /// Of the assertion's CBOR, before the passes as after them. Depends on the numbers of segments,
  /// not on the store.
  [[nodiscard]] std::size_t assertion_bytes() const;

  /// The bytes that follow are of that file. Each file has to come, in any order.
  void begin(const StreamFile& file);
  /// Takes in bytes of its result, in order, each once.
  void add(std::uint64_t offset, Bytes bytes);
  /// The CBOR of the assertion. Once, behind the last file.
  std::vector<std::byte> finish();

 private:
  class Maker;
  explicit StreamBinding(std::unique_ptr<Maker> maker);
  std::unique_ptr<Maker> maker_;
};

}  // namespace gg::signing
