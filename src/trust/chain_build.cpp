#include "trust/chain_build.h"

#include "base/check.h"
#include "base/sha256.h"
#include "trust/octets.h"
#include "trust/trust_list_state.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>

namespace gg::trust {

void free_certificates(STACK_OF(X509) * certificates) {
  sk_X509_pop_free(certificates, &X509_free);
}

namespace {

using StoreContext = std::unique_ptr<X509_STORE_CTX, FreedBy<X509_STORE_CTX_free>>;

/// What OpenSSL says, in words for people: what does not hold between these certificates.
struct PathError {
  int number;
  ChainFault fault;
  std::string_view words;
};

constexpr PathError path_errors[] = {
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, ChainFault::NoAnchor, {}},
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, ChainFault::NoAnchor, {}},
    {X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, ChainFault::NoAnchor, {}},
    {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, ChainFault::NoAnchor, {}},
    {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, ChainFault::NoAnchor, {}},
    {X509_V_ERR_CERT_UNTRUSTED, ChainFault::NoAnchor, {}},
    {X509_V_ERR_CERT_SIGNATURE_FAILURE, ChainFault::BadSignature,
     "was not signed by the issuer it names"},
    {X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY, ChainFault::BadSignature,
     "names an issuer whose key cannot be used"},
    {X509_V_ERR_INVALID_CA, ChainFault::BrokenRule, "issued another without being an authority"},
    {X509_V_ERR_PATH_LENGTH_EXCEEDED, ChainFault::BrokenRule,
     "stands on a longer path than its authority allows"},
    {X509_V_ERR_KEYUSAGE_NO_CERTSIGN, ChainFault::BrokenRule,
     "issued another though its key is not for that"},
    {X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION, ChainFault::BrokenRule,
     "has a critical extension that is not known here"},
    {X509_V_ERR_PERMITTED_VIOLATION, ChainFault::BrokenRule,
     "has a name outside those its authority may vouch for"},
    {X509_V_ERR_EXCLUDED_VIOLATION, ChainFault::BrokenRule,
     "has a name that its authority may not vouch for"},
    {X509_V_ERR_CERT_CHAIN_TOO_LONG, ChainFault::BrokenRule, "stands on too long a path"},
};

ListVerdict verdict_of(int number, const Certificate& about) {
  for (const auto& error : path_errors) {
    if (error.number != number) continue;
    if (error.words.empty()) return {error.fault, "no way leads to an anchor of a list", {}};
    return {error.fault,
            fmt::format("the certificate of {} {}", about.subject.display(), error.words),
            {}};
  }
  return {ChainFault::BrokenRule,
          fmt::format("the certificate of {} breaks a rule of certificate paths (number {})",
                      about.subject.display(), number),
          {}};
}

/// Whether OpenSSL looks at the time.
enum class TimeCheck : std::uint8_t { At, None };

/// What RFC 5280 leaves open and content credentials ask of the authorities on the way.
void judge_authorities(ListVerdict& verdict) {
  for (std::size_t index = 1; index + 1 < verdict.path.size(); ++index) {
    const auto& authority = *verdict.path[index];
    const auto findings = check_authority_profile(authority);
    if (!authority.is_authority) {
      verdict = verdict_of(X509_V_ERR_INVALID_CA, authority);
      return;
    }
    if (!findings.empty()) {
      verdict = {ChainFault::AuthorityUnfit, findings.front().words, {}};
      return;
    }
  }
}

}  // namespace

/// The searches, in OpenSSL.
class PathSearch::Builder {
 public:
  explicit Builder(std::span<const CertificatePtr> certificates)
      : certificates_(certificates), untrusted_(sk_X509_new_null()) {
    GG_CHECK(untrusted_ != nullptr);
    leaf_ = to_x509(certificates.front()->der);
    for (const auto& certificate : certificates.subspan(1))
      if (auto parsed = to_x509(certificate->der))
        GG_CHECK(sk_X509_push(untrusted_.get(), parsed.release()) > 0);
  }

