#include "signing/hard_binding.h"

#include "base/check.h"
#include "formats/bmff/box.h"
#include "signing/binding_text.h"
#include "signing/boxed_hash.h"

#include <algorithm>
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

/// The one `mdat` of a film that is not in fragments; nothing where there are several, for the
/// reference cannot check several trees in one file, or its payload does not begin at byte 16.
const embedding::PlannedBox* media_for_tree(const embedding::WritePlan& plan) {
  if (!plan.fragments.empty() || std::ranges::count_if(plan.root_boxes, is_media) != 1)
    return nullptr;
  const auto media = std::ranges::find_if(plan.root_boxes, is_media);
  return media->header_bytes == long_header_bytes ? &*media : nullptr;
}

/// The size of the leaves: a power of two, so that there are no more than `blocks_max` of them.
std::uint64_t block_bytes_for(std::uint64_t media_bytes) {
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

/// c2pa.hash.bmff.v3 of a film or picture in one file: as a whole, with a tree over its media, or
/// fragment by fragment.
class HardBinding::BoxedMaker final : public Maker {
 public:
  /// `media`: what gets a tree, where it does.
  BoxedMaker(const embedding::WritePlan& plan, Algorithm algorithm,
             const embedding::PlannedBox* media)
      : hash_(plan, algorithm, beginnings(plan),
              media == nullptr ? 0 : block_bytes_for(media->range.size())) {
    text_.algorithm = algorithm;
    if (plan.fragments.empty()) text_.hash = blank_digest(algorithm);
    if (!plan.fragments.empty()) add_fragments_tree(plan.fragments);
    if (media != nullptr) add_media_tree(media->range.size() - long_header_bytes);
    assertion_bytes_ = encode_bmff_hash(text_).size();
  }

  [[nodiscard]] std::string_view label() const override { return bmff_hash_label; }
  [[nodiscard]] std::size_t assertion_bytes() const override { return assertion_bytes_; }
  void add(std::uint64_t offset, Bytes bytes) override { hash_.add(offset, bytes); }

  std::vector<std::byte> finish() override {
    hash_.finish();
    const auto& digests = hash_.digests();
    if (text_.hash) {
      text_.hash = digests.front();
      if (!text_.trees.empty()) set_leaves({hash_.blocks().begin(), hash_.blocks().end()});
    } else {
      text_.trees.front().init_hash = digests.front();
      set_leaves({digests.begin() + 1, digests.end()});
    }
    return encode_bmff_hash(text_);
  }

 private:
  static std::vector<std::uint64_t> beginnings(const embedding::WritePlan& plan) {
    std::vector<std::uint64_t> first;
    for (const auto& fragment : plan.fragments) first.push_back(fragment.first);
    return first;
  }

  void add_media_tree(std::uint64_t media_bytes) {
    const auto block = hash_.block_bytes();
    const auto leaves = media_bytes / block + (media_bytes % block != 0 ? 1 : 0);
    TreeText tree;
    tree.fixed_block_bytes = block;
    tree.leaves.assign(static_cast<std::size_t>(std::max<std::uint64_t>(leaves, 1)),
                       blank_digest(text_.algorithm));
    text_.trees.push_back(std::move(tree));
  }

  void add_fragments_tree(const std::vector<embedding::PlannedFragment>& fragments) {
    TreeText tree;
    tree.unique_id = fragments.front().unique_id;
    tree.local_id = fragments.front().local_id;
    tree.init_hash = blank_digest(text_.algorithm);
    tree.leaves.assign(fragments.size(), blank_digest(text_.algorithm));
    text_.trees.push_back(std::move(tree));
  }

  void set_leaves(std::vector<bindings::HashValue> leaves) {
    GG_CHECK(leaves.size() == text_.trees.front().leaves.size());
    text_.trees.front().leaves = std::move(leaves);
  }

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
  const auto* media = plan.source_bytes < options.trees_from_bytes ? nullptr : media_for_tree(plan);
  return HardBinding(std::make_unique<BoxedMaker>(plan, algorithm, media));
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
