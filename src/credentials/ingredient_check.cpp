#include "credentials/claim_check.h"
#include "credentials/codes.h"

#include <algorithm>
#include <array>

namespace gg::credentials {
namespace {

constexpr std::array<std::string_view, 3> relationships{"parentOf", "componentOf", "inputTo"};

/// Checks one ingredient assertion and where it leads.
class IngredientCheck {
 public:
  IngredientCheck(const CheckContext& context, const IngredientLink& link,
                  std::vector<Status>& statuses)
      : context_(context), link_(link), statuses_(statuses) {}

  void run() {
    if (std::ranges::find(relationships, link_.relationship) == relationships.end())
      return add(codes::assertion_ingredient_malformed, link_.assertion->uri,
                 link_.relationship.empty() ? "it states no relationship"
                                            : "its relationship is none that is known");
    if (!link_.manifest) return check_without_manifest();
    if (link_.target == nullptr || link_.target->box == nullptr)
      return add(codes::ingredient_manifest_missing, link_.assertion->uri,
                 link_.manifest->url + " is not there");
    if (link_.version == 3 && link_.assertion->map()->find("validationResults") == nullptr)
      add(codes::assertion_ingredient_malformed, link_.assertion->uri,
          "it names a manifest and no results of its validation");
    if (context_.lineage.has_redactions(link_.target->label) && link_.version == 3)
      check_signature_hash();
    else
      check_manifest_hash();
  }

 private:
  void check_without_manifest() {
    if (link_.relationship != "inputTo")
      add(codes::ingredient_unknown_provenance, link_.assertion->uri,
          title() + "it has no credentials of its own");
  }

  [[nodiscard]] std::string title() const {
    const auto stated = link_.assertion->map()->text_at("dc:title");
    return stated.empty() ? std::string() : std::string(stated) + ": ";
  }

  /// Source: C2PA 2.2 section 15.11.3.3.1. Whoever redacts changes the manifest, never its
  /// signature.
  void check_signature_hash() {
    const auto uri = link_.signature ? parse_jumbf_uri(link_.signature->url) : std::nullopt;
    const auto* box = uri && uri->manifest == link_.target->label
                          ? context_.store.resolve(*uri, *link_.user->manifest)
                          : nullptr;
    if (box == nullptr)
      return add(codes::ingredient_claim_signature_missing, link_.assertion->uri,
                 "the signature that it names is not there");
    switch (compare(*box, *link_.signature)) {
      case Compared::Same:
        return add(codes::ingredient_claim_signature_validated,
                   uri_of(link_.target->label, "c2pa.signature"), "signature hash matched");
      case Compared::Different:
        return add(codes::ingredient_claim_signature_mismatch, link_.assertion->uri,
                   "the hash of the ingredient's signature is another");
      case Compared::Unsupported:
        return unsupported();
    }
  }

  /// Source: C2PA 2.2 section 15.11.3.3.2. A compressed manifest is hashed as it stands or
  /// unpacked: either binds every byte of it.
  void check_manifest_hash() {
    auto compared = compare(*link_.target->box, *link_.manifest);
    if (compared == Compared::Different && link_.target->packed != nullptr)
      compared = compare(*link_.target->packed, *link_.manifest);
    if (compared == Compared::Different && is_legacy_hash()) compared = Compared::Same;
    switch (compared) {
      case Compared::Same:
        return add(codes::ingredient_manifest_validated, uri_of(link_.target->label),
                   "ingredient hash matched");
      case Compared::Different:
        return add(codes::ingredient_manifest_mismatch, link_.assertion->uri,
                   "the hash of the ingredient's manifest is another");
      case Compared::Unsupported:
        return unsupported();
    }
  }

  enum class Compared : std::uint8_t { Same, Different, Unsupported };

  [[nodiscard]] Compared compare(const jumbf::Superbox& box, const HashedUri& uri) const {
    const auto algorithm = algorithm_of(uri, link_.user->claim->alg);
    if (!algorithm) return Compared::Unsupported;
    if (!uri.hash) return Compared::Different;
    return context_.store.digest(box, *algorithm).is(*uri.hash) ? Compared::Same
                                                                : Compared::Different;
  }

  /// Tools of version 1.0 and before hashed the ingredient's claim. The claim names every assertion
  /// by its hash, and its signature is checked: nothing of the manifest goes unbound.
  [[nodiscard]] bool is_legacy_hash() const {
    const auto* target = context_.lineage.find(link_.target);
    const auto algorithm = algorithm_of(*link_.manifest, link_.user->claim->alg);
    const auto uri = parse_jumbf_uri(link_.manifest->url);
    const bool names_claim = uri && !uri->path.empty();
    if ((link_.version == 3 && !names_claim) || target == nullptr || !target->claim || !algorithm ||
        !link_.manifest->hash)
      return false;
    return context_.store.digest(target->claim->signed_bytes, *algorithm)
               .is(*link_.manifest->hash) ||
           context_.store.digest(*target->claim->box, *algorithm).is(*link_.manifest->hash);
  }

  void unsupported() {
    add(codes::algorithm_unsupported, link_.assertion->uri,
        "no allowed algorithm for the hash of the ingredient");
  }

  void add(const StatusCode& code, std::string url, std::string explanation) {
    statuses_.push_back({&code, std::move(url), std::move(explanation)});
  }

  const CheckContext& context_;
  const IngredientLink& link_;
  std::vector<Status>& statuses_;
};

}  // namespace

void check_ingredient(const CheckContext& context, const IngredientLink& link,
                      std::vector<Status>& statuses) {
  IngredientCheck(context, link, statuses).run();
}

}  // namespace gg::credentials
