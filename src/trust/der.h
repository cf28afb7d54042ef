#pragma once

#include "bytes/reader.h"
#include "trust/certificate.h"
#include "trust/faults.h"

#include <cstdint>
#include <optional>
#include <string>

namespace gg::trust {

/// Identifier octets of DER, as they stand. Source: X.690 8.1.2, X.680 8.6.
namespace der {
inline constexpr std::uint8_t boolean = 0x01;
inline constexpr std::uint8_t integer = 0x02;
inline constexpr std::uint8_t bit_string = 0x03;
inline constexpr std::uint8_t octet_string = 0x04;
inline constexpr std::uint8_t object_id = 0x06;
inline constexpr std::uint8_t utc_time = 0x17;
inline constexpr std::uint8_t generalized_time = 0x18;
inline constexpr std::uint8_t sequence = 0x30;
inline constexpr std::uint8_t set = 0x31;
/// [n] of a primitive (IMPLICIT) and of a constructed value.
constexpr std::uint8_t context(unsigned number) {
  return static_cast<std::uint8_t>(0x80U | number);
}
constexpr std::uint8_t context_of(unsigned number) {
  return static_cast<std::uint8_t>(0xA0U | number);
}
}  // namespace der

/// One value of DER. Lifetime: views of what was read.
struct DerValue {
  std::uint8_t tag = 0;  ///< Identifier octet.
  Bytes content;
  Bytes whole;               ///< With identifier and length.
  std::uint64_t offset = 0;  ///< Of the identifier.
};

/// Reads values of strict DER, one behind the other: definite lengths in their shortest form, tag
/// numbers below 31. Faults: bad_der, truncated.  Source: X.690 clauses 8.1 and 10.1.
class DerReader {
 public:
  explicit DerReader(Bytes bytes, std::uint64_t offset = 0) : in_(bytes, offset), bytes_(bytes) {}
  /// Of the content of a constructed value.
  explicit DerReader(const DerValue& value)
      : DerReader(value.content, value.offset + value.whole.size() - value.content.size()) {}

  [[nodiscard]] bool at_end() const { return in_.at_end(); }
  Parsed<DerValue> next();
  /// Faults: also wrong_tag.
  Parsed<DerValue> next(std::uint8_t tag);
  /// The next value when it has this tag; else nothing, and the reader stays.
  Parsed<std::optional<DerValue>> next_if(std::uint8_t tag);
  [[nodiscard]] Parsed<void> expect_end() const { return in_.expect_end(); }
  [[nodiscard]] tl::unexpected<ParseError> error(const ParseFault& fault) const {
    return in_.error(fault);
  }

 private:
  Reader in_;
  Bytes bytes_;
};

/// The one value that fills `bytes`. Faults: also wrong_tag, trailing_bytes.
Parsed<DerValue> parse_der(Bytes bytes, std::uint8_t tag, std::uint64_t offset = 0);

/// An OBJECT IDENTIFIER in dots: "1.2.840.10045.4.3.2". Faults: bad_value, wrong_tag.
Parsed<std::string> oid_text(const DerValue& value);

/// UTCTime or GeneralizedTime that ends in Z; fractions are dropped. Faults: bad_value, wrong_tag.
/// Source: RFC 5280 4.1.2.5; RFC 3161 2.4.2.
Parsed<Time> time_of(const DerValue& value);

/// An INTEGER as hexadecimal of its bytes, without leading zero bytes, lower case: "0a".
std::string integer_hex(const DerValue& value);

/// Of an AlgorithmIdentifier: the OID, and its parameters where there are any.
struct AlgorithmId {
  std::string oid;
  std::optional<DerValue> parameters;
};
Parsed<AlgorithmId> algorithm_id(const DerValue& value);

}  // namespace gg::trust
