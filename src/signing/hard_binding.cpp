#include "signing/hard_binding.h"

#include "base/check.h"
#include "formats/bmff/box.h"
#include "signing/binding_text.h"
#include "signing/boxed_hash.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace gg::signing {
namespace {

using bindings::Algorithm;
using bmff::operator""_4cc;

constexpr std::uint64_t block_bytes_min = 1U << 20;
constexpr std::uint64_t blocks_max = 1024;
constexpr std::uint8_t long_header_bytes = 16;

bool is_media(const embedding::PlannedBox& box) { return box.type == "mdat"_4cc; }
bool is_fragment(const embedding::PlannedBox& box) { return box.type == "moof"_4cc; }

/// The size of the leaves of all media: a power of two, so that there are no more than `blocks_max`
/// of them; 0 where there are no trees.
std::uint64_t block_bytes_for(const embedding::WritePlan& plan, const BindingOptions& options) {
  std::uint64_t media_bytes = 0;
  std::size_t count = 0;
  for (const auto& box : plan.root_boxes) {
    if (!is_media(box)) continue;
    if (box.header_bytes != long_header_bytes) return 0;
    media_bytes += box.range.size();
    ++count;
  }
  if (count == 0 || count > embedding::long_media_max) return 0;
  if (plan.source_bytes < options.trees_from_bytes) return 0;
  auto block = block_bytes_min;
  while (media_bytes / block >= blocks_max) block *= 2;
  return block;
}

}  // namespace

/// What every kind of hard binding does.
class HardBinding::Maker {
 public:
  Maker() = default;
  Maker(const Maker&) = delete;
  Maker& operator=(const Maker&) = delete;
  virtual ~Maker() = default;
  [[nodiscard]] virtual std::string_view label() const = 0;
  [[nodiscard]] virtual std::size_t assertion_bytes() const = 0;
  virtual void add(std::uint64_t offset, Bytes bytes) = 0;
  virtual std::vector<std::byte> finish() = 0;
};

/// c2pa.hash.data: everything but the store and what frames it.
class HardBinding::DataMaker final : public Maker {
 public:
  DataMaker(const embedding::WritePlan& plan, Algorithm algorithm)
      : text_{plan.excluded, algorithm, {}}, hasher_(algorithm) {}

  [[nodiscard]] std::string_view label() const override { return data_hash_label; }
  [[nodiscard]] std::size_t assertion_bytes() const override {
    return data_hash_bytes(text_.exclusions.size(), text_.algorithm);
  }
  void add(std::uint64_t /*offset*/, Bytes bytes) override { hasher_.add(bytes); }
  std::vector<std::byte> finish() override {
    text_.hash = hasher_.finish();
    return encode_data_hash(text_);
  }

 private:
  DataHashText text_;
  bindings::Hasher hasher_;
};

/// c2pa.hash.bmff.v3 of a film or picture in one file: as a whole, with trees over its media, or
/// fragment by fragment.
class HardBinding::BoxedMaker final : public Maker {
 public:
  BoxedMaker(const embedding::WritePlan& plan, Algorithm algorithm, std::uint64_t block_bytes)
      : fragments_(plan.fragments), hash_(plan, algorithm, beginnings(plan), block_bytes) {
    text_.algorithm = algorithm;
    if (fragments_.empty()) {
      text_.hash = blank_digest(algorithm);
      if (block_bytes != 0) plan_media_trees(plan, block_bytes);
    } else {
      plan_track_trees();
    }
    assertion_bytes_ = encode_bmff_hash(text_).size();
  }

  [[nodiscard]] std::string_view label() const override { return bmff_hash_label; }
  [[nodiscard]] std::size_t assertion_bytes() const override { return assertion_bytes_; }
  void add(std::uint64_t offset, Bytes bytes) override { hash_.add(offset, bytes); }

  std::vector<std::byte> finish() override {
    hash_.finish();
    if (fragments_.empty()) {
      fill_media_trees();
    } else {
      fill_track_trees();
    }
    return encode_bmff_hash(text_);
  }

 private:
  static std::vector<std::uint64_t> beginnings(const embedding::WritePlan& plan) {
    std::vector<std::uint64_t> first;
    for (const auto& fragment : plan.fragments) first.push_back(fragment.first);
    return first;
  }

