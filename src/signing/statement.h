#pragma once

#include "bindings/check.h"
#include "container/format.h"
#include "signing/ingredient.h"
#include "signing/sign_file.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gg::signing {

/// What is stated of a file or stream that is signed, and the signature under it: everything but
/// its bytes and what binds them. *single thread*
class Statement {
 public:
  /// `format`: of the file; `named`: the path that its title is taken from.
  Statement(const SignOrder& order, const SignTools& tools, Format format,
            const std::filesystem::path& named);

  /// Validates what the file has and the ingredients, and drafts all assertions but the hard
  /// binding. `segments`: of the stream that the file begins. Errors: those of `read_ingredient`
  /// and `actions_assertion`; InvalidInput where the order contradicts itself.
  Result<void> draft_all(std::span<const bindings::Segment> segments = {});

  [[nodiscard]] ManifestDraft& draft() { return draft_; }
  [[nodiscard]] CarriedManifests& carried() { return carried_; }
  /// Whether the file has credentials, and whether they are inside it.
  [[nodiscard]] bool has_own() const { return has_own_; }
  [[nodiscard]] bool has_store_inside() const { return has_store_inside_; }
  /// Of the whole COSE_Sign1, once all is drafted.
  [[nodiscard]] std::size_t signature_bytes() const { return signature_bytes_; }

  /// Signs the draft, whose binding is in it by now; the whole store. Errors: those of the key and
  /// of the authority; Unavailable when it is to stop.
  Result<ByteArray> signed_store();

  /// What came of it, but for files, sizes and the binding. Once.
  SignedFile report();

 private:
  [[nodiscard]] bool is_update() const { return order_.kind == ManifestKind::Update; }
  [[nodiscard]] bool has_parent() const;
  Result<void> gather_ingredients(std::span<const bindings::Segment> segments);
  Result<void> add_ingredient(const IngredientFile& file, const bindings::Effort& effort);
  Result<void> draft_assertions();
  Result<void> add_stated(const StatedAssertion& stated);
  [[nodiscard]] std::string list_of_signer() const;

  const SignOrder& order_;
  const SignTools& tools_;
  ManifestDraft draft_;
  CarriedManifests carried_;
  std::vector<Ingredient> ingredients_;
  bool has_own_ = false;
  bool has_store_inside_ = false;
  std::size_t signature_bytes_ = 0;
  std::optional<SignatureStamp> stamp_;
};

/// An error that names what is signed.
tl::unexpected<Error> refuse_order(const SignOrder& order, const std::string& why);

}  // namespace gg::signing
