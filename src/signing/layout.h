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
  /// Plans until the store's length is the one that was planned with. The binding's assertion is
  /// added to `draft`. `carried`: the manifests of ingredients; for an update of a BMFF file those
  /// of its store stay where they are. `signature_bytes`: of the whole COSE_Sign1.
  /// Errors: those of `plan_embedding` and `HardBinding::plan`.
  static Result<Layout> make(Format format, const Reader& file, const Placing& placing,
                             ManifestDraft& draft, CarriedManifests& carried,
                             std::size_t signature_bytes);

  [[nodiscard]] const embedding::WritePlan& plan() const { return plan_; }
  /// Nothing for an update.
  [[nodiscard]] HardBinding* binding() { return binding_ ? &*binding_ : nullptr; }

  /// Ends the binding and puts it into the draft.
  void finish_binding(ManifestDraft& draft);

 private:
  embedding::WritePlan plan_;
  std::optional<HardBinding> binding_;
  std::size_t binding_index_ = 0;
};

/// The store of a draft with its signature behind the manifests that are carried on.
Octets whole_store(const ManifestDraft& draft, const CarriedManifests& carried, Bytes signature);

}  // namespace gg::signing
