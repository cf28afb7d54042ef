#include "formats/ebml/ebml.h"

#include "formats/ebml/attachments.h"
#include "formats/ebml/faults.h"
#include "formats/ebml/segment_info.h"
#include "formats/ebml/tags.h"
#include "formats/ebml/tracks.h"

#include <algorithm>
#include <string>

namespace gg::ebml {
namespace {

/// One item of the budget pays for so many elements that are only skipped: a live recording of
/// unknown cluster sizes has one for each frame.
constexpr std::uint64_t skipped_elements_per_item = 64;

/// Counts what is only skipped, and charges now and then.
class SkipMeter {
 public:
  explicit SkipMeter(Budget& budget) : budget_(budget) {}
  Parsed<void> charge(const Reader& at) {
    if (skipped_++ % skipped_elements_per_item == 0) return budget_.charge_item(at);
    return {};
  }

 private:
  Budget& budget_;
  std::uint64_t skipped_ = 0;
};

/// True for the ids that end a cluster (or a segment) of unknown size.
bool is_outer(std::uint32_t id) {
  switch (id) {
    case ids::header:
    case ids::segment:
    case ids::seek_head:
    case ids::info:
    case ids::tracks:
    case ids::cues:
    case ids::chapters:
    case ids::cluster:
    case ids::tags:
    case ids::attachments:
      return true;
    default:
      return false;
  }
}

Parsed<std::string> read_document_type(Reader& file, const Scope& scope) {
  TRY_LET(const auto header, next_element(file));
  std::string type;
  TRY(each_element(header.payload, scope, [&](const Element& element) -> Parsed<void> {
    if (element.id != ids::document_type) return {};
    TRY_LET(type, read_text(element, scope));
    return {};
  }));
  if (type.empty()) return file.error(faults::no_document_type);
  if (type == "matroska") return std::string("Matroska");
  if (type == "webm") return std::string("WebM");
  return file.error(faults::other_document_type);
}

/// Skips the children of a cluster of unknown size, up to an element that is none.
Parsed<void> skip_open_cluster(Reader& in, SkipMeter& meter) {
  while (!in.at_end()) {
    TRY(meter.charge(in));
    auto next = in;
    TRY_LET(const auto header, read_header(next));
    if (is_outer(header.id)) return {};
    if (!header.is_size_known) return next.error(faults::unknown_size);
    TRY(next.skip(header.size_bytes));
    in = next;
  }
  return {};
}

Parsed<void> visit(const Element& element, const Scope& scope) {
  switch (element.id) {
    case ids::info:
      return walk_info(element, scope.enter("Info"));
    case ids::tracks:
      return walk_tracks(element, scope.enter("Tracks"));
    case ids::tags:
      return walk_tags(element, scope.enter("Tags"));
    case ids::attachments:
      return walk_attachments(element, scope.enter("Attachments"));
    default:
      return {};
  }
}

/// Walks the children of a segment that ends where `in` does, or (unknown size) at the next one.
Parsed<void> walk_segment(Reader& in, const Scope& scope) {
  SkipMeter meter(scope.parts.budget());
  while (!in.at_end()) {
    TRY(meter.charge(in));
    auto next = in;
    TRY_LET(const auto header, read_header(next));
    if (header.id == ids::segment || header.id == ids::header) return {};
    if (header.id == ids::cluster && !header.is_size_known) {
      in = next;
      TRY(skip_open_cluster(in, meter));
      continue;
    }
    TRY_LET(const auto element, next_element(in));
    scope.parts.tolerate(scope.path, visit(element, scope));
  }
  return {};
}

/// Takes one segment. One that claims more than the file holds is walked as far as it goes.
Parsed<void> take_segment(Reader& file, const Header& header, const Scope& scope) {
  if (!header.is_size_known) return walk_segment(file, scope);
  const auto held = std::min(header.size_bytes, file.remaining());
  TRY_LET(auto segment, file.child(held));
  TRY(walk_segment(segment, scope));
  if (held < header.size_bytes) return file.error(faults::cut_segment);
  return {};
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  auto peek = file;
  TRY_LET(const auto magic, peek.u32());
  if (magic != ids::header) return file.error(faults::bad_magic);
  TRY_LET(const auto root, read_document_type(file, {parts, "EBML"}));
  bool has_segment = false;
  while (!file.at_end()) {
    TRY(parts.budget().charge_item(file));
    TRY_LET(const auto header, read_header(file));
    if (header.id == ids::segment) {
      has_segment = true;
      TRY(take_segment(file, header, {parts, root + "/Segment"}));
    } else {
      if (!header.is_size_known) return file.error(faults::unknown_size);
      TRY(file.skip(header.size_bytes));
    }
  }
  if (!has_segment) return file.error(faults::missing_segment);
  return {};
}

}  // namespace gg::ebml
