#pragma once

#include "trust/profile.h"
#include "trust/signature_budget.h"
#include "trust/trust_list.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gg::trust {

/// How a chain came out, whatever the time.
enum class ChainOutcome : std::uint8_t {
  Trusted,    ///< Ends at an anchor of a list.
  Untrusted,  ///< Read and judged, and no list vouches for it.
  Invalid,    ///< A certificate cannot be read: nothing can be said of the signer.
};

/// Why a chain is not trusted.
enum class ChainFault : std::uint8_t {
  None,
  NoCertificates,
  TooManyCertificates,
  Unreadable,       ///< A certificate of the chain is no X.509 certificate.
  LeafIsAuthority,  ///< An authority signed with its own key; C2PA 2.2 section 14.5.1.2.
  NoList,           ///< No list of this kind counts for a purpose of the leaf.
  NoAnchor,         ///< No way to an anchor.
  BadSignature,     ///< A signature between two certificates does not hold.
  BrokenRule,       ///< Path length, name constraint, critical extension, … (RFC 5280 section 6).
  AuthorityUnfit,   ///< An authority on the way uses an algorithm or key that is not allowed.
};

/// The chain of one credential, checked against the lists. *value*, const is thread-safe.
///
/// Time is kept apart: `path` is valid from `valid_from` to `valid_until`, both included, which is
/// what all its certificates, the anchor with them, have in common.
struct Chain {
  ChainOutcome outcome = ChainOutcome::Invalid;
  ChainFault fault = ChainFault::None;
  std::string why;  ///< For people; empty when trusted.
  /// Leaf first. Trusted: to the anchor. Otherwise as far as issuers follow each other in what was
  /// handed in. Empty when the leaf cannot be read.
  std::vector<std::shared_ptr<const Certificate>> path;
  PublicKey key;                        ///< Of the leaf; empty when it cannot be used.
  std::vector<ProfileFinding> profile;  ///< What makes the leaf unfit; empty when it is fit.
  std::optional<ListFacts> list;        ///< Trusted: the list that decided.
  bool directly = false;                ///< Trusted as the credential itself, not by an authority.
  Time valid_from = Time::min();
  Time valid_until = Time::max();
  std::uint64_t cost = 0;  ///< Of checking it, in units of a `SignatureBudget`.

  [[nodiscard]] bool is_trusted() const { return outcome == ChainOutcome::Trusted; }
  [[nodiscard]] const Certificate* leaf() const {
    return path.empty() ? nullptr : path.front().get();
  }
  /// Trusted: the certificate of the list that the chain ends at.
  [[nodiscard]] const Certificate* anchor() const {
    return is_trusted() ? path.back().get() : nullptr;
  }
  [[nodiscard]] bool is_inside(Time at) const { return valid_from <= at && at <= valid_until; }
  /// The first certificate of the path that is not valid at that time; nothing when all are.
  [[nodiscard]] const Certificate* outside_at(Time at) const;
};

/// All trust of one run: lists, and what was learnt with them. Each distinct chain is checked once.
/// Threads: const is thread-safe. Make one and share it: parsing lists costs milliseconds.
class TrustStore {
 public:
  struct Limits {
    static constexpr std::size_t certificates_max = 16;              ///< In one chain.
    static constexpr std::size_t certificate_bytes_max = 64U << 10;  ///< Each.
    static constexpr std::size_t kept_bytes_max = 8U << 20;          ///< Of chains learnt, about.
  };

  /// `accepted`: the purposes (OIDs) of which a signer's certificate has to state one, whether or
  /// not a list counts for it. Usual: `usual_purposes()` and those of the lists.
  explicit TrustStore(std::vector<TrustList> lists,
                      std::optional<std::vector<std::string>> accepted = std::nullopt);
  ~TrustStore();
  TrustStore(const TrustStore&) = delete;
  TrustStore& operator=(const TrustStore&) = delete;

  [[nodiscard]] std::span<const TrustList> lists() const;

  /// The chain that begins with the first of `certificates` (DER, in any order behind it), checked
  /// against the lists of `kind`. Where several paths exist, one that is valid at `at` is taken.
  /// Charged to `budget` once, whether or not it was learnt from another file. Never empty; what a
  /// budget that is spent gives says nothing.
  [[nodiscard]] std::shared_ptr<const Chain> check(std::span<const Bytes> certificates,
                                                   ListKind kind, Time at,
                                                   SignatureBudget& budget) const;
  /// The same for a chain alone.
  [[nodiscard]] std::shared_ptr<const Chain> check(std::span<const Bytes> certificates,
                                                   ListKind kind, Time at) const {
    SignatureBudget budget;
    return check(certificates, kind, at, budget);
  }

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gg::trust
