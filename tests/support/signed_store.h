#pragma once

#include "support/cbor_writer.h"
#include "support/store_text.h"
#include "support/trust_fixtures.h"

#include <optional>
#include <string>
#include <string_view>

/// Manifest stores for tests, whole and signed with the keys of tests/fixtures/trust.
namespace gg::test {

/// Who signs, and what is stated. The rest is as it must be.
struct SignPlan {
  std::string signer = "es256";
  trust::Algorithm algorithm = trust::Algorithm::Es256;
  std::string source_type =
      "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
  std::optional<trust::test::StampPlan> stamp = {};
};

inline std::string text_of_bytes(Bytes bytes) { return Reader::to_text(bytes); }

/// A store of one manifest that is bound by the assertion `label` with this CBOR.
inline std::string signed_store(const std::string& label, const std::string& binding,
                                const SignPlan& plan = {}) {
  using namespace store_text;
  ManifestText manifest{"urn:c2pa:7e57c0de-0000-4000-8000-000000000001"};
  manifest.add(
      "c2pa.actions.v2",
      {cbor_map({{"actions",
                  cbor_list({cbor_map({{"action", cbor_text("c2pa.created")},
                                       {"digitalSourceType", cbor_text(plan.source_type)}})})}})});
  manifest.add(label, {binding});
  std::string stored;
  for (const auto& assertion : manifest.assertions) stored += assertion.box;
  const auto claim = manifest.claim();
  // The claim's box: superbox head, description, then one box of CBOR with a head of 8 bytes.
  const auto content = claim.find("cbor") + 4;
  const Bytes payload[] = {std::as_bytes(std::span(claim).subspan(content))};
  const auto signature =
      trust::sign_detached(trust::test::signer_of(plan.signer, plan.algorithm), payload).value();
  trust::UnprotectedHeaders headers;
  if (plan.stamp) headers.token = trust::test::make_token(signature.signature_item(), *plan.stamp);
  const auto message = text_of_bytes(trust::encode_sign1(signature, headers).value());
  const auto whole =
      superbox("c2ma", manifest.label,
               superbox("c2as", "c2pa.assertions", stored) + claim +
                   superbox("c2cs", "c2pa.signature", store_text::box("cbor", message)));
  return superbox("c2pa", "c2pa", whole);
}

/// c2pa.hash.data of these bytes, leaving out `length` of them from `start` on.
inline std::string data_hash(std::string_view bytes, std::size_t start = 0,
                             std::size_t length = 0) {
  const auto kept = std::string(bytes.substr(0, start)) + std::string(bytes.substr(start + length));
  CborWriter writer;
  writer.map(length == 0 ? 3 : 4);
  if (length != 0)
    writer.text("exclusions")
        .array(1)
        .map(2)
        .text("start")
        .number(start)
        .text("length")
        .number(length);
  writer.text("alg").text("sha256").text("hash").bytes(store_text::sha256_text(kept));
  writer.text("pad").bytes(std::string_view{});
  return writer.written();
}

/// The store for `NAME.c2pa` beside a file of these bytes.
inline std::string sidecar_of(std::string_view file, const SignPlan& plan = {}) {
  return signed_store("c2pa.hash.data", data_hash(file), plan);
}

/// A PNG of one pixel, without credentials. Its picture ends before `png_end`.
inline std::string plain_png() {
  return text_of_bytes(
      bytes_of("89504E470D0A1A0A 0000000D 'IHDR' 00000001 00000001 0802000000 907753DE"
               "0000000C 'IDAT' 78DA63606060000000040001 C8EAEBF9"
               "00000000 'IEND' AE426082"));
}
inline constexpr std::size_t png_store_place = 33;  ///< Behind IHDR.

/// The same with credentials.
inline std::string signed_png(const SignPlan& plan = {}) {
  const auto plain = plain_png();
  std::string chunk;
  for (int pass = 0; pass < 3; ++pass) {  // the size of the store stands in itself
    auto file = plain;
    file.insert(png_store_place, chunk);
    const auto store =
        signed_store("c2pa.hash.data", data_hash(file, png_store_place, chunk.size()), plan);
    // The reader of chunks does not check their sums.
    chunk = store_text::be32(store.size()) + "caBX" + store + std::string(4, '\0');
  }
  auto file = plain;
  return file.insert(png_store_place, chunk);
}

/// Trust in who issued the certificates of the tests, for signers and time stamps.
inline std::vector<trust::TrustList> test_lists() {
  return {trust::test::list_of(trust::ListKind::Signers, "root"),
          trust::test::list_of(trust::ListKind::TimeStamps, "root")};
}

}  // namespace gg::test
