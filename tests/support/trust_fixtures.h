#pragma once

#include "base/base64.h"
#include "base/check.h"
#include "base/openssl_owned.h"
#include "trust/octets.h"
#include "trust/pem.h"
#include "trust/sign.h"
#include "trust/signed_data.h"
#include "trust/trust_list.h"

#include <chrono>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

// Signers, time stamps and OCSP responses of tests, made with the keys of tests/fixtures/trust
// (make_trust_fixtures.sh).

namespace gg::trust::test {

using Octets = std::vector<std::byte>;

/// 00:00 UTC of a day.
inline Time day(int year, unsigned month, unsigned number) {
  return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                               static_cast<int>(number)};
}

/// "es256.pem", "es256.test-key.pem".
inline std::string fixture(const std::string& name) {
  std::ifstream in(GG_SOURCE_DIR "/tests/fixtures/trust/" + name, std::ios::binary);
  GG_CHECK(in.is_open());
  return {std::istreambuf_iterator<char>(in), {}};
}

inline Octets octets_of(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

/// The certificates of a fixture in DER, leaf first.
inline std::vector<Octets> certificates_of(const std::string& name) {
  std::vector<Octets> certificates;
  for (const auto& body : pem_bodies(fixture(name + ".pem"), "CERTIFICATE"))
    certificates.push_back(octets_of(parse_base64(body).value()));
  return certificates;
}

inline Certificate facts_of_fixture(const std::string& name) {
  return parse_certificate(certificates_of(name).front()).value();
}

inline Signer signer_of(const std::string& name, Algorithm algorithm) {
  return Signer::from_pem(fixture(name + ".test-key.pem"), fixture(name + ".pem"), algorithm)
      .value();
}

inline TrustList list_of(ListKind kind, const std::string& name, std::string list_name = "tests") {
  return TrustList::parse(fixture(name + ".pem"),
                          {kind, std::move(list_name), "2026-01-01", "fixtures", usual_purposes()})
      .value();
}

inline openssl::PrivateKey key_of_fixture(const std::string& name) {
  const auto text = fixture(name + ".test-key.pem");
  const openssl::Bio memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  openssl::PrivateKey key(PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr));
  GG_CHECK(key != nullptr);
  return key;
}

/// One DER value of parts.
inline Octets tlv(unsigned tag, std::initializer_list<Octets> parts) {
  Octets content;
  for (const auto& part : parts) content.insert(content.end(), part.begin(), part.end());
  Octets out{static_cast<std::byte>(tag)};
  const auto size = content.size();
  if (size >= 0x80) {
    const unsigned count = size < 0x100 ? 1 : size < 0x10000 ? 2 : 3;
    out.push_back(static_cast<std::byte>(0x80U | count));
    for (unsigned left = count; left-- > 0;)
      out.push_back(static_cast<std::byte>(size >> (8 * left) & 0xFFU));
  } else {
    out.push_back(static_cast<std::byte>(size));
  }
  out.insert(out.end(), content.begin(), content.end());
  return out;
}

