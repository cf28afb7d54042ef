#pragma once

#include "embedding/places.h"
#include "signing/actions.h"
#include "signing/time_stamping.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace gg::signing {

/// An assertion beside those that signing makes itself.
struct StatedAssertion {
  std::string label;  ///< "c2pa.metadata", "cawg.training-mining", …
  Json content;
};

/// Where the credentials of the result go.
enum class StorePlacing : std::uint8_t {
  ByFormat,  ///< Into the file, or beside it where its format has no place.
  Beside,    ///< NAME.EXT.c2pa beside it.
};

/// What to sign, and what to state. *value*
struct SignOrder {
  std::filesystem::path input;
  /// Where the result goes. Empty, or a name that ends in ".c2pa": the file stays as it is, and
  /// only its credentials are written, beside it or there.
  std::filesystem::path output;
  StorePlacing placing = StorePlacing::ByFormat;
  embedding::Existing existing = embedding::Existing::Refuse;
  ClaimVersion version = ClaimVersion::V2;
  ManifestKind kind = ManifestKind::Standard;
  std::string title;        ///< Empty: the name of the result.
  std::string label;        ///< Of the manifest; empty: a new one.
  std::string instance_id;  ///< Empty: a new one.
  Generator generator;
  History history;
  std::vector<IngredientFile> ingredients;  ///< At most one of them is ParentOf.
  std::vector<StatedAssertion> assertions;
  std::size_t stamp_bytes_max = 20U << 10;  ///< Kept free for a time stamp.
  std::size_t room_bytes = 0;               ///< Kept free for updates to come.
};

/// What signing works with. *value, of views*
struct SignTools {
  const trust::Signer& signer;
  const credentials::TrustTerms& terms;  ///< For ingredients and time stamps, and as of when.
  AskAuthority ask_authority = {};       ///< Empty: no time stamp.
  unsigned threads = 1;                  ///< For validating ingredients.
  std::function<void(std::uint64_t done_bytes, std::uint64_t all_bytes)> progress = {};
  std::stop_token stop = {};
};

/// What came of it. *value*
struct SignedFile {
  std::filesystem::path written;  ///< The result; empty where only credentials were written.
  std::size_t segments = 0;       ///< Of a stream, which stand with `written`.
  std::filesystem::path sidecar;  ///< Of its credentials; empty where they are in the result.
  std::string manifest;           ///< Label of the manifest.
  std::string media_type;
  std::string binding;             ///< Label of the hard binding; empty for an update.
  std::uint64_t store_bytes = 0;   ///< Of all manifests.
  std::uint64_t result_bytes = 0;  ///< Of the result, or of the file that stays; of all files.
  std::string signer;
  std::string algorithm;
  std::string list;  ///< The trust list that vouches for the signer; empty: none of ours.
  std::optional<SignatureStamp> stamp;
  std::vector<Ingredient> ingredients;
};

/// Signs a file: reads it once, writes the result once, whole or not at all, in constant memory.
/// A file that has credentials is validated first, which reads it once more; its manifests are
/// carried on and become an ingredient, its parent (of an update: what is updated).
/// Errors: those of all parts, each with what to do; nothing is left behind then.
/// Source: C2PA 2.2 sections 10.3, 10.4, 11.2.3 and A.3 to A.5.
Result<SignedFile> sign_file(const SignOrder& order, const SignTools& tools);

}  // namespace gg::signing
