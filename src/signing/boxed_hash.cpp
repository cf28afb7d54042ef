#include "signing/boxed_hash.h"

#include "formats/bmff/box.h"

#include <algorithm>

namespace gg::signing {
namespace {

using bmff::operator""_4cc;

/// What the hash of everything takes of an `mdat` box that has a tree.
constexpr std::uint64_t media_head_bytes = 16;

bool is_left_out(const embedding::PlannedBox& box) {
  return box.of_credentials || box.type == "ftyp"_4cc || box.type == "mfra"_4cc;
}

}  // namespace

BoxedHash::BoxedHash(const embedding::WritePlan& plan, bindings::Algorithm algorithm,
                     const std::vector<std::uint64_t>& sections, std::uint64_t block_bytes)
    : digest_(algorithm), block_(algorithm), block_bytes_(block_bytes) {
  std::uint64_t at = 0;
  auto section = sections.begin();
  for (const auto& box : plan.root_boxes) {
    if (box.range.first > at) runs_.push_back({{at, box.range.first}});
    const bool begins = section != sections.end() && *section == box.range.first;
    if (begins) ++section;
    add_root(box, begins);
    at = box.range.end;
  }
  if (at < plan.result_bytes) runs_.push_back({{at, plan.result_bytes}});
}

void BoxedHash::add_root(const embedding::PlannedBox& box, bool begins_section) {
  if (is_left_out(box)) {
    runs_.push_back({box.range, Goal::Nowhere});
  } else if (box.type == "mdat"_4cc && block_bytes_ != 0) {
    const auto head_end = std::min(box.range.first + media_head_bytes, box.range.end);
    runs_.push_back({{box.range.first, head_end}, Goal::Digest, true, begins_section});
    runs_.push_back({{head_end, box.range.end}, Goal::Blocks});
  } else {
    runs_.push_back({box.range, Goal::Digest, true, begins_section});
  }
}

void BoxedHash::enter(const Run& run) {
  is_inside_ = true;
  if (run.begins_section) digests_.push_back(digest_.finish());
  if (run.is_root) digest_.add_be64(run.range.first);
}

void BoxedHash::add(std::uint64_t offset, Bytes bytes) {
  while (!bytes.empty() && next_ < runs_.size()) {
    const auto& run = runs_[next_];
    if (!is_inside_) enter(run);
    if (offset < run.range.end) {
      const auto size =
          static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), run.range.end - offset));
      take(run, bytes.first(size));
      offset += size;
      bytes = bytes.subspan(size);
    }
    if (offset < run.range.end) return;
    leave(run);
  }
}

void BoxedHash::leave(const Run& run) {
  if (run.goal == Goal::Blocks && (in_block_ != 0 || blocks_.empty())) end_block();
  is_inside_ = false;
  ++next_;
}

void BoxedHash::take(const Run& run, Bytes bytes) {
  if (run.goal == Goal::Digest) digest_.add(bytes);
  if (run.goal == Goal::Blocks) take_blocks(bytes);
}

void BoxedHash::take_blocks(Bytes bytes) {
  while (!bytes.empty()) {
    const auto size =
        static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), block_bytes_ - in_block_));
    block_.add(bytes.first(size));
    in_block_ += size;
    bytes = bytes.subspan(size);
    if (in_block_ == block_bytes_) end_block();
  }
}

void BoxedHash::end_block() {
  blocks_.push_back(block_.finish());
  in_block_ = 0;
}

void BoxedHash::finish() {
  // Runs at the end of the file that have no bytes, or none that had to come.
  for (; next_ < runs_.size();) {
    const auto& run = runs_[next_];
    if (!is_inside_) enter(run);
    leave(run);
  }
  digests_.push_back(digest_.finish());
}

}  // namespace gg::signing
