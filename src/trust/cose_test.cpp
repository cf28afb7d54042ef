#include "trust/cose.h"

#include "bytes/hex.h"
#include "formats/cbor/encode.h"
#include "formats/cbor/faults.h"
#include "trust/faults.h"

#include <gtest/gtest.h>
#include <support/trust_fixtures.h>

namespace gg::trust {
namespace {

using namespace test;

Parsed<Sign1> parsed(Bytes bytes, Payload payload = Payload::Detached) {
  Budget budget;
  return parse_sign1(Reader(bytes), payload, budget);
}

TEST(ParseSign1, KeepsTheBytesAsTheyStand) {
  const auto bytes = bytes_of("D2 84 47 A2 01 26 18 21 41 30 A1 63 'pad' 40 F6 58 02 AABB");
  const auto sign1 = parsed(bytes);
  ASSERT_TRUE(sign1.has_value()) << sign1.error().fault->text;
  EXPECT_TRUE(std::ranges::equal(sign1->protected_bytes, bytes_of("A2 01 26 18 21 41 30")));
  EXPECT_TRUE(std::ranges::equal(sign1->signature, bytes_of("AABB")));
  EXPECT_TRUE(std::ranges::equal(sign1->signature_item, bytes_of("58 02 AABB")));
  EXPECT_EQ(sign1->algorithm, Algorithm::Es256);
  EXPECT_TRUE(sign1->certificates_protected);
  ASSERT_EQ(sign1->certificates.size(), 1U);
  EXPECT_FALSE(sign1->payload);
}

TEST(ParseSign1, NamesEachFaultAndItsPlace) {
  struct Case {
    std::string_view what;
    std::string_view hex;
    const ParseFault* fault;
    std::uint64_t offset;
  };
  const Case cases[] = {
      {"nothing", "", &faults::truncated, 0},
      {"no tag", "84 47 A2 01 26 18 21 41 30 A0 F6 40", &faults::not_sign1, 0},
      {"other tag", "D1 84 47 A2 01 26 18 21 41 30 A0 F6 40", &faults::not_sign1, 0},
      {"three parts", "D2 83 47 A2 01 26 18 21 41 30 A0 F6", &faults::not_sign1, 0},
      {"signature no bytes", "D2 84 47 A2 01 26 18 21 41 30 A0 F6 F6", &faults::not_sign1, 0},
      {"protected in chunks", "D2 84 5F 43 A10126 FF A0 F6 40", &faults::not_sign1, 0},
      {"bytes behind", "D2 84 47 A2 01 26 18 21 41 30 A0 F6 40 00", &faults::trailing_bytes, 13},
      {"bytes behind the headers", "D2 84 44 A1 01 26 00 A0 F6 40", &faults::trailing_bytes, 6},
      {"headers no map", "D2 84 41 01 A0 F6 40", &faults::bad_protected_header, 3},
      {"no algorithm", "D2 84 40 A1 18 21 41 30 F6 40", &faults::no_algorithm, 2},
      {"algorithm unprotected", "D2 84 41 A0 A2 01 26 18 21 41 30 F6 40", &faults::no_algorithm, 3},
      {"payload inside", "D2 84 47 A2 01 26 18 21 41 30 A0 40 40", &faults::payload_attached, 11},
      {"no certificates", "D2 84 43 A1 01 26 A0 F6 40", &faults::no_certificates, 6},
      {"two credentials", "D2 84 47 A2 01 26 18 21 41 30 A1 18 21 41 31 F6 40",
       &faults::two_credentials, 13},
      {"chain empty", "D2 84 46 A2 01 26 18 21 80 A0 F6 40", &faults::bad_certificates, 8},
      {"chain of numbers", "D2 84 47 A2 01 26 18 21 81 01 A0 F6 40", &faults::bad_certificates, 9},
      {"key twice", "D2 84 45 A2 01 26 01 26 A0 F6 40", &cbor::faults::repeated_key, 6},
  };
  for (const auto& [what, hex, fault, offset] : cases) {
    const auto bytes = bytes_of(hex);
    const auto sign1 = parsed(bytes);
    ASSERT_FALSE(sign1.has_value()) << what;
    EXPECT_EQ(sign1.error().fault, fault) << what << ": " << sign1.error().fault->text;
    EXPECT_EQ(sign1.error().offset, offset) << what;
  }
  EXPECT_EQ(
      parsed(bytes_of("D2 84 47 A2 01 26 18 21 41 30 A0 F6 40"), Payload::Attached).error().fault,
      &faults::payload_missing);
}

TEST(ParseSign1, TakesTheNumberBeforeTheText) {
  // "x5chain" protected, 33 unprotected: no repetition of one label, and 33 counts.
  const auto bytes = bytes_of("D2 84 4D A2 01 26 67 'x5chain' 41 30 A1 18 21 82 41 31 41 32 F6 40");
  const auto sign1 = parsed(bytes);
  ASSERT_TRUE(sign1.has_value()) << sign1.error().fault->text;
  ASSERT_EQ(sign1->certificates.size(), 2U);
  EXPECT_EQ(sign1->certificates.front().front(), std::byte{0x31});
  EXPECT_FALSE(sign1->certificates_protected);
}

TEST(ParseSign1, KnowsWhichAlgorithmsAreAllowed) {
  const auto algorithm = [](std::int64_t number) {
    const auto headers =
        cbor::Encoder()
            .map({{cbor::Encoder().integer(1).result(), cbor::Encoder().integer(number).result()},
                  {cbor::Encoder().integer(33).result(), bytes_of("41 30")}})
            .result();
    const auto whole =
        cbor::Encoder().tag(18).array(4).bytes(headers).map({}).null().bytes({}).result();
    const auto sign1 = parsed(whole);
    return std::pair(sign1->algorithm, sign1->algorithm_text);
  };
  for (const auto each : {Algorithm::Es256, Algorithm::Es384, Algorithm::Es512, Algorithm::Ps256,
                          Algorithm::Ps384, Algorithm::Ps512, Algorithm::Ed25519})
    EXPECT_EQ(algorithm(cose_number(each)),
              std::pair(std::optional(each), std::string(name_of(each))));
  EXPECT_EQ(algorithm(-257), std::pair(std::optional<Algorithm>{}, std::string("-257")));
  EXPECT_EQ(algorithm(-47).first, std::nullopt);  // ES256K
}

TEST(SigStructure, IsAsTheStandardSays) {
  const auto one = bytes_of("0102");
  const auto two = bytes_of("03");
  const std::array<Bytes, 2> parts{one, two};
  EXPECT_EQ(sig_structure("Signature1", bytes_of("A10126"), parts),
            bytes_of("84 6A 'Signature1' 43 A10126 40 43 010203"));
}

struct Signing {
  const char* name;
  Algorithm algorithm;
};
constexpr Signing signings[] = {{"es256", Algorithm::Es256},
                                {"es384", Algorithm::Es384},
                                {"es512", Algorithm::Es512},
                                {"ps256", Algorithm::Ps256},
                                {"ps384", Algorithm::Ps384},
                                {"ps512", Algorithm::Ps512},
                                {"ed25519", Algorithm::Ed25519},
                                // Any curve goes with any hash: C2PA 2.2 section 13.2.1.
                                {"es512", Algorithm::Es256},
                                {"es256", Algorithm::Es384}};

TEST(VerifySign1, HoldsForEachAlgorithmAndForNothingElse) {
  const auto claim = octets_of("a claim");
  const std::array<Bytes, 1> payload{claim};
  const auto other = octets_of("a clain");
  const std::array<Bytes, 1> other_payload{other};
  for (const auto& [name, algorithm] : signings) {
    const auto detached = sign_detached(signer_of(name, algorithm), payload).value();
    const auto encoded = encode_sign1(detached).value();
    auto sign1 = parsed(encoded);
    ASSERT_TRUE(sign1.has_value()) << name;
    const auto key = load_key(facts_of_fixture(name));
    EXPECT_EQ(verify_sign1(*sign1, payload, key), SignatureOutcome::Valid) << name;
    EXPECT_EQ(verify_sign1(*sign1, other_payload, key), SignatureOutcome::Mismatch) << name;
    EXPECT_EQ(verify_sign1(*sign1, payload, nullptr), SignatureOutcome::NotChecked);
    auto spoilt = Octets(sign1->signature.begin(), sign1->signature.end());
    for (const std::size_t at : {std::size_t{0}, spoilt.size() / 2, spoilt.size() - 1}) {
      spoilt[at] ^= std::byte{4};
      sign1->signature = spoilt;
      EXPECT_EQ(verify_sign1(*sign1, payload, key), SignatureOutcome::Mismatch) << name << at;
      spoilt[at] ^= std::byte{4};
    }
    spoilt.push_back(std::byte{0});
    sign1->signature = spoilt;
    EXPECT_EQ(verify_sign1(*sign1, payload, key), SignatureOutcome::Mismatch) << name;
    sign1->signature = {};
    EXPECT_EQ(verify_sign1(*sign1, payload, key), SignatureOutcome::Mismatch) << name;
  }
}

TEST(VerifySignature, RefusesKeysOfAnotherKind) {
  const auto message = octets_of("a claim");
  const auto outcome = [&](Algorithm algorithm, const std::string& name) {
    return verify_signature(algorithm, load_key(facts_of_fixture(name)), message, message);
  };
  EXPECT_EQ(outcome(Algorithm::Es256, "ps256"), SignatureOutcome::KeyUnfit);
  EXPECT_EQ(outcome(Algorithm::Ps256, "es256"), SignatureOutcome::KeyUnfit);
  EXPECT_EQ(outcome(Algorithm::Ed25519, "es256"), SignatureOutcome::KeyUnfit);
  EXPECT_EQ(outcome(Algorithm::Es256, "ed25519"), SignatureOutcome::KeyUnfit);
}

TEST(Signer, RefusesWhatDoesNotBelongTogether) {
  const auto message = [](const std::string& key, const std::string& certificate,
                          Algorithm algorithm) {
    const auto signer = Signer::from_pem(key, certificate, algorithm);
    return signer.has_value() ? std::string("nothing") : signer.error().message;
  };
  const auto key = fixture("es256.test-key.pem");
  const auto certificate = fixture("es256.pem");
  EXPECT_EQ(message(key, certificate, Algorithm::Es256), "nothing");
  EXPECT_EQ(message(key, certificate, Algorithm::Ps256),
            "the certificate of Test es256 is not one for Ps256");
  EXPECT_EQ(message(key, fixture("es384.pem"), Algorithm::Es256),
            "the key is not that of the first certificate, of Test es384: its signature does not "
            "verify; name the key that belongs to it");
  EXPECT_EQ(message(key, "", Algorithm::Es256), "there is no certificate of the signer in PEM");
  EXPECT_EQ(message("", certificate, Algorithm::Es256),
            "the key is no private key in PEM (BEGIN PRIVATE KEY)");
}

TEST(EncodeSign1, FillsUpToTheSizeThatWasKeptFree) {
  const auto claim = octets_of("a claim");
  const std::array<Bytes, 1> payload{claim};
  const auto signer = signer_of("ed25519", Algorithm::Ed25519);
  const auto detached = sign_detached(signer, payload, day(2026, 3, 1)).value();
  const auto plain = encode_sign1(detached).value();
  for (std::size_t extra = 0; extra < 400; ++extra) {
    const auto filled = encode_sign1(detached, {{}, {}, plain.size() + extra});
    ASSERT_EQ(filled.has_value(), extra == 0 || extra >= 5) << extra;
    if (!filled) continue;
    EXPECT_EQ(filled->size(), plain.size() + extra);
    const auto sign1 = parsed(*filled);
    ASSERT_TRUE(sign1.has_value()) << extra;
    EXPECT_EQ(verify_sign1(*sign1, payload, load_key(facts_of_fixture("ed25519"))),
              SignatureOutcome::Valid);
    EXPECT_EQ(sign1->claimed_at, day(2026, 3, 1));
  }
  EXPECT_TRUE(encode_sign1(detached, {{}, {}, plain.size() + 70'000}).has_value());
  EXPECT_EQ(encode_sign1(detached, {{}, {}, 100}).error().kind, ErrorKind::LimitExceeded);
}

}  // namespace
}  // namespace gg::trust
