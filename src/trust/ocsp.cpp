#include "trust/ocsp.h"

#include "trust/ocsp_response.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace gg::trust {
namespace {

constexpr int remove_from_crl = 8;

/// Source: RFC 5280 section 5.3.1.
constexpr std::array<std::string_view, 11> revocation_reasons{
    "unspecified",   "keyCompromise",        "cACompromise",    "affiliationChanged",
    "superseded",    "cessationOfOperation", "certificateHold", "",
    "removeFromCRL", "privilegeWithdrawn",   "aACompromise"};

std::string reason_text(const OcspStatus& status) {
  if (!status.reason || static_cast<std::size_t>(*status.reason) >= revocation_reasons.size())
    return {};
  return std::string(revocation_reasons.at(static_cast<std::size_t>(*status.reason)));
}

/// Source: C2PA 2.2 section 15.9.1.
bool fits_interval(const OcspStatus& status, Time attested, Time now) {
  if (now < status.this_update) return false;
  const auto end =
      status.next_update ? *status.next_update : status.produced_at + std::chrono::hours{24};
  return attested < status.this_update || attested < end;
}

bool says_good(const OcspStatus& status) {
  return status.kind == OcspStatus::Kind::Good ||
         (status.kind == OcspStatus::Kind::Revoked && status.reason == remove_from_crl);
}

/// What all responses say of one certificate of a path. One good response is enough.
RevocationCheck ask(std::span<const Bytes> responses, const Certificate& subject,
                    const Certificate& issuer, const RevocationTimes& times,
                    SignatureBudget& budget) {
  RevocationCheck check;
  for (const auto der : responses) {
    auto answer = read_response(der, subject, issuer, budget);
    if (answer.status && !fits_interval(*answer.status, *times.attested, times.now)) {
      answer.why = "the response is of another time than the signature";
      answer.status.reset();
    }
    if (!answer.status) {
      ++check.passed_over;
      check.why = std::move(answer.why);
      continue;
    }
    if (says_good(*answer.status)) {
      check.outcome = RevocationOutcome::NotRevoked;
      check.responder = answer.status->responder;
      check.why.clear();
      return check;
    }
    if (check.outcome == RevocationOutcome::Revoked) continue;
    check.outcome = answer.status->kind == OcspStatus::Kind::Revoked ? RevocationOutcome::Revoked
                                                                     : RevocationOutcome::Unknown;
    check.responder = answer.status->responder;
    check.revoked_at = answer.status->revoked_at;
    check.reason = reason_text(*answer.status);
    check.why = fmt::format(
        "{} says that the certificate of {} {}", check.responder, subject.subject.display(),
        check.outcome == RevocationOutcome::Revoked ? "is revoked" : "is not known to it");
  }
  return check;
}

}  // namespace

std::vector<Bytes> stapled_responses(const Sign1& sign1) {
  std::vector<Bytes> responses;
  const auto* header = sign1.header("rVals");
  if (header == nullptr) return responses;
  for (const auto& response : header->array_at("ocspVals"))
    if (response.type == cbor::Type::ByteString && response.text.empty())
      responses.push_back(response.bytes);
  return responses;
}

RevocationCheck check_revocation(std::span<const Bytes> responses, const Chain& chain,
                                 const RevocationTimes& times, SignatureBudget& budget) {
  RevocationCheck check;
  const auto* leaf = chain.leaf();
  if (leaf != nullptr && leaf->ocsp_responders.empty() && responses.empty()) {
    check.outcome = RevocationOutcome::NotOffered;
    return check;
  }
  if (responses.empty()) {
    check.why = "no response of an OCSP responder came with the signature";
    return check;
  }
  if (!times.attested) {
    check.passed_over = responses.size();
    check.why = "responses count only with a trusted time stamp, which the signature lacks";
    return check;
  }
  if (chain.path.size() < 2) {
    check.passed_over = responses.size();
    check.why = "the issuer of the signer's certificate is not known";
    return check;
  }
  constexpr std::size_t responses_max = 16;
  responses = responses.first(std::min(responses.size(), responses_max));
  check = ask(responses, *leaf, *chain.path[1], times, budget);
  for (std::size_t index = 1; index + 1 < chain.path.size(); ++index) {
    const auto authority =
        ask(responses, *chain.path[index], *chain.path[index + 1], times, budget);
    if (authority.outcome == RevocationOutcome::Revoked)
      check.revoked_authority = chain.path[index]->subject.display();
  }
  return check;
}

}  // namespace gg::trust
