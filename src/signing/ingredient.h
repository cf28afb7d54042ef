#pragma once

#include "credentials/validation.h"
#include "signing/manifest_draft.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gg::signing {

/// What is kept in memory of a file that is read for signing.
inline constexpr std::uint64_t held_bytes_max = 48U << 20;

/// What an ingredient is to the file that is signed. Source: C2PA 2.2 section 18.15.
enum class Relationship : std::uint8_t {
  ParentOf,     ///< It became this file.
  ComponentOf,  ///< It is a part of it.
  InputTo,      ///< It was put into what made it: a prompt, a reference picture.
};

/// As C2PA writes it: "parentOf", "componentOf", "inputTo".
std::string_view to_text(Relationship relationship);

/// A file that another was made from.
struct IngredientFile {
  std::filesystem::path path;
  Relationship relationship = Relationship::ComponentOf;
};

/// An ingredient, with the credentials that it has and what they came to. *value*
struct Ingredient {
  std::string title;  ///< Its file name.
  std::string media_type;
  std::string instance_id;
  Relationship relationship = Relationship::ComponentOf;
  credentials::State state = credentials::State::NotStated;
  credentials::StorePlace place = credentials::StorePlace::Nowhere;
  ByteArray store;                  ///< All its manifests as one store; empty where it has none.
  std::string active;               ///< Label of its active manifest.
  ByteArray manifest_hash;          ///< Of that, SHA-256.
  ByteArray signature_hash;         ///< Of that one's signature.
  ByteArray results;                ///< A validation-results map.
  std::vector<ByteArray> failures;  ///< The failures in it, as version 2 lists them.

  [[nodiscard]] bool has_credentials() const { return !store.empty(); }
};

/// Reads a file's credentials, validates them wholly (which reads the file once), and keeps both.
/// `segments`: of the stream that it begins.
/// Errors: those of opening it; InvalidInput where it has credentials that cannot be carried on
/// (damaged beyond reading, or several that contradict each other).
/// Source: C2PA 2.2 section 10.3.2.2, "Adding ingredients".
Result<Ingredient> read_ingredient(const IngredientFile& file, const credentials::TrustTerms& terms,
                                   const bindings::Effort& effort,
                                   std::span<const bindings::Segment> segments = {});

/// "c2pa.ingredient.v3" for claims of version 2, "c2pa.ingredient.v2" for those of version 1.
std::string_view ingredient_label(ClaimVersion version);
/// The content of that assertion.
ByteArray ingredient_assertion(const Ingredient& ingredient, ClaimVersion version);

/// Manifests of ingredients on their way into a new store, each once. *single thread*
class CarriedManifests {
 public:
  /// Errors: InvalidInput (a manifest of the same label and other content is there already).
  Result<void> add(Bytes store, const std::string& of_file);
  [[nodiscard]] std::vector<Bytes> boxes() const;

 private:
  struct Entry {
    std::string label;
    ByteArray box;
  };
  std::vector<Entry> entries_;
};

}  // namespace gg::signing
