#include "trust/sign.h"

#include "base/base64.h"
#include "formats/cbor/encode.h"
#include "trust/ecdsa.h"
#include "trust/pem.h"

#include <array>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/evp.h>

namespace gg::trust {
namespace {

auto refuse_signer(std::string what) {
  ERR_clear_error();
  return fail(Error{ErrorKind::InvalidInput, std::move(what)});
}

Result<std::vector<std::vector<std::byte>>> read_chain_pem(std::string_view text) {
  std::vector<std::vector<std::byte>> certificates;
  for (const auto& body : pem_bodies(text, "CERTIFICATE")) {
    const auto der = parse_base64(body).value_or(std::string{});
    const auto bytes = std::as_bytes(std::span(der));
    if (!parse_certificate(bytes).has_value())
      return refuse_signer(
          fmt::format("certificate {} of the signer cannot be read", certificates.size() + 1));
    certificates.emplace_back(bytes.begin(), bytes.end());
  }
  if (certificates.empty()) return refuse_signer("there is no certificate of the signer in PEM");
  return certificates;
}

std::vector<std::byte> encoded_text(std::string_view text) {
  return cbor::Encoder().text(text).result();
}

std::vector<std::byte> encoded_chain(const Signer& signer) {
  cbor::Encoder out;
  if (signer.certificates().size() > 1) out.array(signer.certificates().size());
  for (const auto& certificate : signer.certificates()) out.bytes(certificate);
  return std::move(out).result();
}

std::vector<std::byte> encoded_token(Bytes token) {
  const auto container =
      cbor::Encoder().map({{encoded_text("val"), cbor::Encoder().bytes(token).result()}}).result();
  const auto tokens = cbor::Encoder().array(1).item(container).result();
  return cbor::Encoder().map({{encoded_text("tstTokens"), tokens}}).result();
}

std::vector<std::byte> encoded_responses(const std::vector<std::vector<std::byte>>& responses) {
  cbor::Encoder list;
  list.array(responses.size());
  for (const auto& response : responses) list.bytes(response);
  return cbor::Encoder().map({{encoded_text("ocspVals"), list.result()}}).result();
}

cbor::Encoder::Entries unprotected_entries(const UnprotectedHeaders& headers) {
  cbor::Encoder::Entries entries;
  if (!headers.token.empty())
    entries.emplace_back(encoded_text("sigTst2"), encoded_token(headers.token));
  if (!headers.responses.empty())
    entries.emplace_back(encoded_text("rVals"), encoded_responses(headers.responses));
  return entries;
}

std::vector<std::byte> assemble(const DetachedSignature& signature,
                                cbor::Encoder::Entries unprotected) {
  constexpr std::uint64_t sign1_number = 18;
  cbor::Encoder out;
  out.tag(sign1_number).array(4).bytes(signature.protected_bytes).map(std::move(unprotected));
  out.null().bytes(signature.signature);
  return std::move(out).result();
}

std::vector<std::byte> zeros_item(std::size_t count) {
  return cbor::Encoder().bytes(std::vector<std::byte>(count)).result();
}

/// A "pad" that takes exactly `extra` bytes with its label; nothing when the head of a byte string
/// of such a length leaves a gap.
std::optional<cbor::Encoder::Entries::value_type> pad_of(std::size_t extra) {
  const auto label = encoded_text("pad");
  for (const std::size_t head : {1U, 2U, 3U, 5U}) {
    if (extra < label.size() + head) return std::nullopt;
    auto zeros = zeros_item(extra - label.size() - head);
    if (label.size() + zeros.size() == extra) return std::pair(label, std::move(zeros));
  }
  return std::nullopt;
}

/// Entries that take exactly `extra` bytes; "pad2" closes the gap that "pad" alone may leave.
std::optional<cbor::Encoder::Entries> padding(std::size_t extra) {
  if (auto pad = pad_of(extra)) return cbor::Encoder::Entries{*std::move(pad)};
  const auto second = std::pair(encoded_text("pad2"), zeros_item(0));
  const auto size = second.first.size() + second.second.size();
  if (extra < size) return std::nullopt;
  auto pad = pad_of(extra - size);
  if (!pad) return std::nullopt;
  return cbor::Encoder::Entries{*std::move(pad), second};
}

std::size_t signature_bytes_of(const PublicKey& key) {
  if (const auto coordinate = coordinate_bytes(key)) return 2 * *coordinate;
  return static_cast<std::size_t>(EVP_PKEY_get_size(key.get()));
}

std::vector<std::byte> protected_headers(const Signer& signer, std::optional<Time> claimed_at) {
  cbor::Encoder::Entries entries{
      {cbor::Encoder().integer(1).result(),
       cbor::Encoder().integer(cose_number(signer.algorithm())).result()},
      {cbor::Encoder().integer(33).result(), encoded_chain(signer)}};
  if (claimed_at)
    entries.emplace_back(encoded_text("iat"),
                         cbor::Encoder().integer(claimed_at->time_since_epoch().count()).result());
  return cbor::Encoder().map(std::move(entries)).result();
}

}  // namespace

std::optional<Algorithm> usual_algorithm(const Certificate& certificate) {
  switch (certificate.key_kind) {
    case KeyKind::Ec:
      if (certificate.curve == oid::p256) return Algorithm::Es256;
      if (certificate.curve == oid::p384) return Algorithm::Es384;
      if (certificate.curve == oid::p521) return Algorithm::Es512;
      return std::nullopt;
    case KeyKind::Rsa:
    case KeyKind::RsaPss:
      return Algorithm::Ps256;
    case KeyKind::Ed25519:
      return Algorithm::Ed25519;
    case KeyKind::Other:
      return std::nullopt;
  }
  return std::nullopt;
}

Result<Signer> Signer::with_key(std::shared_ptr<const SigningKey> key,
                                std::string_view certificates, std::optional<Algorithm> algorithm) {
  using namespace std::string_view_literals;
  Signer signer;
  signer.key_ = std::move(key);
  TRY_LET(signer.certificates_, read_chain_pem(certificates));
  signer.leaf_ = *parse_certificate(signer.certificates_.front());
  if (!algorithm) algorithm = usual_algorithm(signer.leaf_);
  signer.public_key_ = load_key(signer.leaf_);
  const auto& name = signer.leaf_.subject.display();
  if (!algorithm || !signer.public_key_)
    return refuse_signer("the certificate of " + name +
                         " has a key that content credentials do not allow: it takes EC on P-256, "
                         "P-384 or P-521, RSA, or Ed25519");
  if (!key_fits(*algorithm, signer.public_key_))
    return refuse_signer(
        fmt::format("the certificate of {} is not one for {}", name, name_of(*algorithm)));
  signer.algorithm_ = *algorithm;
  signer.signature_bytes_ = signature_bytes_of(signer.public_key_);
  TRY(signer.sign(std::as_bytes(std::span("goodgate: a trial that signs nothing"sv))));
  return signer;
}

Result<Signer> Signer::from_pem(std::string_view key, std::string_view certificates,
                                Algorithm algorithm) {
  TRY_LET(auto signing_key, read_signing_key(key));
  return with_key(std::move(signing_key), certificates, algorithm);
}

Result<std::vector<std::byte>> Signer::sign(Bytes message) const {
  TRY_LET(auto signature, key_->sign(message, algorithm_));
  if (verify_signature(algorithm_, public_key_, message, signature) != SignatureOutcome::Valid)
    return refuse_signer("the key is not that of the first certificate, of " +
                         leaf_.subject.display() +
                         ": its signature does not verify; name the key that belongs to it");
  return signature;
}

std::vector<std::byte> DetachedSignature::signature_item() const {
  return cbor::Encoder().bytes(signature).result();
}

std::vector<std::byte> DetachedSignature::to_be_stamped() const {
  const auto item = signature_item();
  return sig_structure("CounterSignature", protected_bytes, std::array{Bytes(item)});
}

Result<DetachedSignature> sign_detached(const Signer& signer, std::span<const Bytes> payload,
                                        std::optional<Time> claimed_at) {
  DetachedSignature signed_now;
  signed_now.protected_bytes = protected_headers(signer, claimed_at);
  TRY_LET(signed_now.signature,
          signer.sign(sig_structure("Signature1", signed_now.protected_bytes, payload)));
  return signed_now;
}

DetachedSignature blank_signature(const Signer& signer, std::optional<Time> claimed_at) {
  return {protected_headers(signer, claimed_at), std::vector<std::byte>(signer.signature_bytes())};
}

Result<std::vector<std::byte>> encode_sign1(const DetachedSignature& signature,
                                            const UnprotectedHeaders& headers) {
  auto entries = unprotected_entries(headers);
  auto encoded = assemble(signature, entries);
  if (headers.size_bytes == 0 || encoded.size() == headers.size_bytes) return encoded;
  auto pads = encoded.size() < headers.size_bytes ? padding(headers.size_bytes - encoded.size())
                                                  : std::nullopt;
  if (!pads)
    return fail(Error{ErrorKind::LimitExceeded,
                      fmt::format("a signature of {} bytes does not fit into {} bytes",
                                  encoded.size(), headers.size_bytes)});
  for (auto& pad : *pads) entries.push_back(std::move(pad));
  return assemble(signature, std::move(entries));
}

}  // namespace gg::trust
