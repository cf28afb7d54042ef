#pragma once

#include "bindings/hash.h"
#include "signing/fields.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg::signing {

/// The program that makes a claim.
struct Generator {
  std::string name;
  std::string version;
};

/// The forms of a claim that are written. Source: C2PA 2.2 section 10.3; 1.4 section 10.
enum class ClaimVersion : std::uint8_t { V1 = 1, V2 = 2 };

/// A standard manifest binds content; an update says more of content that stays as it is.
enum class ManifestKind : std::uint8_t { Standard, Update };

/// What a claim says beside its assertions. *value*
struct ClaimFacts {
  ClaimVersion version = ClaimVersion::V2;
  ManifestKind kind = ManifestKind::Standard;
  std::string label;        ///< Of the manifest: "urn:c2pa:…".
  std::string instance_id;  ///< "xmp:iid:…".
  std::string title;        ///< Empty: none is stated.
  std::string media_type;   ///< Version 1 states it.
  Generator generator;
};

/// "urn:c2pa:UUID" (version 1: "urn:uuid:UUID") with a random UUID; and "xmp:iid:UUID".
std::string new_manifest_label(ClaimVersion version);
std::string new_instance_id();

/// What references and bindings of new manifests are hashed with.
inline constexpr auto manifest_hash = bindings::Algorithm::Sha256;

enum class AssertionForm : std::uint8_t { Cbor, Json };

/// A manifest in the making: assertions first, then its claim, last its signature. *single thread*
/// Source: C2PA 2.2 sections 10.3 and 11.1.4, claim.cddl.
class ManifestDraft {
 public:
  explicit ManifestDraft(ClaimFacts facts) : facts_(std::move(facts)) {}

  [[nodiscard]] const ClaimFacts& facts() const { return facts_; }

  /// Adds an assertion; one with the label of another gets a number ("__1"). Its index.
  std::size_t add(std::string_view label, ByteArray content,
                  AssertionForm form = AssertionForm::Cbor);
  /// Other content for an assertion, as the hard binding has it once the file is known.
  void replace(std::size_t index, ByteArray content);

  /// A hashed URI of an assertion, for other assertions.
  [[nodiscard]] ByteArray reference(std::size_t index) const;

  /// The claim over the assertions as they are now: what is signed.
  [[nodiscard]] ByteArray claim() const;
  /// The whole manifest. `signature`: a COSE_Sign1 over that claim.
  [[nodiscard]] ByteArray superbox(Bytes signature) const;

 private:
  struct Entry {
    std::string label;
    ByteArray content;
    AssertionForm form;
  };
  [[nodiscard]] std::string unused(std::string_view label) const;

  ClaimFacts facts_;
  std::vector<Entry> entries_;
};

/// A manifest store of whole manifests, the active one last.
ByteArray store_of(const std::vector<Bytes>& manifests);

}  // namespace gg::signing
