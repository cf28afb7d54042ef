#include "trust/certificate.h"

#include "bytes/hex.h"
#include "trust/der.h"
#include "trust/faults.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <support/hostile_store.h>
#include <support/trust_fixtures.h>

namespace gg::trust {
namespace {

using namespace test;
using namespace std::string_view_literals;

TEST(ParseCertificate, GivesTheFactsOfASigner) {
  const auto facts = facts_of_fixture("es256");
  EXPECT_EQ(facts.version, 3U);
  EXPECT_EQ(facts.subject.common_name, "Test es256");
  EXPECT_EQ(facts.subject.organization, "Goodgate tests");
  EXPECT_EQ(facts.issuer.text, "CN=Test issuing, O=Goodgate tests");
  EXPECT_EQ(facts.not_before, day(2025, 1, 1));
  EXPECT_EQ(facts.not_after, day(2045, 1, 1));
  EXPECT_EQ(facts.signature_algorithm, "1.2.840.10045.4.3.2");
  EXPECT_EQ(facts.key_kind, KeyKind::Ec);
  EXPECT_EQ(facts.key_bits, 256U);
  EXPECT_EQ(facts.purposes, (std::vector<std::string>{std::string(oid::email_protection),
                                                      std::string(oid::claim_signing)}));
  EXPECT_EQ(facts.key_usage, 1U);
  EXPECT_TRUE(facts.has_authority_key_id);
  EXPECT_FALSE(facts.is_authority);
  EXPECT_EQ(facts.ocsp_responders, std::vector<std::string>{"http://ocsp.invalid/"});
  EXPECT_TRUE(load_key(facts));
}

TEST(ParseCertificate, KnowsEachKindOfKey) {
  EXPECT_EQ(facts_of_fixture("es512").key_bits, 521U);
  EXPECT_EQ(facts_of_fixture("es384").curve, oid::p384);
  EXPECT_EQ(facts_of_fixture("ps256").key_kind, KeyKind::Rsa);
  EXPECT_EQ(facts_of_fixture("ps256").key_bits, 2048U);
  EXPECT_EQ(facts_of_fixture("ed25519").key_kind, KeyKind::Ed25519);
  EXPECT_TRUE(facts_of_fixture("issuing").is_authority);
  EXPECT_TRUE(facts_of_fixture("root").is_self_issued());
}

/// The certificate of ps256 with more bytes in the exponent of its key.
Octets with_exponent_of(std::size_t bytes) {
  auto der = certificates_of("ps256").front();
  const auto usual = octets_of("\x02\x03\x01\x00\x01"sv);
  const auto found = std::ranges::search(der, usual);
  const auto at = static_cast<std::size_t>(found.begin() - der.begin());
  const auto more = bytes - 3;
  for (std::size_t index = 0; index < at; ++index) {  // every length around it, of two bytes
    const auto octet = [&](std::size_t offset) { return std::to_integer<unsigned>(der[offset]); };
    const auto length = octet(index + 2) << 8U | octet(index + 3);
    if ((octet(index) != 0x30 && octet(index) != 0x03) || octet(index + 1) != 0x82 ||
        index + 4 + length < at + 5)
      continue;
    der[index + 2] = static_cast<std::byte>((length + more) >> 8U);
    der[index + 3] = static_cast<std::byte>((length + more) & 0xFFU);
  }
  der[at + 1] = static_cast<std::byte>(bytes);
  der.insert(der.begin() + static_cast<std::ptrdiff_t>(at + 3), more, std::byte{0x55});
  return der;
}

TEST(ParseCertificate, RefusesLongExponents) {
  EXPECT_TRUE(parse_certificate(with_exponent_of(3)).has_value());
  EXPECT_TRUE(parse_certificate(with_exponent_of(4)).has_value());
  const auto refused = parse_certificate(with_exponent_of(6));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().fault, &faults::exponent_too_large);
}

TEST(ParseCertificate, RefusesLongModuli) {
  const auto with_modulus_of = [](std::size_t bytes) {
    return parse_certificate(hostile_store::made_up_chain(1, bytes, 1).front());
  };
  const auto longest = with_modulus_of(1024);
  ASSERT_TRUE(longest.has_value());
  EXPECT_EQ(longest->key_bits, 8192U);
  EXPECT_EQ(longest->exponent_bits, 33U);
  EXPECT_TRUE(load_key(*longest));
  const auto refused = with_modulus_of(1025);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().fault, &faults::modulus_too_large);
}

