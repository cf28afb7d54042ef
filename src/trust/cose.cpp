#include "trust/cose.h"

#include "formats/cbor/encode.h"
#include "trust/chain.h"
#include "trust/faults.h"

#include <cmath>
#include <utility>

namespace gg::trust {
namespace {

using cbor::Type;
using cbor::Value;

constexpr std::uint64_t sign1_tag = 18;
constexpr std::int64_t algorithm_label = 1;
constexpr std::int64_t x5chain_label = 33;
constexpr std::string_view x5chain_text = "x5chain";
constexpr std::string_view claimed_at_text = "iat";

auto sign1_fault(const ParseFault& fault, const Value& value) {
  return fail(ParseError{&fault, value.offset});
}

/// The map inside a protected header's byte string, which may be empty.
Parsed<Value> read_protected(const Value& wrapped, Budget& budget) {
  Value empty;
  empty.type = Type::Map;
  empty.offset = wrapped.offset;
  if (wrapped.bytes.empty()) return empty;
  const auto offset = wrapped.offset + wrapped.size_bytes - wrapped.bytes.size();
  TRY_LET(auto headers, cbor::parse_document(Reader(wrapped.bytes, offset), budget));
  if (headers.type != Type::Map) return sign1_fault(faults::bad_protected_header, headers);
  return headers;
}

Parsed<void> read_algorithm(Sign1& sign1) {
  const auto* stated = sign1.protected_headers.find(algorithm_label);
  if (stated == nullptr) return sign1_fault(faults::no_algorithm, sign1.protected_headers);
  if (const auto number = stated->integer()) sign1.algorithm = algorithm_of(*number);
  sign1.algorithm_text =
      sign1.algorithm ? std::string(name_of(*sign1.algorithm)) : cbor::to_plain_text(*stated);
  return {};
}

/// Source: RFC 9360 section 2: one byte string, or an array of them.
Parsed<std::vector<Bytes>> read_chain(const Value& stated) {
  std::vector<Bytes> certificates;
  const auto is_certificate = [](const Value& value) {
    return value.type == Type::ByteString && !value.bytes.empty();
  };
  if (is_certificate(stated)) return std::vector{stated.bytes};
  if (stated.type != Type::Array || stated.items.empty())
    return sign1_fault(faults::bad_certificates, stated);
  if (stated.items.size() > TrustStore::Limits::certificates_max)
    return sign1_fault(faults::too_many_certificates, stated);
  for (const auto& item : stated.items) {
    if (!is_certificate(item)) return sign1_fault(faults::bad_certificates, item);
    certificates.push_back(item.bytes);
  }
  return certificates;
}

/// Looks for x5chain under one label in both headers.
template <class Label>
Parsed<const Value*> find_chain(Sign1& sign1, Label label) {
  const auto* inside = sign1.protected_headers.find(label);
  const auto* outside = sign1.unprotected_headers.find(label);
  if (inside != nullptr && outside != nullptr)
    return sign1_fault(faults::two_credentials, *outside);
  sign1.certificates_protected = inside != nullptr;
  return inside != nullptr ? inside : outside;
}

/// Source: C2PA 2.2 section 14.5.
Parsed<void> read_certificates(Sign1& sign1) {
  TRY_LET(const auto* stated, find_chain(sign1, x5chain_label));
  if (stated == nullptr) {
    TRY_LET(stated, find_chain(sign1, x5chain_text));
  }
  if (stated == nullptr) return sign1_fault(faults::no_certificates, sign1.unprotected_headers);
  TRY_LET(sign1.certificates, read_chain(*stated));
  return {};
}

/// A NumericDate; nothing when it is none, or not between the years 1970 and 9999.
std::optional<Time> numeric_date(const Value* stated) {
  constexpr double end_of_9999 = 253'402'300'800;
  if (stated == nullptr) return std::nullopt;
  double seconds = -1;
  if (stated->type == Type::Float) seconds = stated->real;
  if (const auto whole = stated->integer()) seconds = static_cast<double>(*whole);
  const bool is_moment = seconds >= 0 && seconds < end_of_9999;  // not a number is none
  if (!is_moment) return std::nullopt;
  return Time{std::chrono::seconds{static_cast<std::int64_t>(std::floor(seconds))}};
}

bool has_form(const Value& message) {
  if (message.type != Type::Tag || message.number != sign1_tag) return false;
  const auto& parts = message.items.front();
  return parts.type == Type::Array && parts.items.size() == 4 &&
         parts.items[0].type == Type::ByteString && parts.items[1].type == Type::Map &&
         (parts.items[2].type == Type::ByteString || parts.items[2].type == Type::Null) &&
         parts.items[3].type == Type::ByteString;
}

/// A byte string in chunks has no bytes as they stand: signatures are not written so.
bool is_in_one_piece(const Value& value) { return value.text.empty(); }

}  // namespace

const Value* Sign1::header(std::string_view label) const {
  const auto* found = unprotected_headers.find(label);
  return found != nullptr ? found : protected_headers.find(label);
}

Parsed<Sign1> parse_sign1(Reader in, Payload payload, Budget& budget) {
  auto whole = in;
  TRY_LET(auto message, cbor::parse_document(in, budget));
  if (!has_form(message)) return sign1_fault(faults::not_sign1, message);
  auto& parts = message.items.front().items;
  if (!is_in_one_piece(parts[0]) || !is_in_one_piece(parts[2]) || !is_in_one_piece(parts[3]))
    return sign1_fault(faults::not_sign1, message);
  Sign1 sign1;
  sign1.protected_bytes = parts[0].bytes;
  TRY_LET(sign1.protected_headers, read_protected(parts[0], budget));
  sign1.unprotected_headers = std::move(parts[1]);
  if (parts[2].type == Type::ByteString) sign1.payload = parts[2].bytes;
  if (payload == Payload::Detached && sign1.payload)
    return sign1_fault(faults::payload_attached, parts[2]);
  if (payload == Payload::Attached && !sign1.payload)
    return sign1_fault(faults::payload_missing, parts[2]);
  sign1.signature = parts[3].bytes;
  TRY(whole.skip(parts[3].offset - whole.offset()));
  TRY_LET(sign1.signature_item, whole.take(parts[3].size_bytes));
  TRY(read_algorithm(sign1));
  TRY(read_certificates(sign1));
  sign1.claimed_at = numeric_date(sign1.protected_headers.find(claimed_at_text));
  return sign1;
}

std::vector<std::byte> sig_structure(std::string_view context, Bytes protected_bytes,
                                     std::span<const Bytes> payload) {
  std::uint64_t size = 0;
  for (const auto& part : payload) size += part.size();
  cbor::Encoder out;
  out.array(4).text(context).bytes(protected_bytes).bytes({}).bytes_head(size);
  for (const auto& part : payload) out.item(part);
  return std::move(out).result();
}

}  // namespace gg::trust
