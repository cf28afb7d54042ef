#include "embedding/embedding.h"

#include "container/container.h"
#include "embedding/bmff.h"
#include "embedding/segments.h"

#include <algorithm>
#include <string>

namespace gg::embedding {
namespace {

using Planner = Parsed<void> (*)(Draft&);

/// The planner of a format; nothing where a store belongs beside the file.
Planner planner_of(Format format) {
  switch (format) {
    case Format::Jpeg:
      return plan_jpeg;
    case Format::Png:
      return plan_png;
    case Format::WebP:
    case Format::Wav:
    case Format::Rf64:
    case Format::Avi:
      return plan_riff;
    case Format::Gif:
      return plan_gif;
    case Format::Tiff:
    case Format::BigTiff:
    case Format::Dng:
      return plan_tiff;
    case Format::Mp4:
    case Format::QuickTime:
    case Format::M4a:
    case Format::Heic:
    case Format::Avif:
      return plan_bmff;
    case Format::Mp3:
    case Format::Flac:
      return plan_id3;
    case Format::Svg:
      return plan_svg;
    case Format::Pdf:
      return plan_pdf;
    case Format::JpegXl:
      return plan_jpeg_xl;
    default:
      return nullptr;
  }
}

ErrorKind kind_of(const ParseFault& fault) {
  if (&fault == &gg::faults::read_failed) return ErrorKind::Unavailable;
  if (&fault == &faults::no_store) return ErrorKind::NotFound;
  if (&fault == &gg::faults::too_large || &fault == &gg::faults::too_many_items ||
      &fault == &gg::faults::too_deep || &fault == &gg::faults::inflate_too_large ||
      &fault == &faults::store_too_large || &fault == &faults::grows_too_large)
    return ErrorKind::LimitExceeded;
  return ErrorKind::InvalidInput;
}

Error error_of(Format format, const ParseError& error) {
  return {kind_of(*error.fault), std::string(facts_of(format).name) + ": " +
                                     std::string(error.fault->text) + " (at byte " +
                                     std::to_string(error.offset) + ")"};
}

/// The stores of the source, copied; which of them the planner found is counted against these.
Parsed<void> gather_stores(Format format, const Reader& file, Budget& budget, WritePlan& plan) {
  Parts parts(budget);
  TRY(walk_file(format, file, parts));
  for (const auto& store : parts.stores)
    plan.old_stores.emplace_back(store.jumbf.begin(), store.jumbf.end());
  return {};
}

Parsed<void> draft_plan(Planner planner, Reader file, std::uint64_t store_bytes,
                        const EmbeddingOptions& options, WritePlan& plan) {
  Budget budget(options.limits);
  TRY(gather_stores(plan.format, file, budget, plan));
  Draft draft(file, store_bytes, options, budget, plan);
  if (!draft.embeds() && plan.old_stores.empty()) return draft.error(faults::no_store, 0);
  TRY(planner(draft));
  if (draft.replaced != plan.old_stores.size()) return draft.error(faults::store_in_the_way, 0);
  return draft.finish();
}

Result<WritePlan> plan_change(Format format, const Reader& moved, std::uint64_t store_bytes,
                              const EmbeddingOptions& options) {
  WritePlan plan;
  plan.format = format;
  const auto file = moved.from(0);
  if (!file.has_value()) return fail(error_of(format, file.error()));
  plan.source_bytes = file->size();
  const auto planner = planner_of(format);
  if (planner == nullptr) return plan_beside(format, *file, options);
  plan.store_bytes = store_bytes;
  plan.is_update = options.purpose == Purpose::Update;
  const auto drafted = draft_plan(planner, *file, store_bytes, options, plan);
  if (!drafted.has_value()) return fail(error_of(format, drafted.error()));
  return plan;
}

/// What is planned for a file as it stands: no store goes in or out.
template <class Change>
Result<WritePlan> plan_in_place(Format format, const Reader& moved, const EmbeddingOptions& options,
                                Change&& change) {
  WritePlan plan;
  plan.format = format;
  const auto file = moved.from(0);
  if (!file.has_value()) return fail(error_of(format, file.error()));
  plan.source_bytes = file->size();
  Budget budget(options.limits);
  Draft draft(*file, 0, options, budget, plan);
  const auto drafted = change(draft);
  if (!drafted.has_value()) return fail(error_of(format, drafted.error()));
  const auto finished = draft.finish();
  if (!finished.has_value()) return fail(error_of(format, finished.error()));
  return plan;
}

}  // namespace

StoreHome home_of(Format format) {
  return planner_of(format) == nullptr ? StoreHome::Beside : StoreHome::Inside;
}

bool states_length(Format format) { return format == Format::Jpeg || format == Format::JpegXl; }

Result<WritePlan> plan_embedding(Format format, Reader file, std::uint64_t store_bytes,
                                 const EmbeddingOptions& options) {
  if (store_bytes < store_bytes_min || store_bytes > store_bytes_max)
    return fail(Error{ErrorKind::LimitExceeded,
                      "a manifest store of " + std::to_string(store_bytes) +
                          " bytes cannot be embedded: it has " + std::to_string(store_bytes_min) +
                          " to " + std::to_string(store_bytes_max) + " bytes"});
  return plan_change(format, file, store_bytes, options);
}

Result<WritePlan> plan_beside(Format format, Reader file, const EmbeddingOptions& options) {
  auto plan = plan_in_place(format, file, options, [&](Draft& draft) -> Parsed<void> {
    return planner_of(format) == plan_bmff ? list_bmff_roots(draft) : Parsed<void>();
  });
  if (plan.has_value()) plan->home = StoreHome::Beside;
  return plan;
}

Result<std::uint32_t> track_of_segment(Reader segment, const ScanLimits& limits) {
  std::uint32_t track = 0;
  const auto plan =
      plan_in_place(Format::Mp4, segment, {.limits = limits}, [&](Draft& draft) -> Parsed<void> {
        TRY_LET(const auto scan, scan_bmff(draft, BmffKind::Segment));
        const auto& fragment = scan.fragments.front();
        if (!fragment.track_id) return draft.error(faults::bad_structure, fragment.first);
        track = *fragment.track_id;
        return {};
      });
  if (!plan.has_value()) return fail(plan.error());
  return track;
}

Result<WritePlan> plan_segment(Reader segment, const PlannedFragment& place, std::uint64_t leaves,
                               const EmbeddingOptions& options) {
  return plan_in_place(Format::Mp4, segment, options,
                       [&](Draft& draft) { return plan_bmff_segment(draft, place, leaves); });
}

Result<WritePlan> plan_removal(Format format, Reader file, const EmbeddingOptions& options) {
  return plan_change(format, file, 0, options);
}

}  // namespace gg::embedding