TEST(ParseCertificate, ReadsEveryAnchorOfTheOfficialLists) {
  for (const auto& list : bundled_lists())
    for (const auto& anchor : list.anchors()) {
      EXPECT_FALSE(anchor.subject.display().empty());
      EXPECT_TRUE(load_key(anchor)) << anchor.subject.text;
    }
}

/// A certificate put together anew from the parts of another, with `unique_id` before the
/// extensions.
Octets with_unique_id(const Octets& original, const Octets& unique_id) {
  const auto whole = parse_der(original, der::sequence).value();
  DerReader in(whole);
  const auto body = in.next().value();
  const auto rest = whole.content.subspan(body.whole.size());
  DerReader parts(body);
  Octets fields;
  while (!parts.at_end()) {
    const auto part = parts.next().value();
    if (part.tag == der::context_of(3))
      fields.insert(fields.end(), unique_id.begin(), unique_id.end());
    fields.insert(fields.end(), part.whole.begin(), part.whole.end());
  }
  return tlv(0x30, {tlv(0x30, {fields}), Octets(rest.begin(), rest.end())});
}

TEST(ParseCertificate, SeesUniqueIdentifiers) {
  const auto original = certificates_of("es256").front();
  EXPECT_FALSE(parse_certificate(with_unique_id(original, {}))->has_unique_ids);
  EXPECT_TRUE(parse_certificate(with_unique_id(original, bytes_of("81 02 00 01")))->has_unique_ids);
}

TEST(ParseCertificate, RefusesWhatIsNotStrict) {
  struct Case {
    std::string_view hex;
    const ParseFault* fault;
    std::uint64_t offset;
  };
  const Case cases[] = {
      {"", &faults::truncated, 0},
      {"30", &faults::truncated, 1},
      {"31 00", &faults::wrong_tag, 0},
      {"30 80 00 00  # indefinite", &faults::bad_der, 1},
      {"30 81 05  # overlong length", &faults::bad_der, 1},
      {"30 82 00 81  # leading zero", &faults::bad_der, 1},
      {"30 05 00", &faults::truncated, 2},
      {"30 00 00", &faults::trailing_bytes, 2},
      {"30 02 30 00", &faults::truncated, 4},
      {"3F 00  # tag of several bytes", &faults::bad_der, 0},
  };
  for (const auto& [hex, fault, offset] : cases) {
    const auto parsed = parse_certificate(bytes_of(hex));
    ASSERT_FALSE(parsed.has_value()) << hex;
    EXPECT_EQ(parsed.error().fault, fault) << hex << ": " << parsed.error().fault->text;
    EXPECT_EQ(parsed.error().offset, offset) << hex;
  }
  auto longer = certificates_of("es256").front();
  longer.push_back(std::byte{0});
  EXPECT_EQ(parse_certificate(longer).error().fault, &faults::trailing_bytes);
}

TEST(Der, ReadsTimes) {
  const auto time = [](std::uint8_t tag, std::string_view text) {
    const auto item = tlv(tag, {octets_of(text)});
    return time_of(parse_der(item, tag).value());
  };
  EXPECT_EQ(time(der::utc_time, "491231235959Z").value(),
            day(2050, 1, 1) - std::chrono::seconds{1});
  EXPECT_EQ(time(der::utc_time, "500101000000Z").value(), day(1950, 1, 1));
  EXPECT_EQ(time(der::generalized_time, "20240229000000.25Z").value(), day(2024, 2, 29));
  for (const auto* wrong : {"20230229000000Z", "20240101000000", "20240101240000Z",
                            "20240101000000.Z", "2024010100000Z", "2024010100000aZ"})
    EXPECT_FALSE(time(der::generalized_time, wrong).has_value()) << wrong;
  EXPECT_FALSE(time(der::utc_time, "20240101000000Z").has_value());
}

TEST(Der, ReadsObjectIdentifiers) {
  const auto text = [](std::string_view hex) {
    const auto item = bytes_of(hex);
    return oid_text(parse_der(item, der::object_id).value());
  };
  EXPECT_EQ(text("06 03 55 04 03").value(), "2.5.4.3");
  EXPECT_EQ(text("06 02 88 37").value(), "2.999");
  EXPECT_EQ(text("06 08 2A 86 48 CE 3D 04 03 02").value(), "1.2.840.10045.4.3.2");
  EXPECT_FALSE(text("06 00").has_value());
  EXPECT_FALSE(text("06 02 55 84").has_value());                             // does not end
  EXPECT_FALSE(text("06 03 55 80 01").has_value());                          // leading zero
  EXPECT_FALSE(text("06 0B 55 FF FF FF FF FF FF FF FF FF 7F").has_value());  // beyond 64 bits
}

}  // namespace
}  // namespace gg::trust
