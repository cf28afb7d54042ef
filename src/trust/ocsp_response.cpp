#include "trust/ocsp_response.h"

#include "base/check.h"
#include "trust/faults.h"
#include "trust/octets.h"
#include "trust/profile.h"
#include "trust/trust_list_state.h"

#include <ctime>
#include <map>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ocsp.h>

namespace gg::trust {
namespace {

constexpr std::size_t response_bytes_max = 64U << 10;

using Response = std::unique_ptr<OCSP_RESPONSE, FreedBy<OCSP_RESPONSE_free>>;
using BasicResponse = std::unique_ptr<OCSP_BASICRESP, FreedBy<OCSP_BASICRESP_free>>;
using CertificateId = std::unique_ptr<OCSP_CERTID, FreedBy<OCSP_CERTID_free>>;
using OneCertificate = std::unique_ptr<STACK_OF(X509), FreedBy<[](STACK_OF(X509) * freed) {
                                         sk_X509_free(freed);  // it owns none of them
                                       }>>;

OcspAnswer passed_over(std::string why) { return {std::nullopt, std::move(why)}; }

std::optional<Time> to_time(const ASN1_GENERALIZEDTIME* stated) {
  tm parts{};
  if (stated == nullptr || ASN1_TIME_to_tm(stated, &parts) != 1) return std::nullopt;
  return Time{std::chrono::seconds{timegm(&parts)}};
}

std::optional<Certificate> facts_of(X509* certificate) {
  unsigned char* encoded = nullptr;
  const int size = i2d_X509(certificate, &encoded);
  if (size <= 0) return std::nullopt;
  const std::unique_ptr<unsigned char, FreedBy<[](unsigned char* freed) { OPENSSL_free(freed); }>>
      owner(encoded);
  auto facts = parse_certificate(bytes_at(encoded, static_cast<std::size_t>(size)));
  if (!facts.has_value()) return std::nullopt;
  return *std::move(facts);
}

/// One response about one certificate.
class ResponseReader {
 public:
  ResponseReader(const Certificate& subject, const Certificate& issuer, SignatureBudget& budget)
      : subject_facts_(subject), issuer_facts_(issuer), budget_(budget) {}

  OcspAnswer read(Bytes der) {
    if (der.size() > response_bytes_max) return passed_over("the response is larger than 64 KiB");
    if (!budget_.charge(units::of_response(der.size()) +
                        units::of_certificate(subject_facts_.der.size()) +
                        units::of_certificate(issuer_facts_.der.size())))
      return passed_over(std::string(faults::too_much_to_check.text));
    subject_ = to_x509(subject_facts_.der);
    issuer_ = to_x509(issuer_facts_.der);
    if (!subject_ || !issuer_) return passed_over("the certificates cannot be read");
    if (const auto why = parse(der); !why.empty()) return passed_over(why);
    OcspAnswer answer;
    answer.status = find_status();
    if (!answer.status) return passed_over("the response is of another certificate");
    if (auto why = check_signer(*answer.status); !why.empty()) return passed_over(std::move(why));
    return answer;
  }

 private:
  /// Says what is wrong, or nothing.
  std::string parse(Bytes der) {
    const auto* at = octets(der);
    const Response response(d2i_OCSP_RESPONSE(nullptr, &at, static_cast<long>(der.size())));
    if (!response || at != octets(der) + der.size()) return "the response cannot be read";
    if (OCSP_response_status(response.get()) != OCSP_RESPONSE_STATUS_SUCCESSFUL)
      return "the responder gave no answer";
    basic_.reset(OCSP_response_get1_basic(response.get()));
    if (!basic_) return "the response is of a type that is not known";
    return {};
  }

  /// What the subject is called with a hash; worked out once for all that a response says.
  OCSP_CERTID* id_by(const EVP_MD* hash) {
    auto& id = ids_[EVP_MD_get_type(hash)];
    if (!id) id.reset(OCSP_cert_to_id(hash, subject_.get(), issuer_.get()));
    return id.get();
  }

