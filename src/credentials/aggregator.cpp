#include "credentials/aggregator.h"

#include "base/base64.h"
#include "credentials/codes.h"
#include "credentials/moment.h"
#include "credentials/value_json.h"
#include "json/json.h"
#include "trust/faults.h"

#include <algorithm>

#include <openssl/evp.h>

namespace gg::credentials {
namespace {

constexpr std::int64_t header_content_type = 3;
constexpr std::string_view content_type = "application/vc";
constexpr std::string_view by_key = "did:jwk:";

/// Base 64 of URLs without padding (RFC 4648 section 5), as JSON Web Keys are written.
std::optional<std::string> parse_base64_url(std::string text) {
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  text.append((4 - text.size() % 4) % 4, '=');
  return parse_base64(text);
}

/// The Ed25519 key of a did:jwk; empty when it is another or none.
trust::PublicKey key_of(std::string_view did) {
  const auto fragment = did.find('#');
  const auto text =
      parse_base64_url(std::string(did.substr(by_key.size(), fragment - by_key.size())));
  const auto jwk = text ? parse_json(*text) : std::nullopt;
  if (!jwk || text_member(*jwk, "kty") != "OKP" || text_member(*jwk, "crv") != "Ed25519") return {};
  const auto raw = parse_base64_url(std::string(text_member(*jwk, "x")));
  if (!raw) return {};
  const auto* bytes = static_cast<const unsigned char*>(static_cast<const void*>(raw->data()));
  return {EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes, raw->size()),
          [](EVP_PKEY* key) { EVP_PKEY_free(key); }};
}

/// True where a list of byte values is a hash that stands in base 64: some write its bytes into
/// JSON, some those of its base 64.
bool is_hash(const Json& numbers, const std::string& base64) {
  std::string bytes;
  for (const auto& number : numbers) {
    if (!number.is_number_unsigned() || number.get<std::uint64_t>() > 255) return false;
    bytes += static_cast<char>(number.get<unsigned>());
  }
  return bytes == base64 || base64_of(bytes) == base64;
}

/// Equal, whatever the order of members. Both nest no deeper than their readers allow.
bool says_the_same(const Json& left, const Json& right) {
  if (left.is_array() && right.is_string()) return is_hash(left, right.get<std::string>());
  if (left.size() != right.size() || left.type() != right.type()) return left == right;
  if (left.is_object())
    return std::ranges::all_of(left.items(), [&](const auto& member) {
      const auto* other = find_member(right, member.key());
      return other != nullptr && says_the_same(member.value(), *other);
    });
  if (!left.is_array()) return left == right;
  for (std::size_t index = 0; index < left.size(); ++index)
    if (!says_the_same(left[index], right[index])) return false;
  return true;
}

/// Checks one statement.
class VouchedCheck {
 public:
  VouchedCheck(const Vouched& vouched, const TrustTerms& terms, trust::SignatureBudget& budget,
               std::vector<Status>& statuses)
      : vouched_(vouched), terms_(terms), budget_(budget), statuses_(statuses) {}

  void run() {
    const auto known = statuses_.size();
    check();
    if (!budget_.is_spent()) return;
    statuses_.resize(known);
    add(codes::general_error, std::string(trust::faults::too_much_to_check.text));
  }

 private:
  void check() {
    Budget budget;
    auto read = trust::parse_sign1(Reader(vouched_.signature.bytes, vouched_.signature.offset),
                                   trust::Payload::Attached, budget);
    if (!read && read.error().fault->number >= 3113 && read.error().fault->number != 3114)
      return add(codes::cawg_ica_not_checked, std::string(read.error().fault->text));
    if (!read)
      return add(codes::cawg_ica_invalid_cose_sign1, std::string(read.error().fault->text));
    const auto& sign1 = *read;
    if (!sign1.algorithm)
      return add(codes::cawg_ica_invalid_alg, "signed with " + sign1.algorithm_text);
    check_content_type(sign1);
    const auto credential = parse_json(Reader::to_text(*sign1.payload));
    if (!credential || !credential->is_object() ||
        find_member(*credential, "credentialSubject") == nullptr)
      return add(codes::cawg_ica_invalid_verifiable_credential,
                 "its payload is no verifiable credential");
    if (!check_signature(sign1, *credential)) return;
    check_times(sign1, *credential);
    check_asset(*credential);
    add(codes::cawg_ica_untrusted_issuer, "no list of aggregators is known");
    if (!has_failed_) add(codes::cawg_ica_credential_valid, "the aggregator signed it");
  }