  /// Nothing when no path is valid at that time though there may be one at another.
  std::optional<ListVerdict> run(const TrustList& list, TimeCheck check, Time at) {
    list_ = &list;
    if (!leaf_)
      return ListVerdict{
          ChainFault::Unreadable, "the certificate of the signer cannot be read", {}};
    const StoreContext context(X509_STORE_CTX_new());
    GG_CHECK(context != nullptr);
    GG_CHECK(X509_STORE_CTX_init(context.get(), list.state().authorities(), leaf_.get(),
                                 untrusted_.get()) == 1);
    auto* parameters = X509_STORE_CTX_get0_param(context.get());
    unsigned long flags = X509_V_FLAG_PARTIAL_CHAIN;
    if (check == TimeCheck::None) flags |= X509_V_FLAG_NO_CHECK_TIME;
    GG_CHECK(X509_VERIFY_PARAM_set_flags(parameters, flags) == 1);
    if (check == TimeCheck::At)
      X509_VERIFY_PARAM_set_time(parameters, static_cast<time_t>(at.time_since_epoch().count()));
    const bool holds = X509_verify_cert(context.get()) == 1;
    ERR_clear_error();
    if (holds) return path_of(context.get());
    const int error = X509_STORE_CTX_get_error(context.get());
    if (check == TimeCheck::At &&
        (error == X509_V_ERR_CERT_HAS_EXPIRED || error == X509_V_ERR_CERT_NOT_YET_VALID))
      return std::nullopt;
    return verdict_of(error, about(context.get()));
  }

 private:
  [[nodiscard]] CertificatePtr find(const X509* certificate) const {
    Sha256 sha256;
    unsigned size = 0;
    GG_CHECK(X509_digest(certificate, EVP_sha256(), sha256.bytes.data(), &size) == 1);
    const auto given =
        std::ranges::find_if(certificates_, [&](const auto& one) { return one->sha256 == sha256; });
    if (given != certificates_.end()) return *given;
    const auto* anchor = list_->state().find(sha256);
    return anchor ? std::make_shared<const Certificate>(*anchor) : nullptr;
  }

  [[nodiscard]] ListVerdict path_of(X509_STORE_CTX* context) const {
    ListVerdict verdict{ChainFault::None, {}, {}};
    const auto* chain = X509_STORE_CTX_get0_chain(context);
    for (int index = 0; index < sk_X509_num(chain); ++index) {
      auto certificate = find(sk_X509_value(chain, index));
      if (!certificate) return {ChainFault::NoAnchor, "no way leads to an anchor of a list", {}};
      verdict.path.push_back(std::move(certificate));
    }
    return verdict;
  }

  [[nodiscard]] const Certificate& about(X509_STORE_CTX* context) const {
    const auto* current = X509_STORE_CTX_get_current_cert(context);
    const auto found = current ? find(current) : nullptr;
    if (!found) return *certificates_.front();
    named_ = found;
    return *named_;
  }

  std::span<const CertificatePtr> certificates_;
  const TrustList* list_ = nullptr;  ///< That is asked now.
  openssl::Certificate leaf_;
  std::unique_ptr<STACK_OF(X509), FreedBy<free_certificates>> untrusted_;
  mutable CertificatePtr named_;
};

PathSearch::PathSearch(std::span<const CertificatePtr> certificates)
    : builder_(std::make_unique<Builder>(certificates)) {}
PathSearch::~PathSearch() = default;

ListVerdict PathSearch::build_path(const TrustList& list, Time at) {
  auto verdict = builder_->run(list, TimeCheck::At, at);
  if (!verdict) verdict = builder_->run(list, TimeCheck::None, at);
  GG_CHECK(verdict.has_value());
  if (verdict->fault == ChainFault::None) judge_authorities(*verdict);
  return *std::move(verdict);
}

}  // namespace gg::trust
