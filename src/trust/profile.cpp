#include "trust/profile.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace gg::trust {
namespace {

constexpr unsigned digital_signature_bit = 0;
constexpr unsigned cert_sign_bit = 5;

/// Source: C2PA 2.2 section 14.5.1.1: RFC 5758 3.2, RFC 8017 A.2.4 and A.2.3, RFC 8410 3.
constexpr std::array<std::string_view, 8> allowed_signatures{
    "1.2.840.10045.4.3.2",   "1.2.840.10045.4.3.3",
    "1.2.840.10045.4.3.4",   "1.2.840.113549.1.1.11",
    "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13",
    oid::rsassa_pss,         "1.3.101.112"};

bool has_usage(const Certificate& certificate, unsigned bit) {
  return certificate.key_usage && (*certificate.key_usage >> bit & 1U) != 0;
}

/// Collects findings about one certificate.
class ProfileCheck {
 public:
  explicit ProfileCheck(const Certificate& certificate) : certificate_(certificate) {}

  void check_form() {
    if (certificate_.version != 3)
      add(ProfileFault::NotVersion3,
          fmt::format("is of X.509 version {}, not 3", certificate_.version));
    if (certificate_.has_unique_ids)
      add(ProfileFault::UniqueIdentifiers, "has unique identifiers, which are not allowed");
    if (certificate_.repeats_extension)
      add(ProfileFault::RepeatedExtension, "has the same extension twice");
    for (const auto& extension : certificate_.unknown_critical)
      add(ProfileFault::UnknownCritical,
          "has the critical extension " + extension + ", which is not known here");
  }

  void check_algorithms() {
    if (std::ranges::find(allowed_signatures, certificate_.signature_algorithm) ==
        allowed_signatures.end())
      add(ProfileFault::SignatureAlgorithm, "is signed with the algorithm " +
                                                certificate_.signature_algorithm +
                                                ", which is not allowed");
    if (!certificate_.pss_fits)
      add(ProfileFault::PssParameters,
          "is signed with RSASSA-PSS without stating one SHA-2 hash for it and for MGF1");
    check_key();
  }

  /// Source: C2PA 2.2 section 14.5.1.1, on end entities.
  void check_leaf() {
    if (!certificate_.is_self_issued() && !certificate_.has_authority_key_id)
      add(ProfileFault::NoAuthorityKeyId, "does not say which key its issuer signed it with");
    if (!certificate_.key_usage) {
      add(ProfileFault::NoKeyUsage, "has no key usage");
    } else if (!has_usage(certificate_, digital_signature_bit)) {
      add(ProfileFault::NoDigitalSignature, "is not for digital signatures (key usage)");
    }
    if (has_usage(certificate_, cert_sign_bit) && !certificate_.is_authority)
      add(ProfileFault::SignsCertificates,
          "is for signing certificates without being an authority");
  }

  void check_purposes(Purpose purpose, std::span<const std::string> accepted) {
    if (!certificate_.purposes || certificate_.purposes->empty()) {
      add(ProfileFault::NoPurpose, "states no purpose (extended key usage)");
      return;
    }
    if (certificate_.has_purpose(oid::any_purpose))
      add(ProfileFault::AnyPurpose, "is for any purpose, which is not allowed");
    const bool is_special =
        certificate_.has_purpose(oid::time_stamping) || certificate_.has_purpose(oid::ocsp_signing);
    if (is_special && certificate_.purposes->size() > 1)
      add(ProfileFault::MixedPurposes,
          "is for time stamps or OCSP responses and for other purposes as well");
    if (!fits(purpose, accepted))
      add(ProfileFault::WrongPurpose,
          "is for none of the purposes accepted here: it states " +
              fmt::format("{}", fmt::join(*certificate_.purposes, ", ")));
  }

  std::vector<ProfileFinding> take() { return std::move(findings_); }

 private:
  void check_key() {
    switch (certificate_.key_kind) {
      case KeyKind::Ec:
        if (certificate_.key_bits == 0)
          add(ProfileFault::Curve, "has a key on a curve other than P-256, P-384 and P-521");
        return;
      case KeyKind::Rsa:
      case KeyKind::RsaPss:
        if (certificate_.key_bits < 2048)
          add(ProfileFault::RsaTooShort,
              fmt::format("has an RSA key of {} bits; at least 2048 are asked for",
                          certificate_.key_bits));
        return;
      case KeyKind::Ed25519:
        return;
      case KeyKind::Other:
        add(ProfileFault::KeyAlgorithm,
            "has a key of the algorithm " + certificate_.key_algorithm + ", which is not allowed");
        return;
    }
  }

  [[nodiscard]] bool fits(Purpose purpose, std::span<const std::string> accepted) const {
    switch (purpose) {
      case Purpose::TimeStamping:
        return certificate_.has_purpose(oid::time_stamping);
      case Purpose::OcspSigning:
        return certificate_.has_purpose(oid::ocsp_signing);
      case Purpose::Signing:
        return std::ranges::any_of(accepted, [&](const auto& purpose_oid) {
          return certificate_.has_purpose(purpose_oid);
        });
    }
    return false;
  }

  void add(ProfileFault fault, std::string_view words) {
    findings_.push_back(
        {fault, fmt::format("the certificate of {} {}", certificate_.subject.display(), words)});
  }

  const Certificate& certificate_;
  std::vector<ProfileFinding> findings_;
};

}  // namespace

std::vector<ProfileFinding> check_profile(const Certificate& certificate, Purpose purpose,
                                          std::span<const std::string> accepted) {
  ProfileCheck check(certificate);
  check.check_form();
  check.check_algorithms();
  check.check_leaf();
  check.check_purposes(purpose, accepted);
  return check.take();
}

std::vector<ProfileFinding> check_authority_profile(const Certificate& certificate) {
  ProfileCheck check(certificate);
  check.check_form();
  check.check_algorithms();
  return check.take();
}

}  // namespace gg::trust
