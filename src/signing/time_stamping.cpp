#include "signing/time_stamping.h"

#include "base/sha256.h"
#include "ledger/timestamp.h"
#include "secrets/secret_bytes.h"
#include "trust/time_stamp.h"
#include "trust/time_stamp_token.h"

#include <array>

namespace gg::signing {
namespace {

tl::unexpected<Error> no_stamp(const std::string& why) {
  return fail(Error{ErrorKind::InvalidInput,
                    "the time-stamping authority's answer is no time stamp of this signature: " +
                        why + "; try again, or ask another (--timestamp)"});
}

/// 63 random bits.
std::uint64_t new_nonce() {
  std::array<std::uint8_t, 8> bytes{};
  secrets::fill_random(bytes.data(), bytes.size());
  std::uint64_t nonce = 0;
  for (const auto byte : bytes) nonce = nonce << 8U | byte;
  return nonce >> 1U;
}

Result<trust::TimeStampCheck> check(const trust::DetachedSignature& signature, Bytes payload,
                                    const ByteArray& token, const trust::TrustStore& store) {
  TRY_LET(const auto encoded, trust::encode_sign1(signature, {token, {}, 0}));
  Budget budget;
  const auto sign1 = trust::parse_sign1(Reader(Bytes(encoded)), trust::Payload::Detached, budget);
  if (!sign1) return no_stamp(std::string(sign1.error().fault->text));
  trust::SignatureBudget signatures;
  return trust::check_time_stamp({trust::StampPlace::Header2, token}, *sign1, std::array{payload},
                                 store, trust::LegacyStamps::ByList, signatures);
}

}  // namespace

Result<SignatureStamp> stamp_signature(const trust::DetachedSignature& signature, Bytes payload,
                                       const AskAuthority& ask, const trust::TrustStore& store) {
  const auto digest = sha256_of(Reader::to_text(signature.to_be_stamped()));
  TRY_LET(const auto answer, ask(ledger::timestamp_query(digest, new_nonce())));
  const auto token = trust::find_token(text_bytes(answer));
  if (!token) return no_stamp(std::string(token.error().fault->text));
  SignatureStamp stamp;
  stamp.token.assign(token->begin(), token->end());
  TRY_LET(const auto checked, check(signature, payload, stamp.token, store));
  if (!checked.validated || !checked.time) return no_stamp(checked.why);
  stamp.time = *checked.time;
  stamp.is_trusted = checked.outcome == trust::StampOutcome::Trusted;
  stamp.why = checked.why;
  if (checked.authority && checked.authority->leaf() != nullptr)
    stamp.authority = checked.authority->leaf()->subject.display();
  return stamp;
}

}  // namespace gg::signing
