#pragma once

#include "base/digest.h"
#include "trust/certificate.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>

namespace gg::trust {

struct Chain;

/// Chains that were checked, by what they were checked for. *value*
class KnownChains {
 public:
  /// A chain that says how the one of this key is at that time; empty where there is none.
  [[nodiscard]] std::shared_ptr<const Chain> find(const Sha256& key, Time at) const;
  void keep(const Sha256& key, Time at, const std::shared_ptr<const Chain>& chain);
  void clear() { *this = {}; }
  /// Of the certificates in it, about.
  [[nodiscard]] std::size_t size_bytes() const { return size_bytes_; }

 private:
  void insert(const Sha256& key, const std::shared_ptr<const Chain>& chain);

  std::map<Sha256, std::shared_ptr<const Chain>> chains_;
  std::size_t size_bytes_ = 0;
};

/// What is left of what the signatures of one file may cost together, and the chains met in it,
/// each of which costs once. Passed by reference, never copied. *single thread*
///
/// A unit is the time of one verification with an RSA key of 4096 bits, about a tenth of a
/// millisecond. The costs are of the bytes and keys alone, never of a clock, so that a file comes
/// out the same on every machine.
class SignatureBudget {
 public:
  /// Enough for a store of 2,000 manifests, each signed and stamped with keys on P-384.
  static constexpr std::uint32_t units_max = 50'000;

  explicit SignatureBudget(std::uint32_t units = units_max) : units_left_(units) {}
  SignatureBudget(const SignatureBudget&) = delete;
  SignatureBudget& operator=(const SignatureBudget&) = delete;

  /// False when not so many are left; then and from then on nothing is, and nothing that was found
  /// since may be believed.
  bool charge(std::uint64_t units) {
    is_spent_ = is_spent_ || units > units_left_;
    units_left_ = is_spent_ ? 0 : units_left_ - static_cast<std::uint32_t>(units);
    return !is_spent_;
  }

  [[nodiscard]] bool is_spent() const { return is_spent_; }
  [[nodiscard]] std::uint32_t units_left() const { return units_left_; }
  [[nodiscard]] KnownChains& chains() { return chains_; }

 private:
  std::uint32_t units_left_;
  bool is_spent_ = false;
  KnownChains chains_;
};

/// What things cost, in units of a `SignatureBudget`.
namespace units {
/// A certificate that is read here and by OpenSSL.
constexpr std::uint64_t of_certificate(std::size_t size_bytes) { return 1 + size_bytes / 1024; }
/// A time stamp, which is read here alone.
constexpr std::uint64_t of_stamp(std::size_t size_bytes) { return 1 + size_bytes / 4096; }
/// An OCSP response, whose many certificates OpenSSL reads.
constexpr std::uint64_t of_response(std::size_t size_bytes) { return 2 + size_bytes / 256; }
constexpr std::uint64_t of_hashing(std::size_t size_bytes) { return size_bytes >> 16U; }
constexpr std::uint64_t of_ed25519 = 2;
/// A signature that is verified with the key of this certificate.
std::uint64_t of_verification(const Certificate& certificate);
}  // namespace units

}  // namespace gg::trust