  [[nodiscard]] bool is_of_subject(OCSP_SINGLERESP* single) {
    auto* stated = const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(single));
    ASN1_OBJECT* hash = nullptr;
    if (OCSP_id_get0_info(nullptr, &hash, nullptr, nullptr, stated) != 1) return false;
    const auto* md = EVP_get_digestbyobj(hash);
    if (md == nullptr) return false;
    const auto* wanted = id_by(md);
    return wanted != nullptr && OCSP_id_cmp(wanted, stated) == 0;
  }

  [[nodiscard]] std::optional<OcspStatus> find_status() {
    for (int index = 0; index < OCSP_resp_count(basic_.get()); ++index) {
      auto* single = OCSP_resp_get0(basic_.get(), index);
      if (is_of_subject(single)) return status_of(single);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<OcspStatus> status_of(OCSP_SINGLERESP* single) const {
    int reason = -1;
    ASN1_GENERALIZEDTIME* revoked = nullptr;
    ASN1_GENERALIZEDTIME* this_update = nullptr;
    ASN1_GENERALIZEDTIME* next_update = nullptr;
    const int kind = OCSP_single_get0_status(single, &reason, &revoked, &this_update, &next_update);
    const auto updated = to_time(this_update);
    const auto produced = to_time(OCSP_resp_get0_produced_at(basic_.get()));
    if (!updated || !produced) return std::nullopt;
    OcspStatus status;
    status.this_update = *updated;
    status.produced_at = *produced;
    status.next_update = to_time(next_update);
    if (kind == V_OCSP_CERTSTATUS_GOOD) status.kind = OcspStatus::Kind::Good;
    if (kind == V_OCSP_CERTSTATUS_REVOKED) {
      status.kind = OcspStatus::Kind::Revoked;
      status.revoked_at = to_time(revoked);
      if (reason >= 0) status.reason = reason;
    }
    return status;
  }

  /// The issuer itself, or a certificate it made for this alone.
  /// Source: RFC 6960 section 4.2.2.2; C2PA 2.2 section 14.5.1.
  std::string check_signer(OcspStatus& status) {
    const OneCertificate known(sk_X509_new_null());
    GG_CHECK(known != nullptr);
    GG_CHECK(sk_X509_push(known.get(), issuer_.get()) > 0);
    X509* signer = nullptr;
    if (OCSP_resp_get0_signer(basic_.get(), &signer, known.get()) != 1)
      return "the certificate of the responder is not in the response";
    const auto facts = facts_of(signer);
    if (!facts) return "the certificate of the responder cannot be read";
    const bool is_issuer = X509_cmp(signer, issuer_.get()) == 0;
    if (!budget_.charge(units::of_verification(*facts) +
                        (is_issuer ? 0 : units::of_verification(issuer_facts_))))
      return std::string(faults::too_much_to_check.text);
    if (OCSP_basic_verify(basic_.get(), known.get(), nullptr, OCSP_NOVERIFY) != 1)
      return "the signature of the response does not hold";
    status.responder = facts->subject.display();
    if (is_issuer) return {};
    return check_delegate(*facts, signer, status.produced_at);
  }

  std::string check_delegate(const Certificate& delegate, X509* signer, Time at) const {
    EVP_PKEY* issuer_key = X509_get0_pubkey(issuer_.get());
    if (delegate.issuer.der != issuer_facts_.subject.der || issuer_key == nullptr ||
        X509_verify(signer, issuer_key) != 1)
      return fmt::format("the responder {} was not made by the issuer of the certificate",
                         delegate.subject.display());
    if (delegate.is_authority) return "the responder is an authority, which may not sign responses";
    const auto findings = check_profile(delegate, Purpose::OcspSigning, {});
    if (!findings.empty()) return findings.front().words;
    if (!delegate.is_valid_at(at))
      return "the certificate of the responder was not valid when it answered";
    return {};
  }

  const Certificate& subject_facts_;
  const Certificate& issuer_facts_;
  SignatureBudget& budget_;
  openssl::Certificate subject_;
  openssl::Certificate issuer_;
  BasicResponse basic_;
  std::map<int, CertificateId> ids_;  ///< Of the subject, by the hash (OpenSSL's number).
};

}  // namespace

OcspAnswer read_response(Bytes der, const Certificate& subject, const Certificate& issuer,
                         SignatureBudget& budget) {
  auto answer = ResponseReader(subject, issuer, budget).read(der);
  ERR_clear_error();
  return answer;
}

}  // namespace gg::trust
