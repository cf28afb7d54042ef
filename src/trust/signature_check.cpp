#include "trust/signature_check.h"

#include "trust/faults.h"

#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace gg::trust {
namespace {

/// What reading one signature may cost. Certificates, tokens and responses are views, not copies.
constexpr ScanLimits signature_limits{
    .depth_max = 16, .items_max = 4096, .kept_bytes_max = 1U << 20, .inflate_bytes_max = 0};

/// For texts. A time by itself is counted in nanoseconds there, which hold for 292 years.
std::tm in_utc(Time at) { return fmt::gmtime(at.time_since_epoch().count()); }

/// Fills one check, step by step.
class SignatureChecker {
 public:
  SignatureChecker(const SignatureToCheck& asked, const TrustStore& store, Time now,
                   SignatureBudget& budget)
      : asked_(asked), store_(store), now_(now), budget_(budget) {}

  SignatureCheck run() {
    if (!budget_.is_spent()) check();
    if (!budget_.is_spent()) return std::move(check_);
    SignatureCheck refused;
    refused.malformed = ParseError{&faults::too_much_to_check, asked_.offset};
    return refused;
  }

 private:
  void check() {
    Budget budget(signature_limits);
    auto sign1 = parse_sign1(Reader(asked_.sign1, asked_.offset), Payload::Detached, budget);
    if (!sign1.has_value()) {
      check_.malformed = sign1.error();
      return;
    }
    sign1_ = *std::move(sign1);
    check_.algorithm = sign1_.algorithm;
    check_.algorithm_text = sign1_.algorithm_text;
    check_stamps();
    check_.validity_at = check_.attested.value_or(now_);
    check_.chain = store_.check(sign1_.certificates, asked_.kind, check_.validity_at, budget_);
    check_sealed();
    check_validity();
    check_claimed_time();
    check_revocation_of_signer();
  }

  void check_sealed() {
    const auto* leaf = check_.chain->leaf();
    if (leaf == nullptr || budget_.charge(units::of_verification(*leaf)))
      check_.signature = verify_sign1(sign1_, asked_.payload, check_.chain->key);
  }

  /// True when it is trusted, so that no other is looked at.
  bool check_stamp(const TimeStamp& stamp) {
    check_.stamps.push_back(
        check_time_stamp(stamp, sign1_, asked_.payload, store_, asked_.legacy_stamps, budget_));
    if (check_.stamps.back().outcome != StampOutcome::Trusted) return false;
    check_.attested = check_.stamps.back().time;
    return true;
  }

  /// Source: C2PA 2.2 section 15.8.1: those of the headers, then those of later assertions.
  void check_stamps() {
    const auto found = stamps_of(sign1_);
    if (found.faulty_place) {
      TimeStampCheck faulty;
      faulty.place = *found.faulty_place;
      faulty.why = found.faulty;
      check_.stamps.push_back(std::move(faulty));
    }
    for (const auto& stamp : found.stamps)
      if (check_stamp(stamp)) return;
    const auto later =
        asked_.later_stamps.first(std::min(asked_.later_stamps.size(), later_proofs_max));
    for (const auto der : later)
      if (check_stamp({StampPlace::Assertion, der})) return;
  }

  /// Source: C2PA 2.2 section 15.8.2, its end.
  void check_validity() {
    if (check_.chain->path.empty()) return;
    const auto* outside = check_.chain->outside_at(check_.validity_at);
    check_.validity = outside == nullptr ? Validity::Inside : Validity::Outside;
    if (outside != nullptr)
      check_.validity_words = fmt::format(
          "the certificate of {} is valid from {:%F %T} to {:%F %T} UTC, not at {:%F %T}",
          outside->subject.display(), in_utc(outside->not_before), in_utc(outside->not_after),
          in_utc(check_.validity_at));
  }

  /// Source: C2PA 2.2 section 15.8.3.
  void check_claimed_time() {
    check_.claimed_at = sign1_.claimed_at;
    if (!sign1_.claimed_at || check_.chain->path.empty()) return;
    const bool is_inside = check_.chain->is_inside(*sign1_.claimed_at) &&
                           (!check_.attested || *sign1_.claimed_at <= *check_.attested);
    check_.claimed = is_inside ? ClaimedTime::Inside : ClaimedTime::Outside;
  }

  void check_revocation_of_signer() {
    auto responses = stapled_responses(sign1_);
    responses.insert(responses.end(), asked_.later_responses.begin(), asked_.later_responses.end());
    check_.revocation =
        check_revocation(responses, *check_.chain, {check_.attested, now_}, budget_);
  }

  const SignatureToCheck& asked_;
  const TrustStore& store_;
  Time now_;
  SignatureBudget& budget_;
  Sign1 sign1_;
  SignatureCheck check_;
};

}  // namespace

bool SignatureCheck::is_valid() const {
  return !malformed && algorithm && chain && chain->outcome != ChainOutcome::Invalid &&
         (chain->profile.empty() || chain->directly) && signature == SignatureOutcome::Valid &&
         validity == Validity::Inside && revocation.outcome != RevocationOutcome::Revoked &&
         revocation.outcome != RevocationOutcome::Unknown;
}

bool SignatureCheck::is_trusted() const {
  return is_valid() && chain->is_trusted() && revocation.revoked_authority.empty();
}

SignatureCheck check_signature(const SignatureToCheck& signature, const TrustStore& store, Time now,
                               SignatureBudget& budget) {
  return SignatureChecker(signature, store, now, budget).run();
}

}  // namespace gg::trust
