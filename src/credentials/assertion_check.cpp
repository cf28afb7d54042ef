#include "bindings/check.h"
#include "credentials/claim_check.h"
#include "credentials/codes.h"

#include <algorithm>

namespace gg::credentials {
namespace {

/// Checks the assertions of one claim, one after the other.
class AssertionCheck {
 public:
  AssertionCheck(const CheckContext& context, const OpenManifest& opened,
                 std::vector<Status>& statuses)
      : context_(context), opened_(opened), statuses_(statuses) {}

  void run() {
    for (const auto& assertion : opened_.assertions) check(assertion);
    check_undeclared();
    check_own_redactions();
  }

 private:
  void check(const ClaimedAssertion& assertion) {
    if (assertion.is_outside)
      return add(codes::assertion_outside_manifest, opened_.claim->uri,
                 "the claim names " + assertion.reference.url + ", which is not in its manifest");
    if (context_.lineage.is_redacted(assertion.uri)) return check_redacted(assertion);
    if (assertion.box == nullptr)
      return add(codes::assertion_missing, opened_.claim->uri,
                 "the claim names " + assertion.reference.url + ", which is not there");
    if (check_hash(assertion)) check_content(assertion);
  }

  /// Source: C2PA 2.2 sections 6.8, 15.10.3.1 and 15.11.3.3.1.
  void check_redacted(const ClaimedAssertion& assertion) {
    if (is_of_family(assertion.kind, "c2pa.actions"))
      return add(codes::assertion_action_redacted, assertion.uri, "a list of actions was redacted");
    if (bindings::is_hard_binding(assertion.kind))
      return add(codes::assertion_data_hash_redacted, assertion.uri, "a hard binding was redacted");
    if (assertion.box != nullptr && !assertion.is_blanked)
      add(codes::assertion_not_redacted, assertion.uri,
          "it is declared redacted and still says something");
  }

  bool check_hash(const ClaimedAssertion& assertion) {
    const auto algorithm = algorithm_of(assertion.reference, opened_.claim->alg);
    if (!algorithm) {
      add(codes::algorithm_unsupported, assertion.uri,
          "the hash algorithm is " + stated_algorithm(assertion.reference));
      return false;
    }
    const auto& hash = assertion.reference.hash;
    if (!hash || !context_.store.digest(*assertion.box, *algorithm).is(*hash)) {
      add(codes::assertion_hashed_uri_mismatch, assertion.uri,
          "its hash is not the one in the claim");
      return false;
    }
    add(codes::assertion_hashed_uri_match, assertion.uri, "its hash is the one in the claim");
    return true;
  }

  [[nodiscard]] std::string stated_algorithm(const HashedUri& uri) const {
    const auto& stated = uri.alg.empty() ? opened_.claim->alg : uri.alg;
    return stated.empty() ? "not stated" : "\"" + stated + "\"";
  }

  void check_content(const ClaimedAssertion& assertion) {
    if (!assertion.fault || !is_standard(assertion.kind)) return;
    add(assertion.is_json ? codes::assertion_json_invalid : codes::assertion_cbor_invalid,
        assertion.uri, std::string(assertion.fault->fault->text));
  }

  /// What stands in the assertion store and is not named, whatever its label: two boxes of one
  /// label are one too many.
  void check_undeclared() {
    if (opened_.assertion_store == nullptr) return;
    std::set<const jumbf::Superbox*> declared;
    for (const auto& assertion : opened_.assertions) declared.insert(assertion.box);
    for (const auto& box : opened_.assertion_store->children)
      if (!declared.contains(&box))
        add(codes::assertion_undeclared,
            uri_of(opened_.label(), opened_.assertion_store->label + "/" + box.label),
            "no claim names it");
  }

  void check_own_redactions() {
    for (const auto& uri : opened_.claim->redacted) {
      const auto read = parse_jumbf_uri(uri);
      if (!read || read->manifest.empty() || read->manifest == opened_.label())
        add(codes::assertion_self_redacted, opened_.claim->uri, "the claim redacts " + uri);
    }
  }

  void add(const StatusCode& code, std::string url, std::string explanation) {
    statuses_.push_back({&code, std::move(url), std::move(explanation)});
  }

  const CheckContext& context_;
  const OpenManifest& opened_;
  std::vector<Status>& statuses_;
};

}  // namespace

void check_assertions(const CheckContext& context, const OpenManifest& opened,
                      std::vector<Status>& statuses) {
  AssertionCheck(context, opened, statuses).run();
}

}  // namespace gg::credentials
