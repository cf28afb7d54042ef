#include "credentials/claim_signature.h"

#include "credentials/codes.h"
#include "trust/faults.h"

#include <algorithm>

#include <fmt/chrono.h>

namespace gg::credentials {
namespace {

using trust::SignatureCheck;

/// Gives each outcome of a checked signature its code.
class SignatureStatuses {
 public:
  SignatureStatuses(const SignatureCheck& check, std::string url, std::vector<Status>& statuses)
      : check_(check), url_(std::move(url)), statuses_(statuses) {}

  void add_all() {
    if (check_.malformed)
      return add(check_.malformed->fault == &trust::faults::too_much_to_check
                     ? codes::general_error
                     : codes::claim_signature_mismatch,
                 std::string(check_.malformed->fault->text));
    for (const auto& stamp : check_.stamps) add_stamp(stamp);
    if (!check_.algorithm)
      add(codes::algorithm_unsupported, "the signature's algorithm is " + check_.algorithm_text);
    add_credential();
    add_validity();
    add_signature();
    add_claimed_time();
    add_revocation();
  }

 private:
  void add_stamp(const trust::TimeStampCheck& stamp) {
    const auto who = stamp.authority && stamp.authority->leaf() != nullptr
                         ? stamp.authority->leaf()->subject.display()
                         : std::string();
    if (stamp.validated) add(codes::time_stamp_validated, "the time stamp fits: " + who);
    switch (stamp.outcome) {
      case trust::StampOutcome::Trusted:
        return add(codes::time_stamp_trusted,
                   stamp.believed ? "believed as those of version 1 are, on no list: " + who
                                  : "its authority is on a list: " + who);
      case trust::StampOutcome::Malformed:
        return add(codes::time_stamp_malformed, stamp.why);
      case trust::StampOutcome::Mismatch:
        return add(codes::time_stamp_mismatch, stamp.why);
      case trust::StampOutcome::OutsideValidity:
        return add(codes::time_stamp_outside_validity, stamp.why);
      case trust::StampOutcome::Untrusted:
        return add(codes::time_stamp_untrusted, stamp.why);
    }
  }

  void add_credential() {
    const auto& chain = *check_.chain;
    if (chain.is_trusted() && check_.revocation.revoked_authority.empty()) {
      add(codes::signing_credential_trusted,
          chain.list ? "found in " + chain.list->name : std::string("found in a list"));
    } else {
      add(codes::signing_credential_untrusted,
          chain.why.empty() ? check_.revocation.revoked_authority : chain.why);
    }
    if (chain.outcome == trust::ChainOutcome::Invalid && chain.profile.empty())
      add(codes::signing_credential_invalid, chain.why);
    if (!chain.profile.empty()) add(codes::signing_credential_invalid, chain.profile.front().words);
  }

  void add_validity() {
    if (check_.validity == trust::Validity::Inside)
      add(codes::claim_signature_inside_validity, "signed while the certificate was in force");
    // A certificate that is unfit at any time is not also called too old.
    if (check_.validity != trust::Validity::Outside || !check_.chain->profile.empty()) return;
    add(check_.attested ? codes::claim_signature_outside_validity
                        : codes::signing_credential_expired,
        check_.validity_words);
  }

  void add_signature() {
    switch (check_.signature) {
      case trust::SignatureOutcome::Valid:
        return add(codes::claim_signature_validated, "claim signature valid");
      case trust::SignatureOutcome::Mismatch:
        return add(codes::claim_signature_mismatch, "claim signature is not valid");
      case trust::SignatureOutcome::KeyUnfit:
        return add(codes::claim_signature_mismatch,
                   "the certificate's key is not for " + check_.algorithm_text);
      case trust::SignatureOutcome::NotChecked:
        if (check_.algorithm)
          add(codes::claim_signature_mismatch, "there is no key to check the signature with");
        return;
    }
  }

  void add_claimed_time() {
    if (check_.claimed == trust::ClaimedTime::Inside)
      add(codes::time_of_signing_inside_validity, time_text(*check_.claimed_at));
    if (check_.claimed == trust::ClaimedTime::Outside)
      add(codes::time_of_signing_outside_validity, time_text(*check_.claimed_at));
  }

  void add_revocation() {
    const auto& revocation = check_.revocation;
    switch (revocation.outcome) {
      case trust::RevocationOutcome::NotOffered:
      case trust::RevocationOutcome::Skipped:
        return add(codes::signing_credential_ocsp_skipped,
                   revocation.why.empty() ? "nothing is fetched" : revocation.why);
      case trust::RevocationOutcome::NotRevoked:
        return add(codes::signing_credential_ocsp_not_revoked, "said by " + revocation.responder);
      case trust::RevocationOutcome::Revoked:
        return add(codes::signing_credential_ocsp_revoked, revocation.why);
      case trust::RevocationOutcome::Unknown:
        return add(codes::signing_credential_ocsp_unknown, revocation.why);
    }
  }

  void add(const StatusCode& code, std::string explanation) {
    statuses_.push_back({&code, url_, std::move(explanation)});
  }

  const SignatureCheck& check_;
  std::string url_;
  std::vector<Status>& statuses_;
};

/// As many as are looked at.
std::vector<Bytes> bytes_of_proofs(std::span<const LaterProof> proofs) {
  std::vector<Bytes> bytes;
  for (const auto& proof : proofs.first(std::min(proofs.size(), trust::later_proofs_max)))
    bytes.push_back(proof.bytes);
  return bytes;
}

/// The box of the signature, which has to stand in the claim's manifest.
const jumbf::Superbox* find_signature(const ManifestStore& store, const OpenManifest& opened) {
  const auto uri = parse_jumbf_uri(opened.claim->signature_url);
  if (!uri || (!uri->manifest.empty() && uri->manifest != opened.label())) return nullptr;
  const auto* box = store.resolve(*uri, *opened.manifest);
  return box != nullptr && box->type == "c2cs" ? box : nullptr;
}

}  // namespace

std::string time_text(trust::Time at) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(at.time_since_epoch().count()));
}

std::shared_ptr<const SignatureCheck> check_claim_signature(
    const ManifestStore& store, const Lineage& lineage, const OpenManifest& opened,
    const TrustTerms& terms, trust::SignatureBudget& budget, std::vector<Status>& statuses) {
  const auto* box = find_signature(store, opened);
  const auto* content = box == nullptr ? nullptr : box->content("cbor");
  if (content == nullptr) {
    statuses.push_back({&codes::claim_signature_missing, opened.claim->uri,
                        "the claim names no signature that is there"});
    return nullptr;
  }
  auto payload = content->payload;
  const auto offset = payload.offset();
  const auto message = payload.take(payload.remaining());
  if (!message) return nullptr;  // in memory: cannot fail
  const Bytes signed_parts[] = {opened.claim->signed_bytes};
  const auto stated = lineage.stamps.find(opened.label());
  const auto stamps =
      stated == lineage.stamps.end() ? std::vector<Bytes>{} : bytes_of_proofs(stated->second);
  const auto answers = bytes_of_proofs(lineage.revocations);
  auto check = std::make_shared<const SignatureCheck>(trust::check_signature(
      {*message, offset, signed_parts, trust::ListKind::Signers, stamps, answers,
       opened.claim->version == 1 ? terms.legacy_stamps : trust::LegacyStamps::ByList},
      terms.store, terms.at, budget));
  SignatureStatuses(*check, uri_of(opened.label(), box->label), statuses).add_all();
  return check;
}

}  // namespace gg::credentials
