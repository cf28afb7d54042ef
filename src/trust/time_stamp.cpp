#include "trust/time_stamp.h"

#include "base/check.h"
#include "trust/faults.h"
#include "trust/octets.h"
#include "trust/time_stamp_token.h"

#include <algorithm>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace gg::trust {
namespace {

constexpr std::string_view token_content_oid = "1.2.840.113549.1.9.16.1.4";
constexpr std::string_view ess_sha1_oid = "1.3.14.3.2.26";
constexpr std::size_t stamp_bytes_max = 256U << 10;

/// A certificate of the token, and the others behind it.
struct Issuer {
  Certificate certificate;
  std::vector<Bytes> chain;
};

bool names(const SignedData& data, const Certificate& certificate) {
  if (!data.signer_key_id.empty()) return certificate.subject_key_id == data.signer_key_id;
  return certificate.issuer.der == data.signer_issuer && certificate.serial == data.signer_serial;
}

std::optional<Issuer> find_issuer(const SignedData& data, SignatureBudget& budget) {
  for (const auto der : data.certificates) {
    if (!budget.charge(units::of_certificate(der.size()))) break;
    auto certificate = parse_certificate(der);
    if (!certificate.has_value() || !names(data, *certificate)) continue;
    Issuer issuer{*std::move(certificate), {der}};
    for (const auto other : data.certificates)
      if (other.data() != der.data()) issuer.chain.push_back(other);
    return issuer;
  }
  return std::nullopt;
}

std::vector<std::byte> sha1_of(Bytes bytes) {
  std::vector<std::byte> digest(20);
  GG_CHECK(EVP_Digest(bytes.data(), bytes.size(), octets(digest), nullptr, EVP_sha1(), nullptr) ==
           1);
  return digest;
}

/// Whether the signing certificate attribute is of this certificate; false when there is none.
/// Source: RFC 3161 section 2.4.2, RFC 5816.
bool binds(const SignedData& data, const Certificate& certificate) {
  if (!data.certificate_hash) return false;
  if (data.certificate_hash_oid == ess_sha1_oid)
    return std::ranges::equal(sha1_of(certificate.der), *data.certificate_hash);
  const auto hash = hash_of(data.certificate_hash_oid);
  return hash && std::ranges::equal(hash_parts(*hash, {certificate.der}), *data.certificate_hash);
}

/// Checks one stamp, step by step; the first step that fails gives the outcome.
class StampCheck {
 public:
  StampCheck(const TimeStamp& stamp, const Sign1& sign1, std::span<const Bytes> payload,
             SignatureBudget& budget)
      : stamp_(stamp), sign1_(sign1), payload_(payload), budget_(budget) {
    check_.place = stamp.place;
  }

  TimeStampCheck run(const TrustStore& store, LegacyStamps legacy) {
    if (read() && is_of_these_bytes() && is_signed(store)) {
      check_.validated = true;
      judge(legacy);
    }
    return std::move(check_);
  }

 private:
  bool stop(StampOutcome outcome, std::string why) {
    check_.outcome = outcome;
    check_.why = std::move(why);
    return false;
  }

  /// The outcome does not count.
  bool beyond_budget() {
    return stop(StampOutcome::Untrusted, std::string(faults::too_much_to_check.text));
  }

  bool malformed(const ParseError& error) {
    return stop(StampOutcome::Malformed, fmt::format("the time stamp cannot be read at byte {}: {}",
                                                     error.offset, error.fault->text));
  }

  bool read() {
    if (stamp_.der.size() > stamp_bytes_max)
      return stop(StampOutcome::Malformed, "the time stamp is larger than 256 KiB");
    if (!budget_.charge(units::of_stamp(stamp_.der.size()))) return beyond_budget();
    const auto token = find_token(stamp_.der);
    if (!token.has_value()) return malformed(token.error());
    auto data = parse_signed_data(*token);
    if (!data.has_value()) return malformed(data.error());
    if (data->content_type != token_content_oid)
      return stop(StampOutcome::Malformed, "the token holds no statement of time (TSTInfo)");
    data_ = *std::move(data);
    auto info = parse_token_info(data_.content);
    if (!info.has_value()) return malformed(info.error());
    info_ = *std::move(info);
    check_.time = info_.time;
    check_.serial = info_.serial;
    check_.policy = info_.policy;
    return true;
  }

  /// Source: C2PA 2.2 section 15.8.2.
  bool is_of_these_bytes() {
    if (!data_.algorithm || !data_.digest)
      return stop(StampOutcome::Untrusted,
                  "the authority signed with an algorithm that is not "
                  "allowed: " +
                      data_.algorithm_oid);
    if (!info_.hash)
      return stop(StampOutcome::Untrusted,
                  "the time stamp is of a hash that is not allowed: " + info_.hash_oid);
    check_.hash = name_of(*info_.hash);
    if (!budget_.charge(units::of_hashing(stamped_bytes()))) return beyond_budget();
    if (!has_imprint()) return stop(StampOutcome::Mismatch, "the time stamp is of other bytes");
    return true;
  }

