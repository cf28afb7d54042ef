#pragma once

#include "support/store_text.h"
#include "support/trust_fixtures.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// Manifest stores that cost as much as they can: keys, chains, time stamps and answers that are
/// read and verified in vain, each different from all others.
namespace gg::hostile_store {

using trust::test::Octets;

inline Octets octets_of_size(std::size_t size, std::uint32_t seed) {
  Octets bytes(size);
  for (auto& byte : bytes) {
    seed = seed * 1'664'525U + 1'013'904'223U;
    byte = static_cast<std::byte>(seed >> 24U);
  }
  return bytes;
}

/// A positive INTEGER of exactly so many octets, odd.
inline Octets big_number(std::size_t size, std::uint32_t seed) {
  auto number = octets_of_size(size, seed);
  number.front() |= std::byte{0x80};
  number.back() |= std::byte{1};
  return trust::test::tlv(0x02, {Octets{std::byte{0}}, number});
}

inline Octets name_item(std::string_view common_name) {
  using namespace trust::test;
  return tlv(0x30,
             {tlv(0x31, {tlv(0x30, {oid_item("2.5.4.3"), tlv(0x0C, {octets_of(common_name)})})})});
}

/// An RSA key with the longest exponent that is read. Nobody has its private half.
inline Octets rsa_key_info(std::size_t modulus_bytes, std::uint32_t seed) {
  using namespace trust::test;
  const auto exponent = tlv(0x02, {octets_of("\x01\xFF\xFF\xFF\xFF")});
  const auto key = tlv(0x30, {big_number(modulus_bytes, seed), exponent});
  return tlv(0x30,
             {algorithm_item("1.2.840.113549.1.1.1"), tlv(0x03, {Octets{std::byte{0}}, key})});
}

/// What a made-up certificate states. *value*
struct CertificatePlan {
  std::string subject;
  Octets issuer;  ///< A Name, DER.
  Octets key_info;
  bool is_authority = false;
  std::uint32_t serial = 1;
  std::size_t padding_bytes = 0;  ///< In an extension that nobody knows.
};

/// A certificate in DER whose signature does not hold.
inline Octets made_up_certificate(const CertificatePlan& plan) {
  using namespace trust::test;
  const auto extension = [](std::string_view oid, const Octets& value) {
    return tlv(0x30, {oid_item(oid), tlv(0x04, {value})});
  };
  const auto use = plan.is_authority
                       ? extension("2.5.29.19", tlv(0x30, {tlv(0x01, {{std::byte{0xFF}}})}))
                       : extension("2.5.29.37", tlv(0x30, {oid_item("1.3.6.1.5.5.7.3.4")}));
  auto extensions = use;
  if (plan.padding_bytes != 0)
    extensions = joined_octets({use, extension("1.2.3.4", Octets(plan.padding_bytes))});
  const auto algorithm = algorithm_item("1.2.840.113549.1.1.11");
  const auto body =
      tlv(0x30, {tlv(0xA0, {number_item(2)}), big_number(4, plan.serial), algorithm, plan.issuer,
                 tlv(0x30, {tlv(0x17, {octets_of("200101000000Z")}),
                            tlv(0x17, {octets_of("490101000000Z")})}),
                 name_item(plan.subject), plan.key_info, tlv(0xA3, {tlv(0x30, {extensions})})});
  return tlv(0x30, {body, algorithm, tlv(0x03, {Octets(257)})});
}

/// A chain of so many certificates that says it leads to the root of the fixtures.
inline std::vector<Octets> made_up_chain(std::size_t count, std::size_t modulus_bytes,
                                         std::uint32_t seed, std::size_t padding_bytes = 0) {
  std::vector<Octets> chain;
  const auto root = trust::test::octets_of(trust::test::facts_of_fixture("root").subject.der);
  for (std::size_t index = 0; index < count; ++index) {
    const auto name = [&](std::size_t number) {
      return std::to_string(seed) + " " + std::to_string(number);
    };
    chain.push_back(made_up_certificate(
        {name(index), index + 1 == count ? root : name_item(name(index + 1)),
         rsa_key_info(modulus_bytes, seed * 16 + static_cast<std::uint32_t>(index)), index > 0,
         seed, padding_bytes}));
  }
  return chain;
}

/// A signature of PS256 by the first of these certificates, which does not hold.
inline std::string made_up_signature(const std::vector<Octets>& chain, std::size_t size_bytes) {
  using namespace store_text;
  std::vector<std::string> certificates;
  for (const auto& der : chain) certificates.push_back(cbor_bytes(Reader::to_text(der)));
  return "\xD2\x84" + cbor_bytes(cbor_of("A1013824")) + cbor_of("A11821") +
         cbor_list(certificates) + "\xF6" +
         cbor_bytes(Reader::to_text(octets_of_size(size_bytes, 1)));
}

/// Signs a claim, of which these are the bytes; its manifest's number is given too.
using SignClaim = std::function<std::string(Bytes claim, std::size_t number)>;

/// A manifest with a signature.
inline std::string signed_manifest(const store_text::ManifestText& manifest, std::size_t number,
                                   const SignClaim& sign) {
  using namespace store_text;
  std::string stored;
  for (const auto& assertion : manifest.assertions) stored += assertion.box;
  const auto claim = manifest.claim();
  // The claim's box: superbox head, description, then one box of CBOR with a head of 8 bytes.
  const auto content = std::string_view(claim).substr(claim.find("cbor") + 4);
  const auto message = sign(std::as_bytes(std::span(content)), number);
  return superbox("c2ma", manifest.label,
                  superbox("c2as", "c2pa.assertions", stored) + claim +
                      superbox("c2cs", "c2pa.signature", store_text::box("cbor", message)));
}

inline std::string label_of(std::size_t number) { return "m" + std::to_string(number); }

/// A store of so many manifests, each the ingredient of the next. `add` puts more into the last,
/// the active one.
inline std::string chained_store(std::size_t count, const SignClaim& sign,
                                 const std::function<void(store_text::ManifestText&)>& add = {}) {
  using namespace store_text;
  std::string all;
  for (std::size_t number = 0; number < count; ++number) {
    ManifestText manifest{label_of(number)};
    if (number > 0) manifest.add("c2pa.ingredient.v3", ingredient_of(label_of(number - 1)));
    if (number + 1 == count && add) add(manifest);
    all += signed_manifest(manifest, number, sign);
  }
  return superbox("c2pa", "c2pa", all);
}

}  // namespace gg::hostile_store
