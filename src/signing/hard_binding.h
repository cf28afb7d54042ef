#pragma once

#include "base/result.h"
#include "bindings/hash.h"
#include "embedding/embedding.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace gg::signing {

/// How the bytes of a file are bound.
struct BindingOptions {
  /// A BMFF file of at least so many bytes that has one `mdat` gets a tree over it in blocks of
  /// equal size, which can be checked on several cores, and in parts while it is downloaded.
  std::uint64_t trees_from_bytes = 64U << 20;
};

/// How many leaves the trees of one film may have together: the manifest lists each.
inline constexpr std::uint64_t leaves_max = 32'768;

/// The options for a plan whose result is bound with these: a tree wants an `mdat` whose payload
/// begins at byte 16. Everything else stays as in `options`. Without them there is no tree, but
/// where that box is so already.
embedding::EmbeddingOptions plan_options(const BindingOptions& binding,
                                         embedding::EmbeddingOptions options = {});

/// The hard binding of the result of a plan, made in the pass that writes it. Which one follows
/// from the format: c2pa.hash.bmff.v3 for BMFF, c2pa.hash.data for everything else, also for what
/// has its store beside it. An update manifest has none.
///
/// `assertion_bytes` depends on the plan's source and on the number of its `excluded` ranges, never
/// on offsets or on the length of the store (JPEG has one range for all its segments): plan with
/// any length of store, ask, add up the store, plan again with the length it will have.
///
///     auto binding = HardBinding::plan(plan, Algorithm::Sha256);
///     write_planned(plan, source, &result, {.bound = [&](auto at, auto bytes) {
///       binding->add(at, bytes); }});
///     const auto assertion = binding->finish();
///
/// Constant memory, but for the hashes of a tree (64 KiB for any size of file that is not in
/// fragments, 64 bytes for each fragment). *single thread*
/// Source: C2PA 2.2 sections 9.2, 18.5, 18.6, A.5.
class HardBinding {
 public:
  /// The plan may go before the binding does. Errors: InvalidInput (an update has no hard binding;
  /// a film in fragments has no place for its hashes beside it), LimitExceeded (it has more than
  /// `leaves_max` fragments).
  static Result<HardBinding> plan(const embedding::WritePlan& plan, bindings::Algorithm algorithm,
                                  const BindingOptions& options = {});

  HardBinding(HardBinding&&) noexcept;
  HardBinding& operator=(HardBinding&&) noexcept;
  HardBinding(const HardBinding&) = delete;
  HardBinding& operator=(const HardBinding&) = delete;
  ~HardBinding();

  /// Of the assertion: "c2pa.hash.data" or "c2pa.hash.bmff.v3".
  [[nodiscard]] std::string_view label() const;
  /// Of its CBOR, before the pass as after it.
  [[nodiscard]] std::size_t assertion_bytes() const;

  /// Takes in bytes of the result, in order, each once: what `PassWatch::bound` is called with.
  void add(std::uint64_t offset, Bytes bytes);

  /// The CBOR of the assertion, exactly `assertion_bytes` long. Once, behind the last `add`.
  std::vector<std::byte> finish();

 private:
  class Maker;
  class DataMaker;
  class BoxedMaker;
  explicit HardBinding(std::unique_ptr<Maker> maker);
  std::unique_ptr<Maker> maker_;
};

}  // namespace gg::signing