  bool is_signed(const TrustStore& store) {
    issuer_ = find_issuer(data_, budget_);
    if (!issuer_)
      return stop(StampOutcome::Untrusted, "the certificate of the authority is not in the token");
    if (!binds(data_, issuer_->certificate))
      return stop(StampOutcome::Mismatch,
                  "the token does not bind the certificate of its authority");
    check_.authority = store.check(issuer_->chain, ListKind::TimeStamps, info_.time, budget_);
    if (check_.authority->outcome == ChainOutcome::Invalid)
      return stop(StampOutcome::Untrusted, check_.authority->why);
    if (!budget_.charge(units::of_verification(issuer_->certificate))) return beyond_budget();
    if (!verify_signed_data(data_, check_.authority->key))
      return stop(StampOutcome::Mismatch, "the signature of the time stamp does not hold");
    return true;
  }

  /// What is hashed to compare it with the imprint.
  [[nodiscard]] std::size_t stamped_bytes() const {
    if (stamp_.place != StampPlace::Header1) return 2 * sign1_.signature_item.size();
    std::size_t size_bytes = 0;
    for (const auto& part : payload_) size_bytes += part.size();
    return size_bytes;
  }

  [[nodiscard]] bool has_imprint() const {
    const auto equals = [this](Bytes message) {
      return std::ranges::equal(hash_parts(*info_.hash, {message}), info_.imprint);
    };
    if (stamp_.place == StampPlace::Header1)
      return equals(sig_structure("CounterSignature", sign1_.protected_bytes, payload_));
    const Bytes item = sign1_.signature_item;
    return equals(item) ||
           equals(sig_structure("CounterSignature", sign1_.protected_bytes, std::span(&item, 1)));
  }

  void judge(LegacyStamps legacy) {
    const auto& chain = check_.authority;
    const auto& signer = *chain->leaf();  // there is one, as its key has verified the token
    if (chain->is_trusted() && chain->profile.empty()) {
      judge_time();
      return;
    }
    const bool is_believed = legacy == LegacyStamps::Believed &&
                             stamp_.place != StampPlace::Assertion &&
                             signer.has_purpose(oid::time_stamping);
    if (is_believed) {
      judge_time();
      check_.believed = check_.outcome == StampOutcome::Trusted;
      return;
    }
    stop(StampOutcome::Untrusted,
         chain->is_trusted() ? chain->profile.front().words
                             : fmt::format("the authority {} is on no list for time stamps: {}",
                                           signer.subject.display(), chain->why));
  }

  void judge_time() {
    if (const auto* outside = check_.authority->outside_at(info_.time)) {
      stop(StampOutcome::OutsideValidity,
           fmt::format("the certificate of {} was not valid when it stamped",
                       outside->subject.display()));
      return;
    }
    check_.outcome = StampOutcome::Trusted;
  }

  const TimeStamp& stamp_;
  const Sign1& sign1_;
  std::span<const Bytes> payload_;
  SignatureBudget& budget_;
  SignedData data_;
  TokenInfo info_;
  std::optional<Issuer> issuer_;
  TimeStampCheck check_;
};

/// The one token of a tstContainer; nothing, with `faulty`, when it is not one.
std::optional<Bytes> token_of(const cbor::Value& container, std::string& faulty) {
  const auto& tokens = container.array_at("tstTokens");
  if (tokens.size() != 1) {
    faulty = fmt::format("the header of the time stamp holds {} tokens, not one", tokens.size());
    return std::nullopt;
  }
  const auto* value = tokens.front().find("val");
  if (value == nullptr || value->type != cbor::Type::ByteString || !value->text.empty()) {
    faulty = "the token of the time stamp is no byte string";
    return std::nullopt;
  }
  return value->bytes;
}

}  // namespace

HeaderStamps stamps_of(const Sign1& sign1) {
  HeaderStamps found;
  constexpr std::pair<std::string_view, StampPlace> labels[] = {{"sigTst2", StampPlace::Header2},
                                                                {"sigTst", StampPlace::Header1}};
  for (const auto& [label, place] : labels) {
    const auto* container = sign1.header(label);
    if (container == nullptr) continue;
    if (const auto token = token_of(*container, found.faulty)) {
      found.stamps.push_back({place, *token});
    } else {
      found.faulty_place = place;
      found.stamps.clear();
      return found;
    }
  }
  return found;
}

TimeStampCheck check_time_stamp(const TimeStamp& stamp, const Sign1& sign1,
                                std::span<const Bytes> payload, const TrustStore& store,
                                LegacyStamps legacy, SignatureBudget& budget) {
  return StampCheck(stamp, sign1, payload, budget).run(store, legacy);
}

}  // namespace gg::trust
