#include "credentials/signature.h"

#include "credentials/certificate.h"
#include "credentials/faults.h"
#include "formats/cbor/cbor.h"

#include <array>

namespace gg::credentials {
namespace {

using cbor::Type;
using cbor::Value;

constexpr std::int64_t header_algorithm = 1;
constexpr std::int64_t header_certificates = 33;

struct AlgorithmName {
  std::int64_t number;
  std::string_view name;
};

/// Source: IANA registry "COSE Algorithms"; the ones C2PA 2.2 section 13.2.1 allows.
constexpr std::array algorithms{AlgorithmName{-7, "Es256"},   AlgorithmName{-35, "Es384"},
                                AlgorithmName{-36, "Es512"},  AlgorithmName{-37, "Ps256"},
                                AlgorithmName{-38, "Ps384"},  AlgorithmName{-39, "Ps512"},
                                AlgorithmName{-8, "Ed25519"}, AlgorithmName{-19, "Ed25519"}};

std::string algorithm_name(const Value& stated) {
  const auto number = stated.integer();
  for (const auto& algorithm : algorithms)
    if (number == algorithm.number) return std::string(algorithm.name);
  return cbor::to_plain_text(stated);
}

/// The first certificate of an x5chain, which is one byte string or an array of them.
std::optional<Bytes> leaf_of(const Value& headers) {
  const auto* chain = headers.find(header_certificates);
  if (chain == nullptr) chain = headers.find("x5chain");
  if (chain == nullptr) return std::nullopt;
  const auto& plain = chain->untagged();
  if (plain.type == Type::ByteString) return plain.bytes;
  if (plain.type != Type::Array || plain.items.empty()) return std::nullopt;
  return plain.items.front().untagged().bytes;
}

void read_headers(const Value& headers, Signature& signature) {
  if (const auto* algorithm = headers.find(header_algorithm);
      algorithm && signature.algorithm.empty())
    signature.algorithm = algorithm_name(*algorithm);
  const auto leaf = leaf_of(headers);
  if (!leaf || !signature.organization.empty() || !signature.common_name.empty()) return;
  if (auto subject = read_subject(*leaf)) {
    signature.organization = std::move(subject->organization);
    signature.common_name = std::move(subject->common_name);
  }
}

}  // namespace

Parsed<void> read_signature(const jumbf::Superbox& box, Budget& budget, Signature& signature) {
  signature.present = true;
  const auto* content = box.content("cbor");
  if (content == nullptr) return fail(ParseError{&jumbf::faults::bad_signature, box.offset});
  auto payload = content->payload;
  TRY_LET(const auto message, cbor::parse_value(payload, budget));
  const auto& parts = message.untagged();
  if (parts.type != Type::Array || parts.items.size() != 4 ||
      parts.items[0].type != Type::ByteString)
    return fail(ParseError{&jumbf::faults::bad_signature, message.offset});
  // The protected header is CBOR inside a byte string, which ends where its item ends.
  const auto& wrapped = parts.items[0];
  if (!wrapped.bytes.empty()) {
    Reader inside(wrapped.bytes, wrapped.offset + wrapped.size_bytes - wrapped.bytes.size());
    TRY_LET(const auto headers, cbor::parse_value(inside, budget));
    read_headers(headers, signature);
  }
  read_headers(parts.items[1], signature);
  return {};
}

}  // namespace gg::credentials