  void check_content_type(const trust::Sign1& sign1) {
    const auto* stated = sign1.protected_headers.find(header_content_type);
    if (stated == nullptr || !stated->untagged().is_text(content_type))
      add(codes::cawg_ica_invalid_content_type, "its content type is not application/vc");
  }

  /// False where nothing more can be said.
  bool check_signature(const trust::Sign1& sign1, const Json& credential) {
    const auto issuer = issuer_of(credential);
    if (issuer.starts_with("did:web:")) {
      add(codes::cawg_ica_not_checked, "its key would have to be fetched from " + issuer);
      return false;
    }
    const auto key = issuer.starts_with(by_key) ? key_of(issuer) : trust::PublicKey();
    if (!key) {
      add(codes::cawg_ica_invalid_issuer, "the issuer is " + issuer);
      return false;
    }
    const Bytes parts[] = {*sign1.payload};
    if (!budget_.charge(trust::units::of_ed25519)) return false;
    if (trust::verify_sign1(sign1, parts, key) == trust::SignatureOutcome::Valid) return true;
    add(codes::cawg_ica_signature_mismatch, "the key of the issuer did not sign this");
    return false;
  }

  static std::string issuer_of(const Json& credential) {
    const auto* issuer = find_member(credential, "issuer");
    if (issuer != nullptr && issuer->is_object()) return std::string(text_member(*issuer, "id"));
    return std::string(text_member(credential, "issuer"));
  }

  void check_times(const trust::Sign1& sign1, const Json& credential) {
    auto latest = terms_.at;
    const Bytes parts[] = {*sign1.payload};
    for (const auto& stamp : trust::stamps_of(sign1).stamps) {
      const auto checked = trust::check_time_stamp(stamp, sign1, parts, terms_.store,
                                                   trust::LegacyStamps::Believed, budget_);
      if (!checked.validated || !checked.time) {
        add(codes::cawg_ica_time_stamp_invalid, checked.why);
        return;
      }
      add(codes::cawg_ica_time_stamp_validated, time_text(*checked.time));
      latest = std::min(latest, *checked.time);
    }
    const auto since = parse_moment(text_member(credential, "validFrom"));
    if (find_member(credential, "validFrom") == nullptr)
      add(codes::cawg_ica_valid_from_missing, "validFrom is not stated");
    else if (!since || *since > latest)
      add(codes::cawg_ica_valid_from_invalid,
          "validFrom is " + std::string(text_member(credential, "validFrom")));
    if (find_member(credential, "validUntil") == nullptr) return;
    const auto until = parse_moment(text_member(credential, "validUntil"));
    if (!until || *until < terms_.at)
      add(codes::cawg_ica_valid_until_invalid,
          "validUntil is " + std::string(text_member(credential, "validUntil")));
  }

  /// What it vouches for is what the assertion says. Source: CAWG 1.2 section 8.1.2.
  void check_asset(const Json& credential) {
    const auto& subject = credential["credentialSubject"];
    const auto* asset = find_member(subject, "c2paAsset");
    if (asset == nullptr || !says_the_same(*asset, json_of(vouched_.payload)))
      add(codes::cawg_ica_signer_payload_mismatch, "c2paAsset does not match signer_payload");
  }

  void add(const StatusCode& code, std::string explanation) {
    has_failed_ |= code.kind == StatusKind::Failure;
    statuses_.push_back({&code, vouched_.uri, std::move(explanation)});
  }

  const Vouched& vouched_;
  const TrustTerms& terms_;
  trust::SignatureBudget& budget_;
  std::vector<Status>& statuses_;
  bool has_failed_ = false;
};

}  // namespace

void check_vouched(const Vouched& vouched, const TrustTerms& terms, trust::SignatureBudget& budget,
                   std::vector<Status>& statuses) {
  VouchedCheck(vouched, terms, budget, statuses).run();
}

}  // namespace gg::credentials
