#include "credentials/identity.h"

#include "bindings/check.h"
#include "credentials/aggregator.h"
#include "credentials/codes.h"
#include "trust/faults.h"

#include <algorithm>

namespace gg::credentials {
namespace {

using cbor::Type;
using cbor::Value;

constexpr std::string_view by_certificate = "cawg.x509.cose";
constexpr std::string_view by_aggregator = "cawg.identity_claims_aggregation";

/// Checks one identity assertion.
class IdentityCheck {
 public:
  IdentityCheck(const OpenManifest& opened, const ClaimedAssertion& assertion,
                const TrustTerms& terms, trust::SignatureBudget& budget,
                std::vector<Status>& statuses)
      : opened_(opened),
        assertion_(assertion),
        terms_(terms),
        budget_(budget),
        statuses_(statuses) {}

  Identity run() {
    Identity identity{assertion_.uri, {}, {}, nullptr};
    const auto* map = assertion_.map();
    const auto* payload = map == nullptr ? nullptr : map->find("signer_payload");
    const auto* signature = map == nullptr ? nullptr : map->find("signature");
    if (payload == nullptr || payload->untagged().type != Type::Map || signature == nullptr ||
        signature->untagged().type != Type::ByteString) {
      add(codes::cawg_identity_cbor_invalid, "it is not an identity assertion of CBOR");
      return identity;
    }
    const auto& stated = payload->untagged();
    identity.signature_type = stated.text_at("sig_type");
    for (const auto& role : stated.array_at("role")) identity.roles.push_back(role.untagged().text);
    const auto failures = failed_;
    check_padding(*map);
    check_references(stated);
    const bool is_whole = failed_ == failures;
    if (identity.signature_type == by_certificate)
      check_signature(stated, signature->untagged(), is_whole, identity);
    else if (identity.signature_type == by_aggregator)
      check_vouched({assertion_.uri, stated, signature->untagged()}, terms_, budget_, statuses_);
    else
      add(codes::cawg_identity_sig_type_unknown, "unsupported signature type");
    return identity;
  }

 private:
  void check_padding(const Value& map) {
    for (const auto* name : {"pad1", "pad2"}) {
      const auto* pad = map.find(name);
      if (pad == nullptr) continue;
      const auto& bytes = pad->untagged();
      const bool is_zero =
          bytes.type == Type::ByteString &&
          std::ranges::all_of(bytes.bytes, [](std::byte each) { return each == std::byte{0}; }) &&
          std::ranges::all_of(bytes.text, [](char each) { return each == '\0'; });
      if (!is_zero) return add(codes::cawg_identity_pad_invalid, "invalid value in pad fields");
    }
  }

  /// Every assertion it refers to is one of the claim, by the same hash; one binds the file.
  void check_references(const Value& payload) {
    std::set<std::string> seen;
    bool is_bound = false;
    for (const auto& item : payload.array_at("referenced_assertions")) {
      const auto uri = read_hashed_uri(item);
      const auto wanted = uri ? absolute_uri(uri->url, opened_.label()) : std::string();
      const auto* found = opened_.find(wanted);
      if (found == nullptr || !same_hash(*uri, found->reference))
        add(codes::cawg_identity_assertion_mismatch, "referenced assertion not in claim");
      else if (!seen.insert(wanted).second)
        add(codes::cawg_identity_assertion_duplicate, "an assertion is referred to twice");
      else
        is_bound |= found->kind.starts_with("c2pa.hash.");
    }
    if (!is_bound) add(codes::cawg_identity_hard_binding_missing, "no hard binding assertion");
  }

  static bool same_hash(const HashedUri& left, const HashedUri& right) {
    return left.hash && right.hash && std::ranges::equal(*left.hash, *right.hash);
  }

  /// The signature is over the payload's bytes as they stand.
  void check_signature(const Value& payload, const Value& signature, bool is_whole,
                       Identity& identity) {
    const auto* content = assertion_.box->content("cbor");
    if (content == nullptr) return;
    const auto start = content->payload.offset();
    auto in = content->payload.slice(payload.offset - start, payload.size_bytes);
    const auto bytes = in ? in->take(payload.size_bytes) : Parsed<Bytes>(Bytes{});
    const Bytes parts[] = {bytes ? *bytes : Bytes{}};
    identity.signature = std::make_shared<const trust::SignatureCheck>(trust::check_signature(
        {signature.bytes, signature.offset, parts, trust::ListKind::Identities}, terms_.store,
        terms_.at, budget_));
    add_signature(*identity.signature, is_whole);
  }

  void add_signature(const trust::SignatureCheck& check, bool is_whole) {
    if (check.malformed)
      return add(check.malformed->fault == &trust::faults::too_much_to_check
                     ? codes::general_error
                     : codes::cawg_x509_signature_mismatch,
                 std::string(check.malformed->fault->text));
    if (check.chain->is_trusted())
      add(codes::cawg_x509_credential_trusted,
          "found in " + (check.chain->list ? check.chain->list->name : std::string("a list")));
    else
      add(codes::cawg_x509_credential_untrusted, check.chain->why);
    if (check.chain->is_trusted() && check.validity == trust::Validity::Outside)
      add(codes::cawg_x509_credential_expired, check.validity_words);
    if (check.signature != trust::SignatureOutcome::Valid)
      return add(codes::cawg_x509_signature_mismatch, "signature mismatch");
    add(codes::cawg_x509_signature_validated, "the named actor signed it");
    if (is_whole) add(codes::cawg_identity_well_formed, "CAWG X.509 identity signature valid");
  }

  void add(const StatusCode& code, std::string explanation) {
    failed_ += code.kind == StatusKind::Failure ? 1 : 0;
    statuses_.push_back({&code, assertion_.uri, std::move(explanation)});
  }

  const OpenManifest& opened_;
  const ClaimedAssertion& assertion_;
  const TrustTerms& terms_;
  trust::SignatureBudget& budget_;
  std::vector<Status>& statuses_;
  std::size_t failed_ = 0;
};

}  // namespace

std::vector<Identity> check_identities(const OpenManifest& opened, const TrustTerms& terms,
                                       trust::SignatureBudget& budget,
                                       std::vector<Status>& statuses) {
  std::vector<Identity> identities;
  for (const auto* assertion : opened.of_kind("cawg.identity")) {
    if (assertion->box == nullptr || assertion->is_blanked) continue;
    if (identities.size() == identities_max) {
      statuses.push_back({&codes::general_error, assertion->uri,
                          "more than " + std::to_string(identities_max) + " named actors"});
      break;
    }
    identities.push_back(IdentityCheck(opened, *assertion, terms, budget, statuses).run());
  }
  return identities;
}

}  // namespace gg::credentials
