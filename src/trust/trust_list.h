#pragma once

#include "base/result.h"
#include "trust/certificate.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gg::trust {

/// Whom the anchors of a list may vouch for. The kinds never mix.
enum class ListKind : std::uint8_t { Signers, TimeStamps, Identities };

/// Where a list comes from. *value*
struct ListFacts {
  ListKind kind = ListKind::Signers;
  std::string name;    ///< For people and reports: "C2PA Trust List".
  std::string date;    ///< Of issue, RFC 3339 as written; empty where not known.
  std::string origin;  ///< A file or an address; where the text came from.
  /// Purposes of the leaf (OIDs) for which these anchors count; C2PA 2.2 section 14.4.1.
  /// Not looked at for `TimeStamps`.
  std::vector<std::string> purposes;
};

/// The purposes a list of one's own counts for unless it says otherwise: claim signing, e-mail
/// protection, document signing.
std::vector<std::string> usual_purposes();

/// Anchors of one list, parsed once. Anchors may be intermediate authorities. A certificate that is
/// no authority stands for itself alone: the credential is trusted when it is exactly this one
/// (the private credential store of C2PA 2.2 section 14.4.3), never as an issuer or for time
/// stamps. Threads: const is thread-safe. Copies share the anchors.
class TrustList {
 public:
  struct Limits {
    static constexpr std::size_t text_bytes_max = 8U << 20;
    static constexpr std::size_t anchors_max = 4096;
  };

  /// Reads certificates in PEM (anything between them is passed over) or the JSON of the C2PA list
  /// (ETSI TS 119 602: "LoTE"; its name and date are taken where `facts` has none). Certificates
  /// that stand twice count once. Errors: LimitExceeded; InvalidInput with the number of the
  /// certificate that cannot be read, or when there is none.
  static Result<TrustList> parse(std::string_view text, ListFacts facts);

  [[nodiscard]] const ListFacts& facts() const;
  [[nodiscard]] std::span<const Certificate> anchors() const;
  /// SHA-256 over kind, purposes and anchors: says whether two lists decide alike.
  [[nodiscard]] const Sha256& fingerprint() const;

  /// What OpenSSL builds chains with. For `chain.cpp` alone.
  struct State;
  [[nodiscard]] const State& state() const { return *state_; }

 private:
  explicit TrustList(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

/// The official lists that come with the program: C2PA signers, C2PA time-stamping authorities.
const std::vector<TrustList>& bundled_lists();

}  // namespace gg::trust