  void plan_media_trees(const embedding::WritePlan& plan, std::uint64_t block_bytes) {
    for (const auto& box : plan.root_boxes) {
      if (!is_media(box)) continue;
      const auto media = box.range.size() - long_header_bytes;
      const auto leaves = media / block_bytes + (media % block_bytes != 0 ? 1 : 0);
      TreeText tree;
      tree.local_id = text_.trees.size();
      tree.fixed_block_bytes = block_bytes;
      tree.leaves.assign(static_cast<std::size_t>(std::max<std::uint64_t>(leaves, 1)),
                         blank_digest(text_.algorithm));
      text_.trees.push_back(std::move(tree));
    }
  }

  void plan_track_trees() {
    for (const auto& fragment : fragments_) {
      const auto [found, is_new] = tree_of_.try_emplace(fragment.local_id, text_.trees.size());
      if (is_new) {
        TreeText tree;
        tree.unique_id = fragment.unique_id;
        tree.local_id = fragment.local_id;
        tree.init_hash = blank_digest(text_.algorithm);
        text_.trees.push_back(std::move(tree));
      }
      text_.trees[found->second].leaves.push_back(blank_digest(text_.algorithm));
    }
  }

  void fill_media_trees() {
    text_.hash = hash_.digests().front();
    GG_CHECK(hash_.trees().size() == text_.trees.size());
    for (std::size_t index = 0; index < text_.trees.size(); ++index)
      text_.trees[index].leaves = hash_.trees()[index];
  }

  void fill_track_trees() {
    const auto& digests = hash_.digests();
    GG_CHECK(digests.size() == fragments_.size() + 1);
    for (auto& tree : text_.trees) tree.init_hash = digests.front();
    for (std::size_t index = 0; index < fragments_.size(); ++index) {
      const auto& fragment = fragments_[index];
      auto& tree = text_.trees[tree_of_.at(fragment.local_id)];
      tree.leaves[static_cast<std::size_t>(fragment.location)] = digests[index + 1];
    }
  }

  std::vector<embedding::PlannedFragment> fragments_;
  std::map<std::uint64_t, std::size_t> tree_of_;  ///< By track.
  BoxedHash hash_;
  BmffHashText text_;
  std::size_t assertion_bytes_ = 0;
};

embedding::EmbeddingOptions plan_options(const BindingOptions& binding,
                                         embedding::EmbeddingOptions options) {
  options.long_media_from_bytes = binding.trees_from_bytes;
  return options;
}

Result<HardBinding> HardBinding::plan(const embedding::WritePlan& plan, Algorithm algorithm,
                                      const BindingOptions& options) {
  if (plan.is_update)
    return fail(Error{ErrorKind::InvalidInput,
                      "an update manifest binds nothing itself: plan the file as a manifest"});
  if (plan.root_boxes.empty()) return HardBinding(std::make_unique<DataMaker>(plan, algorithm));
  if (plan.fragments.empty() && std::ranges::any_of(plan.root_boxes, is_fragment))
    return fail(Error{ErrorKind::InvalidInput,
                      "a film in fragments has its hashes inside: put the store into the file"});
  if (plan.fragments.size() > leaves_max)
    return fail(Error{ErrorKind::LimitExceeded,
                      "the film is in " + std::to_string(plan.fragments.size()) +
                          " fragments, and no more than " + std::to_string(leaves_max) +
                          " can be listed: cut it into longer ones"});
  return HardBinding(std::make_unique<BoxedMaker>(plan, algorithm, block_bytes_for(plan, options)));
}

HardBinding::HardBinding(std::unique_ptr<Maker> maker) : maker_(std::move(maker)) {}
HardBinding::HardBinding(HardBinding&&) noexcept = default;
HardBinding& HardBinding::operator=(HardBinding&&) noexcept = default;
HardBinding::~HardBinding() = default;

std::string_view HardBinding::label() const { return maker_->label(); }
std::size_t HardBinding::assertion_bytes() const { return maker_->assertion_bytes(); }
void HardBinding::add(std::uint64_t offset, Bytes bytes) { maker_->add(offset, bytes); }
std::vector<std::byte> HardBinding::finish() { return maker_->finish(); }

}  // namespace gg::signing