inline Octets joined_octets(std::initializer_list<Octets> parts) {
  Octets out;
  for (const auto& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

/// An OBJECT IDENTIFIER from dots.
inline Octets oid_item(std::string_view dots) {
  const std::unique_ptr<ASN1_OBJECT, FreedBy<ASN1_OBJECT_free>> object(
      OBJ_txt2obj(std::string(dots).c_str(), 1));
  GG_CHECK(object != nullptr);
  const auto content = bytes_at(OBJ_get0_data(object.get()), OBJ_length(object.get()));
  return tlv(0x06, {Octets(content.begin(), content.end())});
}

inline Octets number_item(unsigned value) { return tlv(0x02, {{static_cast<std::byte>(value)}}); }

inline Octets algorithm_item(std::string_view oid) {
  return tlv(0x30, {oid_item(oid), tlv(0x05, {})});
}

inline constexpr std::string_view sha256_name = "2.16.840.1.101.3.4.2.1";

/// What a time stamp of a test says, and how it goes wrong.
struct StampPlan {
  Time at = day(2026, 3, 1);
  std::string authority = "tsa";  ///< Fixture; "tsa-rsa" signs PKCS #1, or PSS where `pss`.
  bool pss = false;
  bool with_certificate = true;
  bool with_binding = true;   ///< The ESSCertIDv2 attribute.
  bool binds_other = false;   ///< … of another certificate.
  bool wrong_digest = false;  ///< message-digest of other bytes.
  bool spoilt_signature = false;
  std::string imprint_hash{sha256_name};
  unsigned status = 0;
};

inline Octets sign_with(EVP_PKEY* key, bool pss, Bytes message) {
  const openssl::DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* key_context = nullptr;
  GG_CHECK(EVP_DigestSignInit(context.get(), &key_context, EVP_sha256(), nullptr, key) == 1);
  if (pss)
    GG_CHECK(EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PSS_PADDING) == 1 &&
             EVP_PKEY_CTX_set_rsa_pss_saltlen(key_context, 32) == 1);
  std::size_t size = 0;
  GG_CHECK(EVP_DigestSign(context.get(), nullptr, &size, octets(message), message.size()) == 1);
  Octets signature(size);
  GG_CHECK(EVP_DigestSign(context.get(), octets(signature), &size, octets(message),
                          message.size()) == 1);
  signature.resize(size);
  return signature;
}

inline Octets cms_algorithm(const StampPlan& plan) {
  if (plan.authority == "tsa") return tlv(0x30, {oid_item("1.2.840.10045.4.3.2")});
  if (!plan.pss) return algorithm_item("1.2.840.113549.1.1.1");
  const auto hash = algorithm_item(sha256_name);
  const auto mask = tlv(0x30, {oid_item("1.2.840.113549.1.1.8"), hash});
  return tlv(0x30,
             {oid_item("1.2.840.113549.1.1.10"),
              tlv(0x30, {tlv(0xA0, {hash}), tlv(0xA1, {mask}), tlv(0xA2, {number_item(32)})})});
}

/// A TSTInfo over `message`.
inline Octets token_info(Bytes message, const StampPlan& plan) {
  const auto seconds = plan.at.time_since_epoch().count();
  const std::time_t moment = seconds;
  tm parts{};
  gmtime_r(&moment, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y%m%d%H%M%SZ", &parts);
  return tlv(0x30, {number_item(1), oid_item("1.2.3.4"),
                    tlv(0x30, {algorithm_item(plan.imprint_hash),
                               tlv(0x04, {hash_parts(Hash::Sha256, {message})})}),
                    number_item(7), tlv(0x18, {octets_of(text)})});
}

inline Octets attribute(std::string_view oid, const Octets& value) {
  return tlv(0x30, {oid_item(oid), tlv(0x31, {value})});
}

/// A TimeStampToken over `message`.
inline Octets make_token(Bytes message, const StampPlan& plan = {}) {
  constexpr std::string_view token_type = "1.2.840.113549.1.9.16.1.4";
  const auto info = token_info(message, plan);
  const auto certificate = certificates_of(plan.authority).front();
  const auto facts = facts_of_fixture(plan.authority);
  const auto digest = hash_parts(Hash::Sha256, {plan.wrong_digest ? Bytes{} : Bytes(info)});
  auto attributes = joined_octets({attribute("1.2.840.113549.1.9.3", oid_item(token_type)),
                                   attribute("1.2.840.113549.1.9.4", tlv(0x04, {digest}))});
  if (plan.with_binding) {
    const auto bound = plan.binds_other ? certificates_of("root").front() : certificate;
    const auto id = tlv(0x30, {tlv(0x04, {hash_parts(Hash::Sha256, {bound})})});
    attributes = joined_octets(
        {attributes, attribute("1.2.840.113549.1.9.16.2.47", tlv(0x30, {tlv(0x30, {id})}))});
  }
  auto signature =
      sign_with(key_of_fixture(plan.authority).get(), plan.pss, tlv(0x31, {attributes}));
  if (plan.spoilt_signature) signature.back() ^= std::byte{1};
  Octets serial = octets_of("");
  for (std::size_t index = 0; index < facts.serial.size(); index += 2)
    serial.push_back(
        static_cast<std::byte>(std::stoul(facts.serial.substr(index, 2), nullptr, 16)));
  if ((serial.front() & std::byte{0x80}) != std::byte{0})
    serial.insert(serial.begin(), std::byte{0});
  const auto signer =
      tlv(0x30, {number_item(1), tlv(0x30, {octets_of(facts.issuer.der), tlv(0x02, {serial})}),
                 algorithm_item(sha256_name), tlv(0xA0, {attributes}), cms_algorithm(plan),
                 tlv(0x04, {signature})});
  const auto certificates = plan.with_certificate
                                ? tlv(0xA0, {certificate, certificates_of("issuing").front()})
                                : Octets{};
  const auto body = tlv(0x30, {number_item(3), tlv(0x31, {algorithm_item(sha256_name)}),
                               tlv(0x30, {oid_item(token_type), tlv(0xA0, {tlv(0x04, {info})})}),
                               certificates, tlv(0x31, {signer})});
  return tlv(0x30, {oid_item("1.2.840.113549.1.7.2"), tlv(0xA0, {body})});
}

/// A TimeStampResp with a token in it.
inline Octets make_response(Bytes message, const StampPlan& plan = {}) {
  return tlv(0x30, {tlv(0x30, {number_item(plan.status)}), make_token(message, plan)});
}

/// What an OCSP response of a test says.
struct OcspPlan {
  std::string subject = "es256";
  std::string issuer = "issuing";
  std::string responder = "ocsp";  ///< Fixture that signs.
  int status = V_OCSP_CERTSTATUS_GOOD;
  int reason = OCSP_REVOKED_STATUS_NOSTATUS;
  Time this_update = day(2026, 2, 1);
  std::optional<Time> next_update = day(2026, 4, 1);
  bool spoilt = false;
};

inline openssl::Certificate x509_of(const Octets& der) {
  const auto* at = octets(Bytes(der));
  openssl::Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  GG_CHECK(certificate != nullptr);
  return certificate;
}

inline Octets make_ocsp(const OcspPlan& plan = {}) {
  using OcspTime = std::unique_ptr<ASN1_GENERALIZEDTIME, FreedBy<ASN1_GENERALIZEDTIME_free>>;
  const auto time_item = [](Time at) {
    return OcspTime(ASN1_GENERALIZEDTIME_set(nullptr, at.time_since_epoch().count()));
  };
  const auto subject = x509_of(certificates_of(plan.subject).front());
  const auto issuer = x509_of(certificates_of(plan.issuer).front());
  const auto responder = x509_of(certificates_of(plan.responder).front());
  const std::unique_ptr<OCSP_BASICRESP, FreedBy<OCSP_BASICRESP_free>> basic(OCSP_BASICRESP_new());
  const std::unique_ptr<OCSP_CERTID, FreedBy<OCSP_CERTID_free>> id(
      OCSP_cert_to_id(EVP_sha1(), subject.get(), issuer.get()));
  const auto revoked_at = time_item(day(2026, 1, 15));
  const auto this_update = time_item(plan.this_update);
  const auto next_update = plan.next_update ? time_item(*plan.next_update) : OcspTime{};
  GG_CHECK(
      OCSP_basic_add1_status(basic.get(), id.get(), plan.status, plan.reason,
                             plan.status == V_OCSP_CERTSTATUS_REVOKED ? revoked_at.get() : nullptr,
                             this_update.get(), next_update.get()) != nullptr);
  const auto key = key_of_fixture(plan.responder);
  GG_CHECK(OCSP_basic_sign(basic.get(), responder.get(), key.get(), EVP_sha256(), nullptr, 0) == 1);
  const std::unique_ptr<OCSP_RESPONSE, FreedBy<OCSP_RESPONSE_free>> response(
      OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get()));
  Octets der(static_cast<std::size_t>(i2d_OCSP_RESPONSE(response.get(), nullptr)));
  auto* at = octets(der);
  GG_CHECK(i2d_OCSP_RESPONSE(response.get(), &at) == static_cast<int>(der.size()));
  if (plan.spoilt) {  // another producedAt than was signed
    const auto at_year = chars(der).find("20");
    der.at(at_year + 3) ^= std::byte{1};
  }
  return der;
}

}  // namespace gg::trust::test
