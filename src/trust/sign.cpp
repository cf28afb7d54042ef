#include "trust/sign.h"

#include "base/base64.h"
#include "base/check.h"
#include "base/openssl_owned.h"
#include "formats/cbor/encode.h"
#include "trust/ecdsa.h"
#include "trust/evp_algorithm.h"
#include "trust/octets.h"
#include "trust/pem.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>

namespace gg::trust {
namespace {

constexpr std::size_t key_text_bytes_max = 64U << 10;

auto refuse_signer(std::string what) {
  ERR_clear_error();
  return fail(Error{ErrorKind::InvalidInput, std::move(what)});
}

/// No password is ever asked for at the terminal.
int no_password(char*, int, int, void*) { return -1; }

Result<PublicKey> read_private_key(std::string_view text) {
  if (text.size() > key_text_bytes_max) return refuse_signer("the key is no private key in PEM");
  const openssl::Bio memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  PublicKey key(PEM_read_bio_PrivateKey(memory.get(), nullptr, &no_password, nullptr),
                [](evp_pkey_st* owned) { EVP_PKEY_free(owned); });
  if (!key) return refuse_signer("the key is no private key in PEM without a password");
  return key;
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

}  // namespace

Result<Signer> Signer::from_pem(std::string_view key, std::string_view certificates,
                                Algorithm algorithm) {
  Signer signer;
  signer.algorithm_ = algorithm;
  TRY_LET(signer.key_, read_private_key(key));
  TRY_LET(signer.certificates_, read_chain_pem(certificates));
  if (!key_fits(algorithm, signer.key_))
    return refuse_signer(fmt::format("the key is not one for {}", name_of(algorithm)));
  const auto leaf = load_key(*parse_certificate(signer.certificates_.front()));
  if (!leaf || EVP_PKEY_eq(leaf.get(), signer.key_.get()) != 1)
    return refuse_signer("the key is not that of the first certificate");
  return signer;
}

std::vector<std::byte> Signer::sign(Bytes message) const {
  const openssl::DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* key_context = nullptr;
  GG_CHECK(context != nullptr);
  GG_CHECK(EVP_DigestSignInit(context.get(), &key_context, digest_of(algorithm_), nullptr,
                              key_.get()) == 1);
  GG_CHECK(set_pss(key_context, algorithm_));
  std::size_t size = 0;
  GG_CHECK(EVP_DigestSign(context.get(), nullptr, &size, octets(message), message.size()) == 1);
  std::vector<std::byte> signature(size);
  GG_CHECK(EVP_DigestSign(context.get(), octets(signature), &size, octets(message),
                          message.size()) == 1);
  signature.resize(size);
  const auto coordinate = coordinate_bytes(key_);
  if (!coordinate) return signature;
  auto raw = ecdsa_from_der(signature, *coordinate);
  GG_CHECK(raw.has_value());
  return *std::move(raw);
}

std::vector<std::byte> DetachedSignature::signature_item() const {
  return cbor::Encoder().bytes(signature).result();
}

DetachedSignature sign_detached(const Signer& signer, std::span<const Bytes> payload,
                                std::optional<Time> claimed_at) {
  cbor::Encoder::Entries entries{
      {cbor::Encoder().integer(1).result(),
       cbor::Encoder().integer(cose_number(signer.algorithm())).result()},
      {cbor::Encoder().integer(33).result(), encoded_chain(signer)}};
  if (claimed_at)
    entries.emplace_back(encoded_text("iat"),
                         cbor::Encoder().integer(claimed_at->time_since_epoch().count()).result());
  DetachedSignature signed_now;
  signed_now.protected_bytes = cbor::Encoder().map(std::move(entries)).result();
  signed_now.signature =
      signer.sign(sig_structure("Signature1", signed_now.protected_bytes, payload));
  return signed_now;
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
