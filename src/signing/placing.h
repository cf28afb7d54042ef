#pragma once

#include "files/open_file.h"
#include "signing/sign_file.h"

#include <memory>

namespace gg::signing {

/// Where a result and its credentials go. *value*
struct Placing {
  bool is_inside = true;   ///< The store goes into the result.
  bool is_copied = true;   ///< A result is written; else the file stays as it is.
  bool takes_out = false;  ///< Beside: the store that the file has is taken out of the copy.
  std::filesystem::path sidecar = {};  ///< Where the store goes if not inside.
};

/// Decides it. `has_store`: the file has a store inside. Errors: InvalidInput (no output is named
/// for what has to be copied).
Result<Placing> place(const SignOrder& order, Format format, bool has_store);

/// The files that signing writes, there before the pass begins, so that what forbids them is known
/// at once. *single thread*
class SigningOutputs {
 public:
  /// Errors: those of `NewFile::create`.
  static Result<SigningOutputs> create(const SignOrder& order, const Placing& placing);

  /// Nothing where the file stays as it is.
  [[nodiscard]] embedding::NewFile* result() { return result_.get(); }
  [[nodiscard]] embedding::NewFile* sidecar() { return sidecar_.get(); }

  /// Puts them in their places. Errors: those of `NewFile::commit`.
  Result<void> commit();

 private:
  std::unique_ptr<embedding::NewFile> result_;
  std::unique_ptr<embedding::NewFile> sidecar_;
};

}  // namespace gg::signing
