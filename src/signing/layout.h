#pragma once

#include "embedding/embedding.h"
#include "signing/hard_binding.h"
#include "signing/ingredient.h"
#include "signing/placing.h"

#include <optional>

namespace gg::signing {

/// How a result comes about: where its bytes come from, what binds them, and how long its store
/// will be, all known before the pass. *single thread*
class Layout {
 public:
  /// What is laid out. *value, of views*
  struct Source {
    Format format = Format::Unknown;
    const OpenFile& file;
    const Placing& placing;
    std::size_t signature_bytes = 0;  ///< Of the whole COSE_Sign1.
    std::size_t room_bytes = 0;       ///< Kept free behind the store, for updates to come.
  };

  /// Plans until the store's length is the one that was planned with. The binding's assertion is
  /// added to `draft`. `carried`: the manifests of ingredients; for an update of a BMFF file those
  /// of its store stay where they are.
  /// Errors: those of `plan_embedding` and `HardBinding::plan`; InvalidInput for an update that
  /// does not fit where the format binds the store's length.
  static Result<Layout> make(const Source& source, ManifestDraft& draft, CarriedManifests& carried);

  [[nodiscard]] const embedding::WritePlan& plan() const { return plan_; }
  /// Nothing for an update.
  [[nodiscard]] HardBinding* binding() { return binding_ ? &*binding_ : nullptr; }

  /// Ends the binding and puts it into the draft.
  void finish_binding(ManifestDraft& draft);

 private:
  Result<void> plan_binding(ManifestDraft& draft);
  Result<void> fit_update(const Source& source, std::uint64_t needed_bytes);

  embedding::WritePlan plan_;
  std::optional<HardBinding> binding_;
  std::size_t binding_index_ = 0;
};

/// The store of a draft with its signature behind the manifests that are carried on.
ByteArray whole_store(const ManifestDraft& draft, const CarriedManifests& carried, Bytes signature);

}  // namespace gg::signing
